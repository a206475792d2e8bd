"""The language of texts: bokmål stands in the code, other languages in gettext catalogues."""

import gettext
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final

from kvip_tui.resources import assets

LANGUAGES: Final = ("nb", "nn", "en")
# A language is called by its code, and by its name in any of the three.
NAMES: Final[Mapping[str, str]] = {
    **{code: code for code in LANGUAGES},
    **{"no": "nb", "bokmål": "nb", "nynorsk": "nn", "engelsk": "en", "english": "en"},
}
_language = "nb"
# What one thread says in another language for a while is no matter of the others.
_for_a_while: ContextVar[str] = ContextVar("language", default="")


def use_language(language: str) -> None:
    """Show texts in *language* from now on; what has no catalogue is shown in bokmål."""
    global _language  # noqa: PLW0603
    _language = language


def current_language() -> str:
    """Return the language in use: nb, nn or en."""
    return _for_a_while.get() or _language


def language_named(text: str) -> str:
    """Return the code of the language that is named, '' for none: nn, nynorsk, nn_NO.UTF-8."""
    name = unicodedata.normalize("NFC", text).strip().casefold()
    return NAMES.get(name) or NAMES.get(name.replace("-", "_").partition("_")[0], "")


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Show texts in *language* for a while: a report is in its visit's, whoever writes it."""
    before = _for_a_while.set(language)
    try:
        yield
    finally:
        _for_a_while.reset(before)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    file = assets() / "locale" / language / "LC_MESSAGES" / "kvip.mo"
    if language == "nb" or not file.is_file():
        return gettext.NullTranslations()
    with file.open("rb") as opened:
        return gettext.GNUTranslations(opened)


def _(text: str) -> str:
    """Return *text* in the language in use."""
    return _catalogue(current_language()).gettext(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Return *one* or *many* by the number *n*, in the language in use."""
    return _catalogue(current_language()).ngettext(one, many, n)


def marked(text: str) -> str:
    """Return *text* as it is: a text of a table, translated where it is shown."""
    return text
