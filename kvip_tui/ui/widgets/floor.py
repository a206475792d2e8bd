"""«Erteposen»: who has the floor, who is next, and how the talk is shared."""

from dataclasses import dataclass
from datetime import timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from kvip_tui import formats, texts
from kvip_tui.domain.events import TurnKind
from kvip_tui.domain.floor_shares import percentages
from kvip_tui.domain.floor_view import LimitState, PersonShare
from kvip_tui.domain.people import Person
from kvip_tui.domain.plan import USERS
from kvip_tui.i18n import _
from kvip_tui.ui.glance import Glance
from kvip_tui.ui.widgets.lines import Lines, sides

BAR = 8


class FloorPanel(VerticalScroll, can_focus=False):
    """Shows the floor; a click on a person gives that person the floor."""

    @dataclass
    class PersonPicked(Message):
        """A person was clicked."""

        person: str

    def __init__(self) -> None:
        super().__init__(id="floor")
        self._row_people: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the holder, the list, the people and the groups."""
        yield Lines(id="floor-now")
        yield Lines(id="floor-people")
        yield Lines(id="floor-groups")

    def show_glance(self, glance: Glance) -> None:
        """Show the floor as it stands."""
        width = max(10, self.scrollable_content_region.width)
        shares = [share for share in glance.floor.people if share.in_roster]
        self._row_people = tuple(share.person for share in shares)
        self.query_one("#floor-now", Lines).show(now_rows(glance, width))
        self.query_one("#floor-people", Lines).show(
            [person_row(share, glance, width) for share in shares]
            or [Content.styled(_("Ingen deltakere ennå: «:ny Navn, tittel, gruppe»"), "italic")]
        )
        self.query_one("#floor-groups", Lines).show(group_rows(glance, width))

    @on(Lines.Picked, "#floor-people")
    def _give(self, event: Lines.Picked) -> None:
        event.stop()
        if event.row < len(self._row_people):
            self.post_message(self.PersonPicked(self._row_people[event.row]))


def first_name(person: Person | None) -> str:
    """Return a person's first name."""
    return person.name.split()[0] if person else ""


def now_rows(glance: Glance, width: int) -> list[Content]:
    """Return who has the floor and for how long, and who is on the list."""
    return [_holder(glance, width), _queue(glance, width), Content.styled("─" * width, "$surface")]


def _holder(glance: Glance, width: int) -> Content:
    floor = glance.floor
    person = glance.visit.person(floor.holder)
    if person is None:
        free = formats.talk_time(floor.free)
        nobody = Content.styled(_("○ ingen har ordet"), "$text-muted")
        return sides(
            nobody, Content.styled(_("ledig {time}").format(time=free), "$text-muted"), width
        )
    style = {
        LimitState.DEFAULT: "bold",
        LimitState.WARNING: "bold $text-warning",
        LimitState.OVER: "bold $text-error",
    }[floor.limit]
    kind = "" if floor.kind in {None, TurnKind.TURN} else f" · {kind_text(floor.kind)}"
    sign = "!" if floor.limit is LimitState.OVER else ""
    left = Content.assemble(
        ("● ", style),
        (f"{person.letter} ", "$text-muted"),
        (person.name, style),
        (kind, "$text-muted"),
    )
    clock = Content.styled(f"{sign}{formats.talk_time(floor.elapsed)}", style)
    return sides(left, clock, width)


def kind_text(kind: TurnKind | None) -> str:
    """Return the word for a kind of turn."""
    words = {
        TurnKind.TURN: _("innlegg"),
        TurnKind.REPLY: _("replikk"),
        TurnKind.ORDER: _("til orden"),
    }
    return words[kind or TurnKind.TURN]


def _queue(glance: Glance, width: int) -> Content:
    floor, visit = glance.floor, glance.visit
    if floor.round is not None:
        left = [first_name(visit.person(p)) for p in (*floor.round.left, *floor.round.passed)]
        text = _("Runde: {names}").format(names=", ".join(left))
        return Content(text).truncate(width, ellipsis=True)
    marks = {TurnKind.TURN: "", TurnKind.REPLY: " ↩", TurnKind.ORDER: " !"}
    names = [
        f"{number} {first_name(visit.person(person))}{marks[kind]}"
        for number, (person, kind) in enumerate(floor.queue, 1)
    ]
    label = _("Taleliste (strek)") if floor.closed else _("Taleliste")
    text = "  ".join([label, *names]) if names else _("{label}: tom").format(label=label)
    style = "" if names else "$text-muted"
    return Content.styled(text, style).truncate(width, ellipsis=True)


def person_row(share: PersonShare, glance: Glance, width: int) -> Content:
    """Return a person's letter, name, bar of the day's talk, and time."""
    person = glance.visit.person(share.person)
    name = person.name if person else share.person
    letter = person.letter if person else ""
    user = " ◆" if person and person.group == USERS else ""
    holds = glance.floor.holder == share.person
    most = max((p.spoken for p in glance.floor.people), default=timedelta(0))
    mark, mark_style = _nudge(share, glance)
    size = max(BAR, width // 3) // (2 if mark else 1)
    full = round(size * (share.spoken / most)) if most else 0
    right = Content.assemble(
        (mark, mark_style),
        (" " + "█" * full + "·" * (size - full), "$primary"),
        (f"{formats.talk_time(share.spoken):>7}", "bold" if holds else ""),
    )
    left = Content.assemble(
        (f"{letter or ' '} ", "bold $text-accent"), (f"{name}{user}", "bold" if holds else "")
    )
    return sides(left, right, width)


def _nudge(share: PersonShare, glance: Glance) -> tuple[str, str]:
    """Return the calm sign by a name: a word, never colour alone."""
    codes = {nudge.code for nudge in glance.floor.nudges if nudge.person == share.person}
    for code in ("dominates", "user_silent", "leader_talks", "not_heard"):
        if code in codes:
            return texts.nudge_sign(code), "$text-warning"
    return "", ""


def group_rows(glance: Glance, width: int) -> list[Content]:
    """Return the groups' parts of the day's talk in per cent."""
    spoken = percentages([group.spoken for group in glance.floor.groups])
    parts = [
        f"{glance.visit.plan.group_title(group.group)} {percent} %"
        for group, percent in zip(glance.floor.groups, spoken, strict=True)
    ]
    rows = [Content.styled("─" * width, "$surface")]
    line = " · ".join(parts)
    if Content(line).cell_length <= width:
        return [*rows, Content(line)]
    return [*rows, *(Content(part).truncate(width, ellipsis=True) for part in parts)]
