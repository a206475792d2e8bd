"""What machines may do towards each other: join, hold the clock, receive; rules and fold."""

import datetime as dt
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Events, MadeOn, Refusal, Sent, Stays
from kvip_tui.domain.report.changes import NotesReceived
from kvip_tui.domain.state.shared import Mate, Shared, mark_of
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.domain.text.words import beginning

MOST_OFF = timedelta(days=2)


class Joined(Sent, frozen=True, tag="joined"):
    """A machine began a journal of its own in a visit that another one made.

    Title, host, date and rehearsal are the visit's, for the list of visits.
    """

    uid: str
    machine: str
    person: str = ""
    mark: str = ""
    title: str = ""
    host: str = ""
    date: dt.date | None = None
    rehearsal: bool = False


class MateNamed(Sent, frozen=True, tag="mate_named"):
    """Who sits at a machine, and what its numbers are marked with."""

    machine: str
    person: str
    mark: str


class ClockTaken(Sent, frozen=True, tag="clock_taken"):
    """A machine holds the clock from now on: by its own doing, or because it was handed on."""

    machine: str


class ClockOffset(Sent, frozen=True, tag="clock_offset"):
    """A machine's clock was found to be wrong; so much is added to what it says."""

    machine: str
    by: timedelta


class OverruledUsed(Sent, frozen=True, tag="overruled_used"):
    """What was done to the clock without holding it counts after all, by machine and number."""

    records: tuple[tuple[str, int], ...]


class Received(Stays, frozen=True, tag="received"):
    """Records of other machines came in a file, and are in force: up to a number of each.

    ``machines`` are pairs of a machine and the last of its numbers that counts.
    """

    machines: tuple[tuple[str, int], ...]


class NoteWithdrawn(Sent, frozen=True, tag="note_withdrawn"):
    """A note no longer leaves the machine that wrote it: the others drop it."""

    note: str


class NoteCarried(Sent, frozen=True, tag="note_carried"):
    """A note that had stayed on its machine goes to the others, whole as it is now."""

    note: Note


class TakeClock(MadeOn, frozen=True):
    """Let this machine hold the clock."""


class GiveClock(MadeOn, frozen=True):
    """Let the machine of a person hold the clock."""

    person: str


class UseOverruled(Struct, frozen=True):
    """Let all count that was done to the clock by machines that did not hold it."""


class SetOffset(Struct, frozen=True):
    """Correct the clock of a person's machine by so much."""

    person: str
    by: timedelta


class NameMate(MadeOn, frozen=True):
    """Say who sits at this machine."""

    person: str


class Receive(Struct, frozen=True):
    """Put records of other machines in force, up to a number of each.

    ``people`` are those of the roster whose notes have come in with them.
    """

    machines: tuple[tuple[str, int], ...]
    people: tuple[str, ...] = ()


SharingEvent = (
    Joined
    | MateNamed
    | ClockTaken
    | ClockOffset
    | OverruledUsed
    | Received
    | NoteWithdrawn
    | NoteCarried
)
SharingIntent = TakeClock | GiveClock | UseOverruled | SetOffset | NameMate | Receive


def decide_sharing(visit: Visit, intent: SharingIntent) -> Events:
    """Return what the intent brings about.

    Raises:
        Refusal: Nobody else takes part, or the machine is not known.
    """
    if isinstance(intent, Receive):
        people = [p for p in intent.people if p not in visit.report.received]
        came = tuple(NotesReceived(person=person) for person in people)
        return (Received(machines=intent.machines), *came)
    shared = visit.shared
    if shared is None:
        raise Refusal("share.alone")
    match intent:
        case TakeClock():
            if shared.holder == intent.machine:
                raise Refusal("clock.have")
            return (ClockTaken(machine=intent.machine),)
        case NameMate():
            return (_named(shared, intent),)
        case GiveClock():
            return (_given(shared, intent),)
        case UseOverruled():
            if not shared.overruled:
                raise Refusal("clock.nothing")
            records = tuple((lost.machine, lost.n) for lost in shared.overruled)
            return (OverruledUsed(records=records),)
        case SetOffset():
            return (_offset(shared, intent),)


def _named(shared: Shared, intent: NameMate) -> MateNamed:
    mate = shared.mates.get(intent.machine)
    if mate is not None and mate.person == intent.person:
        raise Refusal("edit.unchanged")
    mark = mark_of(intent.person)
    return MateNamed(machine=intent.machine, person=intent.person, mark=mark)


def _given(shared: Shared, intent: GiveClock) -> ClockTaken:
    if shared.holder != intent.machine:
        raise Refusal("clock.elsewhere", name=shared.person(shared.holder))
    machine = mate_called(shared, intent.person)
    if machine == shared.holder:
        raise Refusal("clock.have")
    return ClockTaken(machine=machine)


def _offset(shared: Shared, intent: SetOffset) -> ClockOffset:
    if abs(intent.by) > MOST_OFF:
        raise Refusal("clock.offset")
    machine = mate_called(shared, intent.person)
    if shared.offsets.get(machine, timedelta()) == intent.by:
        raise Refusal("edit.unchanged")
    return ClockOffset(machine=machine, by=intent.by)


def mate_called(shared: Shared, text: str) -> str:
    """Return the machine of the person whose name begins like *text*, or that is called so.

    Raises:
        Refusal: Nobody is, or several are.
    """
    if text in shared.mates:
        return text
    named = [(mate.person or machine, machine) for machine, mate in shared.mates.items()]
    found = list(dict.fromkeys(beginning(text, named)))
    if len(found) != 1:
        raise Refusal("share.nobody" if not found else "share.several", name=text[:40])
    return found[0]


def apply_sharing(visit: Visit, at: datetime, event: SharingEvent) -> Visit:
    """Return the visit after the event; in a visit that one machine writes it does nothing."""
    shared = visit.shared
    if shared is None:
        return visit
    match event:
        case (
            Joined(machine=machine, person=person, mark=mark)
            | MateNamed(machine=machine, person=person, mark=mark)
        ):
            mates = {**shared.mates, machine: Mate(person, mark)}
            return replace(visit, shared=replace(shared, mates=mates))
        case ClockTaken(machine=machine):
            return replace(visit, shared=replace(shared, holder=machine, since=at))
        case _:
            return visit
