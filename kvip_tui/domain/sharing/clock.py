"""The clock by which the records of several machines are put in order (DESIGN 11).

It is a hybrid logical clock: milliseconds of the machine's own clock and a counter, never below
what the machine had seen when it wrote. A record that holds none, as all do of a visit that one
machine writes, has the clock that follows from its own time and number.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec.structs import replace

from kvip_tui.domain.base import Record

Clock = tuple[int, int]
NEVER: Final[Clock] = (0, 0)
# A clock further ahead than this is wrong: it is sorted by, but nobody else's follows it.
AHEAD: Final = timedelta(minutes=5)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def milliseconds(at: datetime) -> int:
    """Return an instant as whole milliseconds since 1970."""
    return (at - _EPOCH) // _MILLISECOND


def derived(at: datetime, n: int, before: Clock = NEVER) -> Clock:
    """Return the clock of a record that holds none, behind one with the clock *before*."""
    return max((milliseconds(at), n), (before[0], max(n, before[1] + 1)))


def clocked(records: Iterable[Record], machine: str, before: Clock = NEVER) -> Iterator[Record]:
    """Yield one machine's records, in the order of their numbers, with its name and their clocks.

    A clock that goes back counts as the one before it, so that the order is that of the numbers.
    """
    for record in records:
        clock = record.clock or derived(record.at, record.n, before)
        before = max(clock, (before[0], before[1] + 1))
        yield replace(record, machine=machine, clock=before)


def adopted(seen: Clock, clock: Clock, now: datetime) -> Clock:
    """Return the highest clock to stay above once *clock* was read at *now*."""
    return seen if clock[0] > milliseconds(now + AHEAD) else max(seen, clock)


def to_hold(at: datetime, n: int, before: Clock, seen: Clock) -> Clock | None:
    """Return the clock that a new record must hold to come after what its writer had *seen*.

    None: the one that follows from its time and number does.
    """
    return None if derived(at, n, before) > seen else (seen[0], seen[1] + 1)
