"""The rows that the compact panel and the full view of the floor share."""

from datetime import timedelta

from msgspec import Struct
from textual.content import Content

from kvip_tui.commands.base import Command
from kvip_tui.commands.floor import HUSH, NEXT_SPEAKER, RELEASE, RESUME_TURN
from kvip_tui.domain.floor.view import LimitState, PersonShare, Scope
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.people import Person, shown_names
from kvip_tui.domain.state.plan import USERS
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats
from kvip_tui.ui.widgets.lines import sides

KIND_SIGNS = {TurnKind.TURN: "", TurnKind.REPLY: "↩", TurnKind.ORDER: "!"}
STYLES = {
    LimitState.DEFAULT: "bold",
    LimitState.WARNING: "bold $text-warning",
    LimitState.OVER: "bold $text-error",
}
LIMIT_SIGNS = {LimitState.DEFAULT: "", LimitState.WARNING: "› ", LimitState.OVER: "! "}


class Shown(Struct, frozen=True):
    """Somebody as a row shows them.

    Args:
        id: The person's id.
        key: What is pressed for the person, in the width of the widest.
        name: What the person is called, with a sign for a user representative.
        share: The person's accounts.
        time: The time with the floor in what is shown, the block or the day.
        place: The place on the speakers' list with its kind, or ''.
        sign: The calm words of a nudge, or ''.
        holds: Whether the person has the floor.
    """

    id: str
    key: str
    name: str
    share: PersonShare
    time: timedelta
    place: str
    sign: str
    holds: bool


class Headed(Struct, frozen=True):
    """A row above the people, and the command that a click on it gives."""

    command: Command
    text: Content


def shown_people(glance: Glance, scope: Scope, *, absent: bool = False) -> list[Shown]:
    """Return who takes part, in the roster's order; *absent* adds others who have spoken."""
    visit, floor = glance.visit, glance.floor
    names = shown_names(visit.people)
    width = max((len(person.letter) for person in visit.people), default=1)
    places = {
        person: f"{number}{KIND_SIGNS[kind]}"
        for number, (person, kind) in enumerate(floor.queue, 1)
    }
    return [
        Shown(
            id=person.id,
            key=f"{person.letter:>{width}}",
            name=names[person.id] + (" ◆" if person.group == USERS else ""),
            share=share,
            time=share.time(scope),
            place=places.get(person.id, ""),
            sign=_sign(glance, person.id),
            holds=floor.holder == person.id,
        )
        for person, share in zip(visit.people, floor.people, strict=True)
        if share.in_roster or (absent and share.time(scope))
    ]


def _sign(glance: Glance, person: str) -> str:
    """Return the calm sign by a name: a word, never colour alone."""
    codes = {nudge.code for nudge in glance.floor.nudges if nudge.person == person}
    return next((texts_floor.sign(code) for code in texts_floor.SIGNS if code in codes), "")


def fitted(text: str, width: int, style: str = "") -> Content:
    """Return people's text in exactly that width, whatever the direction of its letters."""
    cut = Content(text).truncate(width, ellipsis=True, pad=True)
    isolated = Content(formats.isolated(cut.plain))
    return isolated.stylize(style) if style else isolated


def holder_row(glance: Glance, scope: Scope, width: int) -> Content:
    """Return who has the floor and for how long, or that nobody has."""
    floor = glance.floor
    person = glance.visit.person(floor.holder)
    if person is None:
        free = _("ledig {time}").format(time=formats.talk_time(floor.totals(scope).free))
        nobody = Content.styled(_("○ ingen har ordet"), "$text-muted")
        return sides(nobody, Content.styled(free, "$text-muted"), width)
    style, sign = STYLES[floor.limit], LIMIT_SIGNS[floor.limit]
    turn = floor.kind or TurnKind.TURN
    kind = "" if turn is TurnKind.TURN else f" · {texts_floor.kind(turn)}"
    clock = _("{time} av {longest}").format(
        time=formats.talk_time(floor.elapsed),
        longest=formats.talk_time(texts_floor.rounded(floor.longest or timedelta(0))),
    )
    right = Content.styled(f"{sign}{clock}", style)
    left = Content.assemble(("● ", style), (f"{person.letter} ", "$text-muted"))
    room = width - left.cell_length - right.cell_length - len(kind) - 1
    name = texts_floor.name(glance.visit, person.id)
    size = max(1, min(room, Content(name).cell_length))
    named = left + fitted(name, size, style) + Content.styled(kind, "$text-muted")
    return sides(named, right, width)


def list_row(glance: Glance, width: int) -> Content:
    """Return the speakers' list: the first of it is announced as the next."""
    floor = glance.floor
    label = _("Taleliste (strek)") if floor.closed else _("Taleliste")
    if not floor.queue:
        return Content.styled(_("{label}: tom").format(label=label), "$text-muted")
    row = Content(label)
    for number, (person_id, kind) in enumerate(floor.queue, 1):
        person = glance.visit.person(person_id)
        words = [str(number), letter_of(person), _first(person), KIND_SIGNS[kind]]
        style = "bold" if person_id == floor.next else ""
        row = row + Content.styled("  " + " ".join(filter(None, words)), style)
    return row.truncate(width, ellipsis=True)


def letter_of(person: Person | None) -> str:
    """Return what is pressed for a person."""
    return person.letter if person else ""


def _first(person: Person | None) -> str:
    return texts_floor.first_name(person) if person else ""


def round_row(glance: Glance, width: int) -> Content:
    """Return who was interrupted and can go on, and how the go-round stands; else nothing."""
    interrupted = glance.visit.person(glance.floor.interrupted)
    parts = [texts_floor.round_line(glance.floor, glance.visit)]
    if interrupted is not None:
        back = _("Avbrutt: {name} (Tilbaketast)")
        parts.insert(0, back.format(name=texts_floor.first_name(interrupted)))
    return Content(" · ".join(filter(None, parts))).truncate(width, ellipsis=True)


def nudge_row(glance: Glance, width: int) -> Content:
    """Return the nudges as one calm line, with the key that silences the first; else nothing."""
    lines = texts_floor.nudge_lines(glance.visit, glance.floor.nudges)
    if not lines:
        return Content("")
    hush = Content.styled(_("[!] demper"), "$text-muted")
    said = Content.styled(" · ".join([f"› {lines[0]}", *lines[1:]]), "$text-warning")
    return sides(said, hush, width)


def head(glance: Glance, scope: Scope, width: int, *, low: bool = False) -> list[Headed]:
    """Return the rows above the people; in a *low* panel those that have nothing to say give way.

    Else each keeps its place, so that nothing moves under the leader's fingers.
    """
    back = RESUME_TURN if glance.floor.interrupted else NEXT_SPEAKER
    rows = [
        Headed(RELEASE, holder_row(glance, scope, width)),
        Headed(NEXT_SPEAKER, list_row(glance, width)),
        Headed(back, round_row(glance, width)),
        Headed(HUSH, nudge_row(glance, width)),
    ]
    return [row for row in rows if row.text.plain or not low]


def bar(part: timedelta, whole: timedelta, width: int) -> str:
    """Return a part of a whole as a bar of that width."""
    full = round(width * (part / whole)) if whole else 0
    return "█" * full + "·" * (width - full)
