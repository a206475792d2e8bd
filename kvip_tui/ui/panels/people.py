"""The people of the visit: who is here, and a field in which others join or somebody is changed."""

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from kvip_tui.commands.people_answers import book_of, offered
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.people.changes import (
    AddPeople,
    EditPerson,
    RemovePerson,
    SetPresence,
    by_group,
)
from kvip_tui.domain.state.people import Person, PersonLine
from kvip_tui.domain.state.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.snapshot import Glance
from kvip_tui.store.peoplefile import people_in, written
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import people as texts_people
from kvip_tui.texts import said as texts
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.book_list import BookList
from kvip_tui.ui.panels.people_field import PeopleField, understood
from kvip_tui.ui.panels.people_rows import PRESENCE, Row, people_rows
from kvip_tui.ui.widgets.chips import Chips
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines

ADD, EDIT, REMOVE = "add", "edit", "remove"


class PeoplePanel(Cover):
    """Shows the roster; the field at its foot takes a person, a list or the name of a file."""

    own_keys = frozenset({"edit", "remove_check"})

    def __init__(self) -> None:
        super().__init__(id="people")
        self._picked = ""
        self._editing: Person | None = None
        self._rows: list[Row] = []
        self._visit: Visit | None = None
        self._drawn: tuple[object, ...] = ()
        self._book: tuple[PersonLine, ...] = ()
        self._begins = self._up = False

    def compose(self) -> ComposeResult:
        """Lay out the people, and at the foot what can be done and the field for it."""
        yield Lines(id="people-rows")
        with Vertical(id="people-foot"):
            yield BookList()
            yield Chips(id="people-acts")
            yield PeopleField()
            yield Lines(id="people-says")

    def show_sight(self, sight: Sight) -> None:
        """Show the people as they are; worked out anew only where something has changed."""
        glance = sight.glance
        width = max(30, self.scrollable_content_region.width)
        drawn = (width, self._picked)
        if glance.visit is self._visit and drawn == self._drawn:
            return
        self._visit, self._drawn = glance.visit, drawn
        listed = [person.id for person in by_group(glance.visit)]
        if self._picked not in listed:
            self._picked = next(iter(listed), "")
        self._rows = people_rows(glance.visit, self._picked, width)
        self.query_one("#people-rows", Lines).show([row for row, _person in self._rows])
        self.query_one("#people-acts", Chips).show_chips(self._acts(glance), width)
        self._say()

    def _acts(self, glance: Glance) -> list[tuple[str, Content]]:
        acts = [(ADD, _key("^A", _("legg til")))]
        if (person := glance.visit.person(self._picked)) is not None:
            name = texts_floor.name(glance.visit, person.id)
            acts.append((EDIT, _key("^E", _("endre {name}").format(name=name))))
            acts.append((REMOVE, _key("Del", _("fjern {name}").format(name=name))))
        return acts

    @property
    def _field(self) -> PeopleField:
        return self.query_one(PeopleField)

    def on_mount(self) -> None:
        """Go to the field where that was asked for before it was there."""
        self._up = True
        if self._begins:
            self.begin()

    def hear(self, words: str, session: Session) -> None:
        """Let people be added, which is all that the panel can be asked for."""
        del words, session
        self.begin()

    def begin(self) -> None:
        """Let people be added: read the address book and go to the field."""
        self._begins = not self._up
        if self._begins:
            return
        self._editing = None
        self._field.text = ""
        self.screen.set_focus(self._field)
        self._offer()

    def _edit(self) -> None:
        """Let the picked person be changed in the field."""
        visit = self.day.session.visit
        person = visit.person(self._picked)
        if person is None:
            return
        self._editing = person
        line = PersonLine(person.name, person.group, person.title)
        self._field.text = written(line, visit.plan.groups)
        self._field.move_cursor(self._field.document.end)
        self.screen.set_focus(self._field)

    def take_key(self, key: str, character: str) -> bool:
        """Go up and down the people, change or remove the one picked."""
        del character
        if key in {"up", "down"}:
            self._browse(1 if key == "down" else -1)
        elif key == "delete":
            self._act(REMOVE)
        elif key == "ctrl+e":
            self._act(EDIT)
        else:
            return False
        return True

    def _browse(self, step: int) -> None:
        ids = [person for _row, person in self._rows if person]
        if ids:
            here = ids.index(self._picked) if self._picked in ids else 0
            self._pick(ids[max(0, min(len(ids) - 1, here + step))])

    def _pick(self, person: str) -> None:
        """Pick somebody, and bring the row into sight."""
        self._picked = person
        self.day.paint()
        here = next((y for y, (_row, who) in enumerate(self._rows) if who == person), 0)
        room = max(
            1, self.scrollable_content_region.height - self.query_one("#people-foot").size.height
        )
        if not self.scroll_offset.y <= here < self.scroll_offset.y + room:
            self.scroll_to(y=max(0, here - room // 2), animate=False)

    def _act(self, act: str) -> None:
        match act:
            case "add":
                self.begin()
            case "edit":
                self._edit()
            case "remove" if self._picked:
                self.day.ask(RemovePerson(self._picked))

    @on(Chips.Chosen, "#people-acts")
    def _act_clicked(self, event: Chips.Chosen) -> None:
        event.stop()
        self._act(event.chip)

    @on(Lines.Picked, "#people-rows")
    def _row_clicked(self, event: Lines.Picked) -> None:
        """Pick who was clicked; on the last column, come or leave."""
        event.stop()
        who = self._rows[event.row][1] if event.row < len(self._rows) else ""
        person = self.day.session.visit.person(who)
        if person is None:
            return
        self._pick(person.id)
        if event.other or event.x >= event.lines.size.width - PRESENCE:
            self.day.ask(SetPresence(person.id, present=not person.present))

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._offer_matching()
        self._say()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Read the address book when the field is gone to, which is the only time."""
        if event.widget is self._field and self._editing is None:
            self._offer()

    def _say(self) -> None:
        """Say how the field is understood, or what is wanted of it."""
        visit, text = self.day.session.visit, self._field.text
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
        says = self.query_one("#people-says", Lines)
        lines = wrapped(said, max(30, self.scrollable_content_region.width), "", "")
        says.show([Content.styled(line, "$text-muted") for line in lines])

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
        visit = self.day.session.visit
        if not event.text.strip():
            self._leave()
            return
        if (meant := self._meant()) is not None:
            self._join(meant)
            return
        lines = self._or_say(lambda: tuple(people_in(event.text, visit.plan.groups)))
        if lines is None:
            return
        wish: Intent = AddPeople(lines)
        if self._editing is not None:
            line = lines[0]
            wish = EditPerson(self._editing.id, line.name, line.group, line.title)
        if self.day.ask(wish):
            self._leave() if self._editing else self.begin()

    def _leave(self) -> None:
        """Give the keys back to the panel."""
        self._editing = None
        self._field.text = ""
        self._book = ()
        self.screen.set_focus(None)
        self._offer_matching()
        self._say()

    def _or_say(self, act: Callable[[], tuple[PersonLine, ...]]) -> tuple[PersonLine, ...] | None:
        """Return what *act* does, or say why not and return None."""
        try:
            return act()
        except UserError as error:
            why = error.message
        except Refusal as refusal:
            why = texts.refusal(refusal)
        self.day.say(why, refused=True)
        self.day.paint()
        return None

    def _offer(self) -> None:
        """Read the address book, and offer who is not here yet."""
        session = self.day.session
        self._book = self._or_say(lambda: offered(session)) or ()
        if session.book is not None and (trouble := session.book.take_notice()):
            self.day.say(trouble, refused=True)
            self.day.paint()
        self._offer_matching()

    def _offer_matching(self) -> None:
        typed = self._field.text.rpartition("\n")[2]
        lines = () if self._editing else self._book
        self.query_one(BookList).offer(lines, self.day.session.visit.plan, typed)

    @on(BookList.Picked)
    def _from_book(self, event: BookList.Picked) -> None:
        event.stop()
        self._join(event.line)

    def _join(self, line: PersonLine) -> None:
        """Add somebody of the address book."""
        if self.day.ask(AddPeople((line,))):
            self.begin()

    @on(BookList.Dropped)
    def _out_of_book(self, event: BookList.Dropped) -> None:
        event.stop()
        session = self.day.session

        def drop() -> tuple[PersonLine, ...]:
            book_of(session).forget([event.line])
            return offered(session)

        self._book = self._or_say(drop) or ()
        who = texts_people.described(session.visit.plan, event.line)
        self.day.say(_("{name} er slettet fra adresseboka").format(name=who))
        self.day.paint()
        self._offer_matching()

    def forget(self) -> None:
        """Forget what was being typed when the panel is closed."""
        if self._up:
            self._editing, self._book = None, ()
            self._field.text = ""
            self._offer_matching()


def _key(key: str, text: str) -> Content:
    return Content.assemble((f"[{key}] ", "bold $text-accent"), text)
