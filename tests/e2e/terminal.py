"""Runs a program in a real terminal, types at it, and reads its screen; POSIX only."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "tab": "\t",
    **{f"f{n}": f"\x1bO{letter}" for n, letter in enumerate("PQRS", 1)},
    **{f"f{n}": f"\x1b[{code}~" for n, code in enumerate((15, 17, 18, 19, 20), 5)},
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "nqyz"},
}
PATIENCE = 20.0
_TAIL = 8000


class Terminal:
    """A program in a terminal of its own, killed at the latest when the block ends.

    ``tail`` is the last of what was drained.

    Raises:
        AssertionError: The screen does not come to show what is waited for; it is in the message.
    """

    def __init__(
        self, command: Sequence[str], size: tuple[int, int], env: Mapping[str, str] | None = None
    ) -> None:
        columns, rows = size
        self._hung_up = False
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rows = [""] * rows
        self.tail = b""
        self._master, self._slave = pty.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._settings = termios.tcgetattr(self._slave)
        self.process = subprocess.Popen(
            command,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509 - nothing here runs threads
            env={**_surroundings(), "TERM": "xterm-256color", **(env or {})},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self.hang_up()

    @property
    def screen(self) -> str:
        """What is on the screen, a line for each row."""
        columns = range(self._screen.columns)
        for y in self._screen.dirty:
            row = self._screen.buffer[y]
            self._rows[y] = "".join(row[x].data for x in columns).rstrip()
        self._screen.dirty.clear()
        return "\n".join(self._rows)

    @property
    def modes(self) -> set[int]:
        """The private modes that the program has asked for."""
        return {mode >> 5 for mode in self._screen.mode}

    def hang_up(self) -> None:
        """Let the terminal go away, as a closed window or a cut line does."""
        if not self._hung_up:
            self._hung_up = True
            os.close(self._master)
            os.close(self._slave)

    def press(self, *keys: str) -> None:
        """Press keys: those of KEYS by their names, any other text as it is."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())

    def see(self, pattern: str) -> None:
        """Wait until the screen shows what *pattern* describes."""
        self.until(lambda: re.search(pattern, self.screen) is not None, pattern)

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Take in what the program shows until something is *true*."""
        deadline = time.monotonic() + PATIENCE
        while not true():
            ended = self.process.poll() is not None
            quiet = not self.take()
            assert true() or not (ended and quiet), f"it ended without {what!r}:\n{self.screen}"
            assert time.monotonic() < deadline, f"no {what!r} on the screen:\n{self.screen}"

    def take(self) -> bool:
        """Take in what has been written, waiting a moment for it; returns whether there was any."""
        if not select.select([self._master], [], [], 0.05)[0]:
            return False
        self._stream.feed(os.read(self._master, 1 << 16))
        return True

    def drain(self) -> None:
        """Read away what the program shows, unseen, so that it is never held up."""
        while select.select([self._master], [], [], 0)[0]:
            self.tail = (self.tail + os.read(self._master, 1 << 16))[-_TAIL:]

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, as dragging its corner does."""
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.killpg(self.process.pid, signal.SIGWINCH)

    def kill(self) -> None:
        """Kill the program at once, as a crash or a dead battery does."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def leave(self, *keys: str) -> int:
        """Press the keys that end the program; returns its exit code.

        Raises:
            AssertionError: It does not end, or the terminal's settings are not as they were.
        """
        self.press(*keys)
        self.until(lambda: self.process.poll() is not None, f"end after {keys}")
        while self.take():
            pass
        assert termios.tcgetattr(self._slave)[:4] == self._settings[:4], "the terminal is changed"
        return self.process.returncode


def _own_terminal() -> None:
    """Make the terminal the one that a process is hung up on with."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _surroundings() -> dict[str, str]:
    """Return the environment without the size of another terminal, which programs would believe."""
    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
