"""What the program says of checklists, passed gates and interviews."""

from collections.abc import Iterable

from kvip_tui.domain.base import AnyEvent
from kvip_tui.domain.checks.changes import (
    CheckAdded,
    CheckCleared,
    CheckEvent,
    CheckRemoved,
    CheckTicked,
    GateReasonGiven,
    OutcomeNoted,
)
from kvip_tui.domain.checks.shown import Item, Standing, holder_of
from kvip_tui.domain.day.gates import GatesPassed
from kvip_tui.domain.state.plan import Block, Check
from kvip_tui.domain.state.visit import Outcome, Tick, Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats

REFUSALS: dict[str, str] = {
    "privacy.text": m("{why} Skriv om, eller gjør det en gang til for å lagre likevel."),
    "check.empty": m("Punktet er tomt; skriv hva som skal gjøres."),
    "check.long": m("Punktet er for langt; bruk høyst {longest} tegn."),
    "check.there": m("Det punktet står alt på lista til «{title}»; skriv det på en annen måte."),
    "check.planned": m(
        "«{check}» står i dagsplanen; bare egne punkter kan fjernes; kryss det av, eller la det "
        "stå."
    ),
    "check.ticked": m("«{check}» er krysset av; fjern krysset først."),
    "reason.no_gate": m(
        "Ingenting er startet likevel, så det er ingen grunn å skrive; «punkter» viser det som er "
        "åpent."
    ),
    "reason.empty": m("Grunnen er tom; skriv hvorfor dere startet likevel."),
    "reason.long": m("Grunnen er for lang; bruk høyst {longest} tegn."),
    "outcome.no_interview": m("«{title}» er ikke et intervju; avslutt den med «slutt»."),
    "outcome.unchanged": m("Det er alt ført; «angre» tar det tilbake."),
}

# Where there is no room for more.
BRIEFLY: dict[Outcome, str] = {Outcome.ENDED_EARLY: m("tidlig"), Outcome.WITHDREW: m("trakk seg")}
OUTCOMES: dict[Outcome, str] = {
    Outcome.ENDED_EARLY: m("avsluttet tidlig"),
    Outcome.WITHDREW: m("trakk seg"),
}


def item(shown: Item | Standing) -> str:
    """Return an item of a checklist with what must be known of it."""
    if not shown.check.gate:
        return shown.check.text
    if isinstance(shown, Standing) and not shown.gate and shown.tick is None:
        return _("{text} (startet likevel)").format(text=shown.check.text)
    return _("{text} (må være i orden)").format(text=shown.check.text)


def origin(shown: Item, before: Item | None) -> str:
    """Return what stands above the first of an earlier block's items; '' above any other."""
    if not shown.carried or (before is not None and before.block.id == shown.block.id):
        return ""
    return _("Fra {block}:").format(block=shown.block.title)


def whose(visit: Visit, check: Check) -> str:
    """Return whose item it is: the role, and who has it; '' where it is everybody's."""
    return "" if check.role is None else held(visit, check.role)


def held(visit: Visit, role_id: str) -> str:
    """Return a role and who has it."""
    role, person = holder_of(visit, role_id)
    name = formats.isolated(person) if person else _("ledig")
    return _("{role}: {name}").format(role=role, name=name)


def interviewers(visit: Visit, block: Block, title: str) -> str:
    """Return who is to hold an interview that is called *title* here, whoever leads it first."""
    names = (holder_of(visit, role)[1] for role in block.roles)
    people = " · ".join(formats.isolated(name) if name else _("ledig") for name in names)
    return _("{title}: {people}").format(title=title, people=people)


def ticked(visit: Visit, tick: Tick) -> str:
    """Return when an item was ticked, and by whom where that is known."""
    clock = formats.stamp(tick.at, visit.plan.timezone, visit.date)
    if not tick.by:
        return _("krysset av {clock}").format(clock=clock)
    name = formats.isolated(tick.by)
    return _("krysset av {clock} av {name}").format(clock=clock, name=name)


def outcome(visit: Visit, block: Block, *, brief: bool = False) -> str:
    """Return how an interview ended, in a *brief* word where asked, '' where it ran its course."""
    noted = visit.outcomes.get(block.id)
    return _((BRIEFLY if brief else OUTCOMES)[noted]) if noted else ""


def counted(items: tuple[Standing, ...]) -> str:
    """Return how many items are open, and how many of them are gates."""
    open_items = [one for one in items if one.tick is None]
    gates = sum(one.gate for one in open_items)
    count = len(open_items)
    if not count:
        return _("Alt er krysset av.")
    text = ngettext("{n} åpent punkt", "{n} åpne punkter", count).format(n=count)
    if not gates:
        return text
    return _("{items}, {n} må være i orden").format(items=text, n=gates)


def asked_why(events: Iterable[AnyEvent]) -> str:
    """Return how to say why gates were passed, where that just happened without a reason."""
    silent = any(isinstance(event, GatesPassed) and not event.reason for event in events)
    return _("Hvorfor? Skriv «:grunn …»") if silent else ""


def happened(visit: Visit, event: CheckEvent) -> str:
    """Return what happened to a checklist, a passed gate or an interview."""
    block = visit.block(event.block)
    title = block.title if block else event.block
    match event:
        case CheckAdded():
            return _("Nytt punkt i {title}: {text}").format(title=title, text=event.check.text)
        case CheckRemoved():
            return _("Et eget punkt er fjernet fra {title}").format(title=title)
        case GateReasonGiven():
            return _("Grunnen er lagret")
        case OutcomeNoted():
            return _("{title}: {outcome}").format(title=title, outcome=_(OUTCOMES[event.outcome]))
        case CheckTicked():
            return _("Krysset av: {text}").format(text=_item(block, event.check))
        case CheckCleared():
            return _("Krysset fjernet: {text}").format(text=_item(block, event.check))


def _item(block: Block | None, check_id: str) -> str:
    checks = block.checks if block else ()
    return next((check.text for check in checks if check.id == check_id), check_id)
