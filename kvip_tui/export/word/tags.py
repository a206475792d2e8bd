"""The tags of a Word template, as they stand in the text of one paragraph.

- ``{{ host }}`` places a text.
- ``{%p for point in styrker.points %}`` … ``{%p endfor %}`` repeats the paragraphs between, and
  ``{%tr for … %}`` rows of a table; the paragraph or row of the tag itself goes.
- ``{% if draft %}`` … ``{% else %}`` … ``{% endif %}`` within a paragraph, ``{%p if … %}`` around
  whole ones.
- ``{# … #}`` is a comment.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from kvip_tui.export.word.sandbox import Field, Plain
from kvip_tui.i18n import _

LONGEST_TAG: Final = 300
LONGEST_COMMENT: Final = 2_000
MOST_OPEN: Final = 30
CLOSERS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
# The words of a tag in braces and per cent.
OPENING: Final = ("for", "if")
BETWEEN: Final = ("else", "elif")
CLOSING: Final = {"endfor": "for", "endif": "if"}
_MARK: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_QUOTES: Final = re.compile("[«»“”„‘’‚\"'`´]")
_PATH: Final = r"[^\W\d]\w*+(?:\.[^\W\d]\w*+)*+"
_PLACED: Final = re.compile(rf"\{{\{{\s*({_PATH})\s*\}}\}}")
_BLOCK: Final = re.compile(r"\{%(p|tr|) +(\w+)(?:\s+(.*?))?\s*%\}", re.DOTALL)
_COMMENT: Final = re.compile(r"\{#(p(?= )|tr(?= )|).*#\}", re.DOTALL)
_FOR: Final = re.compile(rf"(\w+)\s+in\s+({_PATH})")
_IF: Final = re.compile(rf"(?:not\s+)?({_PATH})")
_JOINED: Final = re.compile(r"(?<!\s)\s+(?:and|or)\s+")
# docxtpl takes these for what goes with a tag.
_TAKEN: Final = frozenset({"p", "r", "tc", "tr", "loop", "not", "and", "or", "in", "if", "else"})
_NUMBER: Final = Field("loop", "1")
_LOOP: Final[Mapping[str, Plain]] = {
    **{"first": True, "last": True},
    **{"index": _NUMBER, "length": _NUMBER},
}


class TagError(Exception):
    """What is wrong with a tag, in words that may follow its place."""


class Tag(Struct, frozen=True):
    """A tag: where it stands in its paragraph, what goes with it, and what it says.

    Args:
        start: Where it begins.
        end: Where it ends.
        text: The whole of it.
        goes: What is taken out with it: «p» the paragraph, «tr» the row, '' itself alone.
        word: The word of a tag with per cent signs, else ''.
        rest: What stands after that: the field that is placed, the condition, the loop.
    """

    start: int
    end: int
    text: str
    goes: str = ""
    word: str = ""
    rest: str = ""


class Block(Struct, frozen=True):
    """A loop or condition that is open: its tag, where, inside what, and the name it gives."""

    tag: Tag
    place: str
    inside: object
    names: Mapping[str, Plain]


def tags(text: str) -> Iterator[Tag | TagError]:
    """Yield the tags in the text of a paragraph, and an error for each that is not whole."""
    at = 0
    while opened := _MARK.search(text, at):
        mark, start, at = opened[0], opened.start(), opened.end()
        if mark not in CLOSERS:
            yield TagError(_("«{tag}» lukker noe som ikke er åpnet: slett det.").format(tag=mark))
            continue
        closed = text.find(CLOSERS[mark], at, at + LONGEST_COMMENT)
        within = _MARK.search(text, at)
        if closed < 0 or (within and within.start() < closed):
            said = _("«{tag}» er ikke lukket: skriv «{closer}» etter det, i samme avsnitt.")
            yield TagError(said.format(tag=text[start : start + 30], closer=CLOSERS[mark]))
            continue
        at = closed + 2
        yield _tag(start, at, text[start:at])


def _tag(start: int, end: int, text: str) -> Tag | TagError:
    if end - start > LONGEST_TAG and not text.startswith("{#"):
        said = _("«{tag}» er for langt: et felt har høyst {most} tegn.")
        return TagError(said.format(tag=f"{text[:30]}…", most=LONGEST_TAG))
    if comment := _COMMENT.fullmatch(text):
        return Tag(start, end, text, comment[1])
    if _QUOTES.search(text):
        said = _("«{tag}» kan ikke ha anførselstegn i seg: skriv bare navnet på feltet.")
        return TagError(said.format(tag=text))
    if placed := _PLACED.fullmatch(text):
        return Tag(start, end, text, rest=placed[1])
    if block := _BLOCK.fullmatch(text):
        return Tag(start, end, text, block[1], block[2], block[3] or "")
    said = _(
        "«{tag}» kan ikke brukes: et felt er et navn, som «{{{{ host }}}}», uten regning og kall."
    )
    return TagError(said.format(tag=text))


class Grammar:
    """Follows the tags of one part of a document, which knows *fields*, from its beginning."""

    def __init__(self, fields: Mapping[str, Plain]) -> None:
        self._fields = fields
        self._open: list[Block] = []

    def follow(self, tag: Tag, place: str, inside: object) -> None:
        """Take the next tag, which stands at *place*, *inside* a paragraph, a cell or a table.

        Raises:
            TagError: It is not right.
        """
        if not tag.word:
            if tag.rest:
                self._place(tag)
        elif tag.word in OPENING:
            if len(self._open) == MOST_OPEN:
                said = _("«{tag}» ligger for dypt inni andre: høyst {most} kan være åpne samtidig.")
                raise TagError(said.format(tag=tag.text, most=MOST_OPEN))
            names: Mapping[str, Plain] = {}
            self._open.append(Block(tag, place, inside, names))
            names = self._loop(tag) if tag.word == "for" else self._condition(tag)
            self._open[-1] = Block(tag, place, inside, names)
        elif tag.word in BETWEEN or tag.word in CLOSING:
            self._follow_up(tag, inside)
        else:
            said = _("«{tag}» kan ikke brukes: malen har bare «for», «if» og slutten på dem.")
            raise TagError(said.format(tag=tag.text))

    def unclosed(self) -> Iterator[tuple[str, TagError]]:
        """Yield the place of each loop and condition that is still open, and what to say of it."""
        for block in self._open:
            word = f"end{block.tag.word}"
            said = _("«{tag}» er aldri avsluttet: skriv «{closer}» der det skal slutte.")
            closer = f"{{%{block.tag.goes} {word} %}}"
            yield block.place, TagError(said.format(tag=block.tag.text, closer=closer))

    def _follow_up(self, tag: Tag, inside: object) -> None:
        block = self._open[-1] if self._open else None
        wanted = CLOSING.get(tag.word, "if")
        if block is None or block.tag.word != wanted:
            said = _("«{tag}» hører ikke til noe som er åpnet: slett det, eller skriv begynnelsen.")
            raise TagError(said.format(tag=tag.text))
        if tag.word in CLOSING:
            self._open.pop()
        if (block.tag.goes, block.inside) != (tag.goes, inside):
            said = _(
                "«{tag}» hører til «{first}» ({place}): sett begge i samme avsnitt, celle eller "
                "tabell, og skriv dem likt."
            )
            raise TagError(said.format(tag=tag.text, first=block.tag.text, place=block.place))
        if tag.word == "elif":
            self._condition(tag)
        elif tag.rest:
            raise TagError(_("«{tag}» skal ikke ha noe etter ordet.").format(tag=tag.text))

    def _place(self, tag: Tag) -> None:
        found = self._found(tag.rest, tag)
        if isinstance(found, tuple):
            said = _("«{tag}» er en liste: gå gjennom den med «{{%p for x in {path} %}}».")
            raise TagError(said.format(tag=tag.text, path=tag.rest))
        if isinstance(found, Mapping):
            said = _("«{tag}» har flere felter: skriv ett av dem, som «{path}.{name}».")
            raise TagError(said.format(tag=tag.text, path=tag.rest, name=next(iter(found))))
        if isinstance(found, bool):
            said = _("«{tag}» er bare ja eller nei: bruk det i «{{% if {path} %}}».")
            raise TagError(said.format(tag=tag.text, path=tag.rest))

    def _loop(self, tag: Tag) -> Mapping[str, Plain]:
        looped = _FOR.fullmatch(tag.rest)
        if looped is None:
            said = _("«{tag}» kan ikke leses: skriv «for NAVN in FELT».")
            raise TagError(said.format(tag=tag.text))
        name, path = looped.groups()
        if name in _TAKEN or name in self._fields:
            said = _("«{tag}»: navnet «{name}» er opptatt, så velg et annet.")
            raise TagError(said.format(tag=tag.text, name=name))
        found = self._found(path, tag)
        if not isinstance(found, tuple):
            said = _("«{tag}»: «{path}» er ikke en liste, så skriv «{{{{ {path} }}}}».")
            raise TagError(said.format(tag=tag.text, path=path))
        return {name: _row(found), "loop": _LOOP}

    def _condition(self, tag: Tag) -> Mapping[str, Plain]:
        for part in _JOINED.split(tag.rest):
            asked = _IF.fullmatch(part)
            if asked is None:
                said = _("«{tag}» kan ikke leses: skriv «if FELT» eller «if not FELT».")
                raise TagError(said.format(tag=tag.text))
            self._found(asked[1], tag)
        return {}

    def _found(self, path: str, tag: Tag) -> Plain:
        """Return what a path names, innermost loops first."""
        names = dict(self._fields)
        for block in self._open:
            names |= block.names
        here: Plain = names
        for step in path.split("."):
            if not isinstance(here, Mapping) or step not in here:
                raise TagError(_unknown(tag, step, list(here) if isinstance(here, Mapping) else []))
            here = here[step]
        return here


def _row(rows: tuple[Plain, ...]) -> Plain:
    """Return what a row of a list may hold: where it has lists itself, one that is not empty."""
    if not rows or not isinstance(rows[0], Mapping):
        return rows[0] if rows else {}
    groups = [row for row in rows if isinstance(row, Mapping)]
    return {name: next((row[name] for row in groups if row[name] != ()), ()) for name in rows[0]}


def _unknown(tag: Tag, name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    if near:
        said = _("«{tag}»: feltet «{name}» finnes ikke; mente du «{near}»?")
        return said.format(tag=tag.text, name=name, near=near[0])
    said = _("«{tag}»: feltet «{name}» finnes ikke; feltene står i brukerveiledningen.")
    return said.format(tag=tag.text, name=name)
