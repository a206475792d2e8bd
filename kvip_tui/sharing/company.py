"""What the other machines of a visit mean for the one that the program runs on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from kvip_tui.domain.base import Record, Refusal
from kvip_tui.domain.day.timeline import current_day, day_view
from kvip_tui.domain.forgetting.words import Words
from kvip_tui.domain.history import History, replay, replay_shared
from kvip_tui.domain.notes.reading import closing_meeting
from kvip_tui.domain.people.roles import LEADER
from kvip_tui.domain.sharing.changes import Joined, NameMate
from kvip_tui.domain.sharing.clock import clocked
from kvip_tui.domain.sharing.order import in_force, key
from kvip_tui.domain.sharing.travels import of_floor, without_turns
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit
from kvip_tui.sharing.circle import Circle
from kvip_tui.store.atomic import write_error
from kvip_tui.store.keeper import Keeper

# So long after the projected end of the closing meeting a machine out of touch wipes what is D.
UNHEARD: Final = timedelta(minutes=30)


def replayed(own: Sequence[Record], circle: Circle | None, now: datetime) -> History:
    """Return what this machine's records come to, with those of the others that count.

    Raises:
        ValueError: No journal begins the visit.
    """
    joined = bool(own) and isinstance(own[0].events[0], Joined)
    if circle is None or (circle.alone and not joined and not circle.offered()):
        return replay(own)
    others = circle.others(in_force(clocked(own, circle.machine)))
    if not others and circle.shared is None and not joined:
        return replay(own)
    return replay_shared(own, circle.machine, others, now)


def every_record(own: Sequence[Record], circle: Circle | None) -> Sequence[Record]:
    """Return this machine's records and all that came, in their one order."""
    if circle is None or not (others := circle.came()):
        return own
    return sorted([*clocked(own, circle.machine), *others], key=key)


def in_order(own: Sequence[Record], history: History) -> Sequence[Record]:
    """Return all records that count here, taken back or not; of several machines in one order."""
    merged, begun = history.merged, history.begun
    if merged is None or begun is None:
        return own
    return [begun, *sorted([*merged.order, *merged.taken_back.values()], key=key)]


def last_at(own: Sequence[Record], history: History) -> datetime:
    """Return when the last thing was done that counts here, on whatever machine."""
    merged, begun = history.merged, history.begun
    if merged is None or begun is None:
        return own[-1].at
    return merged.order[-1].at if merged.order else begun.at


def forget(circle: Circle | None, words: Words) -> None:
    """Take words out of what came from other machines, for good.

    Raises:
        UserError: A file could not be written.
    """
    if circle is not None:
        try:
            circle.forget(words)
        except OSError as error:
            raise write_error(circle.folder, error) from error


def heard_holder(circle: Circle | None, visit: Visit, now: datetime) -> bool:
    """Return whether the machine that holds the clock is this one, or was heard just now."""
    shared = visit.shared
    if shared is None or circle is None or shared.holder == circle.machine:
        return True
    from kvip_tui.sharing.presence import AWAY  # noqa: PLC0415 - only where a visit is shared

    heard = circle.heard().get(shared.holder)
    return heard is not None and not heard.seen.left and now - heard.since <= AWAY


def stood_at(circle: Circle | None, visit: Visit) -> datetime | None:
    """Return since when nothing can come of who holds the clock: the day is as it stood then.

    None where it can, and where this machine holds it.
    """
    shared = visit.shared
    if circle is None or circle.post is None or shared is None or shared.holder == circle.machine:
        return None
    return circle.post.away_since


def ask_holder(circle: Circle | None, visit: Visit, now: datetime) -> None:
    """Refuse, the first time, to take the clock from somebody who was heard just now.

    Raises:
        Refusal: ``clock.held``.
    """
    shared = visit.shared
    mine = circle is not None and shared is not None and shared.holder == circle.machine
    if shared is not None and not mine and heard_holder(circle, visit, now):
        raise Refusal("clock.held", name=shared.person(shared.holder))


def interview_by_plan(circle: Circle | None, visit: Visit, now: datetime) -> bool:
    """Return whether an interview counts as running because nobody can say that it does not."""
    if circle is None or circle.shared is None or heard_holder(circle, visit, now):
        return False
    day = day_view(visit, current_day(visit, now), now)
    spans = [
        span
        for view in day.blocks
        if view.block.privacy is Privacy.INTERVIEW
        for span in (view.planned, view.projected)
        if span is not None
    ]
    return any(start <= now < end for start, end in spans)


def named(circle: Circle | None, history: History, author: str) -> NameMate | None:
    """Return what tells the others who sits here; None where they know, or nobody has said.

    In the share it can be seen at once.
    """
    shared = history.visit.shared
    if circle is None or shared is None or not author or history.machine != circle.machine:
        return None
    if circle.post is not None:
        circle.post.call(author)
    return None if shared.person(circle.machine) == author else NameMate(author)


def wiped_unheard(
    circle: Circle | None, visit: Visit, now: datetime, notice: timedelta
) -> datetime | None:
    """Return when the notes of the interviews are wiped by a machine that is out of touch.

    None as long as somebody can be heard, and until so long before as the *notice* stands.
    """
    closing = closing_meeting(visit)
    if circle is None or circle.shared is None or closing is None:
        return None
    if heard_holder(circle, visit, now):
        return None
    # As the day stood when somebody was last heard: what nobody ends moves its end for ever.
    heard = circle.heard().get(visit.shared.holder) if visit.shared is not None else None
    day = visit.day_of(closing.id)
    views = day_view(visit, day, heard.since if heard else now).blocks if day is not None else ()
    view = next((view for view in views if view.block == closing), None)
    span = None if view is None else (heard and view.projected) or view.planned
    due = span[1] + UNHEARD if span is not None else None
    return due if due is not None and now >= due - notice else None


def end_turns(
    circle: Circle | None, visit: Visit, author: str, journal: Keeper, *, later: bool = False
) -> bool:
    """Let the turns of the floor leave the share with the meeting that they belonged to.

    They leave this machine too, its own and those of the others, where another one keeps them.
    *Later* than that the holder of the clock, who ended it, keeps what it has kept so far: who
    leads the visit may have said so since.
    Returns whether anything here has become another for that.

    Raises:
        UserError: The journal could not be written; it is wholly as it was.
    """
    if circle is None or visit.shared is None:
        return False
    keep = keeps_turns(visit, circle.machine, author)
    keep = keep or (later and visit.shared.holder == circle.machine)
    gone = circle.end_turns(keep=keep)
    if not keep and journal.writer and any(map(of_floor, journal.records)):
        journal.rewrite(without_turns)
        gone = True
    return gone


def keeps_turns(visit: Visit, machine: str, author: str) -> bool:
    """Return whether a machine is the one that the turns of the floor stay with.

    It is that of who has the role of visit leader; where that person sits at none, it is the one
    that holds the clock, so that they are somewhere.
    """
    shared = visit.shared
    if shared is None:
        return True
    leader = visit.person(visit.roles.get(LEADER))
    mates = {other: mate.person for other, mate in shared.mates.items()}
    mates |= {machine: author} if author else {}
    keepers = {one for one, person in mates.items() if leader and person == leader.name}
    return machine in (keepers or {shared.holder})
