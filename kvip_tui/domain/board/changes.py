"""What the leader writes on the board: what may be asked, what happens, the rule and the fold."""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal, Sent
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import one_line

# Three rows of a narrow window.
LONGEST: Final = 100
QUOTES: Final = (("«", "»"), ('"', '"'), ("“", "”"), ("”", "”"))


class BoardWritten(Sent, frozen=True, tag="board_written"):
    """A message was put on the board; an empty one: it was taken away."""

    text: str


class WriteOnBoard(Struct, frozen=True):
    """Put a message on the board, in place of the one there; an empty one takes it away."""

    text: str = ""


def decide_board(visit: Visit, intent: WriteOnBoard) -> BoardWritten:
    """Return what the intent brings about.

    Raises:
        Refusal: The message is too long, stands there already, or there is none to take away.
    """
    text = one_line(intent.text)
    for first, last in QUOTES:
        if len(text) > 1 and text.startswith(first) and text.endswith(last):
            text = text[1:-1].strip()
    if len(text) > LONGEST:
        raise Refusal("board.long", longest=LONGEST)
    if text == visit.message:
        raise Refusal("board.unchanged" if text else "board.empty")
    return BoardWritten(text)


def apply_board(visit: Visit, event: BoardWritten) -> Visit:
    """Return the visit with another message on the board."""
    return replace(visit, message=event.text)
