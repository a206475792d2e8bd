"""Interviews whose notes must end nowhere: told in words, on the screen, crashed and killed; POSIX.

``python -m tests.e2e.secrets FOLDER`` holds them in a folder, each in a process of its own forked
from one that has everything imported, with all that it says in a file there.
"""

import asyncio
import io
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kvip_tui import interview_notes as whispers
from kvip_tui.cli.main import main
from kvip_tui.line import mode
from kvip_tui.store.library import Library
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.workspace import Desk
from kvip_tui.visits.open import open_visit

SECRET_WORD, OPEN_WORD = "zxqfortrolig", "zxqåpent"
BEFORE = [
    "ny Anne Lie, besoksteam",
    "rolle besoksleder Anne",
    "jeg Anne Lie",
    "start drofting",
    f"notat {OPEN_WORD} #styrke",
]
HELD = [
    "start intervju-pasient likevel fordi det er en prøve",
    "klokka 12.10",
    f"notat {SECRET_WORD} en to",
    f"tanke {SECRET_WORD} tre #styrke",
    f"notat {SECRET_WORD} 010190 12345",
    f"endre notat d1 {SECRET_WORD} fire {SECRET_WORD} fem",
    f"del notat d1 {SECRET_WORD} fem",
    "slå sammen d1 d2",
    "flytt notat d1 drofting",
    "angre",
    "gjør om",
    "slett notat d3",
    "hev notat d1 D",
    f"{SECRET_WORD} uten ord foran",
    f"slett notat {SECRET_WORD}",
    f"del notat d1 {SECRET_WORD} finnes ikke",
    f"start {SECRET_WORD}",
    f"ordet {SECRET_WORD}",
    f"hev notat d1 {SECRET_WORD}",
    f"klokka {SECRET_WORD}",
    "notater",
    "utgaver d1",
]
CLOSED = [
    "slutt",
    "klokka 13.15",
    "start avslutning",
    f"del notat d1 {SECRET_WORD} finnes ikke",
    f"{SECRET_WORD} uten ord foran",
    f"inntrykk {OPEN_WORD} inntrykk",
    "klokka 14.15",
    "slutt",
]
ENDINGS = ("md", "csv", "json", "ics", "svg")


def spoken(library: Library, lines: Iterator[str] | list[str]) -> None:
    """Take commands in words, on a clock that stands still at noon."""
    [summary] = library.visits()
    opened = open_visit(library, library.find(summary.id), clock="12.00", speed="0")
    mode.run(opened.session, lines, sys.stdout)
    opened.close()


def ended(library: Library) -> None:
    """Hold the interview, end the closing meeting, and write every kind of document."""
    spoken(library, [*HELD, *CLOSED])
    [summary] = library.visits()
    out = library.root / "ut"
    out.mkdir()
    for ending in ENDINGS:
        assert main(["export", summary.id, str(out / f"dag.{ending}"), *data(library)]) == 0
    for ending in ("md", "csv", "json"):
        path = str(out / f"notater.{ending}")
        words = ["export", summary.id, path, "--notes", "--impressions", *data(library)]
        assert main(words) == 0


def crashed(library: Library) -> None:
    """Hold the interview until a command fails in the middle, with the words in its message."""

    def fail(*args: Any) -> Any:
        raise ValueError(str(args))

    vars(whispers)["apply_note"] = fail
    [summary] = library.visits()
    words = ["line", summary.id, "--clock", "12.00", "--speed", "0", *data(library)]
    sys.stdin = io.StringIO("\n".join(HELD))
    main(words)


def killed(library: Library) -> None:
    """Hold the interview until the process is killed."""

    def lines() -> Iterator[str]:
        yield from HELD
        os.kill(os.getpid(), signal.SIGKILL)

    spoken(library, lines())


def killed_on_screen(library: Library) -> None:
    """Type in the interview, on the screen, until the process is killed in the middle of a note."""

    async def typed() -> None:
        [summary] = library.visits()
        opened = open_visit(library, library.find(summary.id), clock="12.00", speed="0")
        app = KvipApp(Desk(library, opened))
        async with app.run_test(size=(140, 40)) as pilot:
            await pilot.press("enter", *SECRET_WORD, "enter", "enter")
            await pilot.press("colon", *f"hev notat {SECRET_WORD}", "enter")
            await pilot.press("enter", *SECRET_WORD)
            app.screen.tick()  # type: ignore[attr-defined]
            await pilot.pause()
            assert len(opened.session.whispers) == 1
            os.kill(os.getpid(), signal.SIGKILL)

    asyncio.run(typed())


def data(library: Library) -> list[str]:
    """Return the words that say where a library is."""
    return ["--data", str(library.root)]


def apart(act: Callable[[Library], None], library: Library) -> int:
    """Let a process of its own act, with all that it says in a file; returns how it ended."""
    child = os.fork()
    if not child:
        out = os.open(library.root / f"{act.__name__}.out", os.O_WRONLY | os.O_CREAT)
        os.dup2(out, 1)
        os.dup2(out, 2)
        try:
            act(library)
        except BaseException:
            traceback.print_exc()
            os._exit(9)
        sys.stdout.flush()
        os._exit(0)
    return os.waitpid(child, 0)[1]


def hold(folder: Path) -> None:
    """Hold every interview in a folder.

    Raises:
        AssertionError: One of them did not end as it was meant to.
    """
    made = ["new", "--plan", "kvip-digital", "--date", "2021-03-16", "--host", "Prøve"]
    assert main([*made, "--data", str(folder)]) == 0
    library = Library(folder)
    spoken(library, BEFORE)
    for act, wanted in (
        (crashed, 0),
        (killed, signal.SIGKILL),
        (killed_on_screen, signal.SIGKILL),
        (ended, 0),
    ):
        ending = apart(act, library)
        said = (folder / f"{act.__name__}.out").read_text("utf-8")
        assert ending == wanted, f"{act.__name__} ended with {ending}:\n{said}"


if __name__ == "__main__":
    hold(Path(sys.argv[1]))
