"""The clocks: whole milliseconds, and a rehearsal clock that runs and stands as told."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kvip_tui.clock import RehearsalClock, SystemClock, whole_milliseconds

START = datetime(2021, 3, 16, 7, 30, tzinfo=UTC)


def test_instants_are_utc_and_whole_milliseconds() -> None:
    """As the journal keeps them; nothing is rounded up."""
    local = datetime(2021, 3, 16, 8, 30, 0, 123_999, timezone(timedelta(hours=1)))
    assert whole_milliseconds(local) == START.replace(microsecond=123_000)
    assert SystemClock().now().microsecond % 1000 == 0
    assert SystemClock().now().tzinfo is UTC


def test_a_frozen_clock_stands_until_it_is_set() -> None:
    """It may be set back, too."""
    clock = RehearsalClock(START, speed=0)
    assert clock.now() == clock.now() == START
    clock.set(START - timedelta(minutes=5))
    assert clock.now() == START - timedelta(minutes=5)


def test_a_fast_clock_runs_from_where_it_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty times as fast, two seconds are two minutes."""
    passed = iter([100.0, 102.0, 200.0, 201.5])
    monkeypatch.setattr("time.monotonic", lambda: next(passed))
    clock = RehearsalClock(START, speed=60)
    assert clock.now() == START + timedelta(minutes=2)
    clock.set(START)
    assert clock.now() == START + timedelta(seconds=90)
