"""People's text in Markdown: escaped so that it is shown as it was typed."""

import re

from kvip_tui.domain.text.legible import clean

# A web address may be a link, as who typed it meant; of others GitHub's Markdown would make one,
# escapes and all, unless they are broken up. Inside a word «_» is a sign, and «#» before one a tag.
_SPECIAL = re.compile(
    r"[\\`*\[\]<>|~&$]|(?<![^\W_])_|_(?![^\W_])|(?<!http)(?<!https):(?=//)|#(?=#*\s*$)",
    re.IGNORECASE,
)
_MARKER = re.compile(r"[-+=:]|#(?=#*\s)|\d+[.)]")
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*+\n)++")


def typed(text: str) -> str:
    """Return one line of people's text, to stand anywhere in a line; line ends become blanks."""
    return _line(" ".join(clean(text).split()))


def quoted(text: str) -> str:
    """Return people's text as a quotation that keeps its lines; empty lines part paragraphs."""
    paragraphs = [_paragraph(part) for part in _EMPTY_LINES.split(clean(text))]
    lines = "\n\n".join(paragraphs).split("\n")
    return "\n".join(f"> {line}".rstrip(" ") for line in lines)


def paragraph(text: str) -> str:
    """Return people's text as one paragraph that keeps its lines; empty ones are dropped."""
    return _paragraph("\n".join(line for line in clean(text).split("\n") if line.strip()))


def bullet(text: str, before: str = "") -> str:
    """Return people's text as an item of a list that keeps its lines, *before* in front of it."""
    return f"- {before}{paragraph(text)}".replace("\n", "\n  ")


def _paragraph(text: str) -> str:
    """Return lines with a backslash, Markdown's hard line break, at the end of all but the last."""
    return "\\\n".join(_line(line.strip(" \t")) for line in text.split("\n"))


def _line(text: str) -> str:
    """Return a line with everything escaped that has a meaning, or has one at its beginning."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    if marker := _MARKER.match(escaped):
        last = marker.end() - 1
        return f"{escaped[:last]}\\{escaped[last:]}"
    return escaped
