"""The server over real sockets: 403 for everybody else, and a program for each tab."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import aiohttp
import pyte
import pytest
from aiohttp import web

from kvip_tui.browser import server as served
from kvip_tui.browser.guard import Guard
from kvip_tui.browser.serve import command_line
from kvip_tui.browser.server import Server

# A program of a few lines: it counts what is typed, says which process it is, and writes a file.
PROGRAM = """
import io, os
from textual.app import App
from textual.widgets import Static

class Counter(App):
    typed = ""
    def compose(self):
        yield Static()
    def on_mount(self):
        self.show()
        self._driver.write("\\x1b]2;tittel \\u00e6\\x07")
    def show(self):
        self.query_one(Static).update(f"prosess {os.getpid()} tastet {self.typed!r}")
    def on_key(self, event):
        if event.key == "f9":
            self.exit()
        if event.key == "f8":
            written = io.BytesIO("Bl\\u00e5b\\u00e6r".encode())
            self.deliver_binary(written, save_filename="r\\u00e5d.txt")
        self.typed += event.character or ""
        self.show()

Counter().run()
"""
PATIENCE = 15.0


class Running:
    """A server that runs, and its address."""

    def __init__(self, server: Server, guard: Guard, port: int) -> None:
        self.server, self.guard, self.port = server, guard, port
        self.base = f"http://127.0.0.1:{port}"
        self.home = f"{self.base}/{guard.secret}/"
        self.socket = f"ws://127.0.0.1:{port}/{guard.secret}/ws?width=80&height=24"
        self.origin = {"Origin": self.base}


Serving = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.fixture
def serving(tmp_path: Path) -> Serving:
    """Return what serves the small program."""
    script = tmp_path / "teller å.py"
    script.write_text(PROGRAM, "utf-8")
    command = command_line([]).replace("-m kvip_tui", f'"{script}"')
    assert sys.executable in command

    @asynccontextmanager
    async def run(linger: float = PATIENCE) -> AsyncIterator[Running]:
        listening = web.AppRunner(web.Application())
        await listening.setup()
        site = web.TCPSite(listening, "127.0.0.1", 0)
        await site.start()
        port = listening.addresses[0][1]
        await listening.cleanup()
        guard = Guard.new(port)
        server = Server(command, guard, linger=linger)
        runner = web.AppRunner(server.app(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield Running(server, guard, port)
        finally:
            await runner.cleanup()

    return run


class Terminal:
    """The far end of a web socket, with a screen."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.heard: list[object] = []

    async def until(self, words: str) -> str:
        """Read until words stand on the screen."""
        while words not in (text := "\n".join(self.screen.display)):
            message = await asyncio.wait_for(self.socket.receive(), PATIENCE)
            assert message.type in {aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT}, text
            if message.type is aiohttp.WSMsgType.BINARY:
                self._stream.feed(message.data)
            else:
                self.heard.append(message.json())
        return text

    async def until_heard(self, kind: str) -> object:
        """Read until the server says something of a kind, and return it."""
        while True:
            for said in self.heard:
                if isinstance(said, list) and said[0] == kind:
                    return said[1]
            message = await asyncio.wait_for(self.socket.receive(), PATIENCE)
            if message.type is aiohttp.WSMsgType.TEXT:
                self.heard.append(message.json())
            elif message.type is aiohttp.WSMsgType.BINARY:
                self._stream.feed(message.data)
            else:
                raise AssertionError(f"{kind} was never said")

    async def type(self, text: str) -> None:
        """Send keys."""
        await self.socket.send_json(["stdin", text])


async def status(address: str, headers: dict[str, str]) -> int:
    """Return what a request is answered with."""
    async with aiohttp.ClientSession() as client, client.get(address, headers=headers) as answer:
        return answer.status


async def socket_status(address: str, headers: dict[str, str]) -> int:
    """Return what a request for the web socket is answered with; 101 is yes."""
    async with aiohttp.ClientSession() as client:
        try:
            socket = await client.ws_connect(address, headers=headers)
        except aiohttp.WSServerHandshakeError as error:
            return error.status
        await socket.close()
        return 101


async def test_others_get_403_over_http(serving: Serving) -> None:
    """Wrong host, wrong origin or wrong secret: the page, its parts and downloads are not there."""
    async with serving() as running:
        home, base = running.home, running.base
        assert await status(home, {}) == 200
        assert await status(f"{home}static/js/textual.js", running.origin) == 200
        assert await status(f"{home}download/nei", {}) == 404
        for path in ("", "static/js/textual.js", "page.js", "download/nei", "finnes-ikke"):
            assert await status(home + path, {"Host": "evil.example"}) == 403
            assert await status(home + path, {"Origin": "http://evil.example"}) == 403
            assert await status(f"{base}/{path}", {}) == 403
            assert await status(f"{base}/galt/{path}", {}) == 403


async def test_others_get_403_before_the_web_socket_opens(serving: Serving) -> None:
    """Wrong host, wrong origin, no origin or wrong secret: no program is started."""
    async with serving() as running:
        own = running.origin
        wrong = running.socket.replace(running.guard.secret, "galt")
        assert await socket_status(running.socket, {}) == 403
        assert await socket_status(running.socket, {"Origin": "http://evil.example"}) == 403
        assert await socket_status(running.socket, {"Origin": "null"}) == 403
        assert await socket_status(running.socket, {**own, "Host": "evil.example"}) == 403
        assert await socket_status(wrong, own) == 403
        assert running.server._tabs == []
        assert await socket_status(running.socket, own) == 101


async def test_the_page_names_its_socket_and_fetches_nothing_from_elsewhere(
    serving: Serving,
) -> None:
    """All that it needs lies on this machine, and every answer says so to the browser."""
    async with serving() as running, aiohttp.ClientSession() as client:
        async with client.get(running.home) as answer:
            page = await answer.text()
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["Cache-Control"] == "no-store"
        assert f"ws://127.0.0.1:{running.port}/{running.guard.secret}/ws" in page
        assert "https://" not in page
        assert page.count("http://") == 0


@asynccontextmanager
async def tab(running: Running) -> AsyncIterator[Terminal]:
    """Open a tab and close it again."""
    async with aiohttp.ClientSession() as client:
        socket = await client.ws_connect(running.socket, headers=running.origin)
        yield Terminal(socket)
        await socket.close()


def process_of(text: str) -> str:
    """Return which process a screen is of."""
    return text.split("prosess ")[1].split(maxsplit=1)[0]


async def test_what_is_typed_reaches_the_program_and_what_it_writes_the_page(
    serving: Serving,
) -> None:
    """Keys, the screen and the title go through."""
    async with serving() as running, tab(running) as terminal:
        await terminal.until("tastet ''")
        assert await terminal.until_heard("title") == "tittel æ"
        await terminal.type("blå")
        await terminal.until("tastet 'blå'")


async def test_a_page_that_is_loaded_anew_shows_the_same_program(serving: Serving) -> None:
    """What was typed stands there still, wholly drawn, with its title."""
    async with serving() as running:
        async with tab(running) as terminal:
            await terminal.until("tastet ''")
            await terminal.type("abc")
            first = process_of(await terminal.until("tastet 'abc'"))
        async with tab(running) as terminal:
            again = process_of(await terminal.until("tastet 'abc'"))
            assert await terminal.until_heard("title") == "tittel æ"
            await terminal.type("d")
            await terminal.until("tastet 'abcd'")
        assert first == again


async def test_two_tabs_have_a_program_each(serving: Serving) -> None:
    """What is typed in one is not typed in the other."""
    async with serving() as running, tab(running) as one, tab(running) as other:
        await one.until("tastet ''")
        await other.until("tastet ''")
        await one.type("x")
        first = process_of(await one.until("tastet 'x'"))
        await other.type("y")
        assert process_of(await other.until("tastet 'y'")) != first


async def test_the_server_ends_when_the_last_tab_has_been_closed_for_a_while(
    serving: Serving,
) -> None:
    """A tab that is open keeps it going."""
    async with serving(0.3) as running:
        async with tab(running) as terminal:
            await terminal.until("tastet ''")
            await asyncio.sleep(0.6)
            assert not running.server.finished.is_set()
        await asyncio.wait_for(running.server.finished.wait(), PATIENCE)
        assert running.server._tabs == []


async def test_a_program_that_is_left_tells_its_page(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page knows that nothing was lost, and does not look for the program again."""
    monkeypatch.setattr(served, "LINGER_BESIDE", 0.1)
    async with serving(0.05) as running, tab(running) as terminal:
        await terminal.until("tastet ''")
        await terminal.type("\x1b[20~")
        await terminal.until_heard("ended")
        await asyncio.wait_for(running.server.finished.wait(), PATIENCE)


async def test_a_file_is_handed_over_once_under_its_own_name(serving: Serving) -> None:
    """The download has its letters and its bytes; its key is worth nothing afterwards."""
    async with serving() as running, tab(running) as terminal, aiohttp.ClientSession() as client:
        await terminal.until("tastet ''")
        await terminal.type("\x1b[19~")
        address = f"{running.home}download/{await terminal.until_heard('deliver_file_start')}"
        async with client.get(address) as answer:
            assert await answer.read() == "Blåbær".encode()
            assert answer.headers["Content-Disposition"].endswith("''r%C3%A5d.txt")
        assert await status(address, {}) == 404


async def test_nonsense_on_the_socket_does_no_harm(serving: Serving) -> None:
    """What is no message is passed over."""
    async with serving() as running, tab(running) as terminal:
        await terminal.until("tastet ''")
        for said in ("{", "[]", '["resize", {"width": "mye"}]', '["stdin", 7]', "null"):
            await terminal.socket.send_str(said)
        await terminal.socket.send_bytes(b"\x00")
        await terminal.type("z")
        await terminal.until("tastet 'z'")
