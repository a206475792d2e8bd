"""Tidies a list that was pasted: bullets, numbers, headings and addresses that come with it."""

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from kvip_tui.domain.state.plan import Group
from kvip_tui.domain.text.legible import visible

_BULLET = re.compile(r"\A\s*+(?:[•‣◦▪●○·–—*-]\s++|[•‣◦▪●○]|\(?\d{1,3}[.)]\s++|[a-z]\)\s++)++")
# An address in brackets behind a name, as mail programs write it.
_ADDRESS = re.compile(
    r"(?<!\s)\s*+[<(\[]\s*+(?:mailto:)?[^\s@<>()\[\]]++@[^\s@<>()\[\]]++\s*+[>)\]]"
)
# What may stand round the words of a heading.
_EDGE = "*_" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_PARTING = frozenset(";,\t")


class PastedList(Struct, frozen=True):
    """A list without what is not part of it.

    Args:
        text: The same lines, tidied; a heading has become an empty line.
        headings: The groups that headings name, by the number of the line, counted from 1.
    """

    text: str
    headings: dict[int, Group]

    def group_at(self, line: int) -> Group | None:
        """Return the group of the last heading before a line."""
        before = [number for number in self.headings if number < line]
        return self.headings[max(before)] if before else None


def tidied(text: str, named: Callable[[str], Sequence[Group]]) -> PastedList:
    """Return a pasted list without bullets, addresses and headings.

    Args:
        text: The lines.
        named: Tells which groups some words may mean.
    """
    lines, headings = list[str](), dict[int, Group]()
    for number, line in enumerate(re.split("\r\n|\r|\n", visible(text)), start=1):
        bare = _ADDRESS.sub("", _BULLET.sub("", line))
        words, colon = _heading(bare)
        groups = named(words) if words else ()
        if len(groups) == 1 and (colon or _alone(words, groups[0])):
            headings[number] = groups[0]
            bare = ""
        lines.append(bare)
    return PastedList("\n".join(lines), headings)


def _heading(line: str) -> tuple[str, bool]:
    """Return the words of a line that may be a heading, '' where it is none, and if it ends so."""
    bare = line.lstrip(f"#{_EDGE}").rstrip(_EDGE)
    words = bare.removesuffix(":").rstrip(_EDGE)
    return ("" if _PARTING & set(words) else words), bare.endswith(":")


def _alone(words: str, group: Group) -> bool:
    """Return whether words on a line of their own are a group's name, and so a heading."""
    return words.strip().casefold() in {group.id.casefold(), group.title.casefold()}
