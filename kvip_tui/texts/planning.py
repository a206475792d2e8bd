"""What the program says when the running day is changed: refusals, and what became of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kvip_tui.domain.planning.identity import VisitRenamed
from kvip_tui.domain.planning.language import LanguageChosen
from kvip_tui.domain.planning.leaving import LeavingChanged
from kvip_tui.domain.planning.subitems import SplitView
from kvip_tui.domain.planning.vocabulary import (
    BlockAdded,
    BlockRemoved,
    BlockRenamed,
    BlockRestored,
    BlocksMoved,
    BlockSplit,
    BlocksRetimed,
    EditEvent,
    EndMoved,
    LengthChanged,
    PartStarted,
    StartChanged,
    StartMoved,
)
from kvip_tui.domain.state.plan import Starts
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.clock import clock_text
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats
from kvip_tui.texts.guests import capital

REFUSALS: dict[str, str] = {
    "edit.unchanged": m("Slik er det allerede; skriv noe annet, eller la det stå."),
    "visit.lived": m("Dagen er begynt: {date} står fast, men «besøksvert» retter verten."),
    "edit.running": m("«{title}» pågår; bare tittel, lengde og faktiske tider kan endres nå."),
    "edit.ended": m("«{title}» er avsluttet; bare faktisk begynnelse og slutt kan rettes."),
    "edit.skipped": m("«{title}» er droppet; hent den tilbake først med «tilbake»."),
    "edit.not_gone": m(
        "«{title}» er verken droppet eller fjernet; «tider» viser hvordan den står."
    ),
    "edit.none_gone": m("Ingen blokk er droppet eller fjernet; «tider» viser blokkene."),
    "edit.only_block": m("«{title}» er dagens eneste blokk; dropp den heller med «hopp»."),
    "edit.no_title": m("Tittelen er tom; skriv hva blokka skal hete."),
    "edit.long_title": m("Tittelen er for lang; bruk høyst {longest} tegn."),
    "edit.length": m("En blokk varer fra 1 minutt til 12 timer; skriv en lengde mellom dem."),
    "edit.bad_length": m("«{text}» er ikke en lengde; skriv for eksempel «30m» eller «1t15»."),
    "edit.clock": m("Tidspunktet ligger utenfor dagen; skriv et klokkeslett på dagen."),
    "edit.bad_clock": m("«{text}» er ikke et klokkeslett; skriv for eksempel «09.45»."),
    "edit.start_past": m("Tidspunktet er passert; skriv et som kommer."),
    "edit.future": m("Tidspunktet er ikke kommet ennå; skriv når det faktisk skjedde."),
    "edit.not_begun": m(
        "«{title}» har ikke begynt, så det er ingen faktisk tid å rette; «start» begynner på den."
    ),
    "edit.nothing_yet": m("Dagen har ikke kommet så langt; skriv hvilken blokk det gjelder."),
    "edit.not_ended": m("«{title}» pågår ennå; bruk «slutt» når den er over."),
    "edit.start_after_end": m(
        "«{title}» sluttet {end}, og kan ikke ha begynt senere; rett slutten først, eller skriv et"
        " tidligere klokkeslett."
    ),
    "edit.end_before_start": m(
        "«{title}» begynte {start}, og kan ikke ha sluttet før det; rett begynnelsen først, eller "
        "skriv et senere klokkeslett."
    ),
    "edit.overlap": m("Da varte «{title}», fra {start} til {end}; rett den først."),
    "edit.overlap_running": m("Da pågikk «{title}», fra {start}; rett den først."),
    "edit.happened": m(
        "Den kan ikke stå før «{title}», som alt har begynt; skriv en blokk som kommer."
    ),
    "edit.same_place": m("«{title}» står der allerede; skriv en annen plass."),
    "edit.other_day": m("«{title}» hører til en annen dag; gå dit med «dag» først."),
    "edit.gate": m("Da holdt ikke «{check}» lenger tilbake «{title}»; kryss av punktet først."),
    "leaving.unsaid": m(
        "Dagsplanen sier ikke hvem som er med i hva, og da heller ikke hvem som går: skriv "
        "«present» i planfila."
    ),
    "leaving.gone": m("{group} er ikke med i noe mer i dag; «tider» viser hva som kommer."),
    "leaving.before": m(
        "{group} er først med i «{title}», som ikke har begynt da; skriv et senere klokkeslett."
    ),
    "name.group_unknown": m("Ingen gruppe heter noe som begynner på «{text}»; «folk» viser dem."),
    "name.group_ambiguous": m("«{text}» kan være flere grupper: {names}; skriv mer av navnet."),
    "edit.where": m("Skriv hvor blokka skal: «flytt BLOKK før BLOKK» eller «… etter BLOKK»."),
    "edit.colon": m("Skriv et kolon etter blokka: «{word} BLOKK: …»."),
    "edit.comma": m("Skriv tittel, komma og lengde: «ny blokk Kaffe, 10m etter lunsj»."),
    "part.none": m("Ingen blokk som pågår, er delt opp; skriv «del BLOKK: Tema A 40, Tema B 30»."),
    "part.last": m("Alle delpunktene er begynt; avslutt blokka, eller skriv navnet på ett."),
    "language.already": m("Besøket er på det språket allerede; «språk» bytter programmets."),
    "part.already": m("«{title}» er i gang allerede; «delpunkt» går til neste."),
    "part.unknown": m(
        "Det finnes ikke noe delpunkt som heter «{part}»; «tider» viser delpunktene."
    ),
    "part.whole": m("«{title}» er ikke delt opp; del den med «del»."),
    "part.count": m("Del i minst {fewest} og høyst {most} punkter, med komma mellom."),
    "part.share": m("Skriv et helt tall fra 1 til 720 etter «{title}», som minutter eller andel."),
    "name.part_unknown": m("Ikke noe delpunkt begynner på «{text}»; «tider» viser delpunktene."),
    "name.part_ambiguous": m("«{text}» kan være flere delpunkter: {names}; skriv mer av tittelen."),
}


LANGUAGES: dict[str, str] = {"nb": m("bokmål"), "nn": m("nynorsk"), "en": m("engelsk")}

_BLOCK: dict[type, str] = {
    BlockRemoved: m("{title} er tatt ut av planen; «tilbake» henter den inn igjen"),
    BlockRestored: m("{title} er hentet tilbake"),
    StartMoved: m("{title} begynte {clock}"),
    EndMoved: m("{title} sluttet {clock}"),
    PartStarted: m("{title}: {part} er i gang"),
}


def happened(visit: Visit, event: EditEvent) -> str:
    """Return what a change of the running day was; '' for what only follows from another."""
    match event:
        case BlockRenamed():
            old = _title(visit, event.block)
            return _("{old} heter nå {title}").format(old=old, title=event.title)
        case LengthChanged():
            length = formats.minutes(timedelta(minutes=event.minutes))
            text = _("{title} skal vare {length}")
            return text.format(title=_title(visit, event.block), length=length)
        case StartChanged():
            return _start(visit, event)
        case BlockAdded():
            return _added(visit, event)
        case BlocksMoved():
            titles = " + ".join(_title(visit, block) for block in event.blocks)
            return _placed(visit, titles, event.after)
        case BlocksRetimed():
            return ""
        case LeavingChanged():
            return _leaving(visit, event)
        case LanguageChosen() | VisitRenamed():
            return _of_visit(event)
        case BlockSplit():
            return _split(visit, event)
        case _:
            return _of_block(visit, event)


def _title(visit: Visit, block_id: str | None) -> str:
    """Return the title of a block, also of one that was taken out of the plan."""
    removed = visit.removed.get(block_id or "")
    block = visit.block(block_id or "") or (removed.block if removed else None)
    return block.title if block else block_id or ""


def _of_block(
    visit: Visit,
    event: BlockRemoved | BlockRestored | PartStarted | StartMoved | EndMoved,
) -> str:
    split = visit.splits.get(event.block)
    parts = {part.id: part.title for part in split.parts} if split else {}
    moment, part = getattr(event, "to", None), getattr(event, "part", "")
    return _(_BLOCK[type(event)]).format(
        title=_title(visit, event.block),
        clock=formats.clock(moment, visit.plan.timezone),
        part=parts.get(part, part),
    )


def _start(visit: Visit, event: StartChanged) -> str:
    block, title = visit.block(event.block), _title(visit, event.block)
    start = event.start if event.start is not None else block.start if block else None
    templates = {
        Starts.FOLLOWS: _("{title} begynner når det forrige er slutt"),
        Starts.FIXED: _("{title} begynner ikke før {clock}"),
        Starts.APPOINTMENT: _("{title} er en avtale {clock}"),
    }
    return templates[event.starts].format(title=title, clock=clock_text(start or 0))


def _of_visit(event: LanguageChosen | VisitRenamed) -> str:
    """Return which language a visit is in, or whom and when it is to."""
    if isinstance(event, LanguageChosen):
        return _("Besøket er på {language} nå").format(language=_(LANGUAGES[event.language]))
    day = formats.date_text(event.date)
    return _("Besøket er til {host}, {date}").format(host=event.host, date=day)


def _leaving(visit: Visit, event: LeavingChanged) -> str:
    """Return until when a group is there."""
    group = next((group for group in visit.plan.groups if group.id == event.group), None)
    who = formats.who([group]) if group else event.group
    if event.leaves is None:
        return capital(_("{who} blir til det er slutt").format(who=who))
    said = _("{who} går {clock}")
    return capital(said.format(who=who, clock=clock_text(event.leaves)))


def _added(visit: Visit, event: BlockAdded) -> str:
    new = event.added
    if new.start is None or new.end is None:
        return _placed(visit, new.title, event.after)
    length = formats.minutes(timedelta(minutes=new.end - new.start))
    titled = _("{title}, {length}").format(title=new.title, length=length)
    return _placed(visit, titled, event.after)


def _placed(visit: Visit, titles: str, after: str | None) -> str:
    if after is None:
        return _("{title} er satt først").format(title=titles)
    before = _title(visit, after)
    return _("{title} er satt etter {before}").format(title=titles, before=before)


def _split(visit: Visit, event: BlockSplit) -> str:
    title, count = _title(visit, event.block), len(event.parts)
    if not count:
        return _("{title} er ikke delt opp lenger").format(title=title)
    text = ngettext("{title} er delt i {n}: {parts}", "{title} er delt i {n}: {parts}", count)
    parts = ", ".join(part.title for part in event.parts)
    return text.format(title=title, n=count, parts=parts)


def part_lines(split: SplitView) -> list[str]:
    """Return which sub-item is on, what is left of it, and whether it eats the others' time."""
    current = split.current
    if current is None:
        return []
    title = current.part.title
    if current.left is None:
        return [_("Delpunkt: {title}").format(title=title)]
    left = formats.to_the_second(formats.left(current.left))
    said = _("Delpunkt: {title}, {left} igjen").format(title=title, left=left)
    return list(filter(None, (said, drift(split))))


def drift(split: SplitView) -> str:
    """Return that a sub-item eats the time of those to come, from a minute on; else ''."""
    count = len(split.waiting)
    if split.current is None or split.eaten < timedelta(minutes=1):
        return ""
    return ngettext(
        "«{title}» har tatt {eaten} fra det neste; {rest} igjen til det",
        "«{title}» har tatt {eaten} fra de {n} neste; {rest} igjen til dem",
        count,
    ).format(
        title=split.current.part.title,
        eaten=formats.minutes(split.eaten),
        rest=formats.minutes(split.rest),
        n=count,
    )


def never_ended(visit: Visit, at: datetime, titled: Callable[[str], str] = str) -> str:
    """Return that what runs was never ended, and until when its time is measured.

    *titled* makes a title fit to stand where the sentence will.
    """
    said = _("{titles} ble aldri avsluttet. Tida er regnet til det siste som ble gjort, {when}.")
    titles = ", ".join(f"«{titled(block.title)}»" for block in visit.running())
    zone = visit.plan.timezone
    date = formats.date_text(at.astimezone(ZoneInfo(zone)).date())
    when = _("{date} kl. {clock}").format(date=date, clock=formats.clock(at, zone))
    return said.format(titles=titles, when=when)
