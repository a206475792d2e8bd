"""What the program says of a report's readers: whom it was sent to, and what they say of it."""

from collections.abc import Iterator

from kvip_tui.domain.review.anchors import PROSE
from kvip_tui.domain.review.changes import (
    RemarkSettled,
    RemarksReceived,
    ReportSent,
    ReviewEvent,
)
from kvip_tui.domain.review.since import Since, since
from kvip_tui.domain.review.words import stretches
from kvip_tui.domain.state.report import Remark, Remarked, Sending, Verdict
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats
from kvip_tui.texts.report import number, section_title

REFUSALS: dict[str, str] = {
    "remarks.foreign": m(
        "Jeg kjenner ikke igjen noe av rapporten i dokumentet: se om det hører til dette besøket."
    ),
    "remarks.known": m("Alt i dokumentet er hentet inn før; «merknader» viser det."),
    "remarks.none": m(
        "Det står ingen merknader i dokumentet, og ingenting er endret; velg et annet dokument."
    ),
    "remarks.unknown": m("Det er ingen merknad med det nummeret; «merknader» viser dem."),
    "remarks.settled": m("Det er avgjort alt; «angre» tar det tilbake."),
    "remarks.gone": m("Det merknaden gjelder, står ikke i rapporten lenger: avvis den."),
    "remarks.where": m("Si hvilken del det skal stå i: «ta inn NR DEL»."),
    "remarks.clash": m(
        "Ordene er endret på samme sted siden: skriv punktet om selv, og avvis merknaden."
    ),
    "sent.to_nobody": m("Si hvem rapporten er sendt til."),
    "sent.when": m("Dagen kan ikke være etter {last}; skriv en tidligere dag."),
    "sent.unknown": m("Ingen «{text}» er sendt rapporten; «gjennomgang» viser hvem som er det."),
}
SORTS: dict[Remarked, str] = {
    Remarked.COMMENT: m("kommentar"),
    Remarked.EDIT: m("endring"),
    Remarked.ADDITION: m("nytt"),
    Remarked.REMOVAL: m("strøket"),
    Remarked.MOVE: m("flyttet"),
}
VERDICTS: dict[Verdict, str] = {
    Verdict.TAKEN: m("tatt inn"),
    Verdict.DECLINED: m("avvist"),
}
PARTS: dict[str, str] = {
    "topic": m("tema"),
    "who": m("hvem"),
    "due": m("når"),
}
# What somebody who has been told of nothing is called.
NOBODY = m("ukjent")
_LONGEST = 60


def happened(visit: Visit, event: ReviewEvent) -> str:
    """Return what was done with the report's readers; what they say is not repeated."""
    match event:
        case ReportSent():
            text = _("Sendt til {name} {date}")
            day = formats.date_text(event.on)
            return text.format(name=formats.isolated(event.recipient), date=day)
        case RemarksReceived():
            count = len(event.remarks)
            text = ngettext("{n} merknad er hentet inn", "{n} merknader er hentet inn", count)
            said = text.format(n=count)
            lost = sum(not remark.placed for remark in event.remarks)
            if lost:
                text = ngettext(
                    "{n} av dem har ikke fått plass", "{n} av dem har ikke fått plass", lost
                )
                said = f"{said}, {text.format(n=lost)}"
            return said
        case RemarkSettled():
            numbers = {one.id: n for n, one in enumerate(visit.report.remarks, 1)}
            text = _("Merknad {n} er {verdict}")
            verdict = _(VERDICTS[event.verdict])
            return text.format(n=numbers.get(event.remark, "?"), verdict=verdict)


def who(remark: Remark) -> str:
    """Return who says it."""
    return formats.isolated(remark.by) or _(NOBODY)


def sort(remark: Remark) -> str:
    """Return what somebody wants, in a word."""
    return _("svar") if remark.answers else _(SORTS[remark.sort])


def where(visit: Visit, remark: Remark) -> str:
    """Return the place that a remark is about, in words."""
    if remark.point:
        place = _("punkt {n}").format(n=number(visit, remark.point))
        part = PARTS.get(remark.part)
        return f"{place}, {_(part)}" if part else place
    if not remark.section:
        return _("uten plass")
    title = section_title(visit, remark.section)
    if remark.part == PROSE:
        return _("teksten under «{section}»").format(section=title)
    return _("under «{section}»").format(section=title)


def said(visit: Visit, remark: Remark) -> str:
    """Return what a remark says, with what is taken out in [- -] and what comes in in [+ +]."""
    match remark.sort:
        case Remarked.COMMENT:
            words = formats.isolated(remark.text) or _("(uten ord)")
            if not remark.quote:
                return words
            return _("{words} – om «{quote}»").format(words=words, quote=_short(remark.quote))
        case Remarked.EDIT:
            parts = stretches(remark.was, remark.wanted)
            return "".join(_stretch(part.old, part.new) for part in parts)
        case Remarked.ADDITION:
            return formats.isolated(remark.text)
        case Remarked.REMOVAL:
            return f"[-{remark.was}-]"
        case Remarked.MOVE:
            return _("til «{section}»").format(section=section_title(visit, remark.section))


def _stretch(old: str, new: str) -> str:
    if old == new:
        return old
    return (f"[-{old}-]" if old else "") + (f"[+{new}+]" if new else "")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def line(visit: Visit, number: int, remark: Remark) -> str:
    """Return a remark in a line: its number, what became of it, who says what, and of what."""
    verdict = visit.report.verdicts.get(remark.id)
    aside = f" ({_(VERDICTS[verdict])})" if verdict else ""
    head = f"{number}{aside} {who(remark)}, {sort(remark)}, {where(visit, remark)}"
    return f"{head}: {' '.join(said(visit, remark).split())}"


def lines(visit: Visit) -> list[str]:
    """Return the remarks, those that could not be placed last, and whom the report was sent to."""
    numbered = list(enumerate(visit.report.remarks, 1))
    placed = [line(visit, n, one) for n, one in numbered if one.placed]
    lost = [line(visit, n, one) for n, one in numbered if not one.placed]
    head = [_("Uten plass i rapporten:")] if lost else []
    return [*placed, *head, *lost] or [_("Ingen merknader er hentet inn ennå.")]


def sent(visit: Visit) -> Iterator[str]:
    """Yield whom the report was sent to, the last time each, and what has changed since."""
    for sending in {sending.recipient: sending for sending in visit.report.sent}.values():
        yield sent_to(visit, sending)


def sent_to(visit: Visit, sending: Sending) -> str:
    """Return whom the report was sent to and when, and how much has changed since."""
    text = _("sendt {name} {date}: {changes}")
    name, day = formats.isolated(sending.recipient), formats.date_text(sending.on)
    return text.format(name=name, date=day, changes=_count(since(visit, sending).count))


def changed(found: Since) -> str:
    """Return how much of a report that was written is marked as changed."""
    text = _("{changes} siden {name} så den {date}; det er merket som sporede endringer.")
    name, day = formats.isolated(found.recipient), formats.date_text(found.on)
    said = _count(found.count)
    return text.format(changes=said[:1].upper() + said[1:], name=name, date=day)


def _count(count: int) -> str:
    if not count:
        return _("ingenting er endret")
    return ngettext("{n} sted er endret", "{n} steder er endret", count).format(n=count)
