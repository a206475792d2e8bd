"""The leader's card: technical help, what to remember before, on and after the day, a dilemma."""

from textual.app import ComposeResult

from kvip_tui.domain.card.changes import RaiseDilemma, ToggleStep
from kvip_tui.domain.checks.shown import standings
from kvip_tui.domain.people.roles import LEADER
from kvip_tui.domain.state.dilemma import STEPS, Dilemma, Step, Variant
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.snapshot import Glance
from kvip_tui.texts import card as texts_card
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.checks import item_entry
from kvip_tui.ui.panels.pick_list import LIST_KEYS, Entry, Folding, Opening, PickList, carry_out

PHASES = {"before": m("Før besøket"), "day": m("Besøksdagen"), "after": m("Etter besøket")}
DILEMMA = "dilemma"
HEAD = "bold $primary"


class CardPanel(Cover):
    """Shows the card; the part of the moment is unfolded, the others can be."""

    own_keys = LIST_KEYS

    def __init__(self) -> None:
        super().__init__(id="card")
        self._list = PickList(self._do)
        self.border_subtitle = _("Enter eller tallet gjør det linja sier · Esc: tilbake")
        self._unfolded: set[str] | None = None

    def closed(self) -> None:
        """Fold the card as it is at first, for when it is shown again."""
        self._unfolded = None

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield self._list

    def take_key(self, key: str, character: str) -> bool:
        """Let the list have the key."""
        return self._list.take_key(key, character)

    def _fold(self, part: str) -> None:
        """Show a part of the card that is folded, or fold it."""
        self._unfolded = (self._unfolded or set()) ^ {part}

    def _do(self, entry: Entry) -> None:
        """Do what an entry is for; from a new dilemma it goes on with its first step."""
        carry_out(self, entry.act, self._fold)
        if isinstance(entry.act, RaiseDilemma):
            number = len(self.day.session.visit.dilemmas)
            self._list.stand_on(_step_key(number, STEPS[entry.act.variant][0]))

    def show_sight(self, sight: Sight) -> None:
        """Show the card as it stands."""
        glance = sight.glance
        if self._unfolded is None:
            self._unfolded = {phase(glance.current.day.offset)}
            self._unfolded |= {DILEMMA} if glance.visit.dilemmas else set()
        self._list.show_entries(card_entries(glance, self._unfolded))


def phase(offset: int) -> str:
    """Return which part of the work a day belongs to."""
    return "before" if offset < 0 else "after" if offset > 0 else "day"


def card_entries(glance: Glance, unfolded: set[str]) -> list[Entry]:
    """Return the entries of the card."""
    help_text = texts_card.support(glance.visit.support)
    entries = [
        Entry(_("Når lyd eller bilde svikter"), style=HEAD),
        Entry(help_text, "support", Opening("brukerstøtte "), style="bold"),
    ]
    if glance.tip is not None:
        entries += [Entry(""), Entry(_("Nå"), style=HEAD), Entry(texts_card.tip_text(glance.tip))]
    entries += [Entry(""), *_dilemma_entries(glance, unfolded=DILEMMA in unfolded)]
    for part in PHASES:
        entries += _phase_entries(glance, part, unfolded=part in unfolded)
    return entries


def _fold(text: str, part: str, *, unfolded: bool) -> Entry:
    return Entry(text, part, Folding(part), "▾" if unfolded else "▸", style=HEAD)


def _phase_entries(glance: Glance, part: str, *, unfolded: bool) -> list[Entry]:
    """Return the leader's own items of a part of the work, under how many are done."""
    own = standings(glance.visit, frozenset({LEADER}))
    items = [one for one in own if phase(one.day.offset) == part]
    if not items:
        return []
    done = sum(one.tick is not None for one in items)
    head = _("{part}: {done} av {total}").format(part=_(PHASES[part]), done=done, total=len(items))
    shown = [item_entry(glance, one) for one in items] if unfolded else []
    return [Entry(""), _fold(head, part, unfolded=unfolded), *shown]


def _dilemma_entries(glance: Glance, *, unfolded: bool) -> list[Entry]:
    head = _fold(_("Fagetisk dilemma"), DILEMMA, unfolded=unfolded)
    if not unfolded:
        return [head]
    entries = [head, Entry(_("Skriv aldri noe om saken: bare stegene og hvem som vet."))]
    for number, dilemma in enumerate(glance.visit.dilemmas, 1):
        entries += _raised(glance, number, dilemma)
    for variant in Variant:
        text = _("Skriv ned at det er et dilemma: {variant}").format(
            variant=_(texts_card.VARIANTS[variant])
        )
        entries.append(Entry(text, f"new-{variant}", RaiseDilemma(variant), "+"))
        entries += [
            Entry(f"{i}. {_(texts_card.STEPS[step])}", box=" ", style="$text-muted")
            for i, step in enumerate(STEPS[variant], 1)
        ]
    return entries


def _step_key(number: int, step: Step) -> str:
    return f"dilemma-{number}-{step}"


def _raised(glance: Glance, number: int, dilemma: Dilemma) -> list[Entry]:
    """Return a dilemma that was raised: its steps, and who has been informed when."""
    entries = [Entry(texts_card.raised(glance.visit, number, dilemma), style="bold")]
    for place, step in enumerate(dilemma.steps, 1):
        at = texts_card.taken(glance.visit, dilemma, step)
        entries.append(
            Entry(
                text=_(texts_card.STEPS[step]),
                key=_step_key(number, step),
                act=ToggleStep(place, number),
                box="☑" if at else "☐",
                aside=at,
                style="$text-muted" if at else "",
            )
        )
    text = texts_card.informed(glance.visit, dilemma)
    opens = Opening(f"dilemma {number} informert ")
    return [*entries, Entry(text, f"dilemma-{number}-told", opens)]
