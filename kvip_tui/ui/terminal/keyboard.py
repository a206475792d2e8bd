"""Turns what a terminal sends into Textual's events: whole keys, clicks and pastes, or nothing."""

import os
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from kvip_tui.ui.terminal.events import CapsLock
from kvip_tui.ui.terminal.extended import extended
from kvip_tui.ui.terminal.sequences import ESC, REMOTE, Assembler, Kind, Patience, Piece

# The longest sequence that Textual's parser knows; of longer ones it makes keys.
LONGEST_KNOWN = 32
# Stands in the place of bytes that are no character.
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
# What a Mac's Terminal sends for Option and an arrow; elsewhere it is Esc and a letter.
_OF_A_MAC = {"b": "\x1b[1;5D", "f": "\x1b[1;5C"}


def patience(environment: Mapping[str, str]) -> Patience:
    """Return how long to wait for the rest of what a terminal sends: longer from far away.

    ``ESCDELAY``, in milliseconds, says how long a lone Esc is waited on, as in other programs.
    """
    far = any(name in environment for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))
    far = far or environment.get("SESSIONNAME", "").upper().startswith("RDP")
    chosen = REMOTE if far else Patience()
    if sys.platform == "win32" and not far:
        # A console hands over whole sequences, but only looks for what is late every 100 ms.
        chosen = replace(chosen, escape=0.04)
    asked = environment.get("ESCDELAY", "")
    if asked.isdecimal():
        chosen = replace(chosen, escape=max(1, int(asked)) / 1000)
    return chosen


class KeyReader:
    """Reads what a terminal sends, in the place of Textual's own parser, which it feeds.

    It has that parser's methods, so that a driver of Textual's can use it as one.
    """

    def __init__(self, debug: bool = False, waits: Patience | None = None) -> None:
        self._debug = debug
        self._assembler = Assembler(waits or patience(os.environ))
        self._parser = XTermParser(debug)
        self._caps_lock: bool | None = None

    @property
    def wait(self) -> float | None:
        """So many seconds `tick` may be put off if nothing comes; None for ever."""
        deadline = self._assembler.deadline
        return None if deadline is None else max(0.0, deadline - time.monotonic())

    def feed(self, data: str) -> Iterable[Message]:
        """Return the events that have become whole; '' is the end of input and gives none."""
        pieces = self._assembler.feed(data, time.monotonic())
        if sys.platform == "darwin":
            pieces = _with_option(pieces, data)
        return [message for piece in pieces for message in self._read(piece)]

    def tick(self) -> Iterable[Message]:
        """Return the events of what need not be waited for any longer; to be called often."""
        pieces = self._assembler.tick(time.monotonic())
        return [message for piece in pieces for message in self._read(piece)]

    def _read(self, piece: Piece) -> Iterable[Message]:
        if piece.kind is Kind.PASTED:
            return [events.Paste(piece.text.replace("\x00", "").replace(UNREADABLE, ""))]
        if piece.kind is Kind.TYPED:
            return self._typed(piece.text)
        return self._sequence(piece.text)

    def _typed(self, character: str) -> Iterable[Message]:
        if character == ESC:
            return [events.Key("escape", ESC)]
        return [] if character == UNREADABLE else list(self._parser.feed(character))

    def _sequence(self, sequence: str) -> Iterable[Message]:
        key = extended(sequence)
        if key is None:
            return self._known(sequence)
        messages: list[Message] = []
        if key.caps_lock is not None:
            self._assembler.certain_escape = True
            if key.caps_lock != self._caps_lock:
                self._caps_lock = key.caps_lock
                messages.append(CapsLock(on=key.caps_lock))
        for character in key.characters:
            messages.extend(self._typed(character))
        messages.extend(self._known(key.sequence) if key.sequence else ())
        return messages

    def _known(self, sequence: str) -> Iterable[Message]:
        """Return what Textual's parser reads in a whole sequence, if it knows it.

        That parser makes keys of what it does not know, after a while: it is told that the while
        is over, and the keys are dropped.
        """
        if len(sequence) > LONGEST_KNOWN:
            return []
        try:
            found = list(self._parser.feed(sequence))
        except (ValueError, OverflowError, StopIteration, RuntimeError):
            self._parser = XTermParser(self._debug)
            return []
        if self._parser._timeout_time is not None:
            self._parser._timeout_time = 0.0
            list(self._parser.tick())
            return []
        return found


def _with_option(pieces: list[Piece], data: str) -> list[Piece]:
    """Return the pieces with Esc and a letter that came at once as Option and an arrow."""
    if [piece.text for piece in pieces] == [ESC, data[1:]] and data[1:] in _OF_A_MAC:
        return [Piece(Kind.SEQUENCE, _OF_A_MAC[data[1:]])]
    return pieces
