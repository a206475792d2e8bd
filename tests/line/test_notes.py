"""Notes in words: written, listed, changed, checked and weighed."""

import pytest

from kvip_tui.domain.state.plan import HOST, TEAM
from tests.builders import timetable, visit
from tests.line.talk import DAY, MORE, Talk, Terminal
from tests.reports import FORM


class Screen(Terminal):
    """A terminal that somebody sits at."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


def talk() -> Talk:
    """Return a session in the discussion, with three notes of which Berit said the first."""
    made = Talk()
    made.session.use_author("Henrik Bø", "sekretaer")
    made.say("start drofting", "ordet berit", "klokka 09.50", "notat Fast vikar #styrke @anne")
    made.say("ledig", "klokka 10.05", "tanke Lite tid #utfordring", "start lunsj")
    made.say("klokka 11.40", "notat Øv mer #tiltak #fokus:overganger")
    return made


FIRST, SECOND, THIRD = (
    "4 09.50 P Berit Moe: Fast vikar #styrke @anne",
    "6 10.05 P Lite tid #utfordring (egen tanke)",
    "8 11.40 P Øv mer #tiltak #fokus:overganger",
)


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        ("", [FIRST, SECOND, THIRD]),
        ("#STYRKE", [FIRST]),
        ("@berit", [FIRST]),
        ("@anne vikar", [FIRST]),
        ("@henrik", [FIRST, SECOND, THIRD]),
        ("blokk:drof", [FIRST, SECOND]),
        ("klasse:p ov", [THIRD]),
        ("klasse:t", []),
        ("blokk:finnesikke", []),
        ("TID #utf", [SECOND]),
    ],
)
def test_notes_are_listed_and_filtered(wanted: str, lines: list[str]) -> None:
    """By tag, person, block, class and words, with case and accents forgiven."""
    said = talk().say(f"notater {wanted}")
    assert said == [*lines, f"{len(lines)} av 3 notater"]


def test_notes_are_changed_by_their_numbers() -> None:
    """Each in one line, and each is taken back like anything else."""
    made = talk()
    assert made.say(
        "endre notat 4 Fast vikar, og god plan #styrke",
        "del notat 4 og god",
        "slå sammen 10 og 8",
        "flytt notat 10 oppstart",
        "flytt notat 10 10.20",
        "hev notat 10 T",
        "sagt 6",
        "egen tanke 6",
        "slett notat 6",
        "notater",
        "utgaver 4",
        "angre",
    ) == [
        "Notatet er endret; de tidligere utgavene er tatt vare på",
        "Notatet er delt i to",
        "2 notater er slått sammen",
        "Notatet er flyttet: Oppstartsmøte, P · plenum",
        "Notatet er flyttet: Lunsj, P · plenum",
        "Notatet er nå T · bare teamet",
        "Merket som sagt",
        "Merket som egen tanke",
        "Notatet er slettet",
        "4 09.50 P Berit Moe: Fast vikar, (endret)",
        "10 10.20 T og god plan #styrke / Øv mer #tiltak #fokus:overganger (endret)",
        "2 av 2 notater",
        "09.50 Henrik Bø: Fast vikar #styrke @anne",
        "11.40 Henrik Bø: Fast vikar, og god plan #styrke",
        "11.40 Henrik Bø: Fast vikar,",
        "Angret: Notatet er slettet",
    ]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("slett notat 99", "! Det finnes ikke noe notat «99»; «notater» viser numrene."),
        ("endre notat 4", "! Skriv mer etter nummeret på notatet."),
        ("del notat 4 finnes ikke", "! Notatet har ikke «finnes ikke» i seg"),
        (
            "del notat 4 Fast",
            "! Et notat deles der det er noe både foran og bak; skriv ord midt i det.",
        ),
        (
            "flytt notat 4 kjelleren",
            "! Ingen blokk heter noe som begynner på «kjelleren»; «tider» viser dem som finnes.",
        ),
        ("slå sammen 4", "! Nevn minst to notater som skal slås sammen."),
        ("hev notat 4 E", "! «E» er ikke en klasse å heve til; skriv T eller I."),
        ("hev notat 4 D", "! Notat 4 er alt lagret på disk"),
        ("inntrykk trygt", "! Inntrykk skrives i teamets avsluttende møte"),
        ("løft inntrykk 4 anne", "! Notat 4 er ikke et inntrykk"),
        (
            "behold fordi det er nødvendig",
            "! Personvernkontrollen har ikke stanset noe nå; skriv notatet med «notat».",
        ),
        (
            "fjern funn",
            "! Personvernkontrollen har ikke stanset noe nå; skriv notatet med «notat».",
        ),
    ],
)
def test_a_refusal_names_the_remedy(line: str, answer: str) -> None:
    """And changes nothing."""
    made = talk()
    before = made.session.history
    [said] = made.say(line)
    assert said.startswith(answer)
    assert made.session.history == before


def test_what_the_check_stops_is_answered_in_words() -> None:
    """Taken out, kept for a reason, written again, or stored by asking twice."""
    made = talk()
    stopped = "notat Ring 912 34 567 eller Anne"
    for answers, text, because in (
        (["fjern funn"], "Ring […] eller Anne", ""),
        (["behold", "behold fordi det er vakttelefonen"], stopped[6:], "det er vakttelefonen"),
        (["notat Ring vakta"], "Ring vakta", ""),
        ([stopped], stopped[6:], ""),
    ):
        [asked] = made.say(stopped)
        assert asked.startswith("! Et telefonnummer")
        assert made.say(*answers)[-1].startswith("Notatet er lagret · P · plenum")
        note = made.session.visit.notes[-1]
        assert (note.text, note.because) == (text, because)
    made.say("endre notat 4 Ring 912 34 567")
    assert made.say("fjern funn")[0].startswith("Notatet er endret")
    assert made.session.visit.notes[0].text == "Ring […]"


def test_the_balance_is_one_line_that_names_what_is_not_touched() -> None:
    """Focus areas that were entered, and those that only tags name."""
    made = talk()
    assert made.say("balanse") == ["Styrker 1, utfordringer 1, tiltak 1 · brukerrepresentant 0"]
    assert made.say("fokusområder Tryggere overganger, Skjerming") == [
        "2 fokusområder er skrevet inn"
    ]
    made.say("ordet fatima", "notat Lytt mer #fokus:medvirkning")
    assert made.say("balanse") == [
        "Styrker 1, utfordringer 1, tiltak 1 · brukerrepresentant 1 · ikke berørt: Skjerming"
    ]
    made.say("fokusområder ingen")
    assert made.session.visit.focus_areas == ()


def test_an_impression_is_written_and_lifted() -> None:
    """In the closing meeting, with a second person's yes."""
    made = Talk()
    made.session.use_author("Henrik Bø", "sekretaer")
    made.say("start i1 likevel", "slutt", "start slutt")
    assert made.say("inntrykk Det var trygt", "løft inntrykk 5 henrik", "løft inntrykk 5 anne") == [
        "Inntrykket er lagret på denne maskinen, og deles ikke",
        "! Henrik Bø skrev det selv; en annen på lista må også si ja.",
        "Inntrykket er løftet til teamet; Anne Aas sa også ja",
    ]


def test_what_is_said_in_an_interview_is_shown_on_a_screen_only_and_wiped_on_request() -> None:
    """Lines may end in a file; the numbers of these notes work all the same."""
    made = Talk()
    made.say(
        "start i1 likevel",
        "klokka 12.05",
        "notat hemmelig en",
        "notat hemmelig to",
        "slett notat D2",
    )
    assert made.say("notater", "endre notat d1 hemmelig tre", "utgaver d1", "utgaver minne.1") == [
        "0 av 0 notater",
        "1 intervjunotat vises bare i et terminalvindu",
        "Notatet er endret; de tidligere utgavene er tatt vare på",
        "! Tekster fra intervju vises bare i et terminalvindu; åpne besøket i et.",
        "! Tekster fra intervju vises bare i et terminalvindu; åpne besøket i et.",
    ]
    screen = Screen()
    made.listen(screen, "notater", "utgaver d1")
    assert screen.getvalue().splitlines() == [
        "d1 12.05 D hemmelig tre (endret)",
        "1 av 1 notat",
        "12.05: hemmelig en",
        "12.05: hemmelig tre",
    ]
    assert made.say("visk ut", "angre")[0] == "1 notat fra intervjuene er visket ut"
    assert made.session.whispers == ()


@pytest.mark.parametrize(
    "text",
    ["\x1b[31m@a\u2028\u202e\x00" * 110_000, "#æ " * 300_000],
    ids=["styretegn", "merkelapper"],
)
def test_a_megabyte_that_is_pasted_is_refused_in_a_sentence(text: str) -> None:
    """At once, and nothing of it reaches the terminal; a new text for a note too."""
    made = talk()
    before = made.session.history
    for word in ("notat", "endre notat 4"):
        [said] = made.say(f"{word} {text}")
        assert said == "! Notatet er for langt; del det i stykker på høyst 20000 tegn."
    assert made.session.history == before


def test_what_a_terminal_would_carry_out_is_stored_as_clean_text() -> None:
    """Colours, titles, links, markup, half characters and turned writing."""
    made = talk()
    made.say(
        "notat \x1b]0;eid\x07Kveld [red]\x1b[31mer\x1b[0m\x9b \u202erolig\ud800 \x1b]8;;http://x\x07her"
    )
    assert made.session.visit.notes[-1].text == "Kveld [red]er rolig her"


def test_words_are_taken_out_for_good_when_asked_for_twice() -> None:
    """By the note's number, the words themselves, or what they belong to; nothing is repeated."""
    made = talk()
    asked = made.say("slett for godt 4")[0]
    assert asked.startswith("! Dette tar ordene ut av journalen og kladdene for godt")
    assert "angres" in asked
    assert made.say("slett for godt 4")[0].startswith("Ordene er tatt ut")
    assert made.say("notater")[0] == "4 09.50 P Berit Moe: …"
    assert made.say("slett for godt «tid»", "slett for godt «tid»")[1].startswith("Ordene er tatt")
    assert made.say("notater")[1].startswith("6 10.05 P Lite …")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("tull", "Skriv nummeret på et notat"),
        ("punkt", "Skriv nummeret på et notat"),
        ("99", "Det har aldri vært noe notat"),
        ("d3", "bare i minnet"),
        ("punkt 1", "Det er ikke noe punkt"),
        ("begrunnelse lunsj", "ingen ord å ta bort"),
        ("navn berit", "ingen ord å ta bort"),
        ("«ikkenoe»", "ingen ord å ta bort"),
        ("«x»", "minst 3 bokstaver"),
    ],
)
def test_what_names_no_words_is_refused(words: str, said: str) -> None:
    """In one sentence, and nothing is asked twice."""
    made = talk()
    before = made.session.records
    assert said in made.say(f"slett for godt {words}")[0]
    assert made.session.records == before


def test_what_the_host_has_not_heard_is_listed_and_marked() -> None:
    """By headings with numbers; what is next to be said stands in the status while she is there."""
    there = {**MORE, "drofting": {"present": (HOST, TEAM)}}
    found = Talk(visit(timetable(DAY, **there), report=FORM))
    found.say("start team", "notat Få senger #utfordring", "notat Kaffe", "start drofting likevel")
    assert found.say("usagt") == [
        "Utfordringer:",
        "3 08.30 T Få senger #utfordring",
        "Uten merkelapp:",
        "4 08.30 T Kaffe",
        "2 notater er ikke sagt til verten",
    ]
    assert found.say("si til verten 4") == ["Står som det neste å si til verten"]
    assert "Si til verten: Kaffe" in found.say("status")
    assert found.say("sagt til verten 4", "usagt 4", "angre", "sagt til verten 3", "usagt") == [
        "Merket som sagt til verten",
        "Merket som ikke sagt til verten",
        "Angret: Merket som ikke sagt til verten",
        "Merket som sagt til verten",
        "Alt som er notert, er sagt til verten.",
    ]
