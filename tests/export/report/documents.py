"""Reports for the tests of the documents: one as a leader may have it, and small changes to it."""

from datetime import date
from typing import Literal

from msgspec.structs import replace

from kvip_tui.domain.report.document import (
    DocumentMeasure,
    DocumentPoint,
    DocumentSection,
    ReportDocument,
    ReviewRow,
    Version,
)
from kvip_tui.domain.state.form import Holds
from kvip_tui.domain.state.report import Aspect, FollowUp, Step
from kvip_tui.store.shipped.report_forms import shipped_form

DIGITAL = "besoksrapport-digital"
PROSE = {
    "hovedessens": (
        "Enheten har gjort overgangene til kommunen tryggere, og har folk som vil mer av det. "
        "Det som mangler, er faste møter med barnevernet og skolen.",
    ),
    "kontekst": (
        "BUP akutt Fjordby har åtte senger og tar imot ungdom fra elleve kommuner.\n"
        "Enheten ønsket særlig å drøfte skjerming og samarbeid med pårørende.",
        "Nøkkelansatte og verneombud var med på selvevalueringen.",
    ),
    "visjon": ("Ingen ungdom skal skrives ut uten en plan som kommunen har vært med på å lage.",),
    "gjennomforing": ("Besøket ble gjennomført digitalt, etter dagsplanen, med fem fra enheten.",),
}
POINTS: dict[str, tuple[DocumentPoint, ...]] = {
    "siste-aret": (
        DocumentPoint("p1", "Satsing: tryggere overganger til kommunen."),
        DocumentPoint("p2", "Oppnådd: utskrivningsplan for alle siden august."),
        DocumentPoint("p3", "Hindring: lang ventetid i barnevernet."),
    ),
    "fjorarets": (
        DocumentPoint("p4", "Foreldre inviteres til behandlingsmøtene.", status=FollowUp.MET),
        DocumentPoint("p5", "Skriftlig informasjon til søsken.", status=FollowUp.PARTLY),
        DocumentPoint("p6", "Felles morgenmøte med skolen.", status=FollowUp.NOT_MET),
    ),
    "fokusomrader": (
        DocumentPoint("p7", "Foreldre er med på å lage planen.", "Skjerming", Aspect.DISCUSSED),
        DocumentPoint(
            "p8", "Nordlia har et eget rom der foreldre kan være.", "Skjerming", Aspect.EXPERIENCE
        ),
        DocumentPoint("p9", "Prøv et sansehjørne i to uker.", "Skjerming", Aspect.IDEA),
        DocumentPoint("p10", "Søsken får tilbud om samtale.", "Pårørende", Aspect.DISCUSSED),
        DocumentPoint("p11", "En pårørendekveld i måneden.", "Pårørende", Aspect.IDEA),
    ),
    "styrker": (
        DocumentPoint("p12", "Fast sykepleier på kveld har gitt roligere innsovning."),
        DocumentPoint("p13", "Miljøpersonalet spør ungdommene før de endrer regler."),
        DocumentPoint("p14", "Ledelsen er til stede på avdelingen hver dag."),
    ),
    "utfordringer": (
        DocumentPoint("p15", "Mangler faste møter med barnevernet."),
        DocumentPoint("p16", "Skolen får vite om innleggelsen for sent."),
        DocumentPoint("p17", "Få av de ansatte kjenner de nye standardene."),
    ),
    "laring": (DocumentPoint("p18", "Vi tar med oss måten de spør ungdommene på."),),
    "neste-besok": (DocumentPoint("p19", "Er møtene med barnevernet kommet i gang?"),),
}
MEASURES = (
    DocumentMeasure(
        *("m1", "Skole", "Prøv felles morgenmøte med skolen", "Ingrid Nes", "mars 2021")
    ),
    DocumentMeasure(
        *("m2", "Barnevern", "Faste møter annenhver uke, med referat", "Berit Moe", "fra april")
    ),
    DocumentMeasure("m3", "Standarder", "Gå gjennom én standard i hvert fagmøte", "", ""),
)
REVIEW = (
    ReviewRow(Step.TEAM, date(2021, 3, 26), date(2021, 3, 24)),
    ReviewRow(Step.HOST, date(2021, 3, 30)),
    ReviewRow(Step.NETWORK, date(2021, 4, 6)),
    ReviewRow(Step.APPROVED, date(2021, 4, 6)),
)


def report(
    kind: str = DIGITAL, language: Literal["nb", "nn", "en"] = "nb", *, draft: bool = True
) -> ReportDocument:
    """Return a report of a fictional visit."""
    form = shipped_form(kind, language)
    return ReportDocument(
        kind=kind,
        title=form.title,
        visit="Digitalt KvIP-besøk",
        host="BUP akutt Fjordby",
        date=date(2021, 3, 16),
        leader="Anne Lie",
        team=(
            *("Anne Lie, Besøksleder, BUP akutt Nordlia", "Fatima Ali, Brukerrepresentant"),
            *("Henrik Dahl, Psykologspesialist", "Lars Eide, Vernepleier"),
        ),
        hosts=("Berit Moe, Enhetsleder", "Ingrid Nes, Fagutvikler", "Kari Holm, Overlege"),
        draft=draft,
        version=Version(number=142, on=date(2021, 3, 17)),
        language=language,
        sections=tuple(
            DocumentSection(
                id=section.id,
                title=section.title,
                holds=section.holds,
                prose=PROSE.get(section.id, tuple(filter(None, section.text.split("\n\n")))),
                points=() if section.holds is Holds.MEASURES else POINTS.get(section.id, ()),
                measures=MEASURES if section.holds is Holds.MEASURES else (),
            )
            for section in form.sections
        ),
        review=REVIEW if form.reviewed else (),
    )


def with_points(texts: tuple[str, ...], section: str = "styrker") -> ReportDocument:
    """Return the report with these points in a section instead of its own."""
    made = report()
    points = tuple(DocumentPoint(f"x{n}", text) for n, text in enumerate(texts))
    sections = (replace(old, points=points) if old.id == section else old for old in made.sections)
    return replace(made, sections=tuple(sections))
