"""The words of a Word document: its paragraphs, tracked changes and comments.

What is read here has been let in by the door; anything in it may still stand anywhere.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from kvip_tui.domain.review.anchors import FRAME, HELD, NAME
from kvip_tui.domain.review.returned import Change, Comment, Paragraph, Piece, Returned, Tracked
from kvip_tui.store.packages.door import parsed, read_package
from kvip_tui.store.packages.rules import REVIEWED, W

_W: Final = f"{{{W}}}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_DC: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_CHANGES: Final = {f"{_W}{change}": change for change in Change}
_SIGNS: Final = {
    **{f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"},
    **{f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"},
}
_WORDS: Final = frozenset({f"{_W}t", f"{_W}delText"})
# What a document keeps a second time for programs that cannot show the first.
_AGAIN: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Pictures and drawings say something that no words of the report can.
_PICTURES: Final = frozenset({f"{_W}drawing", f"{_W}pict"})
_LONGEST: Final = 20_000


class _Marks(Struct):
    """What is in force at a place of the text: comments, names and moves that are open."""

    comments: dict[str, None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)


def read_returned(path: Path) -> Returned:
    """Return the words of a Word document that somebody else may have made.

    Raises:
        UserError: It cannot be read, is no such document, or holds something that may not be in
            it; the part and what it holds are named.
    """
    return returned(read_package(path, REVIEWED))


def returned(parts: Mapping[str, bytes]) -> Returned:
    """Return the words of the parts of a Word document, as the door has written them."""
    body = [name for name in parts if _is(name, "document")]
    names = [*body, *(name for name in parts if _is(name, "footnotes") or _is(name, "endnotes"))]
    paragraphs = [
        paragraph for name in names for paragraph in _paragraphs(parsed(parts[name]), _Marks())
    ]
    comments = [
        comment
        for name in parts
        if _is(name, "comments")
        for comment in _comments(parsed(parts[name]), _answers(parts))
    ]
    return Returned(tuple(paragraphs), tuple(comments), _last_by(parts))


def _is(name: str, part: str) -> bool:
    stem = name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
    return stem == part and "_rels" not in name


def _last_by(parts: Mapping[str, bytes]) -> str:
    """Return who stored a document last, '' where it does not say."""
    for name in parts:
        if name.startswith("docProps/core") and name.endswith(".xml"):
            root = parsed(parts[name])
            found = (root.findtext(f"{_DC}lastModifiedBy") or "").strip()
            return found or (root.findtext(_CREATOR) or "").strip()
    return ""


def _answers(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return of each paragraph of a comment which paragraph of another one it answers."""
    found = {}
    for name in parts:
        if _is(name, "commentsExtended"):
            for item in parsed(parts[name]).iter(f"{_W15}commentEx"):
                parent = item.get(f"{_W15}paraIdParent")
                if parent:
                    found[item.get(f"{_W15}paraId") or ""] = parent
    return found


def _comments(root: Any, answers: Mapping[str, str]) -> Iterator[Comment]:
    """Yield the comments; one may answer another one, which may come later."""
    of_paragraph: dict[str, str] = {}
    every = list(root.iter(f"{_W}comment"))
    for comment in every:
        for paragraph in comment.iter(f"{_W}p"):
            of_paragraph[paragraph.get(f"{_W14}paraId") or ""] = comment.get(f"{_W}id") or ""
    for comment in every:
        ids = [p.get(f"{_W14}paraId") or "" for p in comment.iter(f"{_W}p")]
        answered = next((answers[one] for one in ids if one in answers), "")
        texts = (paragraph.text for paragraph in _paragraphs(comment, _Marks()))
        yield Comment(
            id=comment.get(f"{_W}id") or "",
            by=(comment.get(f"{_W}author") or "").strip()[:200],
            text="\n".join(filter(str.strip, texts))[:_LONGEST],
            answers=of_paragraph.get(answered, "") if answered else "",
        )


def _paragraphs(root: Any, marks: _Marks) -> Iterator[Paragraph]:
    """Yield the paragraphs with words or names in them; marks between paragraphs count too."""
    for element in _outside(root, marks):
        pieces: list[Piece] = []
        names: list[str] = []
        moves: set[str] = set(marks.moves.values())
        for piece in _inside(element, marks, (), names):
            moves |= set(marks.moves.values())
            pieces.append(piece)
        kept = tuple(_joined(pieces))
        frame = next((n for p in kept if (n := _frame(p.anchor))), "")
        kept = tuple(replace(p, anchor="") if _frame(p.anchor) else p for p in kept)
        if kept or names:
            yield Paragraph(kept, frame, next(iter(sorted(moves)), ""), tuple(names))


def _frame(name: str) -> str:
    found = NAME.fullmatch(name)
    return name if found and found[1] == FRAME else ""


def _outside(element: Any, marks: _Marks) -> Iterator[Any]:
    """Yield the paragraphs below an element that stand in no other paragraph, in order."""
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag != _AGAIN:
            _mark(child, marks, [])
            yield from _outside(child, marks)


def _inside(
    element: Any, marks: _Marks, changes: tuple[Tracked, ...], names: list[str]
) -> Iterator[Piece]:
    """Yield the words of a paragraph, and of the text boxes in it, piece by piece."""
    for child in element:
        tag = child.tag
        if tag == _AGAIN or tag in {f"{_W}rPr", f"{_W}pPr"}:
            continue
        before = dict(marks.comments)
        _mark(child, marks, names)
        if tag in _WORDS:
            yield _piece(child.text or "", changes, marks)
        elif tag in _SIGNS:
            yield _piece(_SIGNS[tag], changes, marks)
        elif tag == f"{_W}commentReference":
            ids = {**before, child.get(f"{_W}id") or "": None}
            yield replace(_piece("", changes, marks), comments=tuple(ids))
        else:
            more = changes
            if tag in _CHANGES and len(child):
                by = (child.get(f"{_W}author") or "").strip()[:200]
                more = (*changes, Tracked(_CHANGES[tag], by))
            if tag in _PICTURES:
                yield _piece("", changes, marks)
            yield from _inside(child, marks, more, names)


def _piece(text: str, changes: tuple[Tracked, ...], marks: _Marks) -> Piece:
    anchor = next(reversed(marks.names.values()), "")
    return Piece(text, changes, tuple(marks.comments), anchor)


def _mark(element: Any, marks: _Marks, names: list[str]) -> None:
    """Take the beginning or the end of a comment, a name or a move."""
    key = element.get(f"{_W}id") or ""
    match element.tag.removeprefix(_W):
        case "commentRangeStart":
            marks.comments[key] = None
        case "commentRangeEnd":
            marks.comments.pop(key, None)
        case "bookmarkStart":
            name = element.get(f"{_W}name") or ""
            found = NAME.fullmatch(name)
            if found and found[1] == HELD:
                names.append(name)
            elif found:
                marks.names[key] = name
        case "bookmarkEnd":
            marks.names.pop(key, None)
        case "moveFromRangeStart" | "moveToRangeStart":
            marks.moves[key] = element.get(f"{_W}name") or ""
        case "moveFromRangeEnd" | "moveToRangeEnd":
            marks.moves.pop(key, None)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield pieces, those that were treated alike as one; empty ones only where they say more."""
    for like, run in groupby(pieces, lambda piece: replace(piece, text="")):
        text = "".join(piece.text for piece in run)
        if text or like.comments:
            yield replace(like, text=text)
