"""Every point of the sources that concerns running a KvIP visit is somewhere in its plan.

Each row is a point of a source, in the words of the plan, under the block that shows it.
"""

import pytest

from tests.store.plans.shipped import words

DAY_PLAN = {
    "teknisk-test": [
        "Norsk Helsenett/Join\nhttps://join.nhn.no/\n716175",
        "Lyd og bilde fungerer hos vertsenhet og besøksteam",
        "lokal IT-support",
        "Ahus brukerstøtte er åpen 08.00–15.30",
        "Alle presenterer seg kort",
        "Alle i besøksteamet har sendt erklæringen til kontaktpersonen",
        "planlegger intervjuene, som går parallelt",
        "To fra besøksteamet er valgt til å intervjue pasienten",
        "To fra besøksteamet er valgt til å intervjue pårørende",
        "Ikke send synspunkter fra intervjuene til besøksleder på e-post",
        "Det holder å formidle inntrykket i teamets avsluttende møte",
        "Vertsenheten setter opp begge intervjuene i sensitivt rom",
        "Ikke flytt intervjuene til en annen løsning",
        "Vertsenheten vet hvem som inviteres, og har riktig e-post",
    ],
    "teamets-mote": [
        "Join-rommet brukes hele dagen, unntatt under intervjuene",
        "Alle har signert og sendt taushets- og lojalitetserklæring",
        "Sekretær under besøksdagen er valgt",
        "Hvem som hjelper besøksleder med chatten",
        "Leder og sekretær i intervjuet med pasienten",
        "Leder og sekretær i intervjuet med pårørende",
        "Fint om brukerrepresentanten leder intervjuet, med intervjuguide",
        "har med sekretær fra besøksteamet",
    ],
    "oppstart": [
        "Kort presentasjon av vertsenhet og besøksteam",
        "skru av lyden når du ikke snakker",
        "bruk chatten til å rekke opp hånda",
        "Pasient og pårørende stiller til intervju",
        "Samtykker fra pasient og pårørende er signert",
        "bekrefter invitasjon til sensitivt rom",
        "Kort innledning, målsetting for dagen og dagsplanen",
        "Besøksteamet introduserer egne enheter kort",
        "hovedsatsinger siste året, oppnådd, hindringer",
    ],
    "drofting": [
        "Drøfting og erfaringsutveksling",
        "fokusområder og tema som vertsenheten har meldt inn",
        "ledere og nøkkelpersonell, 2–8",
        "Vertsenheten avslutter besøksdagen etter dette",
    ],
    "intervju-pasient": ["Intervju med én pasient", "Whereby eller sensitivt Join-rom"],
    "intervju-parorende": ["Intervju med én pårørende", "Whereby eller sensitivt Join-rom"],
    "avslutning": [
        "Oppsummer intervjuene",
        "Oppsummer dagen og erfaringsutvekslingene",
        "styrker og utfordringer",
        "besøksteamets forslag til løsninger",
        "hva har du selv lært, og hva tar du med deg",
        "Planlegg rapportskrivingen",
        "Gi besøksleder tilbakemelding på ledelsen av dagen",
    ],
}

DIGITAL_VISITS = {
    "teknisk-test": ["Brukerrepresentant og fagperson intervjuer helst"],
    "forberedelse-vertsenhet": [
        "Selvevalueringen er gjennomført",
        "Opplysninger om enheten er sendt til nettverksleder",
        "Fokusområder og tema som ønskes drøftet, er meldt inn",
        "Høyst 5 ledere, nøkkelpersoner og ansatte",
        "Bare én pasient og én pårørende intervjues, av hensyn til personvern",
        "spurt pasient og pårørende om å delta",
        "Samtykker fra pasient og pårørende er hentet inn",
        "tilpassede malene",
    ],
    "forberedelse-team": [
        "utfordringer og muligheter",
        "Taushets- og lojalitetserklæring er signert",
    ],
    "oppstart": [
        "Fokusområdene som ønskes drøftet, er presentert",
        "åpenhet, nysgjerrighet, rådgivning og veiledning",
        "gjensidig læring og utvikling av behandlingstilbudet",
        "Mest erfaringsutveksling, mindre evaluering og standarder",
        "Utgår: omvisning, fokusgruppe og avsluttende møte",
    ],
    "intervju-pasient": [
        "15–20 minutter",
        "frivillig å delta og å svare",
        "trekke seg når som helst, uten å si hvorfor",
        "Ikke flytt intervjuet til en annen løsning",
        "individuelt og går parallelt",
        "sendes ikke på e-post",
        "inn i rapporten",
    ],
    "rapport": [
        "Synspunkter fra intervju kan underbygge eller nyansere",
        "den alternative malen",
        "Vertsenheten har gjennomgått rapporten",
    ],
}

TRAINING = {
    "forberedelse-team": [
        "Alt materiell ligger på akuttnettverket.no",
        "Samarbeid på tvers av helseforetak, organisasjoner og profesjoner",
        "refleksjon i et psykologisk trygt fellesskap",
        "fremme tiltak og skape forbedring",
    ],
    "forberedelse-leder": [
        "Informasjonen om KvIP på nettsida er lest",
        "Opplysningene om enheten er lest nøye",
        "Selvevalueringen er lest nøye",
        "kontekst, ev. to prioriterte funksjonsområder",
        "behov, ønsker og fokus",
        "styrkene og utfordringene",
        "Hva er oppnådd, og hva er visjonen",
        "framtida og endringspotensial",
        "Organisasjonskartet",
        "kvalitetsansvarlig, fagutvikler og medisinskfaglig rådgiver",
        "Hvem som var med i selvevalueringen",
        "verneombud og tillitsvalgt",
        "Fjorårets rapport er lest",
        "anbefalte tiltak? Er det fulgt opp?",
        "barrierer mot visjonen",
        "Det som mangler, er notert som spørsmål",
        "Tid rett etter besøket er øremerket",
        "Rapportmalen er kjent",
        "Start gjerne rapportskrivingen",
        "Rapportskrivingen er begynt",
        "å ikke ha forberedt seg godt",
        "ønsker og behov er avklart",
    ],
    "rapport": [
        "innen 2–3 uker",
        "Hva trengs fulgt opp",
        "hovedessensen",
        "like stort fokus på styrker og utfordringer",
        "Vær konkret, også på forslag til løsninger og tiltak",
        "Besøksteamet har gjennomgått",
        "Vertsenheten har gjennomgått",
        "Nettverksleder har gjennomgått rapporten til slutt",
        "vertsenhetens godkjenning",
        "Formatering, tabeller og skrivefeil",
        "rapportskrivingen alene",
        "ikke ha satt av tid",
        "ikke inneholde overraskelser",
        "Enhetsleder vet om det som vektlegges, men ikke ble tatt opp",
        "Alle har sendt over notatene sine",
        "ferdigstilt",
    ],
    "tilbakemelding-nettverk": [
        "standarder tvetydige, uklare eller dårlige",
        "organiseringen",
        "Fungerte dagsplanen?",
        "Andre tips, råd eller innspill",
    ],
    "fagetisk-dilemma": [
        "alvorlige hendelser eller kritikkverdige forhold",
        "1. Drøftes internt i besøksteamet først",
        "2. Bekymring fra intervju: besøksleder orienteres",
        "3. Besøksleder drøfter med besøksteamet",
        "4. Besøksleder drøfter med nettverksleder",
        "5. Nettverksleder kan følge opp overfor vertsenhetens leder",
        "informer enhetsleder",
    ],
}

CHAIRING = [
    "fokus på utvalgte områder",
    "fokus på erfaringsutveksling",
    "Vær lydhør for vertsenhetens behov",
    "alle kommer til orde; bruk «erteposen»",
    "Inviter brukerrepresentantene aktivt inn",
    "Pass på tida",
    "revisjon",
    "Ikke la noen dominere for mye",
    "noteres underveis",
    "Alle har kommet til orde",
]

PHYSICAL = {
    "forberedelse-vertsenhet": [
        "Selvevalueringen",
        "Opplysninger om enheten",
        "Behandler har spurt pasienter og pårørende",
        "Samtykker fra pasienter, pårørende og ansatte",
        "Ledelse og nøkkelansatte deltar i selvevalueringen",
    ],
    "forberedelse-team": ["Besøksteamets samtykker", "Organiserte brukerrepresentanter"],
    "besoksmiddag": ["Bli kjent", "praktiske og formelle på plass"],
    "omvisning": ["Omvisning"],
    "mote-ledelse": [
        "Møte med ledelse og nøkkelansatte",
        "standarder er gjennomgått",
        "Fokusområder og tema er drøftet",
        "Fordel dine oppgaver og ditt ansvar ved behov",
        "Spør om det du mangler opplysninger om",
        *CHAIRING,
    ],
    "fokusgruppe-ansatte": ["Fokusgruppeintervju med ansatte"],
    "fokusgruppe-pasienter": ["Fokusgruppeintervju med pasienter"],
    "fokusgruppe-parorende": ["Fokusgruppeintervju med pårørende", "muntlig rapport"],
    "oppsummering": [
        "Oppsummerende møte med ledelsen",
        "presentasjonsmalen",
        "Ikke identifiser deltakerne",
        "tilbakemeldinger på dagen",
        "forberedt og koordinert",
        "samme dag eller dagen etter",
    ],
    "rapport": ["avidentifiserte synspunkter fra intervjuene"],
}

TRAINING_ON_THE_DIGITAL_DAY = {
    "teamets-mote": ["Fordel dine oppgaver og ditt ansvar ved behov"],
    "oppstart": ["Spør om det du mangler opplysninger om"],
    "drofting": [*CHAIRING, "Drøftingen har holdt fokus og utvekslet erfaringer"],
    "intervju-parorende": ["Bekymret? Orienter besøksleder"],
    "avslutning": [
        "Muntlig rapport fra intervjuet med pasienten",
        "Muntlig rapport fra intervjuet med pårørende",
        "samme dag eller dagen etter",
        "kritikkverdige forhold? Drøft i teamet først",
    ],
}

SOURCES = {
    "kvip-digital": [DAY_PLAN, DIGITAL_VISITS, TRAINING, TRAINING_ON_THE_DIGITAL_DAY],
    "kvip-fysisk": [TRAINING, PHYSICAL],
}
ROWS = [
    (plan_id, block_id, points)
    for plan_id, sources in SOURCES.items()
    for source in sources
    for block_id, points in source.items()
]


@pytest.mark.parametrize(("plan_id", "block_id", "points"), ROWS)
def test_the_points_of_a_source_stand_in_the_block(
    plan_id: str, block_id: str, points: list[str]
) -> None:
    """What the source says of a moment of the day is shown at that moment."""
    shown = words(plan_id, block_id)
    assert [point for point in points if point not in shown] == []
