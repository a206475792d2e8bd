"""What holds whatever happens: any commands, valid or not, at any times, in any plan."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings

from kvip_tui.domain.base import Record, Refusal
from kvip_tui.domain.history import Intent, Redo, Undo, advance, decide, replay
from tests.builders import VisitBuilder
from tests.domain.any_visit import START, STEPS, check_projection, check_undo, days


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(built=days(), steps=STEPS)
def test_whatever_happens_the_day_adds_up(
    built: VisitBuilder, steps: list[tuple[Intent, int]]
) -> None:
    """Projections, folding, undo and refusals hold after every command."""
    history, records, now = built.history, list(built.records), START
    for intent, seconds in steps:
        now += timedelta(seconds=seconds)
        before = history.visit
        try:
            events = decide(history, intent, now)
        except Refusal:
            assert history.visit == before
            continue
        assert events
        records.append(Record(len(records) + 1, now, events))
        history = advance(history, records[-1])
        check_projection(history.visit, now)
        if not isinstance(intent, Undo | Redo):
            check_undo(history, before, records[-1], now)
    again = replay(records)
    assert again == history
    check_projection(history.visit, now + timedelta(hours=1))
