"""Every point of the InnoMed sources that concerns running the event is somewhere in its plan.

Each row is a point of a source, in the words of the plan, under the block that shows it.
"""

import pytest

from tests.store.plans.shipped import block, words

GROUP_WORK = [
    "5 minutters pause",
    "hente inn innsikt",
    "1. Se på statistikk og tall",
    "2. Vurder ulike målgrupper",
    "3. Lag aktørkart",
    "innsikten fra behovskartleggingen; arbeid i Miro",
]

WORKSHOP = {
    "innledning": [
        "mute når du ikke snakker",
        "ha på kamera så lenge nettverket tillater det",
        "«rekke opp hånda»-funksjonen",
        "bruk chatten aktivt underveis",
        "sitt nær mikrofonen",
        "Mål 1: vurdere mulige målgrupper",
        "Mål 2: begynne å planlegge forankring",
        "Introduksjonsrunde i Menti",
    ],
    "hva-er-dho": ["Hva er digital hjemmeoppfølging? (video)"],
    "prosjektet": ["Introduksjon til prosjektet", "Kari"],
    "prosess": [
        "kort oppsummering fra sist",
        "1. Avklare behov",
        "2. Utforme",
        "3. Implementere",
        "4. Drifte og evaluere",
        "Gevinstrealisering",
        "fastlegene før behovsfasen",
        "diagnosegrupper",
        "høyt forbruk",
        "trygge",
        "smittevern",
    ],
    "gruppe-kommuner": ["Kjell Olav Bondevik", "Fasilitator for kommunene", "se chat", *GROUP_WORK],
    "gruppe-helseforetak": ["InnoMed", "bli værende i rommet", *GROUP_WORK],
    "gruppe-brukere": ["Anette Eri Norevik", "se chat", *GROUP_WORK],
    "oppsummering": [
        "Hver gruppe presenterer sine viktigste punkter",
        "statistikk og tall (helseforetak og kommuner)",
        "målgruppenes behov",
        "gevinster",
        "forutsetninger for å lykkes",
        "aktører som er berørt",
        "2–3 mulige målgrupper i region Vestland",
        "økt trygghet, mestring eller kunnskap om helsa?",
        "Vet vi nok om brukerbehovene?",
        "dokumentert erfaring med DHO",
        "høyt forbruk av helsetjenester?",
        "tekniske løsninger for målgruppens behov?",
    ],
    "forankring": [
        "Planlegge forankring",
        "ledernivå",
        "klinisk involvering",
        "Finansieringsmodell",
    ],
}

WEBINAR = {
    "innledning": ["Innledning", "Hva er InnoMed?"],
    "veiviseren": ["Presentasjon av Veiviseren", "Fase 1", "Fase 4", "Sjekkliste før du starter"],
    "indre-ostfold": [
        "Innovativ rehabilitering – Indre Østfold kommune",
        "Tips til å komme i gang",
    ],
    "nordlandssykehuset": ["Fra fysisk oppmøte til digitale konsultasjoner", "Spørsmål?"],
}

GUIDE = {
    "avdekke": [
        "klar forståelse for behov, utfordringer og gevinster",
        "samarbeidsprosjekt på tvers av forvaltningsnivå",
        "brukergrupper, tjenesteområder og tjenesteforløp",
        "felles effekt- og resultatmål",
    ],
    "designe": [
        "tjenesteforløp på tvers av forvaltningsnivå er utarbeidet og forankret",
        "kompatible videoløsninger",
        "Risikovurderinger er utført",
        "Funksjonelle og tekniske krav",
    ],
    "implementere": [
        "plan for driftsettelse og installasjon",
        "Alle involverte personer er informert",
        "Superbrukere er frikjøpt eller formelt engasjert",
        "Prosedyrer for arbeidsprosesser, support, dokumentasjon",
    ],
    "drifte": [
        "brukes daglig på tvers av kommuner og sykehus",
        "Rutiner for drift og kontinuerlig forbedring",
        "diskuteres i fellesfora",
        "Systematisk evaluering av tjenesten",
    ],
}
ROWS = [
    (plan_id, block_id, points)
    for plan_id, source in (("innomed-workshop", WORKSHOP), ("innomed-webinar", WEBINAR))
    for block_id, points in source.items()
]


@pytest.mark.parametrize(("plan_id", "block_id", "points"), ROWS)
def test_the_points_of_a_source_stand_in_the_block(
    plan_id: str, block_id: str, points: list[str]
) -> None:
    """What the source says of a moment of the day is shown at that moment."""
    shown = words(plan_id, block_id)
    assert [point for point in points if point not in shown] == []


@pytest.mark.parametrize(("block_id", "items"), GUIDE.items())
def test_the_items_of_the_guide_are_the_checklist_in_order(block_id: str, items: list[str]) -> None:
    """All sixteen, four to a phase, in the order of the source."""
    checks = block("innomed-veiviser", block_id).checks
    assert len(checks) == len(items)
    assert all(item in check.text for item, check in zip(items, checks, strict=True))
