"""Writes the parts of README that are made from the program: ``python -m tests.readme``.

The key table comes from the table of commands, the picture from the demo on a clock that stands.
"""

import asyncio
import re
import tempfile
from datetime import date
from pathlib import Path

from kvip_tui.commands.table import COMMANDS, Command
from kvip_tui.ui.keymap import key_text

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "assets" / "screenshot.svg"
DATE = date(2021, 3, 16)
# The picture must not fetch anything: it uses the reader's own monospaced font.
FONT = re.compile(r"@font-face \{.*?\}\s*|Fira Code,\s*", re.DOTALL)
KEYS = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)


def key_table() -> str:
    """Return every command as rows of Markdown: its key, its words in line mode, what it does."""
    rows = [f"| {_code(key_text(c))} | {_code(_words(c))} | {c.help} |" for c in COMMANDS]
    return "\n".join(["| Key | Line mode | What it does |", "|---|---|---|", *rows, ""])


def _words(command: Command) -> str:
    return f"{command.word} {command.takes.hint}".strip()


def _code(text: str) -> str:
    """Return text as code in a cell, where a bar would end it."""
    return "`{}`".format(text.replace("|", r"\|")) if text else ""


def with_keys(readme: str) -> str:
    """Return README with the key table as the table of commands has it."""
    return KEYS.sub(lambda _match: key_table(), readme)


async def picture() -> str:
    """Return the demo at 140 by 40 as SVG, on a clock that stands still."""
    from kvip_tui.store.library import Library  # noqa: PLC0415
    from kvip_tui.ui.app import KvipApp  # noqa: PLC0415
    from kvip_tui.ui.workspace import Desk  # noqa: PLC0415
    from kvip_tui.visits.demo import NOW, make_demo  # noqa: PLC0415 - Textual is only needed here
    from kvip_tui.visits.open import open_visit  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        visit, _now = make_demo(library, DATE)
        opened = open_visit(library, visit, clock=NOW, speed="0")
        app = KvipApp(Desk(library, opened))
        try:
            async with app.run_test(size=(140, 40)) as pilot:
                await pilot.pause()
                await pilot.pause()
                return FONT.sub("", app.export_screenshot(title="kvip demo"))
        finally:
            opened.close()


def main() -> None:
    """Bring README and its picture up to date."""
    README.write_text(with_keys(README.read_text("utf-8")), "utf-8", newline="\n")
    PICTURE.write_text(asyncio.run(picture()), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
