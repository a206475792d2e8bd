"""The terminal as the program uses it on Linux and macOS: whole keys, and an end."""

import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import IO, Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from kvip_tui.ui.terminal.ending import Ending
from kvip_tui.ui.terminal.events import TerminalGone
from kvip_tui.ui.terminal.keyboard import KeyReader

# Presses, the wheel and dragging, but no movement: nothing here shows what the mouse passes over.
MOUSE = ("1000", "1002", "1006")
# After so many seconds it is seen in any case whether the program wants to read on.
LONGEST_WAIT = 5.0
BYTES = 4096
ENDS = ("SIGHUP", "SIGTERM")


class Output:
    """A terminal to write to; what is written when it is gone is written nowhere."""

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        self._file = file
        self._gone = gone
        self._lost = False

    def write(self, text: str) -> None:
        """Write to the terminal."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Send what was written."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """Return the number of the file."""
        return self._file.fileno()

    def _try(self, doing: Callable[[], object]) -> None:
        if self._lost:
            return
        try:
            doing()
        except (OSError, ValueError):
            self._lost = True
            self._gone()


class TerminalDriver(LinuxDriver):
    """Reads whole keys, and says when the terminal has gone."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._told = False
        # Set as plain handlers they run in the middle of whatever goes on: in a write, they waited
        # for ever for the lock that the write held. The loop calls these between two things.
        self._loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        self._loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)
        self.exit_event = self._ending = Ending()
        self._file = Output(sys.__stderr__ or sys.stderr, self._tell_gone)  # type: ignore[assignment]

    def start_application_mode(self) -> None:
        """Begin to use the terminal; being hung up on, or asked to end, ends as leaving does."""
        for name in ENDS:
            number = getattr(signal, name)
            if signal.getsignal(number) is signal.SIG_DFL:
                self._loop.add_signal_handler(number, self._tell_gone)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back, also when stopped, with nothing of the visit on it.

        Some have no other screen to go back to, as GNU screen and the console of Linux.
        """
        self.write(blanked(self._get_terminal_size()[1]))
        super().stop_application_mode()

    def resume_application_mode(self) -> None:
        """Use the terminal again after a stop.

        One that nobody is told of, as SIGSTOP, leaves the threads: two that read would share keys.
        """
        if self._key_thread is not None and self._key_thread.is_alive():
            self.exit_event.set()
            self._key_thread.join()
            self.exit_event.clear()
            self.close()
        super().resume_application_mode()

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write("".join(f"\x1b[?{mode}h" for mode in MOUSE))

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("".join(f"\x1b[?{mode}l" for mode in MOUSE))

    def _tell_gone(self) -> None:
        """Say once that the terminal has gone; what is printed from now on goes nowhere."""
        if self._told:
            return
        self._told = True
        if not _there(self.fileno):
            _print_nowhere()
        self.process_message(TerminalGone())

    def run_input_thread(self) -> None:
        """Read keys until the program does not want any more, or there is no terminal."""
        reader = KeyReader(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._ending, selectors.EVENT_READ)
            while not self._ending.is_set():
                wait = reader.wait
                found = selector.select(LONGEST_WAIT if wait is None else min(wait, LONGEST_WAIT))
                ready = any(key.fd == self.fileno for key, _events in found)
                data = self._read() if ready else None
                if data == b"":
                    self._tell_gone()
                    return
                for message in reader.feed(decode(data)) if data else reader.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        """Return what has come; nothing where the terminal has gone."""
        try:
            return os.read(self.fileno, BYTES)
        except OSError:
            return b""


def blanked(rows: int) -> str:
    """Return what empties a screen row by row: cleared at once it may go to what is scrolled by."""
    return "".join(f"\x1b[{row};1H\x1b[2K" for row in range(1, rows + 1)) + "\x1b[H"


def _there(number: int) -> bool:
    """Return whether there still is a terminal behind a file."""
    return os.isatty(number)


def _print_nowhere() -> None:
    """Let all that is written to the terminal that has gone be dropped."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
