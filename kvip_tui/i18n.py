"""The language of texts: bokmål stands in the code, other languages in gettext catalogues."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from kvip_tui.resources import assets

LANGUAGES: Final = ("nb", "nn", "en")
_language = "nb"
_current: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Show texts in *language* from now on; what has no catalogue is shown in bokmål."""
    global _current, _language  # noqa: PLW0603
    _language = language
    _current = gettext.NullTranslations()
    catalogue = assets() / "locale" / language / "LC_MESSAGES" / "kvip.mo"
    if language != "nb" and catalogue.is_file():
        with catalogue.open("rb") as file:
            _current = gettext.GNUTranslations(file)


def current_language() -> str:
    """Return the language in use: nb, nn or en."""
    return _language


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Show texts in *language* for a while: a report is in its visit's, whoever writes it."""
    before = _language
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def _(text: str) -> str:
    """Return *text* in the language in use."""
    return _current.gettext(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Return *one* or *many* by the number *n*, in the language in use."""
    return _current.ngettext(one, many, n)


def marked(text: str) -> str:
    """Return *text* as it is: a text of a table, translated where it is shown."""
    return text
