"""Where a block is changed: its title, length and times in a few fields, at the foot of the day."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Label

from kvip_tui.domain.checks.changes import EndInterview
from kvip_tui.domain.day.changes import SkipBlock
from kvip_tui.domain.day.timeline import BlockView, State
from kvip_tui.domain.history import Intent, Undo
from kvip_tui.domain.planning.vocabulary import MoveBlock, RemoveBlock, RestoreBlock
from kvip_tui.domain.state.plan import Block, Privacy, segments
from kvip_tui.domain.state.visit import Outcome
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.snapshot import Glance
from kvip_tui.ui.day.widgets.edit_fields import FIELDS, ROWS, FieldChange, change_of, held

LONGEST = 400
BUTTONS = {
    "up": m("Opp"),
    "down": m("Ned"),
    "skip": m("Dropp"),
    "remove": m("Fjern"),
    "restore": m("Hent tilbake"),
    "close": m("Lukk"),
}


# How an interview ended where it did not run its course: shown for interviews only.
OUTCOMES = {
    Outcome.ENDED_EARLY: m("Avsluttet tidlig"),
    Outcome.WITHDREW: m("Trakk seg"),
}


class EditField(Input):
    """A line of the panel; Enter carries out what was changed in any of them."""

    BINDINGS = [Binding("enter", "submit", show=False, priority=True)]

    def __init__(self, name: str) -> None:
        super().__init__(id=f"edit-{name}", compact=True, max_length=LONGEST)
        self.cursor_blink = False


class EditPanel(Vertical, can_focus=False):
    """Changes one block; what is carried out, and how, is for the screen to say."""

    BINDINGS = [
        Binding("ctrl+e,escape", "close", show=False, priority=True),
        Binding("tab", "go(1)", show=False, priority=True),
        Binding("shift+tab", "go(-1)", show=False, priority=True),
        Binding("up", "turn(-1)", show=False),
        Binding("down", "turn(1)", show=False),
        Binding("pageup", "move(-1)", show=False),
        Binding("pagedown", "move(1)", show=False),
        Binding("ctrl+z", "undo", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Fields were changed: what that means, as commands in words."""

        changes: list[FieldChange]

    @dataclass
    class Asked(Message):
        """Something is to be done with the block."""

        intent: Intent

    @dataclass
    class Turned(Message):
        """Another block is to be changed, so many further on."""

        step: int

    @dataclass
    class Closed(Message):
        """The panel is to be closed."""

    def __init__(self, glance: Glance, block: str) -> None:
        super().__init__()
        self.block = block
        self._glance = glance
        self._held: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the fields, two in a row where they are short, and the buttons."""
        for row in ROWS:
            with Horizontal(classes="edit-row"):
                for name in row:
                    yield Label(Content(_(FIELDS[name].label)), classes="edit-label")
                    yield EditField(name)
        with Horizontal(classes="edit-row"):
            for name, label in BUTTONS.items():
                yield Button(Content(_(label)), id=f"do-{name}", compact=True)
        with Horizontal(classes="edit-row", id="edit-outcomes"):
            for outcome, label in OUTCOMES.items():
                yield Button(Content(_(label)), id=f"do-{outcome}", compact=True)

    def on_mount(self) -> None:
        """Fill in what is known of the block, and begin with its length, or what can be changed."""
        self.border_subtitle = _("Enter lagrer · ↑↓ bytter blokk · PgUp/PgDn flytter · Esc lukker")
        self.show_glance(self._glance)
        fields = [self._field(name) for name in ("length", "began", "title", "new")]
        self.screen.set_focus(next((field for field in fields if not field.disabled), None))

    def action_go(self, step: int) -> None:
        """Go to the next field or button, or the one before, round and round."""
        go = self.screen.focus_next if step > 0 else self.screen.focus_previous
        go("EditPanel EditField, EditPanel Button")

    def turn_to(self, block: str) -> None:
        """Change another block; what was typed for the one before is forgotten."""
        self.block = block
        self._held = {}

    def settle(self, name: str) -> None:
        """Let a field show what is so now: what was typed in it has been carried out."""
        self._held.pop(name, None)

    def show_glance(self, glance: Glance) -> None:
        """Show the block as it stands, but leave alone what is being typed."""
        view = glance.day.view(self.block)
        if view is None:
            there = glance.day.running or glance.day.upcoming or glance.day.blocks[-1:]
            view = there[0]
            self.turn_to(view.block.id)
        self._glance = glance
        self.border_title = Content(_("Endre: {title}").format(title=view.block.title))
        now = held(glance, view)
        for name in FIELDS:
            field, value = self._field(name), now.get(name)
            field.disabled = value is None
            field.placeholder = _(FIELDS[name].hint) if value is not None else "–"
            if value is None or field.value == self._held.get(name, field.value):
                field.value = self._held[name] = value or ""
        for name in ("up", "down", "skip", "remove"):
            self._button(name).disabled = view.state is not State.WAITING
        self.query_one("#edit-outcomes").display = view.block.privacy is Privacy.INTERVIEW
        gone = self._gone(view)
        self._button("restore").disabled = gone is None
        if gone is not None:
            label = _("Hent tilbake «{title}»").format(title=gone.title)
            self._button("restore").label = Content(label).truncate(40, ellipsis=True)

    def _field(self, name: str) -> EditField:
        return self.query_one(f"#edit-{name}", EditField)

    def _button(self, name: str) -> Button:
        return self.query_one(f"#do-{name}", Button)

    def _gone(self, view: BlockView) -> Block | None:
        """Return what can be brought back: the block itself, or the one removed last of its day."""
        if view.state is State.SKIPPED:
            return view.block
        day, removed = self._glance.day.day.id, self._glance.visit.removed.values()
        return next((r.block for r in reversed([*removed]) if r.day == day), None)

    @on(EditField.Submitted)
    def _carry_out(self, event: EditField.Submitted) -> None:
        """Ask for what was changed; Enter without a change closes the panel."""
        event.stop()
        if not self._ask_for_changes():
            self.post_message(self.Closed())

    def _ask_for_changes(self) -> bool:
        typed = {name: self._field(name).value for name in FIELDS}
        changed = [name for name in FIELDS if typed[name].strip() != self._held[name].strip()]
        if changed:
            changes = [change_of(name, self.block, typed[name]) for name in changed]
            self.post_message(self.Changed(changes))
        return bool(changed)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        name = (event.button.id or "").removeprefix("do-")
        match name:
            case "close":
                self.post_message(self.Closed())
            case "up" | "down":
                self.action_move(1 if name == "down" else -1)
            case "restore":
                view = self._glance.day.view(self.block)
                gone = self._gone(view) if view else None
                self.post_message(self.Asked(RestoreBlock(gone.id if gone else self.block)))
            case _ if name in set(Outcome):
                self.post_message(self.Asked(EndInterview(self.block, Outcome(name))))
            case _:
                kind = SkipBlock if name == "skip" else RemoveBlock
                self.post_message(self.Asked(kind(self.block)))

    def action_close(self) -> None:
        """Close the panel; what was typed and not carried out is forgotten."""
        self.post_message(self.Closed())

    def action_turn(self, step: int) -> None:
        """Go on to another block of the day, once what was changed in this one is carried out."""
        if not self._ask_for_changes():
            self.post_message(self.Turned(step))

    def action_move(self, step: int) -> None:
        """Let the block change places with the one before or behind it."""
        cut = segments(self._glance.day.day.blocks)
        here = next((i for i, s in enumerate(cut) if any(b.id == self.block for b in s)), 0)
        other = cut[min(len(cut) - 1, max(0, here + step))]
        anchor = other[0] if step < 0 else other[-1]
        self.post_message(self.Asked(MoveBlock(self.block, anchor.id, before=step < 0)))

    def action_undo(self) -> None:
        """Take back the last command."""
        self.post_message(self.Asked(Undo()))
