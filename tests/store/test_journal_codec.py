"""The line that a record is on disk."""

import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zlib import crc32

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.base import Record, UnknownEvent
from kvip_tui.domain.day.changes import BlockEnded
from kvip_tui.domain.history import KnownEvent, VisitCreated
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.people.changes import PersonAdded
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.text.legible import legible
from kvip_tui.errors import UserError
from kvip_tui.store import codec
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.fitness import LARGEST_NUMBER

MOMENT = datetime(2021, 3, 16, 9, 37, tzinfo=UTC)
NESTED = (VisitCreated, PersonAdded)
texts = st.text(st.characters(exclude_categories=["Cs"])).map(legible)
moments = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))]),
).map(lambda m: m.replace(microsecond=m.microsecond // 1000 * 1000))


SCALARS: dict[object, st.SearchStrategy[Any]] = {
    str: texts,
    datetime: moments,
    date: st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    int: st.integers(-LARGEST_NUMBER, LARGEST_NUMBER),
    timedelta: st.timedeltas(timedelta(days=-99), timedelta(days=99)),
}


def strategy(kind: object) -> st.SearchStrategy[object]:
    """Return values of a field's type, all of which a journal can hold."""
    if kind in SCALARS:
        return SCALARS[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if arguments[-1] is ...:
            return st.lists(strategy(arguments[0]), max_size=3).map(tuple)
        return st.tuples(*map(strategy, arguments))
    if origin is Mapping:
        return st.dictionaries(*map(strategy, arguments), max_size=3)
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if arguments:
        return st.one_of(*map(strategy, arguments))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return of_kind(kind)
    return st.from_type(typing.cast("type[object]", kind))


def of_kind(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Return values of one kind: of events, or of what they hold."""
    fields = msgspec.structs.fields(kind)
    return st.builds(kind, **{field.name: strategy(field.type) for field in fields})


flat_kinds = [kind for kind in typing.get_args(KnownEvent) if kind not in NESTED]
flat_events = st.one_of(*map(of_kind, flat_kinds))


def sealed(json: str) -> bytes:
    """Return a line without its newline, written by some other version of the program."""
    body = json.encode()[:-1]
    return body + b',"check":"%08x"}' % crc32(body)


def test_a_line_is_json_with_a_check_of_what_is_before_it() -> None:
    """A record is one line of JSON whose last member is the CRC-32 of the bytes before it."""
    line = codec.encode(Record(12, MOMENT, (BlockEnded("oppstart"),)))
    body = (
        b'{"n":12,"at":"2021-03-16T09:37:00.000Z",'
        b'"events":[{"kind":"block_ended","block":"oppstart"}]'
    )
    assert line == body + b',"check":"%08x"}\n' % crc32(body)


def test_every_instant_is_utc_with_milliseconds() -> None:
    """Instants are written in UTC with milliseconds and Z, inside events too."""
    oslo = timezone(timedelta(hours=1))
    typed = datetime(2021, 3, 16, 10, 52, 7, 123999, tzinfo=oslo)
    note = NoteAdded("hei", typed_at=typed, privacy=Privacy.PLENUM)
    line = codec.encode(Record(1, typed, (note,)))
    assert line.count(b'"2021-03-16T09:52:07.123Z"') == 2


def test_a_note_of_an_older_version_is_read() -> None:
    """What has been added to notes since has its default."""
    old = {"kind": "note_added", "text": "hei", "typed_at": "2021-03-16T09:37:00.000Z"}
    line = codec.seal({"n": 2, "at": old["typed_at"], "events": [{**old, "privacy": "team"}]})
    [read] = codec.decode(line[:-1]).events
    assert read == NoteAdded("hei", MOMENT, Privacy.TEAM)


@pytest.mark.parametrize(
    "text",
    ["2021-03-16T10:52:07.123999+01:00", "2021-03-16T09:52:07.123456Z", "10.52", "PT5M"],
)
def test_texts_that_look_like_times_stay_as_they_are(text: str) -> None:
    """A text is never taken for a time."""
    note = NoteAdded(text, typed_at=MOMENT, privacy=Privacy.PLENUM, tags=(text,))
    [read] = codec.decode(codec.encode(Record(1, MOMENT, (note,)))[:-1]).events
    assert read == note


@given(st.integers(1, 10**9), moments, st.lists(flat_events, max_size=4).map(tuple))
def test_what_is_written_is_read_back(
    n: int, moment: datetime, events: tuple[KnownEvent, ...]
) -> None:
    """Every kind of event survives a line of the journal, whatever texts and times it holds."""
    record = Record(n, moment, events)
    line = codec.encode(record)
    assert line.index(b"\n") == len(line) - 1
    assert codec.decode(line[:-1]) == record
    assert codec.settle(record) == (line, record)
    assert line == codec.seal(codec.document(record))


def test_people_and_plans_are_read_back(first: Record) -> None:
    """Events that hold a person or a whole plan survive a line of the journal."""
    newcomer = PersonAdded(Person("aase", "Åse \U0001f9d1‍\U0001f9b0", "vertsenhet", letter="å"))
    record = Record(1, first.at, (*first.events, newcomer))
    assert codec.decode(codec.encode(record)[:-1]) == record


def test_a_time_without_a_zone_is_refused() -> None:
    """An instant that nobody can place is not stored."""
    with pytest.raises(ValueError, match="time zone"):
        codec.encode(Record(1, MOMENT.replace(tzinfo=None), ()))


def test_half_characters_are_refused_in_a_sentence() -> None:
    """A text that UTF-8 cannot express is bad input, not a crash."""
    note = NoteAdded("hei \ud83d", typed_at=MOMENT, privacy=Privacy.PLENUM)
    with pytest.raises(UserError, match="ødelagt tegn") as caught:
        codec.encode(Record(1, MOMENT, (note,)))
    assert caught.value.exit_code == 2


def test_an_event_of_a_newer_version_is_kept_beside_the_known() -> None:
    """An unknown kind becomes an unknown event with all its data; its neighbours are read."""
    line = sealed(
        '{"n":7,"at":"2021-03-16T09:37:00.000Z","events":['
        '{"kind":"block_ended","block":"oppstart"},'
        '{"kind":"coffee_served","cups":12,"at":"2021-03-16T09:37:00.000Z"}],"by":"ny"}'
    )
    record = codec.decode(line)
    data = {"cups": 12, "at": "2021-03-16T09:37:00.000Z"}
    assert record.events == (BlockEnded("oppstart"), UnknownEvent("coffee_served", data))
    assert codec.decode(codec.encode(record)[:-1]) == record


def test_a_known_kind_with_newer_content_is_kept_as_unknown() -> None:
    """A kind that has learnt a value this version does not know is kept, without effect."""
    line = sealed(
        '{"n":7,"at":"2021-03-16T09:37:00.000Z","events":['
        '{"kind":"floor_given","person":"berit","turn":"votering"}]}'
    )
    unknown = UnknownEvent("floor_given", {"person": "berit", "turn": "votering"})
    assert codec.decode(line).events == (unknown,)


@pytest.mark.parametrize(
    "json",
    [
        "{}",
        '{"n":0,"at":"2021-03-16T09:37:00.000Z","events":[]}',
        '{"n":1,"at":"2021-03-16T09:37:00.000","events":[]}',
        '{"n":1,"at":"i går","events":[]}',
        '{"n":1,"at":"2021-03-16T09:37:00.000Z","events":[{"block":"oppstart"}]}',
        '{"n":1,"at":"2021-03-16T09:37:00.000Z","events":[{"kind":"ny","d":' + "[" * 9999 + "}]}",
    ],
)
def test_a_line_that_is_no_record_is_bad_even_with_a_right_check(json: str) -> None:
    """The check alone does not make a line a record."""
    with pytest.raises(BadLineError, match="ikke en hendelse"):
        codec.decode(sealed(json))


@given(st.data())
def test_one_changed_byte_is_always_found(data: st.DataObject) -> None:
    """A line in which any single byte differs is not trusted."""
    line = codec.encode(Record(12, MOMENT, (BlockEnded("oppstart"),)))[:-1]
    at = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != line[at]))
    with pytest.raises(BadLineError):
        codec.decode(line[:at] + bytes([other]) + line[at + 1 :])
