"""Keys that a terminal or a system keeps for itself, and what does the same there."""

from collections.abc import Mapping

from msgspec import Struct

from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m


class Taken(Struct, frozen=True):
    """A key that does not reach the program somewhere: where, and why.

    Args:
        key: Textual's name of the key.
        where: Which terminals, '' where it cannot be told from inside.
        why: What happens instead, in bokmål, translated where shown.
    """

    key: str
    where: str
    why: str


GNOME, TMUX, SCREEN, MAC, CODE = "GNOME Terminal", "tmux", "screen", "macOS", "VS Code"
TAKEN = (
    Taken("f1", GNOME, m("viser sin egen hjelp")),
    Taken("f10", GNOME, m("åpner menyen")),
    Taken("f11", GNOME, m("fyller skjermen")),
    Taken("f11", MAC, m("viser skrivebordet")),
    Taken("f11", "Windows Terminal", m("fyller skjermen")),
    Taken("ctrl+b", TMUX, m("er tmux sin egen; trykk den to ganger")),
    Taken("ctrl+a", SCREEN, m("er screen sin egen; trykk den og så a")),
    Taken("pageup", MAC, m("ruller vinduet; hold Shift")),
    Taken("pagedown", MAC, m("ruller vinduet; hold Shift")),
    Taken("vertical_line", MAC, m("skrives med Option+7")),
    Taken("ctrl+q", CODE, m("avslutter VS Code")),
    Taken("ctrl+p", CODE, m("åpner en fil")),
    Taken("ctrl+e", CODE, m("åpner en fil")),
)


def here(environment: Mapping[str, str], platform: str) -> set[str]:
    """Return which of those that take keys this program runs in, as far as can be told."""
    program = environment.get("TERM_PROGRAM", "")
    found = {
        GNOME: "GNOME_TERMINAL_SCREEN" in environment or "VTE_VERSION" in environment,
        TMUX: "TMUX" in environment,
        SCREEN: "STY" in environment,
        MAC: platform == "darwin" or program in {"Apple_Terminal", "iTerm.app"},
        CODE: program == "vscode",
        "Windows Terminal": "WT_SESSION" in environment,
    }
    return {name for name, there in found.items() if there}


def kept(places: set[str]) -> frozenset[str]:
    """Return the keys that do not reach the program in some places."""
    return frozenset(one.key for one in TAKEN if one.where in places)


def taken(key: str, places: set[str]) -> str:
    """Return what happens to a key in some places, a sentence, or ''."""
    found = [one for one in TAKEN if one.key == key and one.where in places]
    return ", ".join(_("{where} {why}").format(where=one.where, why=_(one.why)) for one in found)
