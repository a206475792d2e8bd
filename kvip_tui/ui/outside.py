"""Opens a link in a program outside, which gets neither our terminal nor our time."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Thread

from kvip_tui.resources import standalone

# So many seconds a launcher may take to say that it could not; one that goes on is at work.
LONGEST = 10.0
# Without one of these there is no window that a browser could show itself in.
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "BROWSER")
_LAUNCH = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


def command(url: str, platform: str, environment: Mapping[str, str]) -> list[str] | None:
    """Return what opens a link on a system; None where nothing can."""
    if platform == "darwin" and "BROWSER" not in environment:
        return ["open", url]
    if platform != "win32" and not any(environment.get(name) for name in _SCREENS):
        return None
    return ["xdg-open", url] if standalone() else [sys.executable, "-c", _LAUNCH, url]


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a program that is not ours.

    A standalone build points the system's loader to its own libraries, and keeps what was there
    before under another name; another program would be given libraries of the wrong age.
    """
    kept = dict(environment)
    for name in ("LD_LIBRARY_PATH", "LIBPATH") if standalone() else ():
        kept.pop(name, None)
        if before := kept.pop(f"{name}_ORIG", None):
            kept[name] = before
    return kept


def opened_file(path: Path) -> bool:
    """Open a file in the program that the machine has for its kind; waits as `opened` does."""
    launcher = {"darwin": "open", "win32": ""}.get(sys.platform, "xdg-open")
    if not launcher:
        return _started(str(path))
    screens = sys.platform == "darwin" or any(os.environ.get(name) for name in _SCREENS)
    return screens and _launched([launcher, str(path)])


def opened(url: str) -> bool:
    """Open a link; returns whether that went well, as far as can be known within `LONGEST`.

    It waits, so it is not for the thread that the screen lives on.
    """
    if sys.platform == "win32":
        return _started(url)
    words = command(url, sys.platform, os.environ)
    return words is not None and _launched(words)


def _launched(words: list[str]) -> bool:
    nothing = subprocess.DEVNULL
    try:
        launcher = subprocess.Popen(  # noqa: S603 - the words are ours, what is opened is an argument
            words,
            env=surroundings(os.environ),
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
        return launcher.wait(LONGEST) == 0
    except subprocess.TimeoutExpired:
        # A browser that was started by itself: whoever starts a process is to see it end.
        Thread(target=launcher.wait, daemon=True).start()
        return True
    except OSError:
        return False


def _started(url: str) -> bool:
    """Open a link as Windows opens it."""
    start = getattr(os, "startfile", None)
    try:
        if start is not None:
            start(url)
    except OSError:
        return False
    return start is not None
