"""What holds of every proposal to catch up, whatever the plan and however late the day."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kvip_tui.domain.base import AnyEvent
from kvip_tui.domain.catchup.chain import cuts, length_of, links
from kvip_tui.domain.catchup.planner import (
    ApplyCatchup,
    Catchup,
    CatchupApplied,
    Proposal,
    catch_up,
)
from kvip_tui.domain.catchup.ways import Danger, Endangered
from kvip_tui.domain.day.changes import BlockEnded, BlockPaused, BlockResumed, BlockStarted
from kvip_tui.domain.day.guests import expected
from kvip_tui.domain.day.projection import SILENCE, Span, length
from kvip_tui.domain.day.timeline import BlockView, DayView, State, day_view
from kvip_tui.domain.state.floor import ZERO
from kvip_tui.domain.state.plan import HOST, TEAM, Block, Day, Ends, Starts
from kvip_tui.domain.state.visit import Visit
from tests.builders import DATE, VisitBuilder, minutes, visit_of_days

MINUTE = timedelta(minutes=1)
SECONDS = timedelta(seconds=1)
Late = dict[Endangered, timedelta]
DAY_END: Endangered = (Danger.END, None)
PRESENT = [(), (TEAM,), (TEAM,), (HOST, TEAM)]


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    """Draw a day's blocks: contiguous or with gaps, with every kind of start, end and room."""
    clock, made = 9 * 60, list[Block]()
    for number in range(draw(st.integers(1, 7))):
        clock += draw(st.sampled_from([0, 0, 0, 10]))
        group = draw(st.sampled_from([None, None, None, "g"]))
        joins = group is not None and bool(made) and made[-1].parallel == group
        start = made[-1].start if joins else clock
        length = draw(st.integers(0, 50))
        fields: dict[str, Any] = {
            "starts": draw(st.sampled_from([Starts.FOLLOWS, *Starts])),
            "ends": draw(st.sampled_from([Ends.DURATION, *Ends])),
            "changeover": draw(st.sampled_from([0, 0, 5])),
            "min": draw(st.none() | st.integers(0, length)),
            "present": draw(st.sampled_from(PRESENT)),
        }
        end = (start or 0) + length
        fields["leaves"] = draw(st.sampled_from([None, None, end, end + 5]))
        clock = max(clock, end)
        name = f"b{number}"
        made.append(Block(id=name, title=name, start=start, end=end, parallel=group, **fields))
    return tuple(made)


@st.composite
def scenes(draw: st.DrawFn) -> tuple[VisitBuilder, datetime]:
    """Draw a day that is somewhere in its middle, and the moment."""
    day = Day(id="dag", title="Dag", blocks=draw(blocks()))
    built = visit_of_days(day)
    now = built.at("09:00")
    behind = draw(st.integers(0, len(day.blocks) - 1))
    for block in day.blocks[:behind]:
        began, now = now, now + draw(st.integers(0, 4000)) * SECONDS
        _happen(built, began, BlockStarted(block.id))
        _happen(built, now, BlockEnded(block.id))
    together = [
        b for b in day.blocks[behind:] if b.parallel and b.parallel == day.blocks[behind].parallel
    ]
    for block in draw(st.sampled_from([(), together or day.blocks[behind : behind + 1]])):
        _happen(built, now, BlockStarted(block.id))
        if draw(st.booleans()):
            _happen(built, now + 60 * SECONDS, BlockPaused(block.id))
            _happen(built, now + 200 * SECONDS, BlockResumed(block.id))
    for block in day.blocks[behind:]:
        if more := draw(st.sampled_from([0, 0, 7, -4])):
            _happen(built, now, CatchupApplied("dag", ((block.id, minutes(more)),)))
    return built, now + draw(st.integers(200, 3000)) * SECONDS


def _happen(built: VisitBuilder, at: datetime, event: AnyEvent) -> None:
    midnight = built.at("00:00")
    seconds = (at - midnight) // SECONDS
    built.happened(f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}", event)


def lateness(visit: Visit, day: DayView) -> Late:
    """Return what misses its time by more than two minutes."""
    return {place: by for place, by in all_lateness(visit, day).items() if by > SILENCE}


def all_lateness(visit: Visit, day: DayView) -> Late:
    """Return how late all is that others depend on, the day's end negative where early."""
    late: Late = {}
    awaited = expected(day.day)
    for view in day.blocks:
        if view.state is not State.WAITING or not view.projected or not view.planned:
            continue
        if view.block.id in awaited:
            late[Danger.START, view.block.id] = view.projected[0] - view.planned[0]
        if view.block.ends is Ends.FIXED and view.block.min:
            late[Danger.SHORT, view.block.id] = view.block.min * MINUTE - length_of(view)
    for one in day.departures:
        place, by = (Danger.LEAVING, one.block), one.until - one.at
        late[place] = max(late.get(place, by), by)
    ends = [view.projected[1] for view in day.blocks if view.projected]
    if ends and day.planned_end:
        due = max(day.planned_end, visit.day_ends.get(day.day.id, day.planned_end))
        late[DAY_END] = max(ends) - due
    return late


def most_that_can_be_done(visit: Visit, day: DayView) -> Late:
    """Return how late all is where everything that may give gives all it has."""
    chain = links(visit, day)
    everything = cuts(chain, [link.room for link in chain])
    cut = visit.lengthened((block, -count * MINUTE) for block, count in everything.items())
    return all_lateness(cut, day_view(cut, day.day, day.now))


def worst(late: Late, places: set[Endangered]) -> timedelta:
    """Return how late the latest of the places is."""
    return max((late.get(place, ZERO) for place in places), default=ZERO)


def check_shortened(way: Proposal, day: DayView) -> None:
    """Assert that whole minutes are taken from those who may give, and leave them their least."""
    taken = dict(way.minutes)
    assert len(taken) == len(way.minutes)
    for view in day.blocks:
        if view.projected is None:
            assert view.block.id not in taken
            continue
        count = taken.get(view.block.id, 0)
        after = way.spans[view.block.id]
        if not count:
            check_untouched(view, after)
            continue
        assert count >= 1
        assert view.block.min is not None
        assert view.block.starts is not Starts.APPOINTMENT
        assert length(after) - view.paused >= view.block.min * MINUTE
        assert after[1] >= day.now
        if view.block.ends is not Ends.FIXED or view.started:
            assert length_of(view) - length(after) == count * MINUTE


def check_untouched(view: BlockView, after: Span) -> None:
    """Assert that what gives nothing keeps its length, or gets back what delay had eaten."""
    if view.block.ends is Ends.FIXED and view.started is None:
        assert length(after) >= length_of(view)
    else:
        assert length(after) == length_of(view)


def check_needed(visit: Visit, day: DayView, way: Proposal) -> None:
    """Assert that each minute is felt: with one less something is later, or squeezed more.

    Of what runs side by side each is cut in whole minutes of its own, so one may be too many; and
    all are cut to one end, so where some of them leave before the others nothing is said.
    """
    sides = [found for one in day.departures if (found := visit.block(one.block))]
    if any(block.parallel for block in sides):
        return
    eaten = [(block.block, block.minutes) for block in way.squeezed]
    for block, count in way.minutes:
        found = visit.block(block)
        step = 2 if found and found.parallel else 1
        if count < step:
            continue
        changes = [(b, -(n - step * (b == block)) * MINUTE) for b, n in way.minutes]
        less = visit.lengthened(changes)
        after = day_view(less, day.day, day.now)
        spans = {view.block.id: view.projected for view in after.blocks if view.projected}
        late = all_lateness(less, after)
        assert any(late[place] > max(ZERO, way.late.get(place, ZERO)) for place in late) or any(
            length(spans[b]) // MINUTE < minutes for b, minutes in eaten
        )


def check_appointments(way: Proposal, day: DayView) -> None:
    """Assert that nobody who was invited for a time is asked to come earlier, or later than now."""
    for view in day.blocks:
        if view.block.starts is Starts.APPOINTMENT and view.projected and view.planned:
            assert view.block.id not in dict(way.minutes)
            assert view.planned[0] <= way.spans[view.block.id][0] or view.started
            assert way.spans[view.block.id][0] <= view.projected[0]


def check_applied(built: VisitBuilder, day: DayView, number: int, way: Proposal) -> VisitBuilder:
    """Assert that applying a proposal gives what it says; returns the visit after it."""
    before = built.visit
    clock = f"{(day.now - built.at('00:00')).total_seconds():.0f}"
    applied = VisitBuilder(before.plan, DATE, ())
    applied.records, applied.history = list(built.records), built.history
    applied.do(ApplyCatchup(number), f"0:00:{clock}")
    after = day_view(applied.visit, day.day, day.now)
    assert {v.block.id: v.projected for v in after.blocks if v.projected} == way.spans
    assert after.projected_end == way.day_end
    added = sum(
        (applied.visit.run(b.id).added - before.run(b.id).added for b in day.day.blocks), ZERO
    )
    assert added == -sum(count for _, count in way.minutes) * MINUTE
    assert DAY_END not in lateness(applied.visit, after)
    return applied


def check_proposals(visit: Visit, day: DayView, found: Catchup) -> None:
    """Assert that each proposal helps as much as can be, and that what is lost is lost."""
    late, least = lateness(visit, day), most_that_can_be_done(visit, day)
    shortening = [way for way in found.proposals if way.minutes]
    gained = {
        p: max((late[p] - w.late.get(p, ZERO) for w in shortening), default=ZERO) for p in late
    }
    kept = {place for place, gain in gained.items() if gain >= MINUTE}
    assert {delay.what for delay in found.lost} == late.keys() - kept - {DAY_END}
    # That something gets too short decides only where nothing graver can be helped.
    aims = {place for place in kept if place[0] is not Danger.SHORT} or kept
    missed = {p for p in late.keys() - kept if aims == kept or p[0] is not Danger.SHORT}
    assert all(late[p] - least.get(p, ZERO) < 2 * MINUTE for p in missed)
    for way in shortening:
        after: Late = {delay.what: delay.by for delay in way.passed}
        assert worst(after, aims) < worst(late, aims)
        assert worst(after, aims) <= max(worst(least, aims), SILENCE) + MINUTE
    if len(shortening) < len(found.proposals):
        assert aims <= {DAY_END}
        assert not found.proposals[-1].minutes


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenes())
def test_every_proposal_does_what_it_says(scene: tuple[VisitBuilder, datetime]) -> None:
    """Nothing gets too short, no appointment moves, the largest delay shrinks, sums are true."""
    built, now = scene
    day = day_view(built.visit, built.visit.plan.days[0], now)
    found = catch_up(built.visit, day)
    if not day.begun and day.planned_end and now >= day.planned_end:
        assert found == Catchup()
        return
    assert {delay.what: delay.by for delay in found.delays} == lateness(built.visit, day)
    assert bool(found.proposals) <= bool(found.delays)
    assert len({way.minutes for way in found.proposals}) == len(found.proposals) <= 3
    check_proposals(built.visit, day, found)
    for number, way in enumerate(found.proposals, 1):
        check_shortened(way, day)
        check_needed(built.visit, day, way)
        check_appointments(way, day)
        check_applied(built, day, number, way)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenes())
def test_applied_proposals_come_to_an_end(scene: tuple[VisitBuilder, datetime]) -> None:
    """Each that is applied leaves less to catch up, until there is nothing left to propose."""
    built, now = scene
    day = day_view(built.visit, built.visit.plan.days[0], now)
    found = catch_up(built.visit, day)
    assume(found.proposals)
    for _round in range(4):
        before = sorted(lateness(built.visit, day).values(), reverse=True)
        built = check_applied(built, day, 1, found.proposals[0])
        day = day_view(built.visit, built.visit.plan.days[0], now)
        assert sorted(lateness(built.visit, day).values(), reverse=True) < before
        found = catch_up(built.visit, day)
        if not found.proposals:
            return
    raise AssertionError(found)
