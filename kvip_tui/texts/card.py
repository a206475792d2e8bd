"""What the program says on the leader's card: technical help, and the steps of a dilemma."""

from datetime import datetime

from kvip_tui.domain.card.changes import CardEvent, SupportNoted
from kvip_tui.domain.card.tips import Tip
from kvip_tui.domain.state.dilemma import Dilemma, Office, Step, Variant
from kvip_tui.domain.state.visit import Support, Visit
from kvip_tui.i18n import _, current_language
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats
from kvip_tui.texts.floor import name

REFUSALS: dict[str, str] = {
    "support.long": m("Skriv kortere: høyst {longest} tegn i navn, tider og nummer."),
    "support.no_name": m("Skriv «brukerstøtte NAVN, TIDER, NUMMER», med navnet først."),
    "support.number": m("Nummeret er ikke et telefonnummer; skriv bare siffer, eller la det være."),
    "support.unchanged": m("Slik er det allerede; skriv noe annet, eller la det stå."),
    "dilemma.none": m("Det er ikke ført noe dilemma; «dilemma ny» fører at det finnes ett."),
    "dilemma.unknown": m(
        "Det er ikke ført noe dilemma nummer {number}; «kort» viser dem som er ført."
    ),
    "dilemma.no_step": m("Det er ikke noe steg {number}; skriv et tall fra 1 til {count}."),
    "dilemma.first": m("Steg {number} kommer først; «dilemma» viser stegene."),
    "dilemma.later": m("Et senere steg er tatt; fjern krysset der først."),
    "dilemma.nobody": m(
        "Ingen å føre som informert heter det: skriv besøksteam, besøksleder, nettverksleder, "
        "enhetsleder, vertsenhetens leder eller en deltaker."
    ),
    "dilemma.knows": m("Det er alt ført; «dilemma» viser hvem som vet om det."),
    "dilemma.variant": m("Skriv «dilemma ny» eller «dilemma ny ikke tatt opp», ikke noe om saken."),
    "dilemma.words": m(
        "Skriv «dilemma ny», «dilemma STEG» eller «dilemma informert HVEM», ikke noe om saken."
    ),
}

VARIANTS: dict[Variant, str] = {
    Variant.CONCERN: m("Bekymring"),
    Variant.NOT_ADDRESSED: m("Noe som ikke ble tatt opp"),
}
STEPS: dict[Step, str] = {
    Step.TEAM_FIRST: m("Drøftes internt i besøksteamet først"),
    Step.LEADER_TOLD: m("Fra intervju: besøksleder orienteres i avsluttende del"),
    Step.WITH_TEAM: m("Besøksleder drøfter med besøksteamet"),
    Step.WITH_NETWORK: m("Besøksleder drøfter med nettverksleder"),
    Step.HOST_FOLLOWED_UP: m("Nettverksleder kan følge opp overfor lederen av vertsenheten"),
    Step.UNIT_MANAGER_TOLD: m("Informer enhetsleder: rapporten skal ikke overraske"),
}
OFFICES: dict[Office, str] = {
    Office.TEAM: m("besøksteam"),
    Office.LEADER: m("besøksleder"),
    Office.NETWORK_LEADER: m("nettverksleder"),
    Office.UNIT_MANAGER: m("enhetsleder"),
    Office.HOST_LEADER: m("vertsenhetens leder"),
}


def tip_text(tip: Tip) -> str:
    """Return a tip in the language in use."""
    return {"nn": tip.nn, "en": tip.en}.get(current_language(), tip.nb)


def support(known: Support | None) -> str:
    """Return whom to ask when sound or picture fails, or how to enter it."""
    if known is None:
        return _("Ikke ført ennå: skriv «brukerstøtte NAVN, TIDER, NUMMER».")
    parts = (known.name, known.hours, known.number)
    return " · ".join(formats.isolated(part) for part in parts if part)


def who(visit: Visit, told: str) -> str:
    """Return what an office, or a person by id, is called."""
    if told in set(Office) and visit.person(told) is None:
        return _(OFFICES[Office(told)])
    return name(visit, told)


def raised(visit: Visit, number: int, dilemma: Dilemma) -> str:
    """Return which dilemma it is, and when it was entered."""
    return _("{number}. {variant}, ført {clock}").format(
        number=number,
        variant=_(VARIANTS[dilemma.variant]),
        clock=_stamp(visit, dilemma.at),
    )


def taken(visit: Visit, dilemma: Dilemma, step: Step) -> str:
    """Return when a step of a dilemma was taken, '' where it was not."""
    return _stamp(visit, dilemma.taken.get(step))


def _stamp(visit: Visit, moment: datetime | None) -> str:
    return formats.stamp(moment, visit.plan.timezone, visit.date)


def informed(visit: Visit, dilemma: Dilemma) -> str:
    """Return who has been informed of a dilemma, and when."""
    told = ", ".join(
        _("{who} {clock}").format(who=who(visit, one), clock=_stamp(visit, at))
        for one, at in dilemma.informed
    )
    return _("Informert: {who}").format(who=told or _("ingen ført"))


def happened(visit: Visit, event: CardEvent) -> str:
    """Return that something was entered; of a dilemma never what, for others may see the screen."""
    if isinstance(event, SupportNoted):
        known = Support(event.name, event.hours, event.number)
        if not event.name:
            return _("Brukerstøtten er tatt bort")
        return _("Brukerstøtte: {support}").format(support=support(known))
    return _("Ført på lederkortet")
