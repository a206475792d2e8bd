"""The form of a new visit: a few fields, all by keyboard, and what they say as one types."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.markup import escape
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Select, Static, TextArea

from kvip_tui import paths
from kvip_tui.clock import Clock
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.planning.identity import LONGEST_HOST
from kvip_tui.domain.report.last_year import TakenOver
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import TIMEZONE, Language, Plan
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, current_language, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.store.addressbook import AddressBook
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.listing import VisitSummary
from kvip_tui.store.peoplefile import first_cell
from kvip_tui.store.plans.file import plan_catalogue
from kvip_tui.texts import formats
from kvip_tui.texts.life import not_taken_over
from kvip_tui.texts.planning import LANGUAGES
from kvip_tui.time_parsing import local_date
from kvip_tui.ui.panels.people.book_list import BookList
from kvip_tui.ui.panels.people.reading_list import ReadingList
from kvip_tui.ui.plain_screen import Key, KeyRow, PlainScreen
from kvip_tui.ui.start import form
from kvip_tui.ui.start.form import Answer, Typed
from kvip_tui.ui.widgets.lines import Lines
from kvip_tui.visits.create import create
from kvip_tui.visits.life.next_year import bring, from_last, visits_to

PLAN = "kvip-digital"
LONGEST_DAY, LONGEST_PHRASE = 40, 1000
KEYS = (
    Key("ctrl+s", "screen.make", m("Lag besøket")),
    Key("ctrl+t", "screen.take_over", m("Ta med fra sist")),
    Key("escape", "screen.leave", m("Tilbake"), first=False),
    Key("f1", "app.help", m("Hjelp")),
    Key("ctrl+q", "app.quit", m("Avslutt")),
    Key("tab", "app.focus_next"),
    Key("shift+tab", "app.focus_previous"),
)


class Field(Input):
    """A line of the form; Enter goes on to the next."""

    BINDINGS = [Binding("enter", "submit", show=False, priority=True)]

    def __init__(
        self, text: str, name: str, longest: int, hint: str = "", *, secret: bool = False
    ) -> None:
        super().__init__(
            text, id=name, compact=True, max_length=longest, placeholder=hint, password=secret
        )
        self.cursor_blink = False


class NewVisitScreen(PlainScreen[tuple[VisitFolder, str] | Typed]):
    """Makes a visit; is left with it and what there is to say, or with what was typed."""

    CSS_PATH = "new_visit.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
    BINDINGS = [key.binding() for key in KEYS]

    def __init__(self, library: Library, clock: Clock, typed: Typed | None = None) -> None:
        super().__init__()
        self._library = library
        self._clock = clock
        self._today = local_date(clock.now(), TIMEZONE)
        self._plan: Answer[Plan] = Answer(None, "")
        self._tried = False
        self._book: list[PersonLine] = []
        self._visits: list[VisitSummary] = []
        self._last: VisitSummary | None = None
        self._twice: tuple[str, object] | None = None
        self._taken: TakenOver | None = None
        self._before = typed or Typed(plan=PLAN, day=form.suggested_day(self._today))

    def compose(self) -> ComposeResult:
        """Lay out the fields, each with a line for what it says."""
        before = self._before
        yield Lines(id="headline")
        with VerticalScroll(can_focus=False):
            unit = _("navnet på enheten som får besøk")
            host = Field(before.host, "host", 2 * LONGEST_HOST, unit)
            yield from self._field("host", _("Vertsenhet"), host)
            yield Static(id="last-says", classes="says")
            yield from self._field("day", _("Dato"), Field(before.day, "day", LONGEST_DAY))
            yield from self._field("plan", _("Plan"), self._plans())
            yield self._row("language", _("Språk"), self._languages())
            yield from self._field("people", _("Personer"), self._people())
            yield BookList()
            yield ReadingList()
            yield Static(id="privacy")
            secret = Field("", "phrase", LONGEST_PHRASE, _("valgfri"), secret=True)
            again = Field("", "again", LONGEST_PHRASE, _("en gang til"), secret=True)
            yield from self._field("phrase", _("Passordfrase"), Horizontal(secret, again))
            make = Button(_("Lag besøket"), compact=True, variant="primary")
            yield Horizontal(make, id="last")
        yield from self.bottom(KEYS)

    def _field(self, name: str, label: str, field: Widget) -> ComposeResult:
        yield self._row(name, label, field)
        yield Static(id=f"{name}-says", classes="says")

    def _row(self, name: str, label: str, field: Widget) -> Horizontal:
        return Horizontal(Label(Content(label), classes="label"), field, classes=f"field {name}")

    def _languages(self) -> Select[str]:
        """Return the choice of the visit's language, at first the person's own."""
        choices = [(_(name), code) for code, name in LANGUAGES.items()]
        chosen = self._before.language or current_language()
        return Select(choices, value=chosen, allow_blank=False, compact=True, id="language")

    def _plans(self) -> Select[str]:
        catalogue = plan_catalogue(paths.plans_dir(self._library.root))
        titles = {entry.id: escape(entry.title or entry.id) for entry in catalogue}
        chosen = self._before.plan if self._before.plan in titles else next(iter(titles))
        choices = [(title, plan) for plan, title in titles.items()]
        return Select(choices, value=chosen, allow_blank=False, compact=True, id="plan")

    def _people(self) -> TextArea:
        area = TextArea(
            self._before.people,
            id="people",
            compact=True,
            tab_behavior="focus",
            show_line_numbers=False,
            placeholder=_(
                "Lim inn lista, en person på hver linje:\n"
                "   Berit Moe, enhetsleder, vert\n"
                "   Anne Lie, besøksleder, team\n"
                "eller skriv hvor en CSV-fil ligger."
            ),
        )
        area.cursor_blink = False
        return area

    def on_mount(self) -> None:
        """Say what the fields hold from the beginning."""
        self.query_one("#headline", Lines).show([Content(_(" KvIP · Nytt besøk"))])
        self.query_one("#privacy", Static).update(
            Content(_("Pasient og pårørende skal ikke stå her."))
        )
        self.set_focus(self.query_one("#host"))
        with suppress(UserError):
            self._visits = self._library.visits()
        self._read_book()

    def _read_book(self) -> None:
        """Read the address book, and say what is wrong with it, if anything."""
        book = AddressBook(self._library.root)
        try:
            self._book = book.entries()
        except UserError as error:
            self.say(error.message, refused=True)
        if notice := book.take_notice():
            self.say(notice, refused=True)
        self._offer()

    def _offer(self) -> None:
        """Offer people of earlier visits, by the name that is being typed."""
        if self._plan.value is not None:
            text = self.query_one(TextArea).text
            offered, typed = form.still_offered(self._book, text, self._plan.value)
            self.query_one(BookList).offer(offered, self._plan.value, typed)
            self._show_readings(text, self._plan.value)

    def _show_readings(self, text: str, plan: Plan) -> None:
        """Show how each line of a list is read, in the place of the address book."""
        found, book = self.query_one(ReadingList), self.query_one(BookList)
        readings = form.read_list(text, plan)
        found.display, book.display = bool(readings), not readings and bool(book.option_count)
        if readings:
            found.show(readings, plan)
            found.border_title = _("Slik leses lista")

    @on(BookList.Picked)
    def _from_book(self, event: BookList.Picked) -> None:
        area = self.query_one(TextArea)
        if self._plan.value is not None:
            area.text = form.with_line(area.text, event.line, self._plan.value)
            area.move_cursor(area.document.end)

    @on(BookList.Dropped)
    def _out_of_book(self, event: BookList.Dropped) -> None:
        try:
            AddressBook(self._library.root).forget([event.line])
        except UserError as error:
            self.say(error.message, refused=True)
        else:
            self._read_book()

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(
            plan=str(self.query_one("#plan", Select).value),
            language=cast(Language, str(self.query_one("#language", Select).value)),
            day=self.query_one("#day", Input).value,
            host=self.query_one("#host", Input).value,
            people=self.query_one(TextArea).text,
            phrase=self.query_one("#phrase", Input).value,
            again=self.query_one("#again", Input).value,
        )

    @on(Select.Changed)
    def _plan_chosen(self) -> None:
        folder = paths.plans_dir(self._library.root)
        self._plan = form.read_plan_name(self.typed.plan, folder, self.typed.language)
        self._check()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _check(self) -> None:
        """Say what is understood; an empty field is no fault before one has tried."""
        answers = form.understand(self.typed, self._plan, self._today)
        for field, answer in answers.fields().items():
            still_empty = field == "host" and not self._tried and not self.typed.host.strip()
            self._show(field, Answer("", "") if still_empty else answer)
        self._offer()
        self._show_last(answers.host.value or "", answers.day.value)
        if self.focused is not None and self.focused.id in {"phrase", "again"}:
            self.query_one("#phrase-says").scroll_visible(animate=False)

    def _show_last(self, host: str, day: date | None) -> None:
        """Say that the host was visited before, and offer what can be taken over from then."""
        found = [v for v in visits_to(self._visits, host) if day and v.date and v.date < day]
        visit = found[-1] if found else None
        if visit is not None and visit is self._last:
            return
        self._last, self._taken = visit, None
        self.query_one(KeyRow).leave_out(() if visit else ("screen.take_over",))
        line = self.query_one("#last-says", Static)
        line.display = visit is not None
        if visit is not None and visit.date is not None:
            said = _("Forrige besøk her: {date}. Ctrl+T tar med vertens folk og tiltakene.")
            line.update(Content(f"! {said.format(date=formats.plain_date(visit.date))}"))

    def action_take_over(self) -> None:
        """Take the host's people over from last time, and what is to be followed up."""
        self._show_last(self.typed.host, form.read_day(self.typed.day, self._today).value)
        visit, plan = self._last, self._plan.value
        if visit is None or plan is None or self._taken is not None:
            return
        try:
            found = from_last(self._library, VisitFolder(visit.id, visit.path))
        except UserError as error:
            self.say(error.message, refused=True)
            return
        area, self._taken = self.query_one(TextArea), found
        there = {first_cell(row) for row in area.text.splitlines()}
        for person in found.people:
            if person.name not in there:
                area.text = form.with_line(area.text, person, plan)
        text = _("Vertens folk er med; forrige besøk har ingen tiltak.")
        if found.measures:
            text = ngettext(
                "{count} tiltak fra sist kommer med, til å følges opp.",
                "{count} tiltak fra sist kommer med, til å følges opp.",
                len(found.measures),
            )
        self.say(text.format(count=len(found.measures)))

    def _show(self, field: str, answer: Answer[Any]) -> None:
        """Show what a field says."""
        parts = [Content.styled(answer.says, "$text-muted")]
        if answer.value is None and answer.says:
            parts = [Content.styled(f"! {answer.says}", "bold $text-error")]
        if answer.hint:
            parts.append(Content.styled(answer.hint, "$text-warning"))
        self.query_one(f"#{field}-says", Static).update(Content("  ").join(parts))

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        """Go on; the plan and the language stand already, and Enter would open their lists."""
        if event.input.id == "day":
            self.set_focus(self.query_one("#people"))
        else:
            self.focus_next()

    @on(Button.Pressed)
    def action_make(self) -> None:
        """Make the visit and leave, or go to the first field that cannot be used."""
        answers = form.understand(self.typed, self._plan, self._today)
        event = answers.event()
        if event is None:
            self._tried = True
            self._check()
            fields = answers.fields().items()
            wrong = [name for name, answer in fields if answer.value is None and answer.says]
            self.set_focus(self.query_one(f"#{next(iter(wrong), 'host')}"))
            return
        if self._is_second(event):
            return
        try:
            folder, notice = create(self._library, event, self._clock.now(), self.typed.phrase)
            lost = bring(self._library, folder, self._taken) if self._taken else 0
        except UserError as error:
            self.say(error.message, refused=True)
        else:
            left = not_taken_over(lost) if lost else ""
            self.dismiss((folder, " ".join(filter(None, (notice, left)))))

    def _is_second(self, event: VisitCreated) -> bool:
        """Return whether there is a visit to that host on that day, which is asked about once."""
        same = [v for v in visits_to(self._visits, event.host) if v.date == event.date]
        asked, self._twice = self._twice, (event.host, event.date)
        if not same or asked == self._twice:
            return False
        said = _("{visit} er hos samme vert samme dag. Ctrl+S en gang til lager ett til.")
        self.say(said.format(visit=same[-1].id), refused=True)
        return True

    def action_leave(self) -> None:
        """Go back without making anything."""
        self.dismiss(replace(self.typed, phrase="", again=""))
