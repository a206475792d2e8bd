"""The line mode: the program's second face, for screen readers, scripts and small windows."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TextIO

from kvip_tui.commands.arguments import names
from kvip_tui.commands.base import Act
from kvip_tui.commands.execute import carry_out
from kvip_tui.commands.table import understood
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.text.legible import clean, printable
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.line.pages import page
from kvip_tui.line.speaking import Murmur, Speaker
from kvip_tui.line.status import short_status
from kvip_tui.session import Session
from kvip_tui.texts import said as texts

# What the console's reader puts in the place of bytes that are not UTF-8.
NOT_UTF8 = "\ufffd"


def run(
    session: Session, lines: Iterable[str], out: TextIO, speaker: Speaker | None = None
) -> None:
    """Carry out commands, a line each, until they end or one says «avslutt».

    What is refused is answered with a line that begins with «!», and changes nothing. What has
    become due is said before each answer, and on a terminal by itself.
    """
    murmur = Murmur(speaker, out) if speaker and out.isatty() else None
    if murmur:
        murmur.start()
    try:
        _run(session, lines, out, speaker, murmur.lock if murmur else nullcontext())
    finally:
        if murmur:
            murmur.stop()


def _run(
    session: Session,
    lines: Iterable[str],
    out: TextIO,
    speaker: Speaker | None,
    alone: AbstractContextManager[object],
) -> None:
    for line in lines:
        command = clean(line.replace("\ufeff", ""))
        if not command:
            continue
        with alone:
            answer = _answered(session, command, seen=out.isatty())
            said = [_refused(notice)] if (notice := session.take_notice()) else []
            if answer is not None:
                said += [*(speaker.due() if speaker else ()), answer]
            bell = speaker.bell() if speaker and out.isatty() else ""
            out.write(bell + "".join(f"{printable(one)}\n" for one in said))
            out.flush()
        if answer is None:
            return


def _answered(session: Session, command: str, *, seen: bool) -> str | None:
    """Return what to say to a line, refusals too, or None where it asks to leave."""
    try:
        if NOT_UTF8 in command:
            raise Refusal("line.not_utf8")
        session.refresh()
        return _answer(session, command, seen=seen)
    except Refusal as error:
        return _refused(texts.refusal(_discreet(session, error, seen=seen)))
    except UserError as error:
        return _refused(error.message)


def _discreet(session: Session, error: Refusal, *, seen: bool) -> Refusal:
    """Return a refusal that repeats no words of an interview where they may end in a file.

    As long as there are notes of an interview, what is typed may be about them.
    """
    if seen or not (session.interviewing or session.whispers):
        return error
    typed = "word" if error.code == "line.unknown" else "text"
    repeated = {typed: "…"} if typed in error.params else {}
    return Refusal(error.code, **{**error.params, **repeated})


def _refused(message: str) -> str:
    return f"! {' '.join(message.split())}"


def _answer(session: Session, line: str, *, seen: bool) -> str | None:
    """Return what to say to a line, or None where it asks to leave; *seen*: it goes to a screen."""
    command, rest = understood(line)
    if command.screen is Act.QUIT:
        return None
    if command.quotes and not seen and _whispered(session, rest):
        raise Refusal("note.only_seen")
    shown = page(session, command, rest, seen=seen)
    return carry_out(session, command, rest) if shown is None else "\n".join(shown)


def _whispered(session: Session, note: str) -> bool:
    found = names(session).note(note)
    return any(whisper.id == found for whisper in session.whispers)


def greeting(session: Session) -> str:
    """Return what a person sees first in a terminal."""
    lines = short_status(session.visit, session.now(), sums_at=session.sums_at())
    return "\n".join([*lines, _("Skriv «hjelp» for å se kommandoene, «avslutt» for å gå ut.")])
