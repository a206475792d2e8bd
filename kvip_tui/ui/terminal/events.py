"""What the terminal tells the app beside keys, clicks and pastes."""

from textual.message import Message


class TerminalGone(Message):
    """There is nobody at the other end any more: the program is to be left."""


class CapsLock(Message):
    """Caps Lock was turned on or off, as far as the terminal says."""

    def __init__(self, *, on: bool) -> None:
        super().__init__()
        self.on = on
