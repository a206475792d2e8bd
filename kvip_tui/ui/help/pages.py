"""Pages of help as rows of text: the table of commands, and pages written in Markdown.

Of Markdown the pages use headings, paragraphs, lists, **bold**, `code` and fenced code.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from textual.content import Content

from kvip_tui.commands.keymap import chord_text, in_force, keys_of
from kvip_tui.commands.table import COMMANDS, Command, Section
from kvip_tui.i18n import _
from kvip_tui.ui.keymap import printed
from kvip_tui.ui.panels.report.keys import KEYS as REPORT_KEYS
from kvip_tui.ui.panels.report.keys import ReportKey
from kvip_tui.ui.searching import folded, places

KEYS, WORDS = 10, 24
WIDEST = 110
SECTION: Final = "\n## "
# The topic of what the signs on the day screen mean.
SIGNS: Final = "signs"
_TOPICS: Final = re.compile(r" \{([a-z_ ]+)\}$")
_ITEM = re.compile(r"( *)(-|\d+\.) +(.*)")
_MARKED = re.compile(r"\*\*(.+?)\*\*|`(.+?)`")


def hanging(first: Content, text: Content, width: int) -> list[Content]:
    """Return *text* in rows of that width, *first* before the first and blanks before the rest."""
    blank = Content(" " * first.cell_length)
    # A blank at the end of a row that is full would be cut, and the last letters with it.
    rows = [row.rstrip() for row in text.wrap(max(10, width - first.cell_length))] or [Content("")]
    return [(blank if i else first) + row for i, row in enumerate(rows)]


class Manual(Struct, frozen=True):
    """The whole help as rows, and the row at which each topic begins."""

    rows: tuple[Content, ...] = ()
    topics: Mapping[str, int] = {}

    def searched(self, words: str) -> tuple[list[Content], list[int]]:
        """Return the rows with some words marked, and those in which they begin.

        Case and accents are forgiven, and words may go on in the next row.
        """
        wanted = folded(words)
        if not wanted:
            return [*self.rows], []
        texts = [folded(row.plain) for row in self.rows]
        found = [i for i, text in enumerate(texts) if _begins(wanted, text, texts[i + 1 : i + 2])]
        marked = {i: _marked(self.rows[i], wanted) for i in found}
        return [marked.get(i, row) for i, row in enumerate(self.rows)], found


def _begins(wanted: str, text: str, following: Sequence[str]) -> bool:
    """Return whether words stand in a row, or begin in it and go on in the next."""
    if wanted in text:
        return True
    after = following[0] if following else ""
    return " " in wanted and wanted in f"{text} {after}" and wanted not in after


def _marked(row: Content, wanted: str) -> Content:
    """Return a row with what was looked for marked."""
    for start, end in places([wanted], row.plain):
        row = row.stylize("reverse", start, end)
    return row


def manual(page: str, width: int) -> Manual:
    """Return the help of a width: what a newcomer reads first, the commands, all the rest."""
    first, rest = opened(page)
    rows: list[Content] = []
    topics: dict[str, int] = {}
    for section in first.split(SECTION):
        _add(section if not rows else f"## {section}", rows, topics, width)
    for command_row in [Content(""), *command_rows(width), Content("")]:
        for heading in Section:
            if command_row.plain == _(heading.value):
                topics[heading.name.casefold()] = len(rows)
        rows.append(command_row)
    topics["roles"] = topics["people"]
    for section in rest.split(SECTION)[1:]:
        _add(f"## {section}", rows, topics, width)
    return Manual(tuple(rows), topics)


def _add(section: str, rows: list[Content], topics: dict[str, int], width: int) -> None:
    """Add a section, whose heading may say in braces which topics it is about."""
    heading, *text = section.split("\n", 1)
    if match := _TOPICS.search(heading):
        topics |= dict.fromkeys(match[1].split(), len(rows))
    rows += page_rows("\n".join([_TOPICS.sub("", heading), *text]), width)


def opened(page: str) -> tuple[str, str]:
    """Return what a newcomer reads first, a page's beginning and first section, and the rest."""
    beginning, *sections = page.split(SECTION)
    return SECTION.join([beginning, *sections[:1]]), "".join(SECTION + s for s in sections[1:])


def command_rows(width: int) -> list[Content]:
    """Return the commands under their headings: keys, words, and what each does."""
    width = min(width, WIDEST)
    titles = _columns(_("Tast"), _("Med ord")) + _("Det den gjør")
    rows = [Content.styled(titles, "$text-muted")]
    for section in Section:
        rows += [Content(""), _heading(_(section.value), 2)]
        commands = [command for command in COMMANDS if command.section is section]
        rows += [row for command in commands for row in _command_rows(command, width)]
    rows += [Content(""), _heading(_("På rapportskjermen"), 2)]
    return [*rows, *(row for key in REPORT_KEYS for row in _report_rows(key, width))]


def _columns(keys: str, words: str) -> str:
    return f"{keys:<{KEYS}} {words:<{WORDS}} "


def _report_rows(key: ReportKey, width: int) -> list[Content]:
    """Return the rows of a key that only the report screen has."""
    keys = _printed(key.keys)
    left = Content(_columns(keys, "")).stylize("bold $text-accent", 0, len(keys))
    does = _(key.help)
    label = Content.assemble((_(key.label), "bold"), " · ") if key.label else Content("")
    return hanging(left, label + does, width)


def _printed(keys: str) -> str:
    return " ".join(printed(key) for key in keys.split(",") if key)


def _command_rows(command: Command, width: int) -> list[Content]:
    """Return a command's rows; words too long for their column have a row of their own."""
    keys = " ".join(filter(None, (*map(printed, keys_of(command)), chord_text(command))))
    words = f"{command.word} {_(command.takes.hint)}".strip() if command.word else ""
    left = Content(_columns(keys, words)).stylize("bold $text-accent", 0, len(keys))
    does = Content.assemble((_(command.label), "bold"), " · ", _(command.help))
    if len(words) <= WORDS:
        return hanging(left, does, width)
    above = hanging(left[: KEYS + 1], left[KEYS + 1 :].rstrip(), width)
    return above + hanging(Content(_columns("", "")), does, width)


def page_rows(text: str, width: int) -> list[Content]:
    """Return a page written in Markdown as rows of that width."""
    width = min(width, WIDEST)
    return [row for first, words in _parts(text) for row in hanging(first, words, width)]


def _parts(text: str) -> Iterator[tuple[Content, Content]]:
    """Yield the parts of a page, each as what stands before its first row and its words."""
    paragraph: list[str] = []
    code = False
    for line in [*text.splitlines(), ""]:
        item = _ITEM.fullmatch(line)
        special = code or item is not None or line.startswith(("#", "```")) or not line.strip()
        if paragraph and special:
            yield from _paragraph(paragraph)
            paragraph = []
        if line.startswith("```"):
            code = not code
        elif code:
            yield Content("    "), Content.styled(line, "$text-accent")
        elif line.startswith("#"):
            yield Content(""), _heading(line.lstrip("# "), len(line) - len(line.lstrip("#")))
        elif not special or item is not None:
            paragraph.append(line)
        else:
            yield Content(""), Content("")


def _paragraph(lines: Iterable[str]) -> Iterator[tuple[Content, Content]]:
    """Yield a paragraph or an item of a list, its lines joined."""
    joined = " ".join(line if i == 0 else line.strip() for i, line in enumerate(lines))
    item = _ITEM.fullmatch(joined)
    if item is None:
        yield Content(""), _inline(joined)
    else:
        sign = "·" if item[2] == "-" else item[2]
        yield Content(f"{item[1]}{sign} "), _inline(item[3])


def _heading(title: str, level: int) -> Content:
    return Content.styled(title, "bold reverse" if level == 1 else "bold $primary")


def _inline(text: str) -> Content:
    """Return a text with its bold and its code."""
    parts: list[Content | tuple[str, str]] = []
    end = 0
    for match in _MARKED.finditer(text):
        parts.append(Content(text[end : match.start()]))
        parts.append((match[1], "bold") if match[1] else (in_force(match[2]), "$text-accent"))
        end = match.end()
    return Content.assemble(*parts, Content(text[end:]))
