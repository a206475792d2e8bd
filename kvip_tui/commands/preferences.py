"""The commands that choose how the program looks, speaks and tells: for the person, for good."""

from collections.abc import Mapping
from typing import Final

from kvip_tui.commands.base import Argument, Choice, Command, Now, Section
from kvip_tui.domain.report.names import one_of
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import LANGUAGES, NAMES, _, current_language
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.settings import Look
from kvip_tui.texts import preferences as texts

_V = Section.VIEW
LOOKS: Final[Mapping[str, Look]] = {
    **{"mørkt": Look.DARK, "lyst": Look.LIGHT, "kontrast": Look.CONTRAST},
    **{"dark": Look.DARK, "light": Look.LIGHT, "contrast": Look.CONTRAST},
}
SIGNALS: Final[Mapping[str, str]] = {
    **{"blokker": "phases", "rombytter": "rooms", "avtaler": "appointments"},
    **{"lyd": "bell", "skrivebord": "desktop", "tittel": "title"},
}
_ON, _OFF = {"pa", "på", "on"}, {"av", "off"}


def _speak(session: Session, text: str) -> str:
    """Carry out «språk [SPRÅK]»; without one say which there are."""
    if not text:
        return texts.languages_told(session.visit.plan.language)
    language = one_of(text, NAMES)
    session.preferences.choose_language(language)
    return texts.spoken(language)


def _other_languages(now: Now) -> list[Choice]:
    del now
    others = [code for code in LANGUAGES if code != current_language()]
    return [Choice(code, texts.language_name(code)) for code in others]


def _look(session: Session, text: str) -> str:
    """Carry out «utseende [UTSEENDE]»; without one say which it is."""
    preferences = session.preferences
    if text:
        preferences.choose_look(one_of(text, LOOKS))
    return _(texts.TITLES[preferences.settings.look])


def _signals(session: Session, text: str) -> str:
    """Carry out «signaler [HVA på|av]»; without words say which are on."""
    preferences = session.preferences
    if not text:
        return texts.signals_listed(preferences.settings.signals)
    *named, last = text.split()
    on = True if plain(last) in _ON else False if plain(last) in _OFF else None
    name = one_of(text if on is None else " ".join(named), SIGNALS)
    return texts.switched(name, on=preferences.switch(name, on))


# fmt: off
PREFERENCES: tuple[Command, ...] = (
    Command("speak", _V, m("Språk"), m("Bytt språk i programmet; huskes til neste gang."),
            word="språk", takes=Argument(m("[SPRÅK]"), choices=_other_languages), answer=_speak),
    Command("look", _V, m("Utseende"), m("Velg mørkt, lyst eller kontrast; huskes."),
            word="utseende", takes=Argument(m("[UTSEENDE]")), answer=_look, listed=False),
    Command("signals", _V, m("Signaler"),
            m("Si hva det blir sagt fra om, eller slå det på og av, som «signaler lyd på»."),
            word="signaler", takes=Argument(m("[HVA på|av]")), answer=_signals, listed=False),
)
# fmt: on
