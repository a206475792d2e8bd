"""The line mode: a line in, an answer out, and what is refused changes nothing."""

import pytest

from kvip_tui.clock import RehearsalClock, SystemClock
from kvip_tui.errors import UserError
from kvip_tui.line.mode import greeting, run
from tests.line.talk import Talk, Terminal


def test_a_whole_day_in_words() -> None:
    """From the team's meeting to its end, with the rehearsal clock set as the day goes."""
    talk = Talk()
    answers = talk.say(
        "neste",
        "klokka 09.02",
        "Neste",
        "kryss samtykke",
        "+5",
        "KLOKKA 09.37",
        "neste",
        "hopp drofting",
        "start lunsj",
        "klokka 12.00",
        "neste",
        "notat bare i minnet",
        "klokka 13.05",
        "slutt i1",
        "slutt",
        "neste",
        "neste",
        "klokka 14.15",
        "neste",
        "neste",
    )
    assert not [answer for answer in answers[:-1] if answer.startswith("!")]
    assert answers[-1].startswith("! Dagen er slutt")
    assert answers[0] == "Team er i gang"
    assert (
        answers[10]
        == "Lunsj er avsluttet · Intervju pasient er i gang · Intervju pårørende er i gang"
    )
    assert talk.session.whispers == ()
    assert not talk.session.visit.notes


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (["neste", "pause"], "Klokka står: Team"),
        (["neste", "pause", "fortsett"], "Klokka går igjen: Team"),
        (["neste", "+ 5"], "Team fikk 5 min til"),
        (["neste", "-3"], "Team fikk 3 min mindre"),
        (["neste", "angre"], "Angret: Team er i gang"),
        (["neste", "angre", "GJØR OM"], "Gjort om: Team er i gang"),
        (["neste", "angre", "gjor om"], "Gjort om: Team er i gang"),
        (["hopp pause2"], "Pause er droppet"),
        (["ordet anne"], "Anne Aas har ordet"),
        (["ordet anne", "ledig"], "Ingen har ordet"),
        (["ordet anne", "replikk fatima"], "Fatima Noor har ordet"),
        (["orden HENRIK"], "Henrik Bø har ordet"),
        (["hand berit"], "Berit Moe står på lista"),
        (["Hånd berit", "neste taler"], "Berit Moe har ordet"),
        (["hånd berit", "ned moe"], "Berit Moe er tatt av lista"),
        (["strek"], "Strek er satt"),
        (["strek", "apne"], "Talelista er åpen igjen"),
        (["runde"], "Runden er i gang"),
        (["runde", "pass"], "Anne Aas sa pass"),
        (["kryss regler"], "Krysset av: Møteregler"),
        (["kryss oppstart.regler", "kryss oppstart.regler"], "Krysset fjernet: Møteregler"),
        (["rolle sekretaer anne"], "Sekretær: Anne Aas"),
        (["borte anne"], "Anne Aas er borte"),
        (["borte anne", "her anne"], "Anne Aas er her"),
        (["notat en tanke #styrke"], "Notatet er lagret · T · bare teamet"),
        (["klokka 10.00.30"], "Klokka er 10.00.30"),
        (["klokka 10:00"], "Klokka er 10.00.00"),
    ],
)
def test_every_word(lines: list[str], answer: str) -> None:
    """Each of DESIGN 9's words is answered with what happened."""
    assert Talk().say(*lines)[-1] == answer


@pytest.mark.parametrize(
    "line",
    [
        "tull",
        "innhenting 1",
        "innhenting litt",
        "start",
        "start x",
        "neste taler",
        "slutt",
        "pause",
        "+5",
        "angre",
        "gjør om",
        "pass",
        "ledig",
        "kryss 77",
        "rolle sekretær",
        "klokka nå",
        "notat \x00",
        "ny Siri, kokk",
        "ny a@b.no",
        "ny \ud800",
        "x" * 10_000,
        f"start {'x' * 10_000}",
        f"ordet {'9' * 10_000}",
        f"+{'9' * 10_000}",
        f"notat {'x' * 20_001}",
        f"klokka {'9' * 10_000}",
        "\x1b]0;tittel\x07x\x1b[2J",
        "ordet \x1b[31mhvem",
    ],
)
def test_a_refusal_is_one_line_that_changes_nothing(line: str) -> None:
    """It begins with «!», has nothing for a terminal to carry out, and the session goes on."""
    talk = Talk()
    before = talk.session.history
    refused, after = talk.say(line, "hopp drofting")
    assert refused.startswith("! ")
    assert len(refused) < 300
    assert refused.isprintable()
    assert after == "Drøfting er droppet"
    assert talk.session.history.done[:-1] == before.done[:]


def test_what_may_be_several_is_answered_with_the_candidates() -> None:
    """So that the next try can name one."""
    talk = Talk()
    assert talk.say("hopp pau", "start in", "ordet zz") == [
        "! «pau» kan være flere blokker: pause, pause2; skriv mer av tittelen.",
        "! «in» kan være flere blokker: i1, i2; skriv mer av tittelen.",
        "! Ingen på lista heter noe som begynner på «zz»; «folk» viser lista, "
        "og «ny» setter noen på den.",
    ]


def test_open_gates_are_named_and_passed_by_asking_again() -> None:
    """Or at once, with «likevel» and a reason."""
    talk = Talk()
    first, second = talk.say("start i1", "start i1")
    assert first.startswith("! Før «Intervju pasient» mangler 1 ")
    assert "den er avtalt 12.00" in first
    assert first.endswith(": Samtykker")
    started = "Startet likevel med 1 åpent punkt · Intervju pasient er i gang"
    assert second == f"Hvorfor? Skriv «:grunn …» · {started}"
    assert Talk().say("start i1 likevel fordi papir")[0].startswith("Startet likevel")


def test_avslutt_ends_before_the_lines_do() -> None:
    """What comes after it is not read."""
    talk = Talk()
    assert talk.say("neste", " AVSLUTT ", "neste") == ["Team er i gang"]
    assert talk.session.visit.run("team").running


def test_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    """As a file from another system may have them."""
    assert Talk().say("\ufeffneste", "", "  \t", "\ufeff", "\x00", "status")[0] == "Team er i gang"
    assert Talk().say("", " ") == []


def test_every_answer_is_flushed_at_once() -> None:
    """Who reads along a pipe is not kept waiting."""
    out = Terminal()
    run(Talk().session, ["neste\n", "tull\n", "angre\n"], out)
    assert out.flushed == [1, 2, 3]


def test_what_cannot_be_kept_is_said_and_the_session_goes_on() -> None:
    """A full disk is one line too."""
    talk = Talk()
    talk.keeper.obstacle = UserError("Disken er full:\nrydd og prøv igjen.")
    assert talk.say("neste", "klokka 09.00") == [
        "! Disken er full: rydd og prøv igjen.",
        "Klokka er 09.00.00",
    ]


def test_a_reader_sees_what_another_writes() -> None:
    """And is told why it can change nothing."""
    talk = Talk()
    talk.keeper.writer = False
    talk.keeper.arrived = talk.built.started("team", "08:30").records[-1:]
    refused, *status = talk.say("neste", "status")
    assert refused.startswith("! Besøket er åpent for lesing")
    assert "Pågår: Team, 30:00 igjen" in status


def test_the_clock_of_a_running_rehearsal_is_set_sent_ahead_and_hurried() -> None:
    """The day's own clock is nobody's to set."""
    talk = Talk()
    clock = talk.session.clock = RehearsalClock(talk.built.at("08:30"), speed=60)
    assert talk.say("klokka 08.31", "fart 0", "start team", "fram", "fram")[::2] == [
        "Klokka er 08.31.00",
        "Team er i gang",
        "Klokka er 09.01.00",
    ]
    assert clock.speed == 0
    talk.session.clock = SystemClock()
    assert [said[:9] for said in talk.say("klokka 10.00", "fram", "fart 10")] == ["! Klokka "] * 3


def test_who_sits_here_is_somebody_on_the_list_or_any_other_name() -> None:
    """A beginning is enough for those on the list."""
    talk = Talk()
    assert talk.say("jeg fatima", "jeg Sekretæren i Bodø") == [
        "Her sitter Fatima Noor",
        "Her sitter Sekretæren i Bodø",
    ]
    assert talk.session.author == "Sekretæren i Bodø"


def test_help_lists_the_words() -> None:
    """A line each, with what they do."""
    lines = Talk().say("hjelp")
    assert any(line.startswith("ordet NAVN ") for line in lines)
    assert lines == Talk().say("HJELP")


def test_the_greeting_says_how_the_day_stands_and_how_to_go_on() -> None:
    """The status, and the two words that help."""
    lines = greeting(Talk().session).splitlines()
    assert lines[:-1] == Talk().say("status")
    assert "«hjelp»" in lines[-1]


def test_a_group_is_chosen_by_its_word() -> None:
    """Without it words are about all that run, as ever; one that has ended is chosen no more."""
    talk = Talk()
    talk.say("start i1 likevel", "start i2 likevel")
    assert talk.say("gruppe pårørende", "+ 5", "gruppe", "+ 1", "gruppe pasient", "slutt") == [
        "Valgt: Intervju pårørende",
        "Intervju pårørende fikk 5 min til",
        "Valgt: alle som pågår",
        "Intervju pasient fikk 1 min til · Intervju pårørende fikk 1 min til",
        "Valgt: Intervju pasient",
        "Intervju pasient er avsluttet",
    ]
    assert talk.say("gruppe") == [
        "! Det er ikke flere som pågår samtidig å velge mellom; «status» viser det som pågår."
    ]
    assert talk.say("slutt") == ["Intervju pårørende er avsluttet"]
