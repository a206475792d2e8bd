"""What the program says of the report: refusals, and what became of it."""

from datetime import date

from kvip_tui.domain.report.changes import (
    FeedbackWritten,
    FormChosen,
    NotesReceived,
    ProseWritten,
    ReportEvent,
    ReviewDated,
)
from kvip_tui.domain.report.document import ReportDocument, ReviewRow, Version
from kvip_tui.domain.report.points import (
    PointAdded,
    PointDetailed,
    PointEvent,
    PointMoved,
    PointRemoved,
    PointReworded,
    PointsCleared,
    PointsMerged,
    SourcesAdded,
)
from kvip_tui.domain.report.sources import form_of, points_in_order
from kvip_tui.domain.state.report import Aspect, Feedback, FollowUp, Step
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats

REFUSALS: dict[str, str] = {
    "report.no_form": m(
        "Planen sier ikke hva rapporten skal inneholde; velg med «rapportmal NAVN»."
    ),
    "report.form_in_use": m("Det står noe under «{section}», som den malen ikke har; flytt det."),
    "report.unchanged": m("Slik er det allerede; skriv noe annet, eller la det stå."),
    "report.empty": m("Punktet er tomt; skriv hva det skal si."),
    "report.long": m("Teksten er for lang; del den i stykker på høyst {longest} tegn."),
    "report.no_notes": m("Si hvilket notat det gjelder."),
    "report.interview": m(
        "Notater fra intervju kan aldri stå i rapporten; skriv et «inntrykk» i teamets møte."
    ),
    "report.impression": m(
        "Et inntrykk må løftes først, med ja fra en til: «løft inntrykk NOTAT NAVN»."
    ),
    "report.impression_quoted": m(
        "Et inntrykk veves inn, det gjengis ikke: skriv punktet med egne ord."
    ),
    "report.promoted": m("Notatet står alt under «{section}»; endre punktet der."),
    "report.no_section": m("Merkelappene sier ikke hvor notatet hører hjemme; skriv delen etter."),
    "report.merge_one": m("Nevn minst to punkter som skal bli til ett."),
    "report.place": m("Plassen må være et tall fra 1 til {most}."),
    "report.no_detail": m(
        "Et punkt under «{section}» har ikke den opplysningen; «plasser» flytter det til en annen "
        "del."
    ),
    "report.long_detail": m("Teksten er for lang; bruk høyst {longest} tegn."),
    "report.colon": m("Skriv et kolon mellom: «{word} …: …»."),
    "report.more": m("Skriv mer etter «{word}»: punktet, og så resten."),
    "name.section_unknown": m("Ingen del av rapporten begynner på «{text}»; «rapport» viser dem."),
    "name.section_ambiguous": m("«{text}» kan være flere deler: {names}; skriv mer av tittelen."),
    "name.point_unknown": m("Det er ikke noe punkt «{text}»; «rapport» viser dem med nummer."),
    "report.no_word": m("Jeg forstår ikke «{text}»; skriv {words}."),
    "section.unknown": m(
        "Rapporten har ingen del «{section}» å skrive i; «rapport» viser dem som finnes."
    ),
    "point.unknown": m("Rapporten har ikke noe punkt «{point}»; «rapport» viser dem som finnes."),
    "report.not_yet": m("Besøket er først {first}; dagen kan settes når besøket har vært."),
    "clear.missing": m("Si hvem hos vertsenheten som er varslet, hvilken dag og hvordan."),
    "clear.when": m("Dagen kan ikke være før {first} eller etter {last}; skriv en dag mellom dem."),
    "review.none": m("Rapporten skal ikke til gjennomgang; «rapportmal» velger en som skal."),
    "review.when": m(
        "Dagen kan ikke være før {first} eller etter {last}; skriv en dag mellom dem."
    ),
    "review.order": m(
        "Gjennomgangen går fra team til vertsenhet, nettverksleder og godkjenning; «gjennomgang» "
        "viser hvem som er neste."
    ),
    "feedback.unknown": m(
        "Tilbakemeldingen har ikke noe spørsmål «{question}»; «rapport» viser spørsmålene."
    ),
}

STEPS: dict[Step, str] = {
    Step.TEAM: m("besøksteamet"),
    Step.HOST: m("vertsenheten"),
    Step.NETWORK: m("nettverksleder"),
    Step.APPROVED: m("godkjenning"),
}
STATUSES: dict[FollowUp, str] = {
    FollowUp.MET: m("fulgt opp"),
    FollowUp.PARTLY: m("delvis fulgt opp"),
    FollowUp.NOT_MET: m("ikke fulgt opp"),
}
ASPECTS: dict[Aspect, str] = {
    Aspect.DISCUSSED: m("drøftet"),
    Aspect.EXPERIENCE: m("erfaring"),
    Aspect.IDEA: m("idé"),
}
FEEDBACK: dict[Feedback, str] = {
    Feedback.NETWORK: m("Tilbakemelding til nettverksleder"),
    Feedback.LEADER: m("Tilbakemelding til besøksleder"),
}
QUESTIONS: dict[str, str] = {
    "standards": m("Er noen standarder tvetydige, uklare eller dårlige?"),
    "organisation": m("Er det noe ved organiseringen som kan gjøres annerledes?"),
    "day_plan": m("Fungerte dagsplanen?"),
    "tips": m("Andre tips, råd eller innspill?"),
    "went_well": m("Hva var bra med ledelsen av dagen?"),
    "differently": m("Hva kunne vært gjort annerledes?"),
}


def section_title(visit: Visit, section_id: str) -> str:
    """Return the heading of a section, or its id where the report has none such."""
    form = form_of(visit)
    section = form.section(section_id) if form else None
    return section.title if section else section_id


def number(visit: Visit, point_id: str) -> int:
    """Return what people call a point: its number in the report; one not there yet comes last."""
    ids = [point.id for point in points_in_order(visit)]
    return ids.index(point_id) + 1 if point_id in ids else len(ids) + 1


def happened(visit: Visit, event: ReportEvent) -> str:
    """Return what was done to the report; what was written is not repeated."""
    if isinstance(event, PointEvent):
        return _point(visit, event)
    match event:
        case FormChosen():
            return _("Rapporten har delene i «{title}»").format(title=event.form.title)
        case ProseWritten():
            title = section_title(visit, event.section)
            return _("Teksten under «{section}» er skrevet").format(section=title)
        case ReviewDated():
            return _review(event)
        case FeedbackWritten():
            return _("{feedback}: svaret er skrevet").format(feedback=_(FEEDBACK[event.to]))
        case NotesReceived():
            person = visit.person(event.person)
            name = formats.isolated(person.name if person else event.person)
            if event.received:
                return _("Notatene fra {name} er kommet").format(name=name)
            return _("Notatene fra {name} mangler").format(name=name)


def _review(event: ReviewDated) -> str:
    step = _(STEPS[event.step])
    if event.on is None:
        return _("Gjennomgang, {step}: ikke ferdig").format(step=step)
    day = formats.date_text(event.on)
    return _("Gjennomgang, {step}: ferdig {date}").format(step=step, date=day)


def _point(visit: Visit, event: PointEvent) -> str:
    match event:
        case PointAdded():
            title = section_title(visit, event.section)
            return _("Nytt punkt under «{section}»").format(section=title)
        case PointMoved():
            title = section_title(visit, event.section)
            text = _("Punkt {n} er flyttet, under «{section}»")
            return text.format(n=number(visit, event.point), section=title)
        case PointsMerged():
            count = len(event.points) + 1
            text = ngettext("{n} punkt er slått sammen", "{n} punkter er slått sammen", count)
            return text.format(n=count)
        case PointsCleared():
            text = _("Varslet {date}: {who}, {how}")
            day, who = formats.date_text(event.on), formats.isolated(event.who)
            return text.format(date=day, who=who, how=formats.isolated(event.how))
        case _:
            return _(_CHANGED[type(event)]).format(n=number(visit, event.point))


_CHANGED: dict[type[PointEvent], str] = {
    PointReworded: m("Punkt {n} har fått andre ord"),
    SourcesAdded: m("Punkt {n} har fått flere kilder"),
    PointRemoved: m("Punkt {n} er tatt ut av rapporten"),
    PointDetailed: m("Punkt {n} er utfylt"),
}


def version(made_from: Version, *, draft: bool) -> str:
    """Return what a document was made from; no word of a machine or a path."""
    template = (
        _("Utkast, laget av utgave {number} av loggen, {date}.")
        if draft
        else _("Laget av utgave {number} av loggen, {date}.")
    )
    return template.format(number=made_from.number, date=formats.date_text(made_from.on))


def visit_title(document: ReportDocument) -> str:
    """Return what kind of visit a report is of, and that it was only practised where it was."""
    if not document.rehearsal:
        return document.visit
    return _("ØVING: {title}").format(title=document.visit)


def marked_as(aspect: Aspect | None, status: FollowUp | None) -> str:
    """Return what a point says of its focus area, or what became of a finding; '' for neither."""
    if aspect is not None:
        return _(ASPECTS[aspect])
    return _(STATUSES[status]) if status is not None else ""


def done(on: date | None) -> str:
    """Return the day on which a step of the review was taken; '' where it was not."""
    return formats.date_text(on) if on else ""


def review_row(row: ReviewRow) -> str:
    """Return a step of the review in a line: when it is due, and when it was taken."""
    step, due = _(STEPS[row.step]), formats.date_text(row.due)
    if row.done is None:
        return _("{step}: innen {due}").format(step=step, due=due)
    return _("{step}: ferdig {date}, frist {due}").format(
        step=step, date=formats.date_text(row.done), due=due
    )


def pending(row: ReviewRow, today: date) -> str:
    """Return the step of the review that is next, in few words."""
    template = (
        _("rapport: {step} skulle vært ferdig {due}")
        if row.due < today
        else _("rapport: {step} innen {due}")
    )
    return template.format(step=_(STEPS[row.step]), due=formats.day_and_month(row.due))
