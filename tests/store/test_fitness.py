"""What is far away or obeyed by a terminal gets no further than the file that it stands in."""

import json
from datetime import UTC, datetime, timedelta
from math import isfinite
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.base import Record, UnknownEvent
from kvip_tui.domain.day.changes import TimeAdded
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.text.legible import legible
from kvip_tui.errors import UserError
from kvip_tui.store import codec
from kvip_tui.store.checked import BadLineError
from kvip_tui.store.drafts.note import Draft
from kvip_tui.store.fitness import is_far, legible_json, may_be_far
from kvip_tui.store.journal import Journal
from tests.store.lines import HOSTILE, at_first, line


@pytest.mark.parametrize(
    "members",
    [
        {"n": 2, "at": "0001-01-01T00:00:00Z", "events": []},
        {"n": 2, "at": "9999-12-31T23:59:59Z", "events": []},
        {"n": 2, "at": "0001-01-01T00:00:00+23:59", "events": []},
        *(
            {
                "n": 2,
                "at": "2021-03-16T07:30:00.000Z",
                "events": [{"kind": "time_added", "block": "oppstart", "by": by}],
            }
            for by in ("P999999999D", "PT99999999999S", "-P5000D", 1e12, 86400000001)
        ),
    ],
)
def test_a_record_far_away_cannot_be_used(members: dict[str, object]) -> None:
    """It is a damaged line, and not an error in the middle of the day."""
    with pytest.raises(BadLineError):
        codec.decode(line(members))


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "1700-01-01", "3200-01-01"])
def test_a_visit_far_away_cannot_be_used(date: str, first: Record) -> None:
    """Its days would end beyond the calendar."""
    with pytest.raises(BadLineError, match="langt unna"):
        codec.decode(at_first(first, date=date))


def test_a_plan_of_endless_minutes_cannot_be_used(first: Record) -> None:
    """Whatever number in it it is."""
    plan = codec.document(first)["events"][0]["plan"]
    text = json.dumps(plan)
    for old in ('"start": 540', '"end": 570'):
        far = json.loads(text.replace(old, f"{old.split(':')[0]}: 99999999999"))
        with pytest.raises(BadLineError, match="langt unna"):
            codec.decode(at_first(first, plan=far))


def test_what_is_far_away_is_not_stored_either(journal: Journal, at: datetime) -> None:
    """So that everything that is stored can be read back; nothing has changed."""
    with pytest.raises(UserError, match="langt unna"):
        journal.append(at, (TimeAdded(block="oppstart", by=timedelta(days=4000)),))
    assert len(journal.records) == 1
    journal.append(at, (TimeAdded(block="oppstart", by=timedelta(minutes=999_999)),))


@given(
    st.one_of(
        st.datetimes(timezones=st.just(UTC)),
        st.dates(),
        st.timedeltas(),
        st.integers(),
        st.floats(),
    )
)
def test_what_is_far_looks_far_in_the_file(value: object) -> None:
    """The quick look at the bytes lets nothing by that the slow one would find."""
    if is_far(value) and not (isinstance(value, float) and not isfinite(value)):
        assert may_be_far(msgspec.json.encode({"x": value}))


def test_a_journal_of_others_holds_nothing_that_a_terminal_obeys(first: Record) -> None:
    """In titles, names and notes, of kinds that are known and of those that are not."""
    record = codec.decode(at_first(first, title=HOSTILE, host=HOSTILE))
    [event] = record.events
    assert isinstance(event, VisitCreated)
    assert (event.title, event.host) == ("ab31mc", "ab31mc")
    newer = {"n": 2, "at": "2021-03-16T07:30:00Z", "events": [{"kind": "ny", "x": [HOSTILE]}]}
    assert codec.decode(line(newer)).events == (UnknownEvent("ny", {"x": ["ab31mc"]}),)


def test_what_is_stored_holds_nothing_that_a_terminal_obeys(at: datetime) -> None:
    """Line ends and tabs stay."""
    added = NoteAdded(text=f"en\n\tto{HOSTILE}", typed_at=at, privacy=Privacy.PLENUM)
    stored, record = codec.settle(Record(2, at, (added,)))
    [event] = record.events
    assert isinstance(event, NoteAdded)
    assert event.text == "en\n\ttoab31mc"
    assert codec.decode(stored[:-1]) == record


@given(st.text())
def test_texts_that_are_legible_stay_as_they_are(text: str) -> None:
    """And what is made legible is legible."""
    once = legible_json(msgspec.json.encode({"x": text.encode("utf-8", "replace").decode()}))
    assert msgspec.json.decode(legible_json(once)) == msgspec.json.decode(once)
    assert msgspec.json.decode(once)["x"] == legible(text.encode("utf-8", "replace").decode())


def test_a_draft_far_away_is_none(tmp_path: Path) -> None:
    """And one that holds signs for the terminal is shown without them."""
    file = tmp_path / "draft-her.json"
    draft = Draft(tmp_path, "her")
    file.write_text('{"text": "a", "typed_at": "9999-12-31T23:59:59Z"}', "utf-8")
    assert draft.load() is None
    file.write_text('{"text": "a\\u001b[2Jb", "typed_at": "2021-03-16T07:30:00Z"}', "utf-8")
    loaded = draft.load()
    assert loaded is not None
    assert loaded.text == "ab"
