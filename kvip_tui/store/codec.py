"""How a record stands as a line of the journal, and how a whole file of lines is read.

A line is a JSON object whose last member, ``check``, is the CRC-32 of the bytes before it. The
member in front of it, ``prev``, is the check of the line before; older lines have none.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any, Final, get_args
from zlib import crc32

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from kvip_tui.domain.base import AnyEvent, Events, Record, UnknownEvent
from kvip_tui.domain.history import KnownEvent
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.checked import CHECK, TAIL, BadLineError, bare, verify
from kvip_tui.store.fitness import is_far, legible_json, may_be_far, may_be_odd

_BEFORE: Final = b',"prev":"'
_LINK: Final = len(_BEFORE) + len(b'9f3a12bc"')
_UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Damage(Struct, frozen=True):
    """What is wrong on a line of a journal, counted from 1, and when that must have happened.

    Args:
        line: The line.
        reason: Why it cannot be used, or was used elsewhere.
        after: When the record before it was written, None where there is none.
        before: The same of the record behind it.
    """

    line: int
    reason: str
    after: datetime | None = None
    before: datetime | None = None


class Scan(Struct):
    """What reading a journal's bytes came to.

    Args:
        records: What can be read, in the order of its numbers.
        damage: What is wrong, in the order of lines; all else stands.
        end: How many bytes whole lines take up; what lies behind was never finished.
        torn: The bytes behind ``end``.
        last: The number of the last record, those read earlier included.
        check: The check of the last whole line, nothing where none was read.
        sound: Where something is wrong, a journal of all that can be read; else nothing.
        lines: How many whole lines there are, the first line of a sealed file included.
    """

    records: list[Record]
    damage: list[Damage]
    end: int
    torn: bytes
    last: int
    check: bytes = b""
    sound: bytes = b""
    lines: int = 0


class _KnownRecord(Struct, frozen=True):
    n: Annotated[int, Meta(ge=1)]
    at: Annotated[datetime, Meta(tz=True)]
    events: tuple[KnownEvent, ...]
    clock: tuple[int, int] | None = None
    forgotten: bool = False
    withdrawn: bool = False


class _NewerRecord(Struct, frozen=True):
    n: Annotated[int, Meta(ge=1)]
    at: Annotated[datetime, Meta(tz=True)]
    events: tuple[msgspec.Raw, ...]
    clock: tuple[int, int] | None = None
    forgotten: bool = False
    withdrawn: bool = False


class _Unknown(Struct):
    kind: str


_encode = msgspec.json.Encoder().encode
_known_record = msgspec.json.Decoder(_KnownRecord).decode
_newer_record = msgspec.json.Decoder(_NewerRecord).decode
_known_event: Callable[[msgspec.Raw], AnyEvent] = msgspec.json.Decoder(KnownEvent).decode
_kind = msgspec.json.Decoder(_Unknown).decode
_members = msgspec.json.Decoder(dict[str, Any]).decode


def instant(moment: datetime) -> str:
    """Return an instant as files hold it: UTC, ISO 8601, milliseconds.

    Raises:
        ValueError: The moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be stored")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def document(record: Record) -> dict[str, Any]:
    """Return a record as plain JSON values, without its check."""
    events = [_event_document(event) for event in record.events]
    held: dict[str, Any] = {"clock": list(record.clock)} if record.clock else {}
    held |= {"forgotten": True} if record.forgotten else {}
    held |= {"withdrawn": True} if record.withdrawn else {}
    return {"n": record.n, "at": instant(record.at), "events": events, **held}


@cache
def _has_instants(kind: Any) -> bool:
    """Return whether values of a type may hold a datetime, or a kind of event not known here."""
    if kind in {datetime, UnknownEvent}:
        return True
    inner = get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        inner = tuple(field.type for field in msgspec.structs.fields(kind))
    return any(map(_has_instants, inner))


def _event_document(event: AnyEvent) -> dict[str, Any]:
    if isinstance(event, UnknownEvent):
        return {"kind": event.kind, **event.data}
    built: dict[str, Any] = msgspec.to_builtins(event, builtin_types=(datetime,))
    return {name: _with_instants(value) for name, value in built.items()}


def _with_instants(value: object) -> object:
    """Return *value* with its datetimes written as instants, whatever they are nested in."""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, dict):
        return {key: _with_instants(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_with_instants(inner) for inner in value]
    return value


def seal(members: Mapping[str, Any]) -> bytes:
    """Return the plain JSON values of a record as a line of the journal, with check and newline.

    Raises:
        UserError: A text holds half a character, which UTF-8 cannot express.
    """
    return _checked(_json(members)[:-1])


def resealed(line: bytes, more: Mapping[str, Any]) -> bytes:
    """Return a line without its newline as a line that says more, with check and newline.

    Raises:
        BadLineError: The line is not what was written, or is no JSON object.
    """
    members = decode_document(line)
    kept = {name: members[name] for name in members if name not in {"check", "prev"}}
    return seal({**kept, **more})


def encode(record: Record) -> bytes:
    """Return a record as a line of the journal. Errors are those of `settle`."""
    return settle(record)[0]


def settle(record: Record) -> tuple[bytes, Record]:
    """Return a record's line, newline included, and the record as it will be read back.

    What is read back has every instant in UTC and in whole milliseconds, and texts that can be
    shown.

    Raises:
        UserError: A text holds half a character, which UTF-8 cannot express, or a number or date
            is far away.
        ValueError: An instant has no time zone.
    """
    try:
        line, read_back = _settled(record)
        if may_be_odd(line) or may_be_far(line):
            read_back = decode(line[:-1])
            line = seal(document(read_back))
    except BadLineError as error:
        said = _("Et tall eller en dato her er for langt unna til å lagres: skriv noe nærmere.")
        raise UserError(said) from error
    return line, read_back


def _settled(record: Record) -> tuple[bytes, Record]:
    if record.at.tzinfo is not UTC or any(map(_has_instants, map(type, record.events))):
        line = seal(document(record))
        return line, decode(line[:-1])
    # The common case, three times as fast: msgspec writes it all, and only the fraction of
    # ``at``, which begins 19 characters into the first text of the line, is written anew.
    milliseconds, rest = divmod(record.at.microsecond, 1000)
    body = _json(replace(record, machine="") if record.machine else record)
    start = body.index(b':"') + 2 + len("2021-03-16T09:37:00")
    line = _checked(
        b"%b.%03dZ%b" % (body[:start], milliseconds, body[body.index(b'"', start) : -1])
    )
    return line, decode(line[:-1]) if rest else record


def chained(line: bytes, before: bytes) -> bytes:
    """Return a line, newline included, that says which check the line before it has.

    Args:
        line: A line that says nothing of the kind.
        before: The check; nothing where there is no line before it.
    """
    return _checked(b'%b%b%b"' % (line[: -TAIL - 1], _BEFORE, before)) if before else line


def link_of(line: bytes) -> bytes:
    """Return the check that a line without its newline says of the line before, if it does."""
    link = line[-TAIL - _LINK : -TAIL]
    return link[len(_BEFORE) : -1] if link.startswith(_BEFORE) else b""


def _body(line: bytes) -> bytes:
    """Return a line without its checks, whose digits are no number."""
    return line[: -TAIL - _LINK] if link_of(line) else line[:-TAIL]


def _checked(body: bytes) -> bytes:
    return b'%b%b%08x"}\n' % (body, CHECK, crc32(body))


def _json(value: object) -> bytes:
    try:
        return _encode(value)
    except UnicodeEncodeError as error:
        message = _(
            "Teksten inneholder et ødelagt tegn og kan ikke lagres: skriv den på nytt uten tegnet."
        )
        raise UserError(message) from error


def decode(line: bytes) -> Record:
    """Return the record of a line; unknown kinds become `UnknownEvent`.

    Raises:
        BadLineError: The line is not what was written, or is no record.
    """
    line = bare(line)
    verify(line)
    try:
        fit = legible_json(line)
    except _UNREADABLE as error:
        raise BadLineError(_("linja er ikke en hendelse")) from error
    try:
        known = _known_record(fit)
    except _UNREADABLE:
        record = _decode_newer(fit)
    else:
        record = _record_of(known, known.events)
    if may_be_far(_body(line)) and is_far((record.at, record.events)):
        raise BadLineError(_("et tall eller en dato er for langt unna"))
    return record


def _record_of(read: _KnownRecord | _NewerRecord, events: Events) -> Record:
    return Record(
        read.n,
        read.at,
        events,
        read.clock,
        forgotten=read.forgotten,
        withdrawn=read.withdrawn,
    )


def unchecked(line: bytes) -> bytes:
    """Return a line as far as it can be read, whatever its check says, with a check that is right.

    It says of no line before it which that is.

    Raises:
        BadLineError: It is no JSON object any more.
    """
    text = line.decode("utf-8", "replace").encode()
    body, found, _rest = text.rpartition(CHECK)
    try:
        members = _members(body + b"}" if found else text)
    except _UNREADABLE as error:
        raise BadLineError(_("linja er ikke en hendelse")) from error
    return seal({name: members[name] for name in members if name not in {"check", "prev"}})[:-1]


def decode_document(line: bytes) -> dict[str, Any]:
    """Return the plain JSON values of a line, its check included.

    Raises:
        BadLineError: The line is not what was written, or is no JSON object.
    """
    line = bare(line)
    verify(line)
    try:
        return _members(line)
    except _UNREADABLE as error:
        raise BadLineError(_("linja er ikke en hendelse")) from error


def _decode_newer(line: bytes) -> Record:
    """Decode event by event, so that one of a newer version does not hide the others."""
    try:
        record = _newer_record(line)
        events = tuple(map(_decode_event, record.events))
        return _record_of(record, events)
    except _UNREADABLE as error:
        raise BadLineError(_("linja er ikke en hendelse")) from error


def _decode_event(raw: msgspec.Raw) -> AnyEvent:
    try:
        return _known_event(raw)
    except msgspec.ValidationError:
        members = _members(raw)
        kind = _kind(raw).kind
        return UnknownEvent(kind, {name: members[name] for name in members if name != "kind"})
