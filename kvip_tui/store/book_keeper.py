"""What a session puts into the address book: those who join, by their latest name and title."""

from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.store.addressbook import AddressBook


class BookKeeper:
    """Keeps the address book in step with a roster; a rehearsal leaves no trace in it.

    Attributes:
        book: The address book.
        sealed: Whether the visit is: it only reads the address book, which is not sealed.
    """

    def __init__(self, book: AddressBook, *, sealed: bool = False) -> None:
        self.book, self.sealed = book, sealed
        self._fresh: set[PersonLine] = set()
        self._notice = ""

    def take_notice(self) -> str:
        """Return, once, what there is to say about the address book; nothing else was hindered."""
        said, self._notice = self._notice or self.book.take_notice(), ""
        return said

    def follow(self, before: Visit, after: Visit) -> None:
        """Add who joined or changed; remove who was new by mistake and has been corrected."""
        if self.sealed or after.rehearsal or after.people is before.people:
            return
        there, here = _lines(before), _lines(after)
        removed = {person.id for person in after.people if person.removed}
        kept = _lines(before, removed)
        mistaken = (there - here - kept) & self._fresh
        try:
            if mistaken:
                self.book.forget(mistaken)
                self._fresh -= mistaken
            if joined := here - there:
                self._fresh |= self.book.remember(joined)
        except UserError as error:
            self._notice = error.message


def _lines(visit: Visit, ids: set[str] | None = None) -> set[PersonLine]:
    """Return a roster as a list has it, or those of some ids."""
    return {
        PersonLine(person.name, person.group, person.title)
        for person in visit.roster
        if ids is None or person.id in ids
    }
