"""A form of a few lines: what a task of sharing asks for, what it says, and its one key."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from kvip_tui.domain.base import Refusal
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.store.sealing.unlock import SealedError
from kvip_tui.texts import said as texts
from kvip_tui.ui.exchange.tasks import TASKS, Done, Place, Task, is_shared
from kvip_tui.ui.passphrase import PassphraseScreen
from kvip_tui.ui.plain_screen import Key, PlainScreen
from kvip_tui.ui.widgets.lines import Lines

KEYS: Final = (
    Key("ctrl+s", "screen.go", m("Utfør")),
    Key("escape", "screen.leave", m("Tilbake"), first=False),
    Key("f1", "app.help", m("Hjelp")),
    Key("ctrl+q", "app.quit", m("Avslutt")),
    Key("tab", "app.focus_next"),
    Key("shift+tab", "app.focus_previous"),
)
LONGEST: Final = 1000


class TaskScreen(PlainScreen[Done | None]):
    """Asks for what a task needs and carries it out; is left with what it came to."""

    CSS_PATH = "exchange.tcss"
    AUTO_FOCUS = "Input"
    # Without a field Enter goes on as it does behind the last one.
    BINDINGS = [key.binding() for key in (*KEYS, Key("enter", "screen.go", first=False))]

    def __init__(self, task: Task, place: Place) -> None:
        super().__init__()
        self._what, self._place = task, place
        self._agree: Done | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the fields under what the task is."""
        yield Lines(id="headline")
        with VerticalScroll(can_focus=False):
            yield Static(Content(_(self._what.about)), id="about")
            for asked in self._what.fields:
                field = Input(
                    asked.filled(self._place) if asked.filled else "",
                    id=asked.id,
                    password=asked.secret,
                    compact=True,
                    max_length=LONGEST,
                    placeholder=_(asked.hint) if asked.hint else "",
                )
                field.cursor_blink = False
                label = Label(Content(_(asked.label)), classes="label")
                yield Horizontal(label, field, classes="field")
            yield Static(id="shown")
        yield from self.bottom(KEYS)

    def on_mount(self) -> None:
        """Say what is done here, and to which visit."""
        title = Content(f" KvIP · {_(self._what.title)}")
        if self._what.of_visit and self._place.folder is not None:
            title = title + Content(f" · {self._place.folder.id}")
        self.query_one("#headline", Lines).show([title])

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        """Go on to the next field, or do it behind the last."""
        if self._agree is not None or event.input.id == self._what.fields[-1].id:
            self.action_go()
        else:
            self.focus_next()

    def action_go(self) -> None:
        """Carry the task out beside the screen, which goes on."""
        if not self._busy:
            self._busy = True
            self.say(_("Et øyeblikk …"))
            self.run_worker(self._carry_out, thread=True, exclusive=True, exit_on_error=False)

    def _carry_out(self) -> None:
        words = {field.id or "": field.value for field in self.query(Input)}
        agreed = self._agree.agree if self._agree else None
        try:
            done = agreed() if agreed else self._what.do(self._place, words)
        except SealedError as sealed:
            self.app.call_from_thread(self._unlock, sealed.folder)
        except UserError as error:
            self.app.call_from_thread(self._failed, error.message)
        except Refusal as refusal:
            self.app.call_from_thread(self._failed, texts.refusal(refusal))
        else:
            self.app.call_from_thread(self._show, done)

    def _unlock(self, folder: Path) -> None:
        """Ask for the passphrase of a sealed visit, and go on."""
        self._failed("", refused=False)
        unlock = partial(self._place.library.unlock, folder)
        self.app.push_screen(PassphraseScreen(folder.name, unlock), self._unlocked)

    def _unlocked(self, unlocked: bool | None) -> None:
        if unlocked:
            self.action_go()

    def _failed(self, said: str, *, refused: bool = True) -> None:
        self._busy = False
        self.say(said, refused=refused)

    def _show(self, done: Done) -> None:
        """Leave with what was done, or show what is to be agreed to."""
        self._busy = False
        if done.agree is None:
            self.dismiss(done)
            return
        self._agree = done
        self.query_one("#shown", Static).update(Content(done.said))
        self.say(_(done.question or m("Enter tar det med; Escape lar det være.")))

    def action_leave(self) -> None:
        """Go back, with what was done, or without doing anything."""
        done = self._agree if self._agree and self._agree.question else None
        self.dismiss(done and Done(done.said))


class TaskMenu(PlainScreen[Task | None]):
    """Lists what can be done with a visit; is left with what was chosen."""

    CSS_PATH = "exchange.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS = [key.binding() for key in KEYS[1:4]]

    def __init__(self, place: Place, title: str, tasks: Sequence[Task]) -> None:
        super().__init__()
        self._place, self._called, self._tasks = place, title, tasks

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Lines(id="headline")
        yield OptionList(*map(_row, self._tasks), id="tasks")
        yield from self.bottom((Key("enter", "screen.choose", m("Velg")), *KEYS[1:4]))

    def on_mount(self) -> None:
        """Say which visit it is about."""
        folder = self._place.folder
        about = f" · {folder.id}" if folder else ""
        title = " · ".join((" KvIP", _(self._called)))
        self.query_one("#headline", Lines).show([Content(title + about)])

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(next(task for task in self._tasks if task.id == event.option.id))

    def action_choose(self) -> None:
        """Choose what is marked."""
        self.query_one(OptionList).action_select()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def possible(place: Place) -> list[Task]:
    """Return what can be done with the visit that is marked or open, if there is one."""
    folder = place.folder
    out = set() if folder else {task.id for task in TASKS if task.of_visit}
    if folder is not None:
        out |= {"share"} if is_shared(folder) else {"leave"}
        own = folder.path / f"journal-{place.library.machine}.jsonl"
        if place.opened is not None:
            out.add("take_over")
            out |= {"share"} if not place.opened.session.writer else set()
        elif own.is_file():
            out.add("take_over")
    return [task for task in TASKS if task.id not in out]


def _row(task: Task) -> Option:
    said = Content(f" {_(task.title):<20}{_(task.about)}")
    return Option(said, id=task.id)
