"""Runs the server from the command line: its address, its browser, and its end."""

import asyncio
import shlex
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from aiohttp import web

from kvip_tui.browser.guard import HOSTS, Guard
from kvip_tui.browser.server import FONT, Server
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.resources import program
from kvip_tui.ui.outside import opened

# Some 80 columns on a screen of usual width.
LARGE: Final = 28


def command_line(words: Sequence[str]) -> str:
    """Return what starts this program with these words, as the system's shell reads it."""
    whole = [*program(), *words]
    return (
        subprocess.list2cmdline(whole) if sys.platform == "win32" else f"exec {shlex.join(whole)}"
    )


def serve(
    words: Sequence[str],
    port: int,
    say: Callable[[str], None],
    *,
    large: bool = False,
    opening: bool = True,
) -> int:
    """Serve the program that *words* start until its last tab is closed; returns the exit code.

    Args:
        words: The words behind «kvip» that each tab runs.
        port: The port, 0 for one that is free.
        say: How the address is told.
        large: Whether the letters are to be read across a room.
        opening: Whether the address is opened in the browser.

    Raises:
        UserError: The port cannot be used.
    """
    with suppress(KeyboardInterrupt):
        font = LARGE if large else FONT
        asyncio.run(_served(command_line(words), _listen(port), say, font, opening=opening))
    return 0


async def _served(
    command: str,
    listening: socket.socket,
    say: Callable[[str], None],
    font: int,
    *,
    opening: bool,
) -> None:
    guard = Guard.new(listening.getsockname()[1])
    server = Server(command, guard, font)
    runner = web.AppRunner(server.app(), access_log=None)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        say(guard.address)
        say(_("Stopper når siste fane har vært lukket i et minutt; Ctrl+C stopper nå."))
        _end_on_request(server)
        if opening:
            threading.Thread(target=opened, args=(guard.address,), daemon=True).start()
        await server.finished.wait()
    finally:
        await runner.cleanup()


def _end_on_request(server: Server) -> None:
    """Let the server end, and every program of its tabs with it, when the system asks for it."""
    if sys.platform == "win32":
        return  # there such a request ends the process at once, and its programs see that
    loop = asyncio.get_running_loop()
    for wish in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(wish, server.finished.set)


def _listen(port: int) -> socket.socket:
    """Return a socket of this machine's own that listens, and that no other program can share."""
    listening = socket.socket()
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOSTS[0], port))
    except (OSError, OverflowError) as error:
        listening.close()
        said = _("Port {port} kan ikke brukes: velg en annen med --port, eller la det stå.")
        raise UserError(said.format(port=port)) from error
    return listening
