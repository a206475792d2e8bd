"""Tidies a list that was pasted: bullets, numbers, headings and addresses that come with it."""

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from kvip_tui.domain.state.plan import Group
from kvip_tui.domain.text.legible import visible

_BULLET = re.compile(r"\A\s*(?:[•‣◦▪●○·–—*-]\s+|[•‣◦▪●○]|\(?\d{1,3}[.)]\s+|[a-z]\)\s+)+")
# An address in brackets behind a name, as mail programs write it.
_ADDRESS = re.compile(r"\s*[<(\[]\s*(?:mailto:)?[^\s@<>()\[\]]+@[^\s@<>()\[\]]+\s*[>)\]]")
_HEADING = re.compile(r"\A[\s#*_]*(?P<words>[^;,\t]+?)[\s*_]*(?P<colon>:?)[\s*_]*\Z")


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
        match = _HEADING.fullmatch(bare)
        groups = named(match["words"]) if match else ()
        if match and len(groups) == 1 and (match["colon"] or _alone(match["words"], groups[0])):
            headings[number] = groups[0]
            bare = ""
        lines.append(bare)
    return PastedList("\n".join(lines), headings)


def _alone(words: str, group: Group) -> bool:
    """Return whether words on a line of their own are a group's name, and so a heading."""
    return words.strip().casefold() in {group.id.casefold(), group.title.casefold()}
