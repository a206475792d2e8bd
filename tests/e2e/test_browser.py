"""The program in a real browser: a first visit, the floor, notes, downloads, tabs, strangers."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from kvip_tui.store.library import Library
from kvip_tui.visits.demo import NOW, make_demo
from tests.e2e.chromium import Chromium, Page, found, serving

pytestmark = [
    pytest.mark.skipif(found() is None, reason="there is no Chromium on this machine"),
    pytest.mark.asyncio(loop_scope="module"),
]

DEMO = date(2021, 3, 16)
Opening = Callable[..., AbstractAsyncContextManager[tuple[Chromium, str, Path]]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Chromium]:
    """Start a browser for all tests of this file."""
    async with Chromium(tmp_path_factory.mktemp("nettleser")) as started:
        yield started


@pytest.fixture
def opening(tmp_path: Path, browser: Chromium) -> Opening:
    """Return what serves the demo, or the start screen, beside a browser."""

    @asynccontextmanager
    async def open_it(
        *words: str, demo: bool = True, speed: str = "0"
    ) -> AsyncIterator[tuple[Chromium, str, Path]]:
        data = tmp_path / "data"
        asked = list(words)
        if demo:
            visit, _now = make_demo(Library(data), DEMO)
            asked = [visit.id, "--real", "--clock", NOW, "--speed", speed, *words]
        async with serving(asked, data) as address:
            yield browser, address, data
            await browser.close_pages()

    return open_it


def picture(name: str) -> Path | None:
    """Return where a picture is wanted, if they are: in the folder that BROWSER_PICTURES names."""
    folder = os.environ.get("BROWSER_PICTURES")
    return Path(folder) / f"{name}.png" if folder else None


async def taken(page: Page, name: str) -> None:
    """Take a picture of the page where they are wanted."""
    if path := picture(name):
        await asyncio.sleep(0.3)
        await page.picture(path)


async def test_a_first_visit_is_made_in_the_browser(opening: Opening) -> None:
    """From the welcome to the day, with a host's name in Norwegian letters."""
    async with opening(demo=False) as (browser, address, data):
        page = await browser.open(address)
        await page.wait("Velkommen")
        await page.type("n")
        await page.wait("Maskiner")
        await page.type("BUP Ærøskøbing å")
        await page.press("ctrl+s")
        await page.wait("Erteposen")
        assert "BUP Ærøskøbing å" in page.text
        assert len(Library(data).visits()) == 1
        await taken(page, "first-visit")


async def test_the_floor_goes_over_and_a_note_keeps_its_letters(opening: Opening) -> None:
    """One key gives the floor; what is typed is stored as it was typed."""
    async with opening() as (browser, address, data):
        page = await browser.open(address)
        await page.wait("● b Berit Moe")
        await taken(page, "day")
        await page.type("h")
        await page.wait("● h Henrik Dahl")
        await page.press("enter")
        await page.type("Blåbær på øya, sa «ærlig» #styrke")
        await page.press("enter")
        await page.wait(r"Henrik: Blåbær på øya")
        with Library(data).open(Library(data).find("2021"), write=False) as journal:
            stored = json.dumps([str(record) for record in journal.records], ensure_ascii=False)
        assert "Blåbær på øya, sa «ærlig» #styrke" in stored


async def test_a_paste_by_ctrl_v_lands_in_the_note(opening: Opening) -> None:
    """The browser's own clipboard is what is pasted."""
    async with opening() as (browser, address, _data):
        page = await browser.open(address)
        await page.wait("Drøfting")
        await page.press("enter")
        await page.wait("sagt")
        await page.type("x")
        await page.wait("x")
        await page.paste("limt inn æøå")
        await page.wait("xlimt inn æøå")


async def test_an_export_comes_as_a_download(opening: Opening) -> None:
    """The draft of the report is in the browser's folder, as in the visit's own."""
    async with opening() as (browser, address, data):
        page = await browser.open(address)
        await page.wait("Drøfting")
        await page.press("f6")
        await page.wait("Utkast")
        await page.type("e")
        await page.wait("Skrevet")
        written = await browser.downloaded(".docx")
        kept = next((data / "visits").rglob("*.docx"))
        assert written.name == kept.name
        assert written.read_bytes() == kept.read_bytes()
        await taken(page, "download")


async def test_a_reload_in_the_middle_of_a_note_loses_nothing(opening: Opening) -> None:
    """The same program stands there again, with what was being typed, and goes on."""
    async with opening() as (browser, address, _data):
        page = await browser.open(address)
        await page.wait("Drøfting")
        await page.press("enter")
        await page.type("halvveis i et n")
        await page.wait("halvveis i et n")
        await page.reload()
        await page.wait("halvveis i et n")
        await page.type("otat")
        await page.press("enter")
        await page.wait("Berit: halvveis i et notat")
        assert "BARE LESING" not in page.text


async def test_of_two_tabs_one_writes_and_the_other_takes_over(opening: Opening) -> None:
    """The second reads and follows; when the first is closed it may write."""
    async with opening(speed="1") as (browser, address, _data):
        first = await browser.open(address)
        await first.wait("Drøfting")
        second = await browser.open(address)
        await second.wait("BARE LESING")
        await taken(second, "second-tab")
        await browser.front(first)
        await first.type("h")
        await first.wait("● h Henrik Dahl")
        await second.wait("● h Henrik Dahl")
        await first.close()
        await second.wait("BARE LESING", absent=True)
        await second.type("a")
        await second.wait("● a Anne Lie")


async def test_the_board_alone_is_served(opening: Opening) -> None:
    """It shows the clock, takes no commands, and its title tells the time left."""
    async with opening("--board") as (browser, address, _data):
        page = await browser.open(address, 1280, 720)
        await page.wait("Neste: 11.34 Lunsj")
        await page.type("h")
        await page.press("f8")
        assert "Berit" not in page.text
        assert "█" in page.text
        await taken(page, "board")


@asynccontextmanager
async def stranger(address: str) -> AsyncIterator[str]:
    """Serve a page from another origin whose script tries the web socket and the page."""
    script = f"""<!doctype html><title>fremmed</title><script>
      const socket = new WebSocket({address.replace("http", "ws") + "ws"!r});
      socket.onopen = () => document.title = "inne";
      socket.onerror = () => document.title = "nei";
    </script>"""

    async def page(_request: web.Request) -> web.Response:
        return web.Response(text=script, content_type="text/html")

    app = web.Application()
    app.add_routes([web.get("/", page)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def test_a_page_of_another_origin_gets_403_even_with_the_secret(opening: Opening) -> None:
    """Its script cannot open the web socket, and no program is started for it."""
    async with opening() as (browser, address, _data), stranger(address) as elsewhere:
        page = await browser.open(elsewhere)
        await page.until("document.title", "nei")
        assert page.handshakes == [403]
        own = await browser.open(address)
        await own.wait("Drøfting")
        assert own.handshakes == [101]
        assert "BARE LESING" not in own.text
