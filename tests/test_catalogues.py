"""The catalogues: every text of the program is there in nynorsk and in English."""

import ast
import io
import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from tests.catalogues import LANGUAGES, compiled, po_file, read, texts, untranslated
from tests.sources import ROOT


def parts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the texts of a message: one, or one for each number."""
    return [value] if isinstance(value, str) else list(value or [""])


def names(text: str) -> set[str]:
    """Return the parameters that a text has."""
    return set(re.findall(r"\{(\w+)\}", text))


def translated(catalogue: Catalog) -> list[Message]:
    """Return the messages of a catalogue but for its header."""
    return [message for message in catalogue if message.id]


def said(mo: bytes) -> list[tuple[object, object]]:
    """Return the texts of a compiled catalogue with their translations."""
    return [(message.id, message.string) for message in translated(read_mo(io.BytesIO(mo)))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    """No text of the code is missing, none is left over, and none is empty."""
    catalogue = read(language)
    assert {str(m.id) for m in translated(catalogue)} == {str(m.id) for m in translated(texts())}
    assert untranslated(catalogue) == []


def test_no_text_stands_inside_an_f_string() -> None:
    """From Python 3.12 on, what collects the texts does not look there."""
    for path in (ROOT / "kvip_tui").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        inside = {
            call.lineno
            for string in ast.walk(tree)
            if isinstance(string, ast.JoinedStr)
            for call in ast.walk(string)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in {"_", "ngettext"}
            and isinstance(call.args[0], ast.Constant)
        }
        assert not inside, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_parameters_agree(language: str) -> None:
    """A translation has the parameters of its text, no more and no less."""
    for message in translated(read(language)):
        for text, wanted in zip(parts(message.string), parts(message.id), strict=True):
            assert names(text) == names(wanted), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_blanks_and_signs_at_the_ends_agree(language: str) -> None:
    """What is put together on screen keeps its blanks, and a sentence its full stop."""
    for message in translated(read(language)):
        one, other = parts(message.id)[0], parts(message.string)[0]
        assert re.match(r"\s*", one).group() == re.match(r"\s*", other).group(), one  # type: ignore[union-attr]
        assert one[-1:] in ". :…" or not other.endswith("."), one
        assert one.endswith(" ") == other.endswith(" "), one


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_what_is_written(language: str) -> None:
    """``kvip.mo`` is ``kvip.po`` compiled: run ``python -m tests.catalogues`` after a change.

    The texts are compared, not the bytes: these name the version of Babel that wrote them.
    """
    kept = po_file(language).with_suffix(".mo").read_bytes()
    assert said(kept) == said(compiled(read(language)))
