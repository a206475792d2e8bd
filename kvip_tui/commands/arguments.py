"""What stands after several commands: a block, a person, a note, nothing, or words of one's own."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from kvip_tui.commands.base import ALONE, Argument, Choice, Make, Now
from kvip_tui.domain.day.timeline import BlockView
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.i18n import marked as _
from kvip_tui.session import Session
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats

# How many of the latest notes are offered, and how much of each is shown.
LATEST, BEGINNING = 30, 40


def names(session: Session) -> Names:
    """Return what words can name at the moment, the interviews' notes too."""
    return Names(
        session.visit,
        session.now(),
        session.chosen,
        session.whispers,
        session.group,
        session.history.machine,
    )


def alone(intent: Intent) -> Argument:
    """Return that nothing stands there, and what is asked for."""
    return Argument(make=lambda names, text: intent, choices=lambda now: (ALONE,))


def own_words(hint: str, make: Make | None = None) -> Argument:
    """Return words of one's own, which only their maker understands."""
    return Argument(hint, make)


def a_block(make: Make, *, label: str = "") -> Argument:
    """Return a block of the day."""
    return Argument(_("BLOKK"), make, _blocks_of_the_day, label=label)


def running_block(make: Callable[[str | None], Intent]) -> Argument:
    """Return a block that runs, or nothing for all that run."""
    return Argument(_("[BLOKK]"), lambda names, text: make(names.running(text)), _running)


def a_person(make: Make | None) -> Argument:
    """Return somebody on the list."""
    return Argument(_("NAVN"), make, None if make is None else _people)


def a_note(
    asks: Callable[[str], Intent], hint: str = _("NR"), make: Make | None = None
) -> Argument:
    """Return a note; *make* also understands what may stand after its number."""
    return Argument(hint, make or (lambda names, text: asks(names.note(text))), notes, of_note=asks)


def _blocks_of_the_day(now: Now) -> Sequence[Choice]:
    return blocks(now.glance.day.blocks, now.glance)


def _running(now: Now) -> Sequence[Choice]:
    views = now.glance.day.running
    return [ALONE, *(blocks(views, now.glance) if len(views) > 1 else [])]


def _people(now: Now) -> Sequence[Choice]:
    return [Choice(person.id, person.name) for person in now.glance.visit.roster]


def blocks(views: Iterable[BlockView], glance: Glance) -> list[Choice]:
    """Return blocks; those with one title are told apart by their time."""
    titles = Counter(view.block.title for view in glance.day.blocks)
    found = []
    for view in views:
        title = view.block.title
        if titles[title] > 1 and view.planned:
            title = f"{title} {formats.clock(view.planned[0], glance.zone)}"
        found.append(Choice(view.block.id, title))
    return found


def notes(now: Now) -> Sequence[Choice]:
    """Return the latest notes on disk, the newest first, each by its time and beginning."""
    found, called = [], now.glance.numbers
    for note in reversed(now.glance.visit.notes[-LATEST:]):
        text = " ".join(note.text[: 2 * BEGINNING].split())
        shown = text if len(text) <= BEGINNING else f"{text[:BEGINNING]}…"
        clock = formats.clock(note.typed_at, now.glance.zone)
        found.append(Choice(called.of(note), f"{clock} {shown}"))
    return found
