"""What the program says: a sentence for each refusal, role problem, nudge and event."""

from datetime import date, timedelta

from kvip_tui.domain.base import AnyEvent, Event, Redone, Refusal, Undone, UnknownEvent
from kvip_tui.domain.board.changes import BoardWritten
from kvip_tui.domain.card.changes import CardEvent
from kvip_tui.domain.catchup.planner import CatchupApplied
from kvip_tui.domain.checks.changes import CheckEvent
from kvip_tui.domain.day.changes import (
    BlockEnded,
    BlockPaused,
    BlockResumed,
    BlockSkipped,
    BlockStarted,
    TimeAdded,
)
from kvip_tui.domain.day.gates import GatesPassed
from kvip_tui.domain.floor.turns import (
    FloorReleased,
    HandLowered,
    HandRaised,
    ListClosed,
    ListOpened,
    RoundEnded,
    RoundPassed,
    RoundStarted,
)
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.notes.vocabulary import NoteEvent, TypedInInterview
from kvip_tui.domain.people.changes import PeopleEvent, PersonAdded
from kvip_tui.domain.planning.vocabulary import EditEvent
from kvip_tui.domain.report.changes import ReportEvent
from kvip_tui.domain.review.changes import ReviewEvent
from kvip_tui.domain.sharing.changes import SharingEvent
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.texts import board as texts_board
from kvip_tui.texts import card as texts_card
from kvip_tui.texts import catchup as texts_catchup
from kvip_tui.texts import checks as texts_checks
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats
from kvip_tui.texts import guests as texts_guests
from kvip_tui.texts import notes as texts_notes
from kvip_tui.texts import people as texts_people
from kvip_tui.texts import planning as texts_planning
from kvip_tui.texts import report as texts_report
from kvip_tui.texts import review as texts_review
from kvip_tui.texts import sharing as texts_sharing

REFUSALS: dict[str, str] = {
    "undo.nothing": m("Det er ingenting å angre; «gjør om» gjør det angrede likevel."),
    "redo.nothing": m("Det er ingenting å gjøre om; «angre» kommer først."),
    "session.read_only": m(
        "Besøket er åpent for lesing her, fordi det skrives i et annet vindu; bruk det vinduet."
    ),
    "day.first": m("Det er ingen dag før denne i planen; «dag» viser dem som finnes."),
    "day.last": m("Det er ingen dag etter denne i planen; «dag» viser dem som finnes."),
    "next.elsewhere": m("«{title}» pågår en annen dag: avslutt den, eller gå tilbake til dagen."),
    "day.over": m(
        "Dagen er slutt: det er ingen flere blokker å begynne på; «ny blokk» legger til en."
    ),
    "block.unknown": m("Det finnes ingen blokk som heter «{block}»; «tider» viser dem som finnes."),
    "block.not_running": m("«{title}» pågår ikke; «tider» viser blokkene."),
    "block.none_running": m("Ingenting pågår; begynn med «neste»."),
    "end.several": m("Velg én med «{key}», eller trykk en gang til for å avslutte alle: {titles}"),
    "group.none": m(
        "Det er ikke flere som pågår samtidig å velge mellom; «status» viser det som pågår."
    ),
    "block.already_running": m("«{title}» pågår allerede; «slutt» avslutter den."),
    "block.already_ended": m("«{title}» er avsluttet; bruk «angre» hvis det var feil."),
    "block.already_paused": m("Klokka står allerede; «fortsett» setter den i gang."),
    "block.not_paused": m("Klokka går allerede; «pause» stanser den."),
    "next.young": m(
        "«{title}» begynte for {seconds} s siden; trykk en gang til for å gå videre likevel."
    ),
    "next.gates": m(
        "Åpent i «{title}», og må være i orden: {count}; trykk en gang til for å gå videre "
        "likevel: {checks}"
    ),
    "gate.open": m(
        "Før «{title}» mangler {count} av det som må være i orden; gjør det en gang til for å "
        "starte likevel: {checks}"
    ),
    **texts_guests.REFUSALS,
    "time.nothing": m("Skriv et antall minutter fra 1, som «+5» eller «-5»."),
    "time.too_much": m("Mer enn 12 timer går ikke; del det opp."),
    "time.too_little": m("«{title}» har bare {minutes} min igjen; ta mindre, eller avslutt den."),
    "time.untimed": m("«{title}» har ingen klokke å stille; velg en blokk på selve dagen."),
    "catchup.none": m(
        "Det er ingenting å hente inn: ingen avtale og ikke slutten er i fare; «tider» viser "
        "hvordan dagen ligger an."
    ),
    "catchup.unknown": m("Det er ikke noe forslag {number}; skriv et tall fra 1 til {count}."),
    "catchup.no_number": m("«{text}» er ikke nummeret på et forslag; «innhenting» viser dem."),
    "skip.running": m("«{title}» pågår; bruk «slutt»."),
    "skip.gone": m("«{title}» er allerede avsluttet eller droppet; «tider» viser dem som kommer."),
    "check.unknown": m(
        "Det finnes ikke noe punkt som heter «{check}»; «punkter» viser dem som finnes."
    ),
    "floor.unknown_person": m(
        "Ingen på lista heter «{person}»; «folk» viser lista, og «ny» setter noen på den."
    ),
    "floor.away": m("{name} er borte; meld «her» først."),
    "floor.not_in_block": m(
        "{name} er ikke med i denne delen av dagen; «erteposen» viser hvem som er det."
    ),
    "floor.interview": m(
        "I intervjuene fordeles ikke ordet her, og ingen taletid telles; etter intervjuene gir "
        "«ordet» det igjen."
    ),
    "floor.already_holds": m("{name} har allerede ordet; «ledig» tar det tilbake."),
    "floor.nobody_holds": m("Ingen har ordet nå; gi det med «ordet NAVN»."),
    "floor.list_closed": m("Strek er satt; bare den som leder, kan sette {name} på lista."),
    "floor.already_on_list": m(
        "{name} står allerede på lista og beholder plassen; «plass» flytter, «ned» stryker."
    ),
    "floor.not_on_list": m("{name} står ikke på lista; meld noen på med «hånd NAVN»."),
    "floor.list_empty": m("Ingen står på lista; meld noen på med «hånd NAVN»."),
    "floor.already_closed": m("Strek er allerede satt; «åpne» tar den bort."),
    "floor.already_open": m("Talelista er allerede åpen; «strek» stenger den."),
    "floor.no_reply": m(
        "En replikk må gjelde et innlegg, og ingen har hatt ordet ennå; gi et innlegg med «ordet»."
    ),
    "floor.replies_used": m("Det er høyst {most} replikker til hvert innlegg; be om et innlegg."),
    "floor.no_round": m("Det går ingen runde; begynn en med «runde»."),
    "floor.no_one_left": m("Ingen av dem som gjenstår i runden, er her nå; avslutt med «runde»."),
    "floor.nobody_here": m(
        "Ingen er til stede, så det er ingen å ta runden med; meld dem som er her med «her NAVN»."
    ),
    "name.block_unknown": m(
        "Ingen blokk heter noe som begynner på «{text}»; «tider» viser dem som finnes."
    ),
    "name.block_ambiguous": m("«{text}» kan være flere blokker: {names}; skriv mer av tittelen."),
    "name.day_unknown": m(
        "Ingen dag i planen heter noe som begynner på «{text}»; skriv begynnelsen av tittelen."
    ),
    "name.day_ambiguous": m("«{text}» kan være flere dager: {names}; skriv mer av tittelen."),
    "name.person_unknown": m(
        "Ingen på lista heter noe som begynner på «{text}»; «folk» viser lista, og «ny» "
        "setter noen på den."
    ),
    "name.person_ambiguous": m("«{text}» kan være flere: {names}; skriv mer av navnet."),
    "name.check_unknown": m("Ikke noe punkt begynner på «{text}»; «punkter» viser dem som finnes."),
    "name.check_ambiguous": m("«{text}» kan være flere punkter: {names}; skriv mer av tittelen."),
    "name.role_unknown": m("Skriv rollen og så navnet; ingen rolle passer med «{text}»."),
    "name.role_ambiguous": m("«{text}» kan være flere roller: {names}; skriv mer av tittelen."),
    "visit.no_host": m("Besøket mangler vertsenhet; skriv navnet på enheten."),
    "visit.long_host": m("Navnet på vertsenheten er for langt; bruk høyst {longest} tegn."),
    "visit.bad_date": m("«{text}» er ikke en dato; skriv «2021-03-16» eller «16.3.2021»."),
    "line.unknown": m("Ukjent kommando «{word}»; «hjelp» viser alle."),
    "line.no_help": m("Ingen kommando handler om «{word}»; «hjelp» viser alle."),
    "line.missing": m("Skriv mer etter «{word}»: {takes}."),
    "line.not_utf8": m("Linja er ikke skrevet i UTF-8; send den med den tegnkodingen."),
    "line.superfluous": m("«{word}» tar ikke noe etter seg; skriv «{word}» alene."),
    "clock.real": m("Klokka kan bare stilles i en øving: velg «Øv» på startskjermen."),
    "clock.nothing_ahead": m("Ingenting mer skjer denne dagen; «klokka TT.MM» går tilbake."),
    "clock.speed": m("Farten «{text}» går ikke: skriv et tall fra 0 (står stille) til {most}."),
    "clock.bad": m("«{text}» er ikke et klokkeslett; skriv «09.45» eller «09.45.30»."),
    **texts_board.REFUSALS,
    **texts_card.REFUSALS,
    **texts_checks.REFUSALS,
    **texts_planning.REFUSALS,
    **texts_floor.REFUSALS,
    **texts_notes.REFUSALS,
    **texts_people.REFUSALS,
    **texts_report.REFUSALS,
    **texts_review.REFUSALS,
    **texts_sharing.REFUSALS,
}


def refusal(error: Refusal) -> str:
    """Return the sentence of a refusal."""
    params = {name: _shown(value) for name, value in error.params.items()}
    return _(REFUSALS[error.code]).format(**params)


def _shown(value: object) -> object:
    """Return a parameter of a sentence as people read it."""
    if isinstance(value, date):
        return formats.date_text(value)
    return formats.isolated(value) if isinstance(value, str) else value


privacy = texts_notes.privacy


def happened(visit: Visit, events: tuple[AnyEvent, ...]) -> str:
    """Return what a command brought about, in a line."""
    if all(isinstance(event, PersonAdded) for event in events) and len(events) > 1:
        return texts_people.joined(len(events))
    return " · ".join(filter(None, (_event(visit, event) for event in events)))


def _title(visit: Visit, block_id: str) -> str:
    block = visit.block(block_id)
    return block.title if block else block_id


_SIMPLE: dict[type[Event], str] = {
    TypedInInterview: m("Skrevet under intervjuet, og deles ikke"),
    BlockStarted: m("{title} er i gang"),
    BlockEnded: m("{title} er avsluttet"),
    BlockPaused: m("Klokka står: {title}"),
    BlockResumed: m("Klokka går igjen: {title}"),
    BlockSkipped: m("{title} er droppet"),
    VisitCreated: m("Besøket er opprettet"),
    Undone: m("Angret"),
    Redone: m("Gjort om"),
    FloorReleased: m("Ingen har ordet"),
    ListClosed: m("Strek er satt"),
    ListOpened: m("Talelista er åpen igjen"),
    RoundStarted: m("Runden er i gang"),
    RoundEnded: m("Runden er avbrutt"),
    HandRaised: m("{name} står på lista"),
    HandLowered: m("{name} er tatt av lista"),
    RoundPassed: m("{name} sa pass"),
}


def _event(visit: Visit, event: AnyEvent) -> str:
    """Return what an event says: from its template, or from what is in it."""
    if isinstance(event, Family):
        return _of_family(visit, event)
    if isinstance(event, SharingEvent):
        return texts_sharing.happened(visit, event)
    match event:
        case TimeAdded():
            return _added(_title(visit, event.block), event.by)
        case CatchupApplied():
            return texts_catchup.applied(visit, event)
        case GatesPassed():
            return _passed(event)
        case UnknownEvent():
            return _("Noe fra en nyere utgave av kvip")
        case _:
            title = _title(visit, getattr(event, "block", ""))
            name = texts_floor.name(visit, getattr(event, "person", None))
            return _(_SIMPLE[type(event)]).format(title=title, name=name)


Family = (
    EditEvent
    | CheckEvent
    | CardEvent
    | BoardWritten
    | texts_floor.FloorSaid
    | PeopleEvent
    | NoteEvent
    | ReportEvent
    | ReviewEvent
)


def _of_family(visit: Visit, event: Family) -> str:
    """Return what an event says whose family has texts of its own."""
    if isinstance(event, EditEvent):
        return texts_planning.happened(visit, event)
    if isinstance(event, CheckEvent):
        return texts_checks.happened(visit, event)
    if isinstance(event, CardEvent):
        return texts_card.happened(visit, event)
    if isinstance(event, BoardWritten):
        return texts_board.happened(event)
    if isinstance(event, ReportEvent):
        return texts_report.happened(visit, event)
    if isinstance(event, ReviewEvent):
        return texts_review.happened(visit, event)
    if isinstance(event, NoteEvent):
        return texts_notes.happened(visit, event)
    if isinstance(event, PeopleEvent):
        return texts_people.happened(visit, event)
    return texts_floor.happened(visit, event)


def _passed(event: GatesPassed) -> str:
    return ngettext(
        "Startet likevel med {n} åpent punkt",
        "Startet likevel med {n} åpne punkter",
        len(event.checks),
    ).format(n=len(event.checks))


def _added(title: str, by: timedelta) -> str:
    length = formats.minutes(by)
    if by < timedelta(0):
        return _("{title} fikk {length} mindre").format(title=title, length=length)
    return _("{title} fikk {length} til").format(title=title, length=length)
