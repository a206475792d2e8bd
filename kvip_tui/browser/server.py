"""The server: hands out the page to who has the address, and a program to each tab."""

import asyncio
import html
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from string import Template
from typing import Any, Final
from urllib.parse import quote

import textual_serve
from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.download_manager import DownloadManager

from kvip_tui.browser.guard import Guard
from kvip_tui.browser.tab import Tab
from kvip_tui.i18n import _

PAGE: Final = Path(__file__).parent
STATIC: Final = Path(textual_serve.__file__).parent / "static"
# How long a program waits for its page to come back, and the same while another tab is open:
# a reload takes a moment, and who waits to write must not wait long for a tab that is closed.
LINGER: Final = 60.0
LINGER_BESIDE: Final = 5.0
HAND_OVER: Final = 0.25
HEARTBEAT: Final = 15.0
WIDTH, HEIGHT = 80, 24
FONT: Final = 16


class Server:
    """Serves one program on this machine until its last tab has been closed for a while.

    Args:
        command: What starts the program of a tab.
        guard: Who may speak with it.
        font: How many pixels high its letters are.
        linger: How many seconds a program without a page lives on.
    """

    def __init__(
        self, command: str, guard: Guard, font: int = FONT, linger: float = LINGER
    ) -> None:
        self._command, self._guard, self._font = command, guard, font
        self._linger = linger
        self._downloads = DownloadManager()
        self._tabs: list[Tab] = []
        self._leaving: set[asyncio.Task[None]] = set()
        self.finished = asyncio.Event()

    def app(self) -> web.Application:
        """Return the application, with the guard before everything else."""
        app = web.Application(middlewares=[self._guarded])
        base = f"/{self._guard.secret}"
        app.add_routes(
            [
                web.get(f"{base}/", self._page),
                web.get(f"{base}/page.js", self._script),
                web.get(f"{base}/ws", self._socket),
                web.get(f"{base}/download/{{key}}", self._download),
                web.static(f"{base}/static", STATIC),
            ]
        )
        app.on_response_prepare.append(self._with_headers)
        app.on_shutdown.append(self._shut)
        return app

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 403 to whoever does not show what the guard asks for, before anything opens."""
        admitted = self._guard.admits(
            request.path,
            request.headers.getall("Host", []),
            request.headers.getall("Origin", []),
            socket=request.path.endswith("/ws") or "Upgrade" in request.headers,
        )
        if not admitted:
            raise web.HTTPForbidden(text="403")
        return await handler(request)

    async def _with_headers(self, _request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(self._guard.headers())

    async def _page(self, request: web.Request) -> web.Response:
        template = Template((PAGE / "page.html").read_text("utf-8"))
        texts = {
            "font": str(self._font),
            "socket": f"ws://{request.host}/{self._guard.secret}/ws",
            "closed": _("Dette vinduet er lukket. Alt er lagret."),
            "again": _("Åpne igjen"),
            "gone": _("kvip er avsluttet: start det på nytt i terminalen."),
            "starting": _("Starter …"),
        }
        said = {name: html.escape(text) for name, text in texts.items()}
        return web.Response(text=template.substitute(said), content_type="text/html")

    async def _script(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "page.js")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, compress=False)
        await socket.prepare(request)
        if self._waiting() is None and self._tabs:
            # A page that is loaded anew may be here before the old one is known to be gone.
            await asyncio.sleep(HAND_OVER)
        tab = self._waiting() or self._new_tab()
        width, height = (_number(request, *default) for default in _DEFAULTS)
        try:
            await tab.show(socket, width, height)
        finally:
            if tab.alive and not tab.shown:
                self._later(self._leave(tab))
        return socket

    def _waiting(self) -> Tab | None:
        """Return the program whose page was closed last and that still waits for one."""
        return next((tab for tab in reversed(self._tabs) if tab.alive and not tab.shown), None)

    def _new_tab(self) -> Tab:
        tab = Tab(self._command, self._downloads, self._ended)
        self._tabs.append(tab)
        return tab

    def _later(self, waiting: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(waiting)
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _leave(self, tab: Tab) -> None:
        """End a program whose page does not come back, and then the server if it was the last."""
        beside = any(other.shown for other in self._tabs)
        await asyncio.sleep(min(LINGER_BESIDE, self._linger) if beside else self._linger)
        if tab.alive and not tab.shown:
            await tab.stop()

    def _ended(self, tab: Tab) -> None:
        """Forget a program that has ended; the last one's page may yet be opened again."""
        if tab in self._tabs:
            self._tabs.remove(tab)
        if not self._tabs:
            self._later(self._finish())

    async def _finish(self) -> None:
        await asyncio.sleep(0 if self._linger < LINGER_BESIDE else LINGER_BESIDE)
        if not self._tabs:
            self.finished.set()

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Hand over a file that the program has written, once."""
        key = request.match_info["key"]
        try:
            found = await self._downloads.get_download_metadata(key)
        except KeyError as error:
            raise web.HTTPNotFound(text="404") from error
        response = web.StreamResponse()
        response.content_type = found.mime_type or "application/octet-stream"
        name = quote(found.file_name)
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        await response.prepare(request)
        async for chunk in self._downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    async def _shut(self, _app: web.Application) -> None:
        for task in self._leaving:
            task.cancel()
        with suppress(OSError):
            await asyncio.gather(*(tab.stop() for tab in list(self._tabs)))


_DEFAULTS: Final = (("width", WIDTH), ("height", HEIGHT))


def _number(request: web.Request, name: str, default: int) -> int:
    """Return a size that the page asks for, within reason."""
    text = request.query.get(name, "")
    return min(1000, max(1, int(text))) if text.isdecimal() and len(text) < 6 else default
