"""People and roles in plain words: the roster, the board, and what the words do."""

from pathlib import Path

from kvip_tui.line.people import plain_people
from kvip_tui.line.status import status
from tests.domain.people.team import FULL, scene
from tests.line.talk import Talk


def test_the_role_board_in_words() -> None:
    """Who has what since when, a suggestion with its reason, hand-overs and problems."""
    talk = Talk(scene(*FULL))
    talk.say("klokka 08.33", "rolle sekretær t1", "rolle p-leder t3", "klokka 08.40")
    talk.say("rolle sekretær t2", "rolle besøksleder t2", "rolle chat t1", "borte t1")
    assert talk.say("roller") == [
        "Hele dagen:",
        "Besøksleder: t2 siden 08.40",
        "Sekretær: t2 siden 08.40",
        "Chatansvarlig: t1 er borte; forslag: u1, har ingen rolle",
        "P:",
        "p-leder: t3 siden 08.33",
        "p-sekretaer: ledig; forslag: u2, har ingen rolle",
        "N:",
        "n-leder: ledig; forslag: t2, slik blir flest plasser fylt",
        "n-sekretaer: ledig; forslag: u1, har færrest roller",
        "Sekretær: t1 08.33–08.40, t2 siden 08.40",
        "En brukerrepresentant leder helst «P», nå er det t3.",
        "t2 leder dagen og bør slippe å være sekretær.",
    ]
    [said] = talk.say("foreslå")
    assert said.split(" · ")[0] == "Chatansvarlig: u1, har ingen rolle"
    assert talk.say("foreslå") == ["! Ingen roller er ledige; «roller» viser hvem som har dem."]


def test_people_in_words() -> None:
    """By group, with key, title, roles and who is away; who is removed is not there."""
    talk = Talk()
    talk.say("rolle sekretær Anne", "borte Berit", "fjern person Henrik", "ny Henrik, bruker, far")
    talk.say("endre person Anne: Anne Aas, team, sekretær")
    assert talk.say("folk") == [
        "Vertsenhet, 1:",
        "b Berit Moe, borte",
        "Besøksteam, 1:",
        "a Anne Aas, Sekretær",
        "Brukerrepresentanter, 2:",
        "f Fatima Noor",
        "h Henrik, far",
    ]
    talk.say(*(f"ny V{n}, vert" for n in range(5)))
    assert talk.say("folk")[-1] == "Kilden anbefaler høyst 5 i gruppa vertsenhet."
    assert plain_people(scene().visit) == [
        "Ingen er med ennå; «ny Navn, gruppe, tittel» legger til."
    ]


def test_status_tells_who_has_had_which_role() -> None:
    """Who was removed is not among the people, but in the history of the role."""
    talk = Talk()
    talk.say("rolle sekretær Henrik", "klokka 09.00", "fjern person Henrik")
    found = status(talk.session.visit, talk.session.now(), writer=True)
    assert found["role_history"] == [
        {
            "role": "sekretaer",
            "person": "henrik",
            "since": "2021-03-16T08:30:00+01:00",
            "until": "2021-03-16T09:00:00+01:00",
        }
    ]
    assert "henrik" not in {person["id"] for person in found["floor"]["people"]}
    assert {"id": "sekretaer", "title": "Sekretær", "person": None} in found["roles"]


def test_how_a_list_is_read_is_printed_and_adds_nobody(tmp_path: Path) -> None:
    """A line each, with who it names, the role that the title is, or why nobody."""
    talk, file = Talk(), tmp_path / "folk.csv"
    file.write_text("Siri Bø, Sekretær, team\nOla, tull\nBerit Moe, vert\n", "utf-8")
    before = len(talk.session.visit.roster)
    assert talk.say(f"les folk {file}") == [
        "Siri Bø · Sekretær · Besøksteam · kan få rollen Sekretær",
        "! «Ola, tull» legges ikke til: «tull» er ikke en gruppe i planen; skriv en av "
        "Vertsenhet, Besøksteam, Brukerrepresentanter.",
        "Berit Moe · Vertsenhet · er med fra før",
    ]
    assert len(talk.session.visit.roster) == before
