"""Tells the leader, once, of what she must not miss: on the quiet line, and louder if wanted."""

from collections.abc import Mapping
from typing import Any, Final

from textual.app import App

from kvip_tui.domain.text.legible import clean
from kvip_tui.i18n import _
from kvip_tui.settings import Signals
from kvip_tui.texts import preferences as texts

# Terminals that show a notice on the desktop: by TERM_PROGRAM, and by how TERM begins.
OSC_9_PROGRAMS: Final = {"iTerm.app"}
OSC_777_PROGRAMS: Final = {"WezTerm", "ghostty", "WarpTerminal"}
OSC_777_TERMS: Final = (
    "xterm-kitty",
    "xterm-ghostty",
    "wezterm",
    "foot",
    "contour",
    "rxvt-unicode",
)
# Inside these the terminal is not the one that reads what is written.
MULTIPLEXERS: Final = ("TMUX", "STY", "ZELLIJ")
LONGEST: Final = 200


def switched(name: str, on: bool, environ: Mapping[str, str]) -> str:
    """Return what to say when something was switched."""
    if on and name == "desktop" and not notice("", environ):
        said = _("Signaler: {what} er slått på, men denne terminalen viser dem ikke")
        return said.format(what=_(texts.SWITCHES[name]))
    return texts.switched(name, on=on)


def tell(app: App[Any], text: str, wanted: Signals, environ: Mapping[str, str]) -> None:
    """Ring the bell and show a notice on the desktop, as far as they are wanted."""
    if wanted.bell:
        app.bell()
    if wanted.desktop:
        _write(app, notice(text, environ))


def _write(app: App[Any], sequence: str) -> None:
    """Hand a sequence to the terminal between two frames; never to a browser or to nobody."""
    driver = app._driver
    if sequence and driver is not None and not app.is_headless and not app.is_web:
        driver.write(sequence)


def notice(text: str, environ: Mapping[str, str]) -> str:
    """Return what makes the terminal show *text* on the desktop; '' where it cannot.

    A terminal that is not known to understand is left in peace: it might print what it reads.
    """
    body = " ".join(clean(text).split()).replace(";", ",")[:LONGEST]
    match _protocol(environ):
        case 9:
            return f"\x1b]9;KvIP: {body}\x07"
        case 777:
            return f"\x1b]777;notify;KvIP;{body}\x07"
        case _:
            return ""


def _protocol(environ: Mapping[str, str]) -> int:
    """Return the number of the sequence that the terminal understands, or 0."""
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if any(environ.get(name) for name in MULTIPLEXERS) or term.startswith(("screen", "tmux")):
        return 0
    if program in OSC_9_PROGRAMS or environ.get("LC_TERMINAL") == "iTerm2":
        return 9
    if program in OSC_777_PROGRAMS or term.startswith(OSC_777_TERMS):
        return 777
    # A program started from Windows Terminal inherits its mark, but names itself.
    return 777 if environ.get("WT_SESSION") and not program else 0
