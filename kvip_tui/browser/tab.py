"""One program behind the page: a tab shows it, and a reloaded tab shows the same one again."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import ClientConnectionResetError, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from kvip_tui.browser.stream import Modes, title_in

# How many seconds a program that writes no more may take to end.
PATIENCE: Final = 5.0


class _Program(AppService):
    """A program of ours in a process of its own; says when it has ended, however it did."""

    ended: Callable[[], Awaitable[None]]

    async def run(self) -> None:
        """Hand on what the program writes until it ends, and see to it that it is gone."""
        try:
            await super().run()
        finally:
            await self._gone()
            await self.ended()

    async def _gone(self) -> None:
        process = self._process
        if process is None:
            return
        self.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            process.kill()
            await process.wait()


class Tab:
    """A program, and the page that shows it, if any does at the moment.

    Args:
        command: What starts the program.
        downloads: Where files that it hands over wait to be fetched.
        ended: Is called once the program has ended.
    """

    def __init__(
        self, command: str, downloads: DownloadManager, ended: Callable[["Tab"], None]
    ) -> None:
        self._program = _Program(
            command,
            write_bytes=self._write,
            write_str=self._send,
            close=self._close,
            download_manager=downloads,
        )
        self._program.ended = self._over
        self._ended = ended
        self._socket: web.WebSocketResponse | None = None
        self._modes = Modes()
        self._title = ""
        self._started = False
        self.alive = True

    @property
    def shown(self) -> bool:
        """Whether a page shows the program."""
        return self._socket is not None

    async def show(self, socket: web.WebSocketResponse, width: int, height: int) -> None:
        """Let a page show the program until the page is closed; starts it the first time."""
        self._socket = socket
        try:
            if self._started:
                await self._write(self._modes.sequence())
                await self._tell_title()
                # Another size has the whole screen drawn, which a new terminal has not seen.
                await self._program.set_terminal_size(width, max(1, height - 1))
            else:
                self._started = True
                await self._program.start(width, height)
            await self._listen(socket)
        finally:
            if self._socket is socket:
                self._socket = None

    async def stop(self) -> None:
        """End the program and wait for it."""
        if self._started:
            await self._program.stop()

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            match _said(message.data):
                case ["stdin", str(data)]:
                    await self._program.send_bytes(data.encode("utf-8"))
                case ["resize", {"width": int(width), "height": int(height)}]:
                    await self._program.set_terminal_size(max(1, width), max(1, height))
                case ["ping", data]:
                    await socket.send_json(["pong", data])
                case ["blur", *_more]:
                    await self._program.blur()
                case ["focus", *_more]:
                    await self._program.focus()

    async def _write(self, written: bytes) -> None:
        """Hand what the program writes to the page, and remember what a later page must know."""
        self._modes.follow(written)
        title = title_in(written)
        if title is not None and title != self._title:
            self._title = title
            await self._tell_title()
        await self._to_page(lambda socket: socket.send_bytes(written))

    async def _tell_title(self) -> None:
        await self._send(json.dumps(["title", self._title]))

    async def _send(self, text: str) -> None:
        await self._to_page(lambda socket: socket.send_str(text))

    async def _to_page(self, send: Callable[[web.WebSocketResponse], Awaitable[None]]) -> None:
        socket = self._socket
        if socket is None or socket.closed:
            return
        try:
            await send(socket)
        except (ClientConnectionResetError, ConnectionResetError, RuntimeError):
            self._socket = None  # the page is gone; its own loop says so

    async def _over(self) -> None:
        self.alive = False
        await self._close()
        self._ended(self)

    async def _close(self) -> None:
        """Let the page say that the program has ended."""
        await self._send(json.dumps(["ended", ""]))
        if self._socket is not None:
            await self._socket.close()


def _said(text: str) -> object:
    """Return what a page sends; nothing for what is no message."""
    try:
        return json.loads(text)
    except ValueError:
        return None
