"""The people of the visit: who is here, and at the foot where others join or one is changed."""

from itertools import groupby

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kvip_tui.commands.keymap import key_or_word
from kvip_tui.commands.people import ADD_PERSON
from kvip_tui.domain.people.changes import RemovePerson, SetPresence, by_group
from kvip_tui.domain.people.roles import hosts_problem, many_hosts
from kvip_tui.domain.state.people import Person, shown_names
from kvip_tui.domain.state.plan import HOST
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.snapshot import Glance
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import people as texts_people
from kvip_tui.ui.day.widgets.floor_rows import fitted
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.people.entry import NARROWEST, PeopleEntry
from kvip_tui.ui.widgets.chips import Chips, keyed
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines

ADD, EDIT, REMOVE = "add", "edit", "remove"
# A row, and the id of the person that it is about, or ''.
Row = tuple[Content, str]
PRESENCE, NAME = 8, 24


class PeoplePanel(Cover):
    """Shows the roster, of which one is picked, and below it where people are typed."""

    own_keys = frozenset({"ctrl+e", "delete"})

    def __init__(self) -> None:
        super().__init__(id="people")
        self._entry = PeopleEntry()
        self._picked = ""
        self._rows: list[Row] = []
        self._visit: Visit | None = None
        self._drawn: tuple[object, ...] = ()
        self._begins = self._up = False

    def compose(self) -> ComposeResult:
        """Lay out the people, and at the foot what can be done and the field for it."""
        yield Lines(id="people-rows")
        yield self._entry

    def show_sight(self, sight: Sight) -> None:
        """Show the people as they are; worked out anew only where something has changed."""
        glance = sight.glance
        width = max(NARROWEST, self.scrollable_content_region.width)
        drawn = (width, self._picked)
        if glance.visit is self._visit and drawn == self._drawn:
            return
        self._visit, self._drawn = glance.visit, drawn
        listed = [person.id for person in by_group(glance.visit)]
        if self._picked not in listed:
            self._picked = next(iter(listed), "")
        self._rows = people_rows(glance.visit, self._picked, width)
        self.query_one("#people-rows", Lines).show([row for row, _person in self._rows])
        self._entry.show(self._acts(glance), width)

    def _acts(self, glance: Glance) -> list[tuple[str, Content]]:
        acts = [(ADD, keyed(key_or_word(ADD_PERSON), _("legg til")))]
        if (person := glance.visit.person(self._picked)) is not None:
            name = texts_floor.name(glance.visit, person.id)
            acts.append((EDIT, keyed("^E", _("endre {name}").format(name=name))))
            acts.append((REMOVE, keyed("Del", _("fjern {name}").format(name=name))))
        return acts

    def on_mount(self) -> None:
        """Focus the field where that was asked for before it was mounted."""
        self._up = True
        if self._begins:
            self.begin()

    def hear(self, words: str, session: Session) -> None:
        """Let people be added, which is all that the panel can be asked for."""
        del words, session
        self.begin()

    def begin(self) -> None:
        """Let people be added, as soon as the field is there."""
        self._begins = not self._up
        if self._up:
            self._entry.begin()

    def closed(self) -> None:
        """Discard what was being typed when the panel is closed."""
        if self._up:
            self._entry.clear()

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
        """Select somebody, and scroll the row into view."""
        self._picked = person
        self.day.paint()
        here = next((y for y, (_row, who) in enumerate(self._rows) if who == person), 0)
        room = max(1, self.scrollable_content_region.height - self._entry.size.height)
        if not self.scroll_offset.y <= here < self.scroll_offset.y + room:
            self.scroll_to(y=max(0, here - room // 2), animate=False)

    def _act(self, act: str) -> None:
        match act:
            case "add":
                self.begin()
            case "edit":
                if (person := self.day.session.visit.person(self._picked)) is not None:
                    self._entry.edit(person)
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


def people_rows(visit: Visit, picked: str, width: int) -> list[Row]:
    """Return everybody on the roster by group, with title, roles and presence."""
    roster = visit.roster
    if not roster:
        return [(Content.styled(_("Ingen er med ennå."), "italic"), "")]
    names = shown_names(visit.people)
    key = max(len(person.letter) for person in roster)
    rows: list[Row] = []
    for group, people in groupby(by_group(visit), key=lambda person: person.group):
        there = list(people)
        here = sum(person.present for person in there)
        heading = _("{group} · {here} av {n} er her").format(
            group=visit.plan.group_title(group), here=here, n=len(there)
        )
        rows.append((Content.styled(heading, "bold"), ""))
        if group == HOST and many_hosts(person.group for person in roster):
            hint = texts_people.role_problem(hosts_problem(visit.plan))
            rows += [
                (Content.styled(line, "$text-warning"), "")
                for line in wrapped(hint, width, "! ", "  ")
            ]
        rows += [(_row(visit, p, names[p.id], key, width, p.id == picked), p.id) for p in there]
    return rows


def _row(visit: Visit, person: Person, called: str, key: int, width: int, picked: bool) -> Content:
    """Return a person's key, name, title with roles, and presence; a sign marks who is picked."""
    sign = "▸" if picked else " "
    left = Content.assemble((f"{sign}{person.letter:>{key}} ", "bold $text-accent"))
    size = max(8, min(NAME, (width - left.cell_length - PRESENCE) // 2))
    style = "bold" if picked else "" if person.present else "$text-muted"
    about = ", ".join(texts_people.work(visit, person))
    room = max(1, width - left.cell_length - size - PRESENCE - 2)
    word = _("her") if person.present else _("borte")
    presence = Content.styled(word.rjust(PRESENCE), "" if person.present else "$text-warning")
    return (
        Content(" ")
        .join([left + fitted(called, size, style), fitted(about, room, "$text-muted"), presence])
        .truncate(width)
    )
