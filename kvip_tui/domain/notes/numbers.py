"""What people call a note: «12», and in a visit of several machines «HB.12» of another's."""

from collections.abc import Mapping

from msgspec import Struct

from kvip_tui.domain.state.visit import Note, Visit


class Numbers(Struct, frozen=True):
    """What notes are called at a machine: its own by their number alone, others' with a mark."""

    machine: str = ""
    marks: Mapping[str, str] = {}

    def of(self, note: Note) -> str:
        """Return what a note is called here."""
        if note.machine == self.machine:
            return note.number
        # A second stream of one machine's records has its mark, told apart as the stream is.
        machine, tilde, twin = note.machine.partition("~")
        mark = self.marks.get(machine, "")
        return f"{mark}{tilde}{twin}.{note.number}" if mark else note.number

    def meant(self, text: str) -> str:
        """Return a number with a mark as the note's id; anything else as it is."""
        called, dot, number = text.partition(".")
        mark, tilde, twin = called.casefold().partition("~")
        found = (machine for machine, one in self.marks.items() if one.casefold() == mark)
        machine = next(found, "") if dot and number else ""
        return f"{machine}{tilde}{twin}.{number.casefold()}" if machine else text


ALONE = Numbers()


def numbers(visit: Visit, machine: str) -> Numbers:
    """Return what the notes of a visit are called at a machine."""
    return Numbers(machine, visit.shared.marks()) if visit.shared is not None else ALONE


def marked(visit: Visit) -> Numbers:
    """Return what notes are called where no machine's come without a mark: in files for others."""
    return numbers(visit, "")
