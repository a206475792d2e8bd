"""Carries out a command given in words: the line mode's tongue, and the screen's command line."""

from kvip_tui.commands.note_answers import names
from kvip_tui.commands.table import COMMANDS, Command, Section, by_word
from kvip_tui.domain.base import Redone, Refusal, Undone
from kvip_tui.domain.history import Intent, Redo, Undo
from kvip_tui.domain.text.legible import clean
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.texts import checks as texts_checks
from kvip_tui.texts import said as texts

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
    if command.needs_words and not rest:
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
    if command.section is Section.REPORT and (lines := _shown(session, command.id, rest)):
        return lines
    if command.answer is not None:
        asked = command.answer(session, rest)
    elif command.make is not None:
        asked = command.make(names(session), rest)
    else:
        raise Refusal("line.unknown", word=command.word or command.id)
    return asked if isinstance(asked, str) else answer(session, asked)


def _shown(session: Session, command_id: str, rest: str) -> str | None:
    from kvip_tui.commands import report_answers as interpret_report  # noqa: PLC0415 - 6 ms, and the day is shown without

    return interpret_report.shown(session, command_id, rest)


def answer(session: Session, intent: Intent, *, firm: bool = False) -> str:
    """Carry out an intent and return what happened, in a line; *firm* as `Session.do` has it.

    Raises:
        Refusal: The rules do not allow it.
        UserError: What happened could not be kept; nothing has changed.
    """
    history = session.history
    done = history.done[-1].events if history.done else ()
    undone = history.undone[-1].events if history.undone else ()
    before = session.visit
    events = session.do(intent, firm=firm)
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


def usage() -> list[tuple[str, str]]:
    """Return each command's words and what it does, for help in line mode."""
    return [
        (f"{command.word} {_(command.takes)}".strip(), _(command.help))
        for command in COMMANDS
        if command.word
    ]
