"""A headless Chromium, driven by its DevTools protocol: keys, pictures, and what a page is sent."""

import asyncio
import base64
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
import pyte

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--enable-unsafe-swiftshader", "--remote-debugging-port=0", "--mute-audio"),
)
PATIENCE = 40.0
BINARY = 2
# What a key is called and whether it writes; the codes are those of the DOM.
KEYS = {
    "enter": ("Enter", 13, "\r"),
    "escape": ("Escape", 27, ""),
    "tab": ("Tab", 9, "\t"),
    "backspace": ("Backspace", 8, ""),
    "down": ("ArrowDown", 40, ""),
    **{f"f{n}": (f"F{n}", 111 + n, "") for n in range(1, 13)},
}
MODIFIERS = {"alt": 1, "ctrl": 2, "shift": 8}


def found() -> str | None:
    """Return the Chromium of this machine, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Page:
    """A tab: what it is sent by its web socket is a terminal's screen here too."""

    def __init__(self, browser: "Chromium", target: str, session: str) -> None:
        self._browser, self.target, self._session = browser, target, session
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.handshakes: list[int] = []
        self._told = asyncio.Event()

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command to the tab and return its answer."""
        return await self._browser.call(method, self._session, **parameters)

    async def take(self, method: str, parameters: dict[str, Any]) -> None:
        """Take in an event of the tab."""
        if method == "Network.webSocketCreated":
            size = re.search(r"width=(\d+)&height=(\d+)", parameters["url"])
            if size:
                self.screen.resize(int(size[2]), int(size[1]))
                self.screen.reset()
        elif method == "Network.webSocketFrameReceived":
            frame = parameters["response"]
            if frame["opcode"] == BINARY:
                self._stream.feed(base64.b64decode(frame["payloadData"]))
                self._told.set()
        elif method == "Network.webSocketHandshakeResponseReceived":
            self.handshakes.append(parameters["response"]["status"])
        elif method == "Network.webSocketFrameError" and "403" in parameters["errorMessage"]:
            self.handshakes.append(403)
        elif method == "Network.webSocketFrameSent":
            said = json.loads(parameters["response"]["payloadData"])
            if said[0] == "resize":
                self.screen.resize(said[1]["height"], said[1]["width"])

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    async def wait(self, pattern: str, *, absent: bool = False) -> str:
        """Wait until a pattern stands on the screen, or does not."""
        end = time.monotonic() + PATIENCE
        while bool(re.search(pattern, self.text)) is absent:
            assert time.monotonic() < end, (
                f"{pattern!r} {'stays' if absent else 'lacks'}:\n{self.text}"
            )
            await asyncio.sleep(0.01)
        return self.text

    async def latency(self, letter: str, words: str) -> float:
        """Return the seconds from a key until words have come that did not stand there."""
        assert words not in self.text
        began = time.perf_counter()
        pressed = asyncio.create_task(self.type(letter))
        while words not in self.text:
            self._told.clear()
            await asyncio.wait_for(self._told.wait(), PATIENCE)
        took = time.perf_counter() - began
        await pressed
        return took

    async def type(self, text: str) -> None:
        """Type a text, a letter at a time, as a keyboard does."""
        for letter in text:
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=letter)

    async def press(self, *chords: str) -> None:
        """Press keys: «enter», «f8», «ctrl+v»."""
        for chord in chords:
            *held, name = chord.split("+")
            key, code, text = KEYS[name] if name in KEYS else (name, ord(name.upper()), "")
            fields: dict[str, Any] = {
                "key": key,
                "code": key if name in KEYS else f"Key{name.upper()}",
                "windowsVirtualKeyCode": code,
                "modifiers": sum(MODIFIERS[one] for one in held),
            }
            if chord == "ctrl+v":
                fields["commands"] = ["paste"]
            kind = "keyDown" if text else "rawKeyDown"
            await self.call("Input.dispatchKeyEvent", type=kind, text=text, **fields)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **fields)

    async def paste(self, text: str) -> None:
        """Put a text on the clipboard and press Ctrl+V."""
        allowed = ["clipboardReadWrite", "clipboardSanitizedWrite"]
        await self._browser.call("Browser.grantPermissions", permissions=allowed)
        copied = f"navigator.clipboard.writeText({json.dumps(text)}).then(() => 'ja', String)"
        assert await self.evaluate(copied) == "ja"
        await self.press("ctrl+v")

    async def until(self, script: str, value: object) -> None:
        """Wait until a script of the page comes to a value."""
        end = time.monotonic() + PATIENCE
        while (now := await self.evaluate(script)) != value:
            assert time.monotonic() < end, now
            await asyncio.sleep(0.05)

    async def evaluate(self, script: str) -> Any:
        """Return what a script of the page comes to."""
        answer = await self.call(
            "Runtime.evaluate",
            **{"expression": script, "awaitPromise": True, "returnByValue": True},
            userGesture=True,
        )
        return answer["result"].get("value", answer["result"].get("description"))

    async def picture(self, path: Path) -> None:
        """Write a picture of the tab."""
        answer = await self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))

    async def reload(self) -> None:
        """Load the page anew."""
        self.screen.reset()
        await self.call("Page.reload")

    async def close(self) -> None:
        """Close the tab."""
        await self._browser.call("Target.closeTarget", targetId=self.target)
        self._browser.forget(self)


class Chromium:
    """The browser; ``downloads`` is the folder that files are put in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.downloads = folder / "nedlastinger"
        self.downloads.mkdir(parents=True)
        self._number = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._pages: dict[str, Page] = {}

    async def __aenter__(self) -> Self:
        """Start the browser and connect to it."""
        program = found()
        assert program
        profile = self._folder / "profil"
        self._process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        port = await self._port(profile / "DevToolsActivePort")
        self._client = aiohttp.ClientSession()
        address = f"ws://127.0.0.1:{port[0]}{port[1]}"
        self._socket = await self._client.ws_connect(address, max_msg_size=0)
        self._reader = asyncio.create_task(self._read())
        await self.call(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads)
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the browser."""
        self._reader.cancel()
        await self._client.close()
        self._process.terminate()
        await asyncio.to_thread(self._process.wait, PATIENCE)

    async def _port(self, file: Path) -> list[str]:
        end = time.monotonic() + PATIENCE
        while not file.is_file() or len(file.read_text("utf-8").split()) < 2:
            assert time.monotonic() < end, "Chromium did not start"
            await asyncio.sleep(0.05)
        return file.read_text("utf-8").split()

    async def _read(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            if (number := said.get("id")) in self._answers:
                self._answers.pop(number).set_result(said)
            elif (page := self._pages.get(said.get("sessionId", ""))) is not None:
                await page.take(said["method"], said["params"])

    async def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """Send a command and return its answer."""
        self._number += 1
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._answers[self._number] = answer
        whole = {"id": self._number, "method": method, "params": parameters}
        await self._socket.send_json(whole | ({"sessionId": session} if session else {}))
        said = await asyncio.wait_for(answer, PATIENCE)
        assert "error" not in said, said
        result: dict[str, Any] = said["result"]
        return result

    async def downloaded(self, ending: str) -> Path:
        """Wait for a file that is wholly downloaded, and return it."""
        end = time.monotonic() + PATIENCE
        while not (files := list(self.downloads.glob(f"*{ending}"))):
            assert time.monotonic() < end, list(self.downloads.iterdir())
            await asyncio.sleep(0.05)
        return files[0]

    def forget(self, page: Page) -> None:
        """Follow a tab no longer."""
        self._pages = {key: other for key, other in self._pages.items() if other is not page}

    async def close_pages(self) -> None:
        """Close every tab."""
        for page in list(self._pages.values()):
            await page.close()

    async def front(self, page: Page) -> None:
        """Bring a tab to the front."""
        await self.call("Target.activateTarget", targetId=page.target)

    async def open(self, address: str, width: int = 1400, height: int = 900) -> Page:
        """Open an address in a new tab of that many pixels."""
        target = (await self.call("Target.createTarget", url="about:blank"))["targetId"]
        attached = await self.call("Target.attachToTarget", targetId=target, flatten=True)
        page = self._pages[attached["sessionId"]] = Page(self, target, attached["sessionId"])
        await page.call("Network.enable")
        await page.call("Page.enable")
        await page.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        await page.call("Page.navigate", url=address)
        return page


@asynccontextmanager
async def serving(words: list[str], data: Path) -> AsyncIterator[str]:
    """Serve the program in a process of its own while it is used, and yield its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kvip_tui", "serve", "--no-open", *words),
        env={**os.environ, "KVIP_DATA": str(data), "PYTHONUNBUFFERED": "1", "KVIP_LANGUAGE": "nb"},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        yield line.decode().strip()
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE)
