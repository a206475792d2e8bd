"""How a note is drawn: in a row, and whole; and the latest notes below the day."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

from kvip_tui.domain.notes.numbers import ALONE, Numbers, numbers
from kvip_tui.domain.people.speaker import words_said
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Plan, Privacy
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats
from kvip_tui.texts import said as texts
from kvip_tui.texts.floor import first_name
from kvip_tui.ui.day.widgets.floor_rows import fitted
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines

# The classes in one word each, for a column.
WORDS = {
    Privacy.PLENUM: m("plenum"),
    Privacy.TEAM: m("team"),
    Privacy.IMPRESSION: m("inntrykk"),
    Privacy.INTERVIEW: m("i minnet"),
}
LETTER, WORD, HOLDER = 2, 9, 10
WITH_WORDS, WITH_BLOCKS = 72, 96
SHORTEST_BLOCK, LONGEST_BLOCK = 14, 26
LONGEST_DRAWN, LONGEST_WHOLE = 400, 2_000


@dataclass(frozen=True)
class Around:
    """What a note is shown with: the people's first names, the blocks' titles, who sits here."""

    zone: str
    names: Mapping[str, str]
    titles: Mapping[str, str]
    author: str = ""
    plan: Plan | None = None
    numbers: Numbers = ALONE
    people: tuple[Person, ...] = ()

    def words(self, note: Note) -> str:
        """Return a note's text; who said it stands beside it, and not once more in it."""
        return words_said(note.text, self.people)

    def holder(self, note: Note) -> str:
        """Return the first name of who had the floor, or ''."""
        return self.names.get(note.holder or "", "")

    def mark(self, note: Note) -> str:
        """Return what a note of another machine is called, with a blank behind it; else ''."""
        called = self.numbers.of(note)
        return f"{called} " if called != note.number else ""

    def blocks(self, note: Note) -> str:
        """Return the titles of the note's blocks."""
        return ", ".join(self.titles.get(block, block) for block in note.blocks)


NOTHING = Around("UTC", {}, {})


def around(visit: Visit, author: str = "", machine: str = "") -> Around:
    """Return what the notes of a visit are shown with at a machine."""
    return Around(
        zone=visit.plan.timezone,
        names={person.id: first_name(person) for person in visit.people},
        titles={block.id: block.title for _day, block in visit.plan.blocks()},
        author=author,
        plan=visit.plan,
        numbers=numbers(visit, machine),
        people=visit.people,
    )


class NotesTail(Lines):
    """Shows the latest notes, a row each, as far as there is room for them."""

    def __init__(self, rows: int) -> None:
        super().__init__(id="notes-tail")
        self._most = rows
        self._made_of: tuple[object, ...] = ()

    def show_glance(self, glance: Glance, whispers: tuple[Note, ...]) -> None:
        """Show the latest notes, those of the interviews too."""
        most = self.size.height or self._most
        made_of = (glance.visit.notes, glance.visit.people, glance.numbers, whispers, most)
        if made_of == self._made_of:
            return
        self._made_of = made_of
        latest = [*glance.visit.notes[-most:], *whispers[-most:]]
        latest.sort(key=lambda note: note.typed_at)
        known = around(glance.visit, machine=glance.machine)
        rows = [tail_row(note, known) for note in latest[-most:]]
        self.show([Content("")] * (most - len(rows)) + rows)


def tail_row(note: Note, known: Around) -> Content:
    """Return a note in a narrow row: its time, its class unless plenum, who spoke and its text."""
    holder = known.holder(note)
    text = one_row(note, known)
    if holder:
        text = _("{name}: {text}").format(name=holder, text=text)
    letter = "" if note.privacy is Privacy.PLENUM else f"{texts.privacy(note.privacy)[0]} "
    return Content.assemble(
        (f" {formats.clock(note.typed_at, known.zone)} ", "$text-muted"),
        (letter, "$text-warning"),
        (known.mark(note), "$text-muted"),
        text,
    )


def one_row(note: Note, known: Around) -> str:
    """Return the beginning of a note's text in one row, with whether it was a thought."""
    text = formats.isolated(" ".join(known.words(note)[:LONGEST_DRAWN].split()))
    return text if note.said else _("{text} (egen tanke)").format(text=text)


def list_row(note: Note, known: Around, width: int) -> Content:
    """Return a note in a row of a list, in columns as far as *width* has room for them."""
    muted = "$text-muted"
    parts = [Content.styled(f"{formats.clock(note.typed_at, known.zone)} ", muted)]
    warned = "" if note.privacy is Privacy.PLENUM else "$text-warning"
    parts.append(fitted(texts.privacy(note.privacy)[0], LETTER, warned))
    if width >= WITH_WORDS:
        parts.append(fitted(_(WORDS[note.privacy]), WORD, warned))
    if width >= WITH_BLOCKS:
        room = min(LONGEST_BLOCK, max(SHORTEST_BLOCK, width // 6))
        parts += [fitted(known.blocks(note), room - 1, muted), Content(" ")]
    parts += [fitted(known.holder(note), HOLDER - 1), Content(" ")]
    left = Content("").join(parts)
    others = known.author and note.author not in {"", known.author}
    by = f" ({note.author})" if others else ""
    text = Content.assemble((known.mark(note), muted), one_row(note, known), (by, muted))
    return left + text.truncate(max(1, width - left.cell_length), ellipsis=True)


def whole(note: Note, known: Around, width: int) -> list[Content]:
    """Return a note in full: what is known of it, and its text, its lines as they were broken."""
    return [*_muted(facts(note, known), width), *_lines(note.text, width)]


def versions(note: Note, known: Around, width: int) -> list[Content]:
    """Return the texts that a note has had, the present one first, with when and by whom."""
    found: list[Content] = []
    for version in reversed(note.versions):
        clock = formats.clock(version.at, known.zone, seconds=True)
        by = f" · {version.by}" if version.by else ""
        found += [*_muted(f"{clock}{by}", width), *_lines(version.text, width)]
    return found


def _muted(text: str, width: int) -> list[Content]:
    return [Content.styled(line, "$text-muted") for line in wrapped(text, width, "", "  ")]


def _lines(text: str, width: int) -> list[Content]:
    """Return a text in rows; of a very long one the beginning."""
    shown = text if len(text) <= LONGEST_WHOLE else f"{text[:LONGEST_WHOLE]} …"
    lines = [line for part in shown.split("\n") for line in wrapped(part, width, "", "")]
    return [Content(formats.isolated(line)) for line in lines]


def facts(note: Note, known: Around) -> str:
    """Return in words what is known of a note besides its text."""
    holder = known.holder(note)
    parts = [
        known.numbers.of(note),
        formats.clock(note.typed_at, known.zone, seconds=True),
        texts.privacy(note.privacy, known.plan),
        known.blocks(note) or _("utenom blokkene"),
        _("{name} hadde ordet").format(name=holder) if holder else "",
        _("sagt") if note.said else _("egen tanke"),
        _("skrevet av {name}").format(name=note.author) if note.author else "",
        _times(len(note.earlier)) if note.earlier else "",
        _("beholdt fordi {why}").format(why=note.because) if note.because else "",
        _("{name} sa også ja").format(name=note.second) if note.second else "",
    ]
    return " · ".join(filter(None, parts))


def _times(count: int) -> str:
    return ngettext("endret {n} gang", "endret {n} ganger", count).format(n=count)
