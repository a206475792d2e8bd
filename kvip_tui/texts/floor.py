"""What the program says of the floor: corrections, nudges, and why something is refused."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from kvip_tui.domain.floor.corrections import Correction, HandoverMoved, TurnDeleted, TurnReassigned
from kvip_tui.domain.floor.nudges import Nudge
from kvip_tui.domain.floor.turns import FloorGiven, HandMoved, NudgesSilenced
from kvip_tui.domain.floor.view import FloorView
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.people import Person, shown_names
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats

REFUSALS: dict[str, str] = {
    "floor.not_interrupted": m(
        "Ingen ble avbrutt, så det er ikke noe å ta opp igjen; gi ordet med «ordet NAVN»."
    ),
    "floor.not_moved": m(
        "{name} kan ikke flyttes dit: til orden og replikker går foran innlegg, skriv en plass bak "
        "dem."
    ),
    "floor.no_nudge": m("Det er ingenting å dempe nå; «grense» viser når det blir sagt fra."),
    "floor.no_turn": m(
        "Ingen har hatt ordet i denne delen av dagen ennå; gi det med «ordet NAVN»."
    ),
    "floor.unknown_turn": m("Det finnes ingen tur {number}; «erteposen» viser numrene."),
    "floor.no_number": m("«{text}» er ikke nummeret på en tur; «erteposen» viser dem."),
    "floor.same_person": m("Turen står allerede på {name}; skriv navnet på en annen."),
    "floor.no_span": m("Skriv hvor lenge siden, som «ordet gikk over for 30 s siden»."),
    "floor.too_long_ago": m(
        "Ordet kan ha gått over for høyst {seconds} s siden; skriv et mindre tall."
    ),
    "limits.unknown": m("Det er ingen slik grense; skriv en av {names}, og så et tall."),
    "limits.bad": m(
        "«{text}» går ikke: skriv et tall over 0, og fra 1 for andeler, som «grense innlegg 4»."
    ),
    "floor.handover_stuck": m(
        "Ordet kan ikke ha gått over lenger den veien; «rett» gir turen til en annen."
    ),
}
NUDGES: dict[str, str] = {
    "user_silent": m("Lenge stille: {names}"),
    "not_heard": m("Ikke hørt ennå: {names}"),
    "dominates": m("Snakker mest: {names}"),
    "leader_talks": m("Leder og snakker mye: {names}"),
}
SIGNS: dict[str, str] = {
    "dominates": m("snakker mest"),
    "user_silent": m("lenge stille"),
    "leader_talks": m("leder mye"),
    "not_heard": m("ikke hørt"),
}
KINDS: dict[TurnKind, str] = {
    TurnKind.TURN: m("innlegg"),
    TurnKind.REPLY: m("replikk"),
    TurnKind.ORDER: m("til orden"),
}
ROUND_DONE = m("Runden er fullført: alle er spurt")
NAMED = 4
FloorSaid = FloorGiven | HandMoved | NudgesSilenced | Correction


def happened(visit: Visit, event: FloorSaid) -> str:
    """Return what an event of the floor says."""
    match event:
        case FloorGiven():
            said = _("{name} fortsetter") if event.resumed else _("{name} har ordet")
            return said.format(name=name(visit, event.person))
        case HandMoved():
            return _("{name} er flyttet på lista").format(name=name(visit, event.person))
        case NudgesSilenced():
            names = listed(name(visit, person) for person in event.people)
            return _("Ikke mer om det i denne blokka: {names}").format(names=names)
        case HandoverMoved():
            clock = formats.clock(event.to, visit.plan.timezone, seconds=True)
            return _("Ordet gikk over {clock}").format(clock=clock)
        case TurnReassigned():
            who = name(visit, event.person)
            return _("Rettet: tur {number} var {name}").format(number=event.turn, name=who)
        case TurnDeleted():
            return _("Tur {number} er slettet: tida er ledig").format(number=event.turn)


def name(visit: Visit, person_id: str | None) -> str:
    """Return what a person is called, told apart from others of that name."""
    known = shown_names(visit.people)
    return formats.isolated(known.get(person_id or "", person_id or ""))


def first_name(person: Person) -> str:
    """Return a person's first name, or the id of one without a name."""
    return formats.isolated(next(iter(person.name.split()), person.id))


def first_names(visit: Visit) -> dict[str, str]:
    """Return the first names, by id; those that are alike are told apart by their key."""
    names = {person.id: first_name(person) for person in visit.people}
    count = Counter(names.values())
    return {
        person.id: _("{name} ({key})").format(name=names[person.id], key=person.letter)
        if count[names[person.id]] > 1 and person.letter
        else names[person.id]
        for person in visit.people
    }


def listed(names: Iterable[str], most: int = NAMED) -> str:
    """Return names in a line: all of them, or the first and how many more."""
    each = list(names)
    if len(each) <= most:
        return ", ".join(each)
    return _("{names} og {n} til").format(names=", ".join(each[:most]), n=len(each) - most)


def kind(turn: TurnKind) -> str:
    """Return the word for a kind of turn."""
    return _(KINDS[turn])


def times(count: int) -> str:
    """Return how often somebody has had the floor."""
    return ngettext("{n} gang", "{n} ganger", count).format(n=count)


def sign(code: str) -> str:
    """Return the words by the name of somebody that a nudge is about."""
    return _(SIGNS[code])


def by_code(nudges: Iterable[Nudge]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the kinds of nudges there are, each with the people that it is about."""
    found: dict[str, tuple[str, ...]] = {}
    for nudge in nudges:
        found[nudge.code] = (*found.get(nudge.code, ()), nudge.person)
    return [(code, found[code]) for code in NUDGES if code in found]


def nudge_lines(visit: Visit, nudges: Iterable[Nudge]) -> list[str]:
    """Return what there is to nudge about, a calm line for each kind, the most urgent first."""
    names = first_names(visit)
    return [
        _(NUDGES[code]).format(names=listed(names.get(person, person) for person in people))
        for code, people in by_code(nudges)
    ]


def round_line(view: FloorView, visit: Visit) -> str:
    """Return how the go-round stands, or '' where there is none."""
    if view.round is None:
        return _(ROUND_DONE) if view.round_done else ""
    names = first_names(visit)
    left = [names.get(person, person) for person in view.round.to_ask]
    text = _("Runde, {n} igjen: {names}").format(n=len(left), names=listed(left, 8))
    if view.round_share is None:
        return text
    each = _("{text} · ca. {time} hver")
    return each.format(text=text, time=formats.talk_time(rounded(view.round_share)))


def round_parts(view: FloorView, visit: Visit) -> list[str]:
    """Return how the go-round stands and who is left, a part each; nothing where there is none."""
    if view.round is None:
        return [_(ROUND_DONE)] if view.round_done else []
    names = first_names(visit)
    left = [names.get(person, person) for person in view.round.to_ask]
    text = _("Runde, {n} igjen:")
    if view.round_share is not None:
        text = _("Runde, {n} igjen à {time}:")
    share = rounded(view.round_share or timedelta(0))
    return [text.format(n=len(left), time=formats.talk_time(share)), *left]


def rounded(span: timedelta) -> timedelta:
    """Return a length that is only meant roughly, in steps of five seconds."""
    step = timedelta(seconds=5)
    return span // step * step
