"""Reads keys of the extended keyboard protocol, ``CSI code;modifiers;text u``."""

import re
from dataclasses import dataclass

_KEY = re.compile(
    "\x1b\\["
    r"(?P<code>\d+)(?::[\d:]*)?"
    r"(?:;(?P<held>\d*)(?::(?P<event>\d+))?(?:;(?P<text>[\d:]*))?)?"
    r"(?P<final>[u~A-HPQRS])"
)
_RELEASED = "3"
SHIFT, CAPS_LOCK, NUM_LOCK = 1, 64, 128
# Shift, Caps Lock and Num Lock choose among characters; any other key held makes a chord.
_CHOOSING = SHIFT | CAPS_LOCK | NUM_LOCK
# A key that only modifies others, or a lock, says nothing by itself.
_SILENT = {57358, 57359, 57360, *range(57441, 57455)}
# What the keys of the keypad mean where the terminal does not say what they write; the decimal
# key is a comma on Nordic keyboards.
_KEYPAD = {57399 + n: character for n, character in enumerate("0123456789,/*-+\r=,")}
_LAST = 0x10FFFF
# The code points that the protocol gives to keys without a character.
_PRIVATE = range(0xE000, 0xF900)


@dataclass(frozen=True)
class Extended:
    """A key as it is to be read: characters it writes, or the sequence that names it.

    ``caps_lock`` is None where the terminal does not say.
    """

    characters: str = ""
    sequence: str = ""
    caps_lock: bool | None = None


def extended(sequence: str) -> Extended | None:
    """Return what a sequence of the protocol says; None if it is none of the protocol's."""
    match = _KEY.fullmatch(sequence)
    if match is None:
        return None
    code, final = int(match["code"]), match["final"]
    held = max(0, int(match["held"] or 1) - 1)
    caps_lock = bool(held & CAPS_LOCK) if final == "u" else None
    codes = [int(part) for part in (match["text"] or "").split(":") if part]
    known = all(0 <= part <= _LAST for part in (code, *codes))
    if not known or match["event"] == _RELEASED or (final == "u" and code in _SILENT):
        return Extended(caps_lock=caps_lock)
    text = "".join(chr(part) for part in codes if part >= 32)
    if final == "u" and not held & ~_CHOOSING and (typed := text or _written(code, held)):
        return Extended(typed, caps_lock=caps_lock)
    if match["held"] is None:
        return Extended(sequence=sequence, caps_lock=caps_lock)
    fields = [str(code), str((held & ~(CAPS_LOCK | NUM_LOCK)) + 1)]
    if text:
        fields.append(":".join(str(ord(character)) for character in text))
    return Extended(sequence=f"\x1b[{';'.join(fields)}{final}", caps_lock=caps_lock)


def _written(code: int, held: int) -> str:
    """Return what a key writes of which only the code was sent, '' where that cannot be known."""
    if code in _KEYPAD:
        return _KEYPAD[code]
    character = chr(code)
    if not character.isprintable() or code in _PRIVATE:
        return ""
    if character.isalpha():
        return character.upper() if bool(held & SHIFT) != bool(held & CAPS_LOCK) else character
    return "" if held & SHIFT else character
