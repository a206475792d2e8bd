"""What is read or written, made fit: no signs that a terminal obeys, no number far away.

Both are looked for in the bytes first, so that what is as it should be costs nothing.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any, Final

import msgspec
from msgspec import Struct

from kvip_tui.domain.text.legible import legible

YEARS: Final = range(1800, 3100)
LONGEST_TIME: Final = timedelta(days=1000)
LARGEST_NUMBER: Final = 10_000_000
# Escapes of JSON but for line end and tab, and the bytes of what controls terminal or direction.
_ODD: Final = re.compile(rb"\\[ubfr]|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
_FAR_DATE: Final = re.compile(rb'"[-+]?(?:0\d{3}|1[0-7]\d\d|3[1-9]\d\d|[4-9]\d{3})-\d\d')
_LONG_TIME: Final = re.compile(rb'P[^"]{0,40}\d{4}')
# All digits are one sign and both letters of an exponent another, so that numbers that are too
# long are found without a pattern: it took 40 ms of reading 10 000 records.
_DIGITS: Final = bytes.maketrans(b"123456789E", b"000000000e")
_members = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


def may_be_odd(data: bytes) -> bool:
    """Return whether JSON holds something that looks like what a terminal obeys."""
    return (b"\\" in data or b"\x7f" in data or not data.isascii()) and bool(_ODD.search(data))


def legible_json(data: bytes) -> bytes:
    """Return JSON with every text in it as it may be shown.

    Raises:
        DecodeError: It is no JSON.
    """
    return _encode(_legible(_members(data))) if may_be_odd(data) else data


def may_be_far(data: bytes) -> bool:
    """Return whether JSON holds something that looks like a number or a date far away."""
    same = data.translate(_DIGITS)
    if b"00000000" in same or b"0e" in same:
        return True
    return bool(_FAR_DATE.search(data)) or bool(_LONG_TIME.search(data))


def is_far(value: Any) -> bool:
    """Return whether a value, or one inside it, is beyond what can be reckoned with."""
    match value:
        case bool():
            return False
        case int():
            return abs(value) > LARGEST_NUMBER
        case float():
            return not isfinite(value) or abs(value) > LARGEST_NUMBER
        case datetime() | date():
            return value.year not in YEARS
        case timedelta():
            return abs(value) > LONGEST_TIME
        case _:
            return any(map(is_far, _inside(value)))


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, Struct):
        return (getattr(value, name) for name in value.__struct_fields__)
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list | tuple | set | frozenset) else ()


def _legible(value: Any) -> Any:
    """Return plain JSON values with every text as it may be shown."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {key: _legible(inner) for key, inner in value.items()}
    return [_legible(inner) for inner in value] if isinstance(value, list) else value
