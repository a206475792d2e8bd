"""What the program says of what the person has chosen: its language, its looks, what it tells."""

from typing import Final

from kvip_tui.i18n import _, current_language
from kvip_tui.i18n import marked as m
from kvip_tui.settings import Look, Signals
from kvip_tui.texts.planning import LANGUAGES

# What can be switched, and what it is called in «Signaler: slå på …».
SWITCHES: Final = {
    "phases": m("blokker som går mot slutten"),
    "rooms": m("rombytter"),
    "appointments": m("avtaler i fare"),
    "bell": m("lyd"),
    "desktop": m("varsler på skrivebordet"),
    "title": m("tida i vinduets tittel"),
}
TITLES: Final = {
    Look.DARK: m("Utseende: mørkt"),
    Look.LIGHT: m("Utseende: lyst"),
    Look.CONTRAST: m("Utseende: høy kontrast"),
}


def switched(name: str, *, on: bool) -> str:
    """Return what to say when something was switched."""
    said = _("Signaler: {what} er slått på") if on else _("Signaler: {what} er slått av")
    return said.format(what=_(SWITCHES[name]))


def signals_listed(signals: Signals) -> str:
    """Return what is told and how, in a line."""
    on = [_(title) for name, title in SWITCHES.items() if getattr(signals, name)]
    off = [_(title) for name, title in SWITCHES.items() if not getattr(signals, name)]
    parts = (
        _("Signaler på: {what}").format(what=", ".join(on)) if on else "",
        _("av: {what}").format(what=", ".join(off)) if off else "",
    )
    return " · ".join(filter(None, parts))


def spoken(language: str) -> str:
    """Return which language the program's own texts are in from now on."""
    return _("Programmet er på {language}.").format(language=language_name(language))


def languages_told(visit: str) -> str:
    """Return which languages the program and the visit are in, and what changes them."""
    said = _(
        "Programmet er på {language}, besøket på {visit}; "
        "«språk SPRÅK» og «besøksspråk SPRÅK» bytter."
    )
    mine = language_name(current_language())
    return said.format(language=mine, visit=language_name(visit))


def language_name(language: str) -> str:
    """Return what a language is called in a sentence."""
    return _(LANGUAGES[language])
