"""What the day asks for: the board over it."""

from dataclasses import dataclass

from textual.message import Message

from kvip_tui.session import Session


@dataclass
class ShowBoard(Message):
    """Show the board over the day, whose session goes on beneath it."""

    session: Session
