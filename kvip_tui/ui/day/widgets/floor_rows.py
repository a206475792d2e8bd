"""The rows that the compact panel and the full view of the floor share."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from msgspec import Struct
from textual.content import Content

from kvip_tui.commands.base import Command
from kvip_tui.commands.floor import HUSH, NEXT_SPEAKER, RELEASE, RESUME_TURN
from kvip_tui.commands.keymap import key_or_word, key_text
from kvip_tui.commands.view import SCOPE
from kvip_tui.domain.floor.view import LimitState, PersonShare, Scope
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.people import Person, shown_names
from kvip_tui.domain.state.plan import USERS
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats
from kvip_tui.ui.day import layout
from kvip_tui.ui.widgets.lines import sides

KIND_SIGNS = {TurnKind.TURN: "", TurnKind.REPLY: "↩", TurnKind.ORDER: "!"}
STYLES = {
    LimitState.DEFAULT: "bold",
    LimitState.WARNING: "bold $text-warning",
    LimitState.OVER: "bold $text-error",
}
LIMIT_SIGNS = {LimitState.DEFAULT: "", LimitState.WARNING: "› ", LimitState.OVER: "! "}
REPRESENTS = " ◆"


class Shown(Struct, frozen=True):
    """Somebody as a row shows them.

    Args:
        id: The person's id.
        key: What is pressed for the person, in the width of the widest.
        name: What the person is called.
        represents: Whether the person is a user representative, which a sign behind the name says.
        share: The person's accounts.
        time: The time with the floor in what is shown, the block or the day.
        place: The place on the speakers' list with its kind, or ''.
        sign: The calm words of a nudge, or ''.
        holds: Whether the person has the floor.
    """

    id: str
    key: str
    name: str
    represents: bool
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
            name=names[person.id],
            represents=person.group == USERS,
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


def fitted_name(person: Shown, width: int, style: str = "") -> Content:
    """Return a person's name in exactly that width; what is cut is the name, never its sign."""
    sign = REPRESENTS if person.represents and width > len(REPRESENTS) else ""
    cut = Content(person.name).truncate(width - len(sign), ellipsis=True)
    return fitted(cut.plain + sign, width, style)


def fitted(text: str, width: int, style: str = "") -> Content:
    """Return people's text in exactly that width, whatever the direction of its letters."""
    cut = Content(text).truncate(width, ellipsis=True, pad=True)
    isolated = Content(formats.isolated(cut.plain))
    return isolated.stylize(style) if style else isolated


def scope_texts(scope: Scope) -> tuple[str, str]:
    """Return what the sums are of, and the key, if any, with what it would show instead."""
    block, day = _("blokka"), _("hele dagen")
    shown, other = (day, block) if scope is Scope.DAY else (block, day)
    key = key_text(SCOPE)
    return shown, f"[{key}] {other}" if key else ""


def holder_row(glance: Glance, width: int) -> Content:
    """Return who has the floor and for how long, or for how long nobody has had it in the block."""
    floor = glance.floor
    person = glance.visit.person(floor.holder)
    if person is None:
        nobody = Content.styled(_("○ ingen har ordet"), "$text-muted")
        time = formats.talk_time(floor.block.free)
        free = _("ledig {time} i blokka").format(time=time) if glance.visit.running() else ""
        return sides(nobody, Content.styled(free, "$text-muted"), width)
    style, sign = STYLES[floor.limit], LIMIT_SIGNS[floor.limit]
    turn = floor.kind or TurnKind.TURN
    kind = "" if turn is TurnKind.TURN else f" · {texts_floor.kind(turn)}"
    clock = _("{time} av {longest}").format(
        time=formats.talk_time(floor.elapsed),
        longest=formats.talk_time(texts_floor.rounded(floor.longest or timedelta(0))),
    )
    right = Content.styled(f"{sign}{clock}", style)
    left = Content.assemble(("● ", style), (f"{person.letter} ", "bold $text-accent"))
    room = width - left.cell_length - right.cell_length - len(kind) - 1
    name = texts_floor.name(glance.visit, person.id)
    size = max(1, min(room, Content(name).cell_length))
    named = left + fitted(name, size, style) + Content.styled(kind, "$text-muted")
    return sides(named, right, width)


def list_parts(glance: Glance) -> list[Content]:
    """Return the speakers' list, a part each: the first of it is announced as the next."""
    floor = glance.floor
    label = _("Taleliste (strek)") if floor.closed else _("Taleliste")
    if not floor.queue:
        return [Content.styled(_("{label}: tom").format(label=label), "$text-muted")]
    parts = [Content(label)]
    for number, (person_id, kind) in enumerate(floor.queue, 1):
        person = glance.visit.person(person_id)
        words = [str(number), letter_of(person), _first(person), KIND_SIGNS[kind]]
        style = "bold" if person_id == floor.next else ""
        parts.append(Content.styled(" ".join(filter(None, words)), style))
    return parts


def letter_of(person: Person | None) -> str:
    """Return what is pressed for a person."""
    return person.letter if person else ""


def _first(person: Person | None) -> str:
    return texts_floor.first_name(person) if person else ""


def round_parts(glance: Glance) -> list[Content]:
    """Return who was interrupted and can go on, and how the go-round stands; else nothing."""
    interrupted = glance.visit.person(glance.floor.interrupted)
    parts = texts_floor.round_parts(glance.floor, glance.visit)
    if interrupted is not None:
        back, key = _("Avbrutt: {name} ({key})"), key_or_word(RESUME_TURN)
        parts.insert(0, back.format(name=texts_floor.first_name(interrupted), key=key))
    return [Content(part) for part in parts]


def nudge_parts(glance: Glance) -> list[Content]:
    """Return the nudges as calm words, and the key that silences the first; else nothing."""
    lines = texts_floor.nudge_lines(glance.visit, glance.floor.nudges)
    if not lines:
        return []
    said = [Content.styled(f"› {line}", "$text-warning") for line in lines]
    key = key_text(HUSH)
    hint = [Content.styled(_("[{key}] demper").format(key=key), "$text-accent")] if key else []
    return [said[0], *hint, *said[1:]]


GAP: Final = Content("  ")


def flowed(parts: Sequence[Content], width: int) -> list[Content]:
    """Return parts in as many rows as they need, none broken unless it is wider than a row."""
    lines: list[Content] = []
    for whole in parts:
        part = whole.truncate(width, ellipsis=True)
        if lines and lines[-1].cell_length + GAP.cell_length + part.cell_length <= width:
            lines[-1] = lines[-1] + GAP + part
        else:
            lines.append(part)
    return lines


def head(glance: Glance, width: int, room: int) -> list[Headed]:
    """Return the rows above the people: always as many, so that those stay where they are."""
    holder = Headed(RELEASE, holder_row(glance, width))
    return [holder, *talk_rows(glance, width, room - 1)]


def talk_of(glance: Glance) -> tuple[object, ...]:
    """Return what the rows about the talk are made of, of which a second changes nothing."""
    floor = glance.floor
    share = texts_floor.rounded(floor.round_share or timedelta(0))
    return (
        *(floor.queue, floor.closed, floor.next, floor.interrupted, floor.nudges),
        *(floor.round, floor.round_done, share, glance.visit.people),
    )


def talk_rows(glance: Glance, width: int, room: int) -> list[Headed]:
    """Return the list, the go-round and the nudges in so many rows.

    What there is most of takes the rows that others have no use for; what still has no room is
    counted at the end.
    """
    back = RESUME_TURN if glance.floor.interrupted else NEXT_SPEAKER
    wholes = (
        (NEXT_SPEAKER, list_parts(glance)),
        (back, round_parts(glance)),
        (HUSH, nudge_parts(glance)),
    )
    wanted = [flowed(parts, width) for _command, parts in wholes]
    given = layout.shared([len(lines) for lines in wanted], room)
    texts = [
        [Headed(command, line) for line in _cut(parts, lines, most, width)]
        for (command, parts), lines, most in zip(wholes, wanted, given, strict=True)
    ]
    found = [*texts[0], *texts[1]]
    blank = [Headed(NEXT_SPEAKER, Content(""))] * (room - len(found) - len(texts[2]))
    return [*found, *blank, *texts[2]]


def _cut(parts: Sequence[Content], lines: list[Content], most: int, width: int) -> list[Content]:
    """Return the first of some lines; what is left out is counted at the end of the last."""
    if len(lines) <= most or not most:
        return lines[:most]
    for kept in range(len(parts) - 1, 0, -1):
        more = Content.styled(f"+{len(parts) - kept}", "$text-muted")
        if len(shorter := flowed([*parts[:kept], more], width)) <= most:
            return shorter
    return lines[:most]
