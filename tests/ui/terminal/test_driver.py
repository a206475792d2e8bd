"""How the terminal is waited for: for a key, or the end, and for nothing else."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from textual.message import Message

from kvip_tui.store.library import Library
from kvip_tui.ui.app import KvipApp
from kvip_tui.ui.terminal.keyboard import KeyReader
from kvip_tui.ui.workspace import Desk

if sys.platform == "win32":
    pytest.skip("a console of Windows is not waited for as a file", allow_module_level=True)

import pty

from kvip_tui.ui.terminal.driver import LONGEST_WAIT, TerminalDriver
from kvip_tui.ui.terminal.ending import Ending


def test_an_end_can_be_read_until_it_is_taken_back() -> None:
    """However often it is set or cleared, there is one thing to read or nothing."""
    ending = Ending()
    for _again in range(2):
        ending.set()
        ending.set()
        assert ending.is_set()
        assert os.read(ending.fileno(), 9) == b"!"
        os.write(ending._written, b"!")
        ending.clear()
        ending.clear()
        assert not ending.is_set()
        with pytest.raises(BlockingIOError):
            os.read(ending.fileno(), 9)


class Counted(KeyReader):
    """A reader of keys that counts how often it was asked whether something is late."""

    looks = 0

    def tick(self) -> list[Message]:
        """Count, and return what is late."""
        type(self).looks += 1
        return list(super().tick())


def test_nothing_is_looked_for_while_nothing_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key is read at once and the end ends at once, without looking for them now and then."""
    monkeypatch.setattr("kvip_tui.ui.terminal.driver.KeyReader", Counted)
    near, far = pty.openpty()
    heard: list[Message] = []

    async def read() -> float:
        driver = TerminalDriver(KvipApp(Desk(Library(tmp_path))))
        driver.fileno = far
        monkeypatch.setattr(driver, "process_message", heard.append)
        thread = Thread(target=driver.run_input_thread)
        thread.start()
        os.write(near, b"a\n")
        sleep(0.4)
        ended = monotonic()
        driver.exit_event.set()
        thread.join(LONGEST_WAIT)
        assert not thread.is_alive()
        return monotonic() - ended

    assert asyncio.run(read()) < LONGEST_WAIT / 2
    assert [getattr(message, "key", "") for message in heard][:1] == ["a"]
    assert Counted.looks <= 2
    os.close(near)
    os.close(far)


def test_a_stop_and_what_follows_interrupt_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a write they would wait for the lock that it holds; they wait their turn."""
    done: list[str] = []
    before = [signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)]

    async def stopped() -> None:
        monkeypatch.setattr(
            TerminalDriver, "suspend_application_mode", lambda _: done.append("out")
        )
        monkeypatch.setattr(TerminalDriver, "resume_application_mode", lambda _: done.append("in"))
        TerminalDriver(KvipApp(Desk(Library(tmp_path))))
        monkeypatch.setattr(os, "kill", lambda _process, _number: done.append("stopped"))
        for number in (signal.SIGTSTP, signal.SIGCONT):
            signal.raise_signal(number)
        assert done == []
        await asyncio.sleep(0.05)

    asyncio.run(stopped())
    for number, handler in zip((signal.SIGTSTP, signal.SIGCONT), before, strict=True):
        signal.signal(number, handler)
    assert done == ["out", "stopped", "in"]
