"""Checklists, interviews that end early, and the leader's card in words."""

import pytest

from kvip_tui.domain.card.changes import DilemmaRaised, DilemmaStepTaken
from kvip_tui.domain.people.changes import RoleAssigned
from kvip_tui.domain.state.dilemma import STEPS, Variant
from kvip_tui.domain.state.visit import Outcome
from kvip_tui.line.status import status
from tests.builders import timetable, visit
from tests.line.talk import DAY, MORE, Talk

NUMBER = "555 12 345"
CONCERN = Variant.CONCERN


def talk(*lines: str) -> Talk:
    """Return a session in which Anne leads, and to which these lines have been said."""
    found = Talk()
    found.session.use_author("Anne Aas", "leder-1")
    for line in ("rolle besoksleder Anne", *lines):
        assert not found.say(line)[0].startswith("!"), line
    return found


def test_an_item_is_added_to_what_is_now_or_to_a_block_that_is_named() -> None:
    """A role before a colon is whose it is; an «i» that names no block is a word like others."""
    said = talk("neste").say(
        "nytt punkt Ring Kari i resepsjonen",
        "nytt punkt Sekretær: Tell stemmene i i1",
        "nytt punkt Husk: kaffe i pau",
        "fjern punkt ring kari",
        "fjern punkt møteregler",
        "fjern punkt pølse",
    )
    assert said[:2] == [
        "Nytt punkt i Team: Ring Kari i resepsjonen",
        "Nytt punkt i Intervju pasient: Tell stemmene",
    ]
    assert said[2].startswith("! «pau» kan være flere blokker")
    assert said[3] == "Et eget punkt er fjernet fra Team"
    assert said[4].startswith("! «Møteregler» står i dagsplanen")
    assert said[5].startswith("! Ikke noe punkt begynner på")


def test_the_check_asks_about_items_and_reasons_as_about_notes() -> None:
    """The first time; asked for again it is stored. What is refused changes nothing."""
    found = talk()
    before = len(found.keeper.records)
    for line in ("nytt punkt ring 010190 12345", "brukerstøtte drift@example.no, 8–15"):
        assert found.say(line)[0].startswith("! ")
    assert found.say("start i1 likevel fordi 010190 12345")[0].startswith("! Elleve siffer")
    assert len(found.keeper.records) == before
    assert found.say("start i1 likevel fordi 010190 12345")[0].startswith("Startet likevel")
    help_desk = f"brukerstøtte Drift, 8–15, {NUMBER}"
    first, second = found.say(help_desk, help_desk)
    assert first.startswith("! Under intervjuet lagres bare notater")
    assert second.startswith(f"Brukerstøtte: Drift · 8–15 · {NUMBER}")


def test_the_reason_is_asked_for_and_given_afterwards() -> None:
    """The start never waits for it."""
    found = Talk()
    found.say("start i1")
    assert found.say("start i1")[0].startswith("Hvorfor? Skriv «:grunn …» · Startet likevel")
    said = found.say("grunn signert på papir", "grunn signert på papir", "grunn")
    assert said[0].startswith("! Under intervjuet lagres bare notater")
    assert said[1:] == [
        "Grunnen er lagret · Skrevet under intervjuet, og deles ikke",
        "! Skriv mer etter «grunn»: TEKST.",
    ]
    assert found.session.visit.passages[-1].reason == "signert på papir"
    listed = found.say("punkter")
    assert listed[0] == "2 åpne punkter"
    assert "oppstart.samtykke [ ] Samtykker (startet likevel)" in listed


def test_an_interview_is_ended_by_its_name() -> None:
    """Interviews come before other blocks; no words are taken after the name."""
    found = talk("kryss samtykke", "start i1 likevel", "start i2 likevel")
    said = found.say("trakk seg pasient", "avsluttet tidlig pårørende", "trakk seg team")
    assert said[0] == "Intervju pasient er avsluttet · Intervju pasient: trakk seg"
    assert said[1] == "Intervju pårørende er avsluttet · Intervju pårørende: avsluttet tidlig"
    assert said[2].startswith("! «Team» er ikke et intervju")
    assert found.say("trakk seg i1 fordi hun var trøtt")[0].startswith("! Ingen blokk heter")
    assert found.session.visit.outcomes == {"i1": Outcome.WITHDREW, "i2": Outcome.ENDED_EARLY}
    assert found.say("angre") == ["Angret: " + said[1]]
    blocks = status(found.session.visit, found.session.now(), writer=True)["blocks"]
    assert {b["id"]: b["outcome"] for b in blocks if b["outcome"]} == {"i1": "withdrew"}


def test_the_status_says_who_interviews_and_what_to_remember() -> None:
    """The guide comes with the interview, the tip with its moment."""
    guided = {**MORE["i1"], "roles": ("besoksleder", "sekretaer"), "guide": ("Det er frivillig",)}
    found = Talk(visit(timetable(DAY, **{**MORE, "i1": guided})))
    found.say("rolle besoksleder Anne", "start i1", "start i1")
    listed = found.say("status")
    assert listed[3:5] == ["Intervju pasient: Anne Aas · ledig", "· Det er frivillig"]
    assert listed[-1].startswith("Tips: Ikke flytt intervjuene")


def test_what_is_open_is_listed_with_what_ticks_it() -> None:
    """Gates first; what is done with who and when; whose, by role or «mine»."""
    found = talk("nytt punkt Sekretær: Tell i slutt", "kryss regler")
    listed = found.say("punkter")
    assert listed == [
        "2 åpne punkter, 1 må være i orden",
        "Må være i orden først:",
        "oppstart.samtykke [ ] Samtykker (må være i orden)",
        "Slutt:",
        "slutt.tell [ ] Tell · Sekretær: ledig",
        "Krysset av:",
        "Oppstartsmøte:",
        "oppstart.regler [x] Møteregler · krysset av 08.30 av Anne Aas",
    ]
    assert found.say("punkter sekretær")[0] == "1 åpent punkt"
    assert found.say("punkter mine") == ["Alt er krysset av."]
    assert found.say("punkter pølse")[0].startswith("! ")
    checks = status(found.session.visit, found.session.now(), writer=True)["checks"]
    assert (checks["done"], checks["total"], checks["gates_open"]) == (1, 3, 1)
    assert checks["open"][1] == {
        "block": "slutt",
        "check": "tell",
        "text": "Tell",
        "gate": False,
        "own": True,
        "role": "sekretaer",
        "person": None,
    }


def test_what_was_done_on_another_day_says_which() -> None:
    """Roles are given and items ticked before the visit, and a dilemma is followed up after it."""
    built = visit(timetable(DAY, **MORE)).happened("-12:30", RoleAssigned("sekretaer", "anne"))
    built.ticked("oppstart", "regler", "-12:40").happened("-13:00", DilemmaRaised(CONCERN))
    built.happened("32:00", DilemmaStepTaken(1, STEPS[CONCERN][0]))
    found = Talk(built)
    assert "Sekretær: Anne Aas siden 15. mars 12.30" in found.say("roller")
    assert found.say("punkter")[-1].endswith(" · krysset av 15. mars 12.40")
    assert found.say("dilemma")[:2] == [
        "1. Bekymring, ført 15. mars 11.00",
        "1.1 [x] Drøftes internt i besøksteamet først 17. mars 08.00",
    ]


def test_the_card_shows_help_and_how_far_a_dilemma_is() -> None:
    """Without a word of the matter, here or in the status."""
    found = talk()
    assert found.say("brukerstøtte")[0].startswith("Ikke ført ennå")
    assert found.say("dilemma")[2] == "1. Drøftes internt i besøksteamet først"
    assert set(found.say("dilemma ny", "dilemma 1", "dilemma 1.3", "dilemma informert nettv")) == {
        "Ført på lederkortet"
    }
    assert found.say("dilemma informert Anne", "dilemma ny ikke tatt opp")[-1] == (
        "Ført på lederkortet"
    )
    listed = found.say("kort")
    assert listed[0].startswith("Brukerstøtte: Ikke ført")
    assert "1. Bekymring, ført 08.30" in listed
    assert "1.1 [x] Drøftes internt i besøksteamet først 08.30" in listed
    assert "1.2 [ ] Fra intervju: besøksleder orienteres i avsluttende del" in listed
    assert "Informert: nettverksleder 08.30, Anne Aas 08.30" in listed
    assert "2.1 [ ] Informer enhetsleder: rapporten skal ikke overraske" in listed
    found.say("ny Anne Aas, vert", "fjern person fatima")
    assert "Informert: nettverksleder 08.30, Anne Aas (a) 08.30" in found.say("dilemma")
    assert found.say("dilemma informert Fatima")[0].startswith("! Ingen å føre som informert")
    assert "dilemma" not in str(status(found.session.visit, found.session.now(), writer=True))


@pytest.mark.parametrize(
    "line",
    ["dilemma de slo", "dilemma ny de slo", "dilemma informert naboen", "dilemma 9", "dilemma 2.1"],
)
def test_a_word_about_the_matter_is_refused(line: str) -> None:
    """Nothing of it is kept, and what it was is not repeated in the journal."""
    found = talk("dilemma ny")
    before = len(found.keeper.records)
    assert found.say(line)[0].startswith("! ")
    assert len(found.keeper.records) == before
    assert isinstance(found.keeper.records[1].events[0], RoleAssigned)
