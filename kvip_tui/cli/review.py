"""What «kvip review» takes in and prints."""

from argparse import Namespace
from pathlib import Path

from kvip_tui.commands.execute import answer
from kvip_tui.commands.returned import remarks_of
from kvip_tui.session import Session
from kvip_tui.texts import review as texts


def received(asked: Namespace, session: Session) -> tuple[str, list[str]]:
    """Take in a report that came back; returns what became of it, and all remarks in lines.

    Raises:
        UserError: It cannot be read, or holds something that may not be in it.
        Refusal: It is not of this visit's report, or all of it has been taken in before.
    """
    said = answer(session, remarks_of(session, Path(asked.file), asked.by))
    return said, texts.lines(session.visit)
