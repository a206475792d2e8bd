"""People's text in Markdown is shown as it was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kvip_tui.domain.text.legible import clean
from kvip_tui.export.mdtext import quoted, typed

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TRICKY = st.text(
    st.sampled_from("\\`*_{}[]()<>#|~&$!-+=:.;1 \t\naå@^'\"/w\u00a0\u2028👍"), max_size=40
)


def shown(source: str) -> tuple[list[str], str]:
    """Return the kinds of block in Markdown, and its text, a paragraph or cell a part."""
    kinds: list[str] = []
    paragraphs: list[str] = []
    for token in MARKDOWN.parse(source):
        if token.type != "inline":
            kinds.append(token.type)
            continue
        parts = {"text": "", "text_special": "", "hardbreak": "\n"}
        children = token.children or []
        assert {child.type for child in children} <= set(parts), children
        paragraphs.append("".join(child.content or parts[child.type] for child in children))
    return kinds, "\n\n".join(paragraphs)


def lines_of(text: str) -> str:
    """Return text as a quotation keeps it: outer blanks and more than one empty line dropped."""
    lines = "\n".join(line.strip() for line in clean(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
        ("# nei", r"\# nei"),
        ("<b>ikke</b> &amp;", r"\<b\>ikke\</b\> \&amp;"),
        ("[x](y)", r"\[x\](y)"),
        ("a | b", r"a \| b"),
        ("C:\\mappe", r"C:\\mappe"),
        ("- punkt", r"\- punkt"),
        ("+ punkt", r"\+ punkt"),
        ("1. først", r"1\. først"),
        ("12) så", r"12\) så"),
        ("1 - 2", "1 - 2"),
        ("~~slettet~~", r"\~\~slettet\~\~"),
        ("https://www.eksempel.no/a_b", "https://www.eksempel.no/a_b"),
        ("http://eksempel.no", "http://eksempel.no"),
        ("ftp://eksempel.no", r"ftp\://eksempel.no"),
        ("lyd_ok _ikke_ __x__", r"lyd_ok \_ikke\_ \_\_x\_\_"),
        ("#styrke og #tiltak", "#styrke og #tiltak"),
        ("## nei", r"\## nei"),
        ("slutt ##", r"slutt \#\#"),
        ("#", r"\#"),
        ("koster $5$", r"koster \$5\$"),
        ("to\nlinjer  her", "to linjer her"),
        ("ren \x1b[31m tekst", "ren tekst"),
    ],
)
def test_a_line_has_its_marks_escaped(text: str, source: str) -> None:
    """Each character that has a meaning in Markdown stands behind a backslash."""
    assert typed(text) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("en", "> en"),
        ("en\nto", "> en\\\n> to"),
        ("en\n\n\nto", "> en\n>\n> to"),
        ("en\n---\n===", "> en\\\n> \\---\\\n> \\==="),
        ("    innrykk\n    til", "> innrykk\\\n> til"),
        ("slutter på \\\nher", "> slutter på \\\\\\\n> her"),
    ],
)
def test_a_quotation_keeps_its_lines(text: str, source: str) -> None:
    """A line end is a hard break, and empty lines part paragraphs."""
    assert quoted(text) == source


@given(TRICKY)
def test_a_quotation_shows_what_was_typed(text: str) -> None:
    """Whatever is typed is one quotation of plain paragraphs with the same words."""
    kinds, words = shown(quoted(text))
    assert set(kinds) <= {
        "blockquote_open",
        "blockquote_close",
        "paragraph_open",
        "paragraph_close",
    }
    assert kinds.count("blockquote_open") <= 1
    assert lines_of(words) == lines_of(text)


@given(TRICKY)
def test_a_cell_of_a_table_shows_what_was_typed(text: str) -> None:
    """Whatever is typed stays in its cell, with the same words."""
    kinds, words = shown(f"| a | b |\n| --- | --- |\n| {typed(text)} | slutt |")
    assert kinds.count("td_open") == 2
    assert words == "\n\n".join(["a", "b", " ".join(clean(text).split()), "slutt"])


@given(TRICKY)
def test_a_heading_shows_what_was_typed(text: str) -> None:
    """Whatever is typed is one heading with the same words."""
    kinds, words = shown(f"# {typed(text)}")
    assert kinds == ["heading_open", "heading_close"]
    assert words == " ".join(clean(text).split())
