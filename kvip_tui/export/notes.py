"""The notes of a visit by block or by tag, as Markdown, as a table or as JSON.

A note of several blocks stands under the first of them, one with several tags under each. What is
not exported stands in `material`: never an interview's note nor one that was deleted, no earlier
text, and impressions only where they are asked for. The table has a row a note and a column of
what it stands under; its file is like that of the blocks (`table`). JSON keys are English and are
only ever added to while ``schema`` stays the same.
"""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from kvip_tui.domain.notes.numbers import marked
from kvip_tui.domain.notes.reading import home_of, tags
from kvip_tui.domain.people.speaker import speaker
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.export.data import note_json
from kvip_tui.export.mdtext import quoted, typed
from kvip_tui.export.table import BYTE_ORDER_MARK, defused, local
from kvip_tui.i18n import _
from kvip_tui.store import codec
from kvip_tui.texts import formats
from kvip_tui.texts import said as texts
from kvip_tui.time_parsing import local_date

Json = dict[str, Any]
FORMAT: Final = "kvip-notes"
SCHEMA: Final = 1
COLUMNS: Final = (
    "under",
    "nr",
    "tid",
    "klasse",
    "hadde_ordet",
    "forfatter",
    "sagt",
    "merkelapper",
    "tekst",
)


class By(StrEnum):
    """What notes stand under."""

    BLOCK = "block"
    TAG = "tag"


class Heap(Struct, frozen=True):
    """The notes that stand under one block or tag; its id is '' for those that have none."""

    id: str
    title: str
    notes: tuple[Note, ...]


def heaps(visit: Visit, notes: Sequence[Note], by: By) -> tuple[Heap, ...]:
    """Return notes by block in the plan's order, or by tag in the alphabet's; the rest last."""
    under: list[tuple[str, ...]]
    if by is By.BLOCK:
        titles = {block.id: block.title for _day, block in visit.plan.blocks()}
        under = [(home_of(visit, note) or "",) for note in notes]
        rest = _("Utenom blokkene")
    else:
        tags = sorted({tag for note in notes for tag in note.tags})
        titles = {tag: f"#{tag}" for tag in tags}
        under = [note.tags or ("",) for note in notes]
        rest = _("Uten merkelapp")
    piled: dict[str, list[Note]] = {}
    for note, names in zip(notes, under, strict=True):
        for name in names:
            piled.setdefault(name, []).append(note)
    named = [*titles.items(), ("", rest)]
    return tuple(Heap(name, title, tuple(piled[name])) for name, title in named if name in piled)


def notes_markdown(visit: Visit, found: Sequence[Heap], now: datetime) -> str:
    """Return the notes as a document for people."""
    zone = visit.plan.timezone
    head = _("# Notater · {title}\n\n- Vertsenhet: {host}\n- Skrevet: {written} kl. {clock}")
    parts = [
        head.format(
            title=typed(visit.title),
            host=typed(visit.host),
            written=formats.date_text(local_date(now, zone)),
            clock=formats.clock(now, zone),
        )
    ]
    for heap in found:
        parts.append(f"## {typed(heap.title)}")
        for note in heap.notes:
            parts += (_stamp(visit, note), quoted(note.text))
    return "\n\n".join(parts if found else [*parts, _("Ingen notater.")]) + "\n"


def _stamp(visit: Visit, note: Note) -> str:
    stamp = [
        f"**{formats.clock(note.typed_at, visit.plan.timezone)}**",
        typed(marked(visit).of(note)) if visit.shared else "",
        typed(note.author),
        holder_apart(visit, note),
        "" if note.said else _("egen tanke"),
        typed(texts.privacy(note.privacy, visit.plan)),
        tags_apart(note),
    ]
    return " · ".join(filter(None, stamp))


def tags_apart(note: Note) -> str:
    """Return the tags of a note, in Markdown, that do not stand in its text."""
    written = tags(note.text)
    return " ".join(typed(f"#{tag}") for tag in note.tags if tag.casefold() not in written)


def holder_apart(visit: Visit, note: Note) -> str:
    """Return, in Markdown, who had the floor, where the note does not begin with whose words."""
    holder = visit.person(note.holder)
    if holder is None or speaker(note.text, visit.roster) is not None:
        return ""
    return _("{name} hadde ordet").format(name=typed(holder.name))


def notes_table(visit: Visit, found: Sequence[Heap], now: datetime) -> str:
    """Return the notes as a table for a spreadsheet, its byte order mark included."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    zone = ZoneInfo(visit.plan.timezone)
    for heap in found:
        writer.writerows(_row(visit, heap, note, zone) for note in heap.notes)
    return out.getvalue()


def _row(visit: Visit, heap: Heap, note: Note, zone: ZoneInfo) -> list[str]:
    holder = visit.person(note.holder)
    people_said = [
        heap.title,
        marked(visit).of(note) if visit.shared else note.id,
        local(note.typed_at, zone),
        texts.privacy(note.privacy)[0],
        holder.name if holder else "",
        note.author.lstrip("=+-@＝＋－＠ \t\r\n"),
        _("ja") if note.said else _("nei"),
        " ".join(note.tags),
        note.text,
    ]
    return [defused(text) for text in people_said]


def notes_json(visit: Visit, found: Sequence[Heap], now: datetime) -> str:
    """Return the notes as JSON, indented."""
    document: Json = {
        "format": FORMAT,
        "schema": SCHEMA,
        "written_at": codec.instant(now),
        "visit": {"id": visit.id, "title": visit.title, "host": visit.host},
        "groups": [
            {
                "id": heap.id,
                "title": heap.title,
                "notes": [note_json(note, marked(visit)) for note in heap.notes],
            }
            for heap in found
        ],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


KINDS: Final[dict[str, Callable[[Visit, Sequence[Heap], datetime], str]]] = {
    ".md": notes_markdown,
    ".csv": notes_table,
    ".json": notes_json,
}
