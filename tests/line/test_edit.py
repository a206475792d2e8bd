"""Changing the running day in words; text shows as it was typed."""

import pytest

from kvip_tui.export.markdown import day_log
from kvip_tui.export.table import block_table
from tests.builders import minutes
from tests.line.talk import Talk

BOTH = ("Intervju pasient", "Intervju pårørende")
FOLLOWS = "begynner når det forrige er slutt"


def talk() -> Talk:
    """Return a day in which the team's meeting was passed over to the opening at 09:06."""
    speaking = Talk()
    speaking.say("neste", "klokka 09.06", "neste", "klokka 09.10")
    return speaking


def order(speaking: Talk) -> list[str]:
    """Return the ids of the day's blocks."""
    return [block.id for block in speaking.session.visit.plan.days[0].blocks]


def planned(speaking: Talk, block: str) -> str:
    """Return a block's planned times."""
    found = speaking.session.visit.block(block)
    assert found is not None
    assert found.start is not None
    assert found.end is not None
    return f"{found.start // 60:02}:{found.start % 60:02}-{found.end // 60:02}:{found.end % 60:02}"


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("lengde drøfting 90m", "Drøfting skal vare 1 t 30 min"),
        ("LENGDE drofting 1 t 30 min", "Drøfting skal vare 1 t 30 min"),
        (
            "går vert 11.45",
            "! Dagsplanen sier ikke hvem som er med i hva, og da heller "
            "ikke hvem som går: skriv «present» i planfila.",
        ),
        ("går vert snart", "! «snart» er ikke et klokkeslett; skriv for eksempel «09.45»."),
        ("går hvem 11.45", "! Ingen gruppe heter noe som begynner på «hvem»; «folk» viser dem."),
        ("lengde drøfting 120", "Drøfting skal vare 1 t 20 min"),
        ("lengde oppstart 35m", "Oppstartsmøte fikk 5 min til"),
        ("fast lunsj 11.45", "Lunsj begynner ikke før 11.45"),
        ("fast drøfting", "Drøfting begynner ikke før 09.45"),
        ("avtale i1 12:15", f"{BOTH[0]} er en avtale 12.15 · {BOTH[1]} er en avtale 12.15"),
        ("løs i1", f"{BOTH[0]} {FOLLOWS} · {BOTH[1]} {FOLLOWS}"),
        ("LOS lunsj", "! Slik er det allerede; skriv noe annet, eller la det stå."),
        ("tittel lunsj: Lunsj: ute [red]", "Lunsj heter nå Lunsj: ute [red]"),
        ("ny blokk Kaffe, 10m", "Kaffe, 10 min er satt etter Oppstartsmøte"),
        ("ny blokk Kaffe, te, 1t etter lunsj", "Kaffe, te, 1 t 00 min er satt etter Lunsj"),
        ("flytt drøfting før pause", "Drøfting er satt etter Oppstartsmøte"),
        ("flytt lunsj etter i1", "Lunsj er satt etter Intervju pasient"),
        ("flytt drøfting for pause", "Drøfting er satt etter Oppstartsmøte"),
        ("fjern lunsj", "Lunsj er tatt ut av planen; «tilbake» henter den inn igjen"),
        ("begynte oppstart 09.04", "Team sluttet 09.04 · Oppstartsmøte begynte 09.04"),
        ("begynte 09.04.30", "Team sluttet 09.04 · Oppstartsmøte begynte 09.04"),
        ("sluttet team 09.02", "Team sluttet 09.02"),
        ("sluttet 09:02", "Team sluttet 09.02"),
        ("del oppstart: En, To, Tre", "Oppstartsmøte er delt i 3: En, To, Tre"),
        ("+5", "Oppstartsmøte fikk 5 min til"),
    ],
)
def test_a_change_in_words(line: str, answer: str) -> None:
    """Case and accents are forgiven, lengths and times read as they are written."""
    assert talk().say(line) == [answer]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("lengde lunsj", "! «lunsj» er ikke en lengde; skriv for eksempel «30m» eller «1t15»."),
        ("lengde lunsj -5", "! «-5» er ikke en lengde; skriv for eksempel «30m» eller «1t15»."),
        (
            "lengde lunsj 0",
            "! En blokk varer fra 1 minutt til 12 timer; skriv en lengde mellom dem.",
        ),
        (
            "lengde lunsj 13t",
            "! En blokk varer fra 1 minutt til 12 timer; skriv en lengde mellom dem.",
        ),
        (
            "lengde xyz 10",
            "! Ingen blokk heter noe som begynner på «xyz»; «tider» viser dem som finnes.",
        ),
        (
            "lengde intervju 10",
            "! «intervju» kan være flere blokker: i1, i2; skriv mer av tittelen.",
        ),
        ("fast lunsj 25.00", "! «25.00» er ikke et klokkeslett; skriv for eksempel «09.45»."),
        ("fast lunsj 09.00", "! Tidspunktet er passert; skriv et som kommer."),
        ("tittel lunsj", "! Skriv et kolon etter blokka: «tittel BLOKK: …»."),
        ("tittel lunsj:", "! Tittelen er tom; skriv hva blokka skal hete."),
        (
            "tittel xyz: y",
            "! Ingen blokk heter noe som begynner på «xyz»; «tider» viser dem som finnes.",
        ),
        (f"tittel lunsj: {'x' * 10_000}", "! Tittelen er for lang; bruk høyst 200 tegn."),
        (f"ny blokk {'x' * 10_000}, 5m", "! Tittelen er for lang; bruk høyst 200 tegn."),
        (f"fjern {'x' * 10_000}", "! Ingen blokk heter noe som begynner på «xxxx"),
        (f"flytt {'etter ' * 3_000}", "! Ingen blokk heter noe som begynner på «"),
        (f"ny blokk {', ' * 9_000}", "! Skriv tittel, komma og lengde"),
        ("ny blokk Kaffe", "! Skriv tittel, komma og lengde"),
        (
            "ny blokk Kaffe, 5m etter xyz",
            "! Ingen blokk heter noe som begynner på «xyz»; «tider» viser dem som finnes.",
        ),
        ("ny blokk Kaffe, 5m etter team", "! Den kan ikke stå før «Oppstartsmøte»"),
        ("flytt lunsj", "! Skriv hvor blokka skal"),
        (
            "flytt lunsj etter xyz",
            "! Ingen blokk heter noe som begynner på «xyz»; «tider» viser dem som finnes.",
        ),
        (
            "flytt lunsj før team",
            "! Den kan ikke stå før «Team», som alt har begynt; skriv en blokk som kommer.",
        ),
        ("flytt oppstart etter lunsj", "! «Oppstartsmøte» pågår; bare tittel, lengde"),
        ("fjern oppstart", "! «Oppstartsmøte» pågår; bare tittel, lengde"),
        ("fjern team", "! «Team» er avsluttet; bare faktisk begynnelse og slutt kan rettes."),
        ("tilbake lunsj", "! Ingen blokk er droppet eller fjernet; «tider» viser blokkene."),
        ("begynte oppstart 09.30", "! Tidspunktet er ikke kommet ennå"),
        ("begynte oppstart 08.20", "! Da varte «Team», fra 08.30 til 09.06; rett den først."),
        ("begynte oppstart nå", "! «nå» er ikke et klokkeslett"),
        ("begynte lunsj 09.00", "! «Lunsj» har ikke begynt"),
        (
            "begynte team 09.08",
            "! «Team» sluttet 09.06, og kan ikke ha begynt senere; rett "
            "slutten først, eller skriv et tidligere klokkeslett.",
        ),
        (
            "sluttet team 08.20",
            "! «Team» begynte 08.30, og kan ikke ha sluttet før det; "
            "rett begynnelsen først, eller skriv et senere klokkeslett.",
        ),
        ("sluttet oppstart 09.08", "! «Oppstartsmøte» pågår ennå"),
        ("del lunsj", "! Skriv et kolon etter blokka: «del BLOKK: …»."),
        ("del lunsj: en", "! Del i minst 2 og høyst 12 punkter, med komma mellom."),
        ("del lunsj: en, ", "! Tittelen er tom"),
        ("del lunsj: en 0, to 5", "! Skriv et helt tall fra 1 til 720 etter «en»"),
        ("del lunsj: ingen", "! «Lunsj» er ikke delt opp; del den med «del»."),
        ("delpunkt", "! Ingen blokk som pågår, er delt opp"),
        ("delpunkt xyz", "! Ikke noe delpunkt begynner på «xyz»; «tider» viser delpunktene."),
        ("endre lunsj", "! Ukjent kommando «endre lunsj»"),
    ],
    ids=lambda words: words[:40],
)
def test_what_cannot_be_is_refused_in_one_sentence(line: str, answer: str) -> None:
    """And changes nothing."""
    speaking = talk()
    before = speaking.session.history
    [said] = speaking.say(line)
    assert said.startswith(answer)
    assert len(said) < 200
    assert speaking.session.history == before


def test_a_day_is_rearranged_and_put_back() -> None:
    """Each change is one command, taken back by one."""
    speaking = talk()
    before = speaking.session.visit
    speaking.say("fjern lunsj", "flytt drøfting før pause", "ny blokk Kaffe, 10m etter drofting")
    assert order(speaking)[:5] == ["team", "oppstart", "drofting", "kaffe", "pause"]
    assert planned(speaking, "drofting") == "09:30-11:15"
    assert speaking.say("tilbake luns") == ["Lunsj er hentet tilbake"]
    answers = speaking.say(*["angre"] * 4)
    assert answers[0] == "Angret: Lunsj er hentet tilbake"
    assert answers[3].startswith("Angret: Lunsj er tatt ut av planen")
    assert speaking.session.visit == before


def test_a_skipped_block_comes_back() -> None:
    """By the same word as a removed one."""
    speaking = talk()
    answers = speaking.say("hopp pause", "tilbake pause")
    assert answers == ["Pause er droppet", "Pause er hentet tilbake"]


def test_what_is_nearest_is_meant() -> None:
    """A time of day is of the day and night that the block was in."""
    speaking = Talk()
    speaking.say("klokka 2021-03-16 23.50", "start lunsj", "klokka 2021-03-17 00.20", "slutt lunsj")
    speaking.say("sluttet lunsj 00.10", "begynte lunsj 23.45")
    run = speaking.session.visit.run("lunsj")
    assert run.started is not None
    assert run.ended is not None
    assert run.ended - run.started == minutes(25)


def test_sub_items_go_on_in_words() -> None:
    """The status says which is on, and whether it eats the others' time."""
    speaking = talk()
    speaking.say("del drøfting: Skjerming 40, Overganger 40, Foreldre", "klokka 09.45")
    speaking.say("start drøfting", "klokka 10.35")
    assert speaking.say("status")[3:5] == [
        "Delpunkt: Skjerming, −10:00 igjen",
        "«Skjerming» har tatt 10 min fra de 2 neste; 55 min igjen til dem",
    ]
    assert speaking.say("delpunkt") == ["Drøfting: Overganger er i gang"]
    assert speaking.say("status")[3] == "Delpunkt: Overganger, 33:51 igjen"
    assert speaking.say("delpunkt fore") == ["Drøfting: Foreldre er i gang"]
    assert speaking.say("angre") == ["Angret: Drøfting: Foreldre er i gang"]
    assert speaking.say("del drøfting: ingen") == ["Drøfting er ikke delt opp lenger"]


def test_text_is_shown_as_it_was_typed() -> None:
    """Markup is nobody's command, and what terminals would carry out is left out."""
    speaking = talk()
    speaking.say("ny blokk [red]Kaffe[/] \x1b[31m*te*, 10m", "klokka 09.31", "neste")
    title = "[red]Kaffe[/] *te*"
    assert f"Pågår: {title}, 10:00 igjen" in speaking.say("status")
    speaking.say("del red: [b]En 5, To 5")
    assert "Delpunkt: [b]En, 5:00 igjen" in speaking.say("status")
    visit, now = speaking.session.visit, speaking.session.now()
    assert title in block_table(visit, now)
    assert r"\[red\]Kaffe" in day_log(visit, speaking.keeper.records, now)
