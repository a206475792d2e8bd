"""A document that came back, as far as it matters: its words, who changed which, and comments."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from msgspec import Struct


class Change(StrEnum):
    """What somebody did to words while the document kept track."""

    ADDED = "ins"
    DELETED = "del"
    MOVED_HERE = "moveTo"
    MOVED_AWAY = "moveFrom"


class Tracked(Struct, frozen=True):
    """A change that was kept track of: what, and by whom."""

    change: Change
    by: str


class Piece(Struct, frozen=True):
    """Words that were treated alike: changed by whom, about what comments, in which place.

    ``anchor`` is the name of the place, '' for none.
    """

    text: str
    changes: tuple[Tracked, ...] = ()
    comments: tuple[str, ...] = ()
    anchor: str = ""


class Paragraph(Struct, frozen=True):
    """A paragraph; ``frame`` is the name that one has which is no part of the report.

    ``moved`` is what the document calls the move that brought it here or took it away, ``names``
    are those of places that hold no words.
    """

    pieces: tuple[Piece, ...]
    frame: str = ""
    moved: str = ""
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words with all changes made."""
        return accepted(self.pieces)


class Comment(Struct, frozen=True):
    """A comment: its words, whose it is, and the comment that it answers, '' for none."""

    id: str
    by: str
    text: str
    answers: str = ""


class Returned(Struct, frozen=True):
    """A document: its paragraphs and comments in order, and who stored it last."""

    paragraphs: tuple[Paragraph, ...]
    comments: tuple[Comment, ...] = ()
    last_by: str = ""


def accepted(pieces: Iterable[Piece], by: Callable[[str], bool] = lambda _by: True) -> str:
    """Return the words with the changes of some people made, and those of all others not."""
    return "".join(piece.text for piece in pieces if _stands(piece, by))


def rejected(pieces: Iterable[Piece]) -> str:
    """Return the words as if nobody had changed any."""
    return accepted(pieces, lambda _by: False)


def _stands(piece: Piece, by: Callable[[str], bool]) -> bool:
    """Return whether words stand in the text that the changes of some people make."""
    for tracked in piece.changes:
        here = tracked.change in {Change.ADDED, Change.MOVED_HERE}
        if by(tracked.by) is not here:
            return False
    return True
