"""Where others join, or somebody is changed: at the foot of the people's panel."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from kvip_tui.commands.people import book_of, offered
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.people.changes import AddPeople, EditPerson
from kvip_tui.domain.state.people import Person, PersonLine
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.peoplefile import is_list, people_in, read_lines, written
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import people as texts_people
from kvip_tui.texts import said as texts
from kvip_tui.ui.panels.base import Covered, covered_by
from kvip_tui.ui.panels.people.book_list import BookList
from kvip_tui.ui.panels.people.field import PeopleField, understood
from kvip_tui.ui.panels.people.reading_list import ReadingList
from kvip_tui.ui.widgets.chips import Chips
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines

NARROWEST = 30
T = TypeVar("T")


class PeopleEntry(Vertical):
    """A field that takes a person, a list or the name of a file, and what the address book has."""

    def __init__(self) -> None:
        super().__init__(id="people-foot")
        self._editing: Person | None = None
        self._book: tuple[PersonLine, ...] = ()
        self._width = NARROWEST

    def compose(self) -> ComposeResult:
        """Lay out the address book, what can be done, the field, and what is said of it."""
        yield BookList()
        yield Chips(id="people-acts")
        yield PeopleField()
        yield ReadingList()
        yield Lines(id="people-says")

    @property
    def _day(self) -> Covered:
        return covered_by(self)

    @property
    def _field(self) -> PeopleField:
        return self.query_one(PeopleField)

    def show(self, acts: Sequence[tuple[str, Content]], width: int) -> None:
        """Show what can be done, and how the field is understood."""
        self._width = width
        self.query_one("#people-acts", Chips).show_chips(acts, width)
        self._say()

    def begin(self) -> None:
        """Start adding people: read the address book and focus the field."""
        self._editing = None
        self._field.text = ""
        self.screen.set_focus(self._field)
        self._offer()

    def edit(self, person: Person) -> None:
        """Start editing somebody in the field."""
        self._editing = person
        line = PersonLine(person.name, person.group, person.title)
        self._field.text = written(line, self._day.session.visit.plan.groups)
        self._field.move_cursor(self._field.document.end)
        self.screen.set_focus(self._field)

    def clear(self) -> None:
        """Discard what was being typed, and the address book as read."""
        self._editing, self._book = None, ()
        self._field.text = ""
        self._turn(reading=False)

    def _leave(self) -> None:
        """Return the focus to the panel."""
        self.screen.set_focus(None)
        self.clear()
        self._say()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Read the address book when the field gets the focus, which is the only time."""
        if event.widget is self._field and self._editing is None:
            self._offer()

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._offer_matching()
        self._say()

    def _say(self) -> None:
        """Say how the field is understood, or what is wanted of it."""
        visit, text = self._day.session.visit, self._field.text
        if self._editing is not None:
            name = texts_floor.name(visit, self._editing.id)
            said = _("Endre {name}: Enter lagrer, Esc lukker.").format(name=name)
        elif not text.strip():
            said = _("Navn, tittel, gruppe · en limt liste · en CSV-fil. Enter legger til.")
        elif (meant := self._meant()) is not None:
            name = texts_people.described(visit.plan, meant)
            said = _("Enter legger til {name}.").format(name=name)
        else:
            said = understood(visit, text)
        lines = wrapped(said, self._width, "", "")
        rows = [Content.styled(line, "$text-muted") for line in lines]
        self.query_one("#people-says", Lines).show(rows)

    def _meant(self) -> PersonLine | None:
        """Return the one of the address book whose name is typed, or its beginning, alone."""
        alone = self._field.text.strip() and "\n" not in self._field.text.strip()
        return self.query_one(BookList).only if alone and self._editing is None else None

    @on(PeopleField.Given)
    def _given(self, event: PeopleField.Given) -> None:
        """Add who stands in the field, or change the one who is being changed.

        A name, or the beginning of one, that only one of the address book has is enough.
        """
        event.stop()
        groups = self._day.session.visit.plan.groups
        if not event.text.strip():
            self._leave()
            return
        if (meant := self._meant()) is not None:
            self._join(meant)
            return
        if self._editing is None and is_list(event.text):
            self._preview(event.text)
            return
        lines = self._or_say(lambda: tuple(people_in(event.text, groups)))
        if lines is None:
            return
        intent: Intent = AddPeople(lines)
        if self._editing is not None:
            line = lines[0]
            intent = EditPerson(self._editing.id, line.name, line.group, line.title)
        if self._day.ask(intent):
            self._leave() if self._editing else self.begin()

    def _preview(self, text: str) -> None:
        """Show how each line was read, before anybody is added."""
        visit = self._day.session.visit
        readings = self._or_say(lambda: tuple(read_lines(text, visit.plan.groups)))
        if readings is not None:
            self.query_one(ReadingList).show(readings, visit.plan, visit.roster)
            self._turn(reading=True)

    def _turn(self, *, reading: bool) -> None:
        """Show how the list was read in place of the field, or the field again."""
        found = self.query_one(ReadingList)
        found.display = reading
        for widget in (self._field, self.query_one("#people-says"), self.query_one(BookList)):
            widget.display = not reading
        if reading:
            self.screen.set_focus(found)
        else:
            self._offer_matching()

    @on(ReadingList.Left)
    def _back(self, event: ReadingList.Left) -> None:
        event.stop()
        self._turn(reading=False)
        self.screen.set_focus(self._field)

    @on(ReadingList.Approved)
    def _approved(self, event: ReadingList.Approved) -> None:
        """Add those who could be read; the other lines stay in the field, to be mended."""
        event.stop()
        lines = tuple(one.person for one in event.readings if one.person is not None)
        if not lines or not self._day.ask(AddPeople(lines)):
            return
        self._turn(reading=False)
        self.begin()
        self._field.text = "\n".join(one.text for one in event.readings if one.why)

    def _or_say(self, act: Callable[[], T]) -> T | None:
        """Return what *act* does, or say why not and return None."""
        try:
            return act()
        except UserError as error:
            why = error.message
        except Refusal as refusal:
            why = texts.refusal(refusal)
        self._day.say(why, refused=True)
        self._day.paint()
        return None

    def _offer(self) -> None:
        """Read the address book, and offer who is not here yet."""
        session = self._day.session
        self._book = self._or_say(lambda: offered(session)) or ()
        if session.book is not None and (trouble := session.book.take_notice()):
            self._day.say(trouble, refused=True)
            self._day.paint()
        self._offer_matching()

    def _offer_matching(self) -> None:
        typed = self._field.text.rpartition("\n")[2]
        lines = () if self._editing else self._book
        self.query_one(BookList).offer(lines, self._day.session.visit.plan, typed)

    @on(BookList.Picked)
    def _from_book(self, event: BookList.Picked) -> None:
        event.stop()
        self._join(event.line)

    def _join(self, line: PersonLine) -> None:
        """Add somebody of the address book."""
        if self._day.ask(AddPeople((line,))):
            self.begin()

    @on(BookList.Dropped)
    def _out_of_book(self, event: BookList.Dropped) -> None:
        event.stop()
        session = self._day.session

        def drop() -> tuple[PersonLine, ...]:
            book_of(session).forget([event.line])
            return offered(session)

        self._book = self._or_say(drop) or ()
        who = texts_people.described(session.visit.plan, event.line)
        self._day.say(_("{name} er slettet fra adresseboka").format(name=who))
        self._day.paint()
        self._offer_matching()
