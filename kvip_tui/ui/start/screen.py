"""The start screen: the visits there are, and the ways in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kvip_tui.clock import Clock, SystemClock
from kvip_tui.domain.state.plan import TIMEZONE
from kvip_tui.domain.text.legible import legible
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.listing import VisitSummary
from kvip_tui.texts import formats
from kvip_tui.time_parsing import local_date
from kvip_tui.ui.messages import OpenDay
from kvip_tui.ui.plain_screen import Key, KeyRow, PlainScreen
from kvip_tui.ui.start.form import Typed
from kvip_tui.ui.start.new_visit import NewVisitScreen
from kvip_tui.ui.widgets.lines import Lines, sides
from kvip_tui.visits.deadlines import pending_reports

if TYPE_CHECKING:
    from kvip_tui.ui.exchange.tasks import Done, Place, Task

KEYS = (
    Key("enter", "screen.open", m("Åpne")),
    Key("n,N", "screen.new", m("Nytt")),
    Key("ø,Ø,o,O", "screen.rehearse", m("Øv")),
    Key("d,D", "screen.demo", m("Demo")),
    Key("m,M", "screen.machines", m("Maskiner")),
    Key("r,R", "screen.life", m("Endre")),
    Key("e,E", "screen.documents", m("Skriv")),
    Key("f1", "app.help", m("Hjelp")),
    Key("ctrl+q", "app.quit", m("Avslutt")),
)
WITH_A_VISIT = ("screen.open", "screen.rehearse", "screen.documents")


class StartScreen(PlainScreen[None]):
    """Lists the visits; opens one, makes one, or a rehearsal of one."""

    CSS_PATH = "start.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [key.binding() for key in KEYS]

    def __init__(
        self, library: Library, clock: Clock | None = None, notices: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self._library = library
        self._clock = clock or SystemClock()
        self._notices = notices
        self._typed: Typed | None = None
        self._visits: dict[str, VisitSummary] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list and the lines around it."""
        yield Lines(id="headline")
        yield OptionList(id="visits")
        yield Static(id="welcome")
        yield Lines(id="folder")
        yield from self.bottom(KEYS)

    def on_mount(self) -> None:
        """Show the visits."""
        self.query_one("#visits").border_title = _("Besøk")
        said = _("Alt lagres på denne maskinen: {folder}").format(folder=self._library.root)
        self.query_one("#folder", Lines).show([Content.styled(f" {said}", "$text-muted")])
        for notice in self._notices:
            self.say(notice, refused=True)

    def on_screen_resume(self) -> None:
        """Read the visits anew: another screen may have made one."""
        self.reload()

    @on(Lines.Reflowed)
    def _reflow(self) -> None:
        self._show_headline()

    def reload(self) -> None:
        """Read the visits there are and show them, the same one marked as before."""
        marked = self._marked()
        try:
            found = self._library.visits()
        except UserError as error:
            self.say(error.message, refused=True)
            found = []
        self._visits = {visit.id: visit for visit in found}
        visits = self.query_one(OptionList)
        visits.clear_options().add_options(options(found, self._today()))
        # Their journals are read once the visits are there to choose from.
        self.call_after_refresh(self._show_reports)
        visits.display = bool(found)
        self.query_one(KeyRow).leave_out(() if found else WITH_A_VISIT)
        welcome = self.query_one("#welcome", Static)
        welcome.display = not found
        said = _(
            "Velkommen. Her er det ingen besøk ennå.\n\n"
            "Trykk n for å lage det første: det tar under et minutt.\n"
            "Trykk d for å se et oppdiktet besøk midt på dagen, der alt kan prøves."
        )
        welcome.update(Content(said))
        if found:
            visits.highlighted = (
                visits.get_option_index(marked.id) if marked and marked.id in self._visits else 1
            )
            visits.focus()
        self._show_headline()

    def _show_reports(self) -> None:
        """Show what the reports wait for and what is not counted, in the rows that are there."""
        from kvip_tui.visits.uncounted import uncounted  # noqa: PLC0415 - once the list is shown

        reports = pending_reports(self._library, self._visits.values(), self._today())
        for visit, said in uncounted(self._library, self._visits.values()).items():
            reports[visit] = " · ".join(filter(None, (f"! {said}", reports.get(visit, ""))))
        visits = self.query_one(OptionList)
        for row in options(self._visits.values(), self._today(), reports) if reports else ():
            if row.id is not None:
                visits.replace_option_prompt(row.id, row.prompt)

    def _show_headline(self) -> None:
        line = self.query_one("#headline", Lines)
        today = Content(f"{formats.date_text(self._today())} ")
        line.show([sides(Content(" KvIP"), today, line.size.width or 80)])

    def _today(self) -> date:
        return local_date(self._clock.now(), TIMEZONE)

    def _marked(self) -> VisitSummary | None:
        """Return the visit that is marked in the list."""
        option = self.query_one(OptionList).highlighted_option
        return self._visits.get(option.id or "") if option else None

    def _usable(self) -> VisitFolder | None:
        """Return the marked visit, or say why there is none to use."""
        visit = self._marked()
        if visit is None:
            self.say(_("Det er ingen besøk ennå; trykk n for å lage et."), refused=True)
        elif visit.problem:
            said = _("{visit}: {problem}; hent fram en sikkerhetskopi av mappa.")
            self.say(said.format(visit=legible(visit.id), problem=visit.problem), refused=True)
        else:
            return VisitFolder(visit.id, visit.path)
        return None

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the marked visit."""
        if (folder := self._usable()) is not None:
            self.post_message(OpenDay(lambda desk: desk.open(folder)))

    def action_rehearse(self) -> None:
        """Open a copy of the marked visit, to rehearse on."""
        if (folder := self._usable()) is not None:
            self.post_message(OpenDay(lambda desk: desk.rehearse(folder)))

    def action_demo(self) -> None:
        """Open the fictional visit."""
        self.post_message(OpenDay(lambda desk: desk.demo()))

    async def action_new(self) -> None:
        """Show the form of a new visit, with what was typed in it before, ready to be typed in."""
        form = NewVisitScreen(self._library, self._clock, self._typed)
        await self.app.push_screen(form, self._form_left)

    async def action_machines(self) -> None:
        """Show what can be done with the marked visit and other machines."""
        from kvip_tui.ui.exchange.screen import possible  # noqa: PLC0415 - most days begin without

        visit = self._marked()
        usable = visit if visit and not visit.problem else None
        place = self._place(usable)
        await self._choose(place, m("Flere maskiner"), possible(place))

    async def action_life(self) -> None:
        """Show what can be done with the whole of the marked visit, a damaged one too."""
        from kvip_tui.ui.exchange.life import life  # noqa: PLC0415 - most days begin without

        visit = self._marked()
        place = self._place(visit)
        tasks = life(place, rehearsal=visit is not None and visit.rehearsal)
        await self._choose(place, m("Rett eller slett"), tasks)

    async def action_documents(self) -> None:
        """Show the documents that can be written of the marked visit."""
        from kvip_tui.ui.exchange.documents import WRITING  # noqa: PLC0415 - most days begin without

        if self._usable() is not None:
            await self._choose(self._place(self._marked()), m("Skriv ut og eksporter"), WRITING)

    def _place(self, visit: VisitSummary | None) -> "Place":
        from kvip_tui.ui.exchange.tasks import Place  # noqa: PLC0415 - most days begin without

        folder = VisitFolder(visit.id, visit.path) if visit else None
        return Place(self._library, folder)

    async def _choose(self, place: "Place", title: str, tasks: "Sequence[Task]") -> None:
        """Show tasks to choose from."""
        from kvip_tui.ui.exchange.screen import TaskMenu  # noqa: PLC0415 - most days begin without

        menu = TaskMenu(place, title, tasks)
        await self.app.push_screen(menu, partial(self._task_chosen, place))

    def _task_chosen(self, place: "Place", task: "Task | None") -> None:
        from kvip_tui.ui.exchange.screen import TaskScreen  # noqa: PLC0415 - with the menu

        if task is not None:
            self.app.push_screen(TaskScreen(task, place), self._task_left)

    def _task_left(self, done: "Done | None") -> None:
        """Open the visit that was joined, or say what was done."""
        if done is None:
            return
        self.reload()
        self.say(done.said)
        if (opens := done.opens) is not None:
            self.post_message(OpenDay(lambda desk: desk.open(opens, done.said)))

    def _form_left(self, result: tuple[VisitFolder, str] | Typed | None) -> None:
        """Open the visit that was made, or remember what was typed."""
        self._typed = result if isinstance(result, Typed) else None
        if isinstance(result, tuple):
            self.post_message(OpenDay(lambda desk: desk.open(*result)))


def options(
    visits: Iterable[VisitSummary], today: date, reports: Mapping[str, str] = {}
) -> list[Option]:
    """Return a row for each visit under headings: today's, what is to come, and what has been.

    *reports* has what their reports wait for, by visit.
    """
    headings = (_("I dag"), _("Kommende"), _("Tidligere"), _("Kan ikke leses"))
    groups: tuple[list[VisitSummary], ...] = ([], [], [], [])
    for visit in visits:
        groups[_group(visit, today)].append(visit)
    groups[2].sort(key=lambda visit: visit.date or today, reverse=True)
    host = max((Content(visit.host).cell_length for group in groups for visit in group), default=0)
    rows: list[Option] = []
    for heading, group in zip(headings, groups, strict=True):
        if group:
            above = "\n" if rows else ""
            rows.append(Option(Content(f"{above}{heading}"), disabled=True))
            rows += [
                Option(_row(visit, min(host, 40), reports.get(visit.id, "")), id=visit.id)
                for visit in group
            ]
    return rows


def _group(visit: VisitSummary, today: date) -> int:
    if visit.problem or visit.date is None:
        return 3
    return (visit.date > today) + 2 * (visit.date < today)


def _row(visit: VisitSummary, host: int, report: str) -> Content:
    if visit.problem or visit.date is None:
        return Content(f"  ! {legible(visit.id)}: {visit.problem}")
    name = Content(visit.host).truncate(host, ellipsis=True, pad=True)
    mark = _("ØVING · ") if visit.rehearsal else ""
    said = " · ".join(filter(None, (report, visit.title)))
    return Content(f"  {formats.date_text(visit.date):<24}  {name}  {mark}{said}")
