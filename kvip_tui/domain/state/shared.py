"""What a visit that several machines write has beside the others: who they are, who leads."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from kvip_tui.domain.base import AnyEvent

ZERO = timedelta(0)


class Mate(Struct, frozen=True):
    """A machine that takes part: the name of who sits there, and the mark of its numbers."""

    person: str
    mark: str


class Overruled(Struct, frozen=True):
    """What a machine did to the clock while another held it, by its machine and number."""

    machine: str
    n: int
    at: datetime
    events: tuple[AnyEvent, ...] = ()


class Shared(Struct, frozen=True):
    """How the machines of a visit stand to each other.

    Args:
        maker: The machine that made the visit.
        holder: The machine that holds the clock: only it starts, ends and plans blocks.
        since: When that one took it, None for the maker from the start.
        mates: The machines by their ids.
        latest: The latest stamp of the timeline or the floor; one before it counts as this.
        moved: The latest stamp of the timeline alone.
        offsets: How much is added to the times of a machine whose clock is wrong.
        overruled: What was done to the clock by machines that did not hold it.
        forgotten: The notes that turned out to be an interview's: (machine, number).
        twice: The ids of the notes whose text was changed in two places at once.
    """

    maker: str
    holder: str
    since: datetime | None = None
    mates: Mapping[str, Mate] = {}
    latest: datetime | None = None
    moved: datetime | None = None
    offsets: Mapping[str, timedelta] = {}
    overruled: tuple[Overruled, ...] = ()
    forgotten: tuple[tuple[str, int], ...] = ()
    twice: frozenset[str] = frozenset()

    def person(self, machine: str) -> str:
        """Return the name of who sits at a machine, or the machine's own where nobody said."""
        mate = self.mates.get(machine)
        return mate.person if mate and mate.person else machine

    def marks(self) -> Mapping[str, str]:
        """Return each machine's mark; of two equal ones the greater machine's gets a digit.

        The maker's is there too where nobody has said who sits at it.
        """
        found: dict[str, str] = {}
        unnamed = [] if self.maker in self.mates else [self.maker]
        for machine in [*sorted(self.mates), *unnamed]:
            mate = self.mates.get(machine)
            wanted = mark = mate.mark if mate and mate.mark else mark_of(machine)
            taken, number = {one.casefold() for one in found.values()}, 2
            while mark.casefold() in taken:
                mark, number = f"{wanted}{number}", number + 1
            found[machine] = mark
        return found

    def corrected(self, machine: str, at: datetime) -> datetime:
        """Return a machine's time as it would be on a right clock."""
        return at + self.offsets.get(machine, ZERO)


def mark_of(person: str) -> str:
    """Return what a person's notes are marked with: the first letters of the names."""
    return "".join(word[0] for word in person.split()[:3] if word[0].isalpha()).upper() or "M"
