"""What can be done on a day right now, each thing as the palette shows it and does it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from kvip_tui.clock import RehearsalClock
from kvip_tui.commands.people_answers import offered
from kvip_tui.commands.table import COMMANDS, Command
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import decide
from kvip_tui.domain.names import Names
from kvip_tui.domain.people.changes import AddPeople
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import people as texts_people
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.keymap import key_text
from kvip_tui.ui.palette.choices import choices

# The screen itself says where the day stands.
SHOWN = {"status"}


@dataclass(frozen=True)
class Entry:
    """Something to choose: its title, how it is done, its key, what it does, and its word.

    ``listed``: shown before anything is typed; ``found``: shown where it is what was typed.
    """

    title: str
    run: Callable[[], object]
    key: str = ""
    help: str = ""
    word: str = ""
    listed: bool = True
    found: bool = True

    @property
    def shown(self) -> Content:
        """The title with its key and what it does, in one row."""
        key = f"  {self.key}" if self.key else ""
        does = f"  {self.help}" if self.help else ""
        return Content.assemble(self.title, (key, "$text-accent"), (does, "not bold $text-muted"))


def day_entries(day: DayScreen) -> Iterator[Entry]:
    """Yield what can be done on a day as it stands."""
    now = day.glance
    for offer in day.panels.shown.offers() if day.panels.shown else ():
        yield Entry(offer.title, offer.run, offer.key, offer.help)
    for command in COMMANDS:
        if day.possible(command, now) is not True or command.id in SHOWN:
            continue
        if command.id == "clock" and not _frozen(day):
            continue
        if command.id == "day":
            yield from _days(day, command, now)
        elif command.id == "from_book":
            yield from _from_book(day, command)
        elif command.make is not None:
            yield from _expanded(day, command, now)
        elif command.takes and not command.takes.startswith("[") and not command.keys:
            yield _to_be_typed(day, command)
        else:
            yield _own(day, command)


def _days(day: DayScreen, command: Command, now: Glance) -> Iterator[Entry]:
    """Yield the command alone, and with each day but the one looked at."""
    yield _to_be_typed(day, command)
    for other in now.visit.plan.days:
        if other.id != now.day.day.id:
            title = _("Velg dag: {day}").format(day=other.title)
            run = partial(day.carry_out, command, other.id)
            yield Entry(title, run, word=command.word, listed=False)


def _from_book(day: DayScreen, command: Command) -> Iterator[Entry]:
    """Yield the command alone, and with each of the address book who is not here yet."""
    yield _to_be_typed(day, command)
    try:
        lines = offered(day.session)
    except UserError:
        return  # said by whoever asks for the address book itself
    for line in lines if day.session.writer else ():
        name = texts_people.described(day.session.visit.plan, line)
        title = _("Fra adresseboka: {name}").format(name=name)
        yield Entry(title, partial(day.ask, AddPeople((line,))), word=command.word, listed=False)


def _to_be_typed(day: DayScreen, command: Command, *, found: bool = True) -> Entry:
    """Return the entry of a command that needs words of one's own."""
    opens = partial(open_line, day, f"{command.word} ")
    return Entry(_(command.label), opens, help=_(command.help), word=command.word, found=found)


def open_line(day: DayScreen, beginning: str) -> None:
    """Open the command line with the beginning of a command in it."""
    day.query_one(CommandLine).open(beginning)


def _own(day: DayScreen, command: Command) -> Entry:
    """Return the entry of a command that its key gives just as well."""
    run = partial(day.action_command, command.id)
    return Entry(_(command.label), run, key_text(command), _(command.help), command.word)


def _expanded(day: DayScreen, command: Command, now: Glance) -> Iterator[Entry]:
    """Yield a command alone, or with everything it can take now; without it, it can be typed."""
    names, found = Names(now.visit, now.now, day.session.chosen), choices(command, now)
    if found is None:
        yield _to_be_typed(day, command)
        return
    allowed = [choice for choice in found if _allowed(day, command, names, choice.rest)]
    if allowed and all(choice.title for choice in allowed):
        yield _to_be_typed(day, command, found=False)
    for choice in allowed:
        if choice.title:
            run = partial(day.carry_out, command, choice.rest)
            yield Entry(choice.title, run, word=command.word, listed=False)
        else:
            yield _own(day, command)


def _allowed(day: DayScreen, command: Command, names: Names, rest: str) -> bool:
    """Return whether the rules would let a command through; open gates ask once more."""
    if command.make is None or not day.session.writer:
        return False
    try:
        decide(day.session.history, command.make(names, rest), names.day.now)
    except Refusal as refusal:
        return refusal.code == "gate.open"
    return True


def _frozen(day: DayScreen) -> bool:
    clock = day.session.clock
    return isinstance(clock, RehearsalClock) and clock.frozen
