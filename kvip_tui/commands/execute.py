"""Carries out a command given in words: the line mode's tongue, and the screen's command line."""

from kvip_tui.clock import RehearsalClock
from kvip_tui.commands import floor_answers as interpret_floor
from kvip_tui.commands import note_answers as interpret_notes
from kvip_tui.commands import people_answers as interpret_people
from kvip_tui.commands.note_answers import names
from kvip_tui.commands.table import COMMANDS, Command, Section, by_word
from kvip_tui.domain.base import Redone, Refusal, Undone
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.day.timeline import current_day
from kvip_tui.domain.history import Intent, Redo, Undo
from kvip_tui.domain.people.changes import LONGEST_NAME
from kvip_tui.domain.text.legible import clean, one_line
from kvip_tui.domain.text.words import beginning, plain
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.texts import checks as texts_checks
from kvip_tui.texts import formats
from kvip_tui.texts import said as texts
from kvip_tui.time_parsing import local_date, moment

# How many days each of the commands that choose a day goes on from the one looked at.
DAYS = {"day": 0, "day_before": -1, "day_after": 1}
NOW = "nå"
# What is said of an interview's note taken back and done again, of which there is no record.
IN_MEMORY = ((Undone(record=0),), (Redone(record=0),))


def understood(line: str) -> tuple[Command, str]:
    """Return the command that *line* names and what stands after its word.

    The colon that opens the command line on the screen may stand before it.

    Raises:
        Refusal: No command begins like that, or something is missing or too much after it.
    """
    line = clean(line).removeprefix(":").lstrip()
    found = by_word(line)
    if found is None:
        raise Refusal("line.unknown", word=line[:40])
    command, rest = found
    if command.takes and not command.takes.startswith("[") and not rest:
        raise Refusal("line.missing", word=command.word, takes=_(command.takes))
    if rest and not command.takes and command.id != "next":
        raise Refusal("line.superfluous", word=command.word)
    return command, rest


def carry_out(session: Session, command: Command, rest: str) -> str:
    """Carry out a command on the session and return what happened, in a line.

    Raises:
        Refusal: The words name nothing, or the rules do not allow it.
        UserError: What happened could not be kept; nothing has changed.
    """
    if command.id == "clock":
        return _set_clock(session, rest)
    if command.id in interpret_people.COMMANDS:
        asked = interpret_people.asked(session, command.id, rest)
        return asked if isinstance(asked, str) else answer(session, asked)
    if command.id == "me":
        return _sit_down(session, rest)
    if command.id in DAYS:
        return _choose_day(session, command.id, rest)
    if command.id == "hush":
        return answer(session, interpret_floor.hush(session, rest))
    if command.id == "limits":
        return interpret_floor.limits(session, rest)
    if command.section is Section.REPORT and (lines := _shown(session, command.id, rest)):
        return lines
    if command.id in interpret_notes.ANSWERS:
        return interpret_notes.ANSWERS[command.id](session, rest)
    if command.id in interpret_notes.WISHES:
        intent: Intent = interpret_notes.WISHES[command.id](session, rest)
    elif command.make is not None:
        intent = command.make(names(session), rest)
    else:
        raise Refusal("line.unknown", word=command.word or command.id)
    return answer(session, intent)


def _shown(session: Session, command_id: str, rest: str) -> str | None:
    from kvip_tui.commands import report_answers as interpret_report  # noqa: PLC0415 - 6 ms, and the day is shown without

    return interpret_report.shown(session, command_id, rest)


def answer(session: Session, intent: Intent) -> str:
    """Carry out an intent and return what happened, in a line.

    Raises:
        Refusal: The rules do not allow it.
        UserError: What happened could not be kept; nothing has changed.
    """
    history = session.history
    done = history.done[-1].events if history.done else ()
    undone = history.undone[-1].events if history.undone else ()
    before = session.visit
    events = session.do(intent)
    happened = texts.happened(before, events)
    if session.book is not None and (trouble := session.book.take_notice()):
        happened = f"{happened} · {trouble}"
    match intent:
        case Undo() | Redo() if events in IN_MEMORY:
            return happened
        case Undo():
            return _("Angret: {what}").format(what=texts.happened(history.visit, done))
        case Redo():
            return _("Gjort om: {what}").format(what=texts.happened(session.visit, undone))
        case _:
            return " · ".join(filter(None, (texts_checks.asked_why(events), happened)))


def _set_clock(session: Session, text: str) -> str:
    clock = session.clock
    if not isinstance(clock, RehearsalClock) or not clock.frozen:
        raise Refusal("clock.real")
    zone = session.visit.plan.timezone
    clock.set(moment(text, local_date(clock.now(), zone), zone))
    return _("Klokka er {clock}").format(clock=formats.clock(clock.now(), zone, seconds=True))


def _choose_day(session: Session, command_id: str, text: str) -> str:
    """Look at another day, or at the current one again, and say which it is."""
    if step := DAYS[command_id]:
        session.step_day(step)
    elif plain(text) == plain(NOW):
        session.choose_day(None)
    elif text:
        session.choose_day(names(session).any_day(text))
    visit = session.visit
    day = session.chosen or current_day(visit, session.now())
    date = formats.date_text(date_of(visit, day))
    return _("Viser {title}, {date}").format(title=day.title, date=date)


def _sit_down(session: Session, text: str) -> str:
    """Say who sits here from now on: somebody on the list, or any other name."""
    found = beginning(text, ((p.name, p.name) for p in session.visit.roster))
    name = found[0] if len(found) == 1 else one_line(text)
    if len(name) > LONGEST_NAME:
        raise Refusal("person.long_name", longest=LONGEST_NAME)
    session.choose_author(name)
    return _("Her sitter {name}").format(name=formats.isolated(name))


def usage() -> list[tuple[str, str]]:
    """Return each command's words and what it does, for help in line mode."""
    return [
        (f"{command.word} {_(command.takes)}".strip(), _(command.help))
        for command in COMMANDS
        if command.word
    ]
