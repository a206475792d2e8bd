"""What can be done on a day right now, each thing as the palette shows it and does it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from kvip_tui.commands.base import Choice, Now
from kvip_tui.commands.table import COMMANDS, Command
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import ANYWAY
from kvip_tui.domain.history import decide
from kvip_tui.domain.names import Names
from kvip_tui.i18n import _
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.keymap import key_text


@dataclass(frozen=True)
class Entry:
    """Something to choose: its title, how it is done, its key, what it does, and its word.

    ``also``: other words that it is found by; ``listed``: shown before anything is typed;
    ``found``: shown where it is what was typed.
    """

    title: str
    run: Callable[[], object]
    key: str = ""
    help: str = ""
    word: str = ""
    also: str = ""
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
    for offer in day.panels.shown.offers() if day.panels.shown else ():
        yield Entry(offer.title, offer.run, offer.key, offer.help)
    notes = day.notes
    now = Now(day.glance, day.session, stopped=notes.stopped, aside=notes.aside)
    for command in COMMANDS:
        if not command.listed or command.possible(now) is not True:
            continue
        if command.takes.choices is not None:
            yield from _expanded(day, command, command.takes.choices(now))
        elif command.begins_line:
            yield _to_be_typed(day, command)
        else:
            yield _own(day, command)


def _to_be_typed(day: DayScreen, command: Command, *, found: bool = True) -> Entry:
    """Return the entry of a command that needs words of one's own."""
    opens = partial(open_line, day, f"{command.word} ")
    return Entry(
        *(_(command.label), opens, "", _(command.help), command.word, _also(command)), found=found
    )


def _also(command: Command) -> str:
    """Return what else a command is looked for by."""
    return " ".join(filter(None, (_(command.help), command.also and _(command.also))))


def open_line(day: DayScreen, beginning: str) -> None:
    """Open the command line with the beginning of a command in it."""
    day.query_one(CommandLine).open(beginning)


def _own(day: DayScreen, command: Command) -> Entry:
    """Return the entry of a command that its key gives just as well."""
    run = partial(day.action_command, command.id)
    return Entry(
        _(command.label), run, key_text(command), _(command.help), command.word, _also(command)
    )


def _expanded(day: DayScreen, command: Command, found: Sequence[Choice]) -> Iterator[Entry]:
    """Yield a command with everything it can take now, and alone, where it can be typed."""
    session = day.session
    names = Names(session.visit, session.now(), session.chosen)
    allowed = [choice for choice in found if _allowed(day, command, names, choice)]
    if command.make is None or (allowed and all(_title(command, one) for one in allowed)):
        yield _to_be_typed(day, command, found=command.make is None)
    for choice in allowed:
        title = _title(command, choice)
        if title:
            yield Entry(
                *(title, _run(day, command, choice), "", "", command.word, _also(command)),
                listed=False,
            )
        else:
            yield _own(day, command)


def _title(command: Command, choice: Choice) -> str:
    """Return what a choice is called, '' for the command alone."""
    if choice.title or not choice.name:
        return choice.title
    label = _(command.takes.label or command.label)
    return _("{label}: {name}").format(label=label, name=choice.name)


def _run(day: DayScreen, command: Command, choice: Choice) -> Callable[[], object]:
    if choice.intent is not None:
        return partial(day.ask, choice.intent)
    return partial(day.carry_out, command, choice.rest)


def _allowed(day: DayScreen, command: Command, names: Names, choice: Choice) -> bool:
    """Return whether the rules would let a command through; open gates ask once more."""
    if command.make is None:
        return True
    if not day.session.writer:
        return False
    try:
        decide(day.session.history, command.make(names, choice.rest), names.now)
    except Refusal as refusal:
        return refusal.code in ANYWAY
    return True
