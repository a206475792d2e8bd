"""The report in words: promoting, wording, details, clearance, review, feedback."""

import io

import pytest

from kvip_tui.domain.state.report import Aspect, Clearance, Feedback, FollowUp, Step
from kvip_tui.line.mode import run
from kvip_tui.session import Session
from tests.builders import DATE
from tests.reports import noted, reported


def said(session: Session, *lines: str) -> list[str]:
    """Return what line mode answers."""
    out = io.StringIO()
    run(session, lines, out)
    return out.getvalue().splitlines()


@pytest.fixture
def session() -> Session:
    """A visit with the notes 2, 3 and 4, open on the evening of its day."""
    return reported().session("18:00")


def texts(session: Session) -> list[tuple[str, str]]:
    """Return each point's section and words."""
    return [(point.section, point.text) for point in session.visit.report.points]


def test_notes_are_lifted_where_their_tags_or_the_words_say(session: Session) -> None:
    """One or several, in their own words or in others."""
    answers = said(session, "løft 2", "loft 3 og 4 tar med", "løft 4 utfordringer: Få møter")
    assert answers == [
        "Nytt punkt under «Styrker»",
        "Nytt punkt under «Tar med hjem»",
        "Nytt punkt under «Utfordringer»",
    ]
    assert texts(session) == [
        ("styrker", "Fast sykepleier på kveld"),
        ("laring", "De nøler når vi spør\nMangler møter med kommunen"),
        ("utfordringer", "Få møter"),
    ]
    assert [point.sources for point in session.visit.report.points] == [("2",), ("3", "4"), ("4",)]


def test_a_note_of_another_machine_is_named_by_its_whole_id() -> None:
    """As it is told apart from those of others."""
    built = reported()
    noted(built, "Herfra #styrke", "09:50", machine="sekretaer-7f")
    session = built.session("18:00")
    assert said(session, "løft sekretaer-7f.5") == ["Nytt punkt under «Styrker»"]


def test_points_are_worked_on_by_their_number(session: Session) -> None:
    """That which «rapport» shows."""
    said(session, "løft 2", "løft 3", "rapportpunkt styrker: Godt: miljø", "løft 4 tiltak")
    assert said(session, "rapport styrker") == [
        "Styrker",
        "  1 Fast sykepleier på kveld",
        "  2 Godt: miljø",
    ]
    said(session, "plasser 2 1", "omskriv 1 Godt miljø", "kilde 1 3", "tema 4: Kommunen")
    said(session, "hvem 4 Enhetsleder", "når 4 i mai: senest", "plasser 3 styrker")
    assert (
        said(session, "rapport")[-8:]
        == [
            "Styrker",
            "  1 Godt miljø",
            "  2 Fast sykepleier på kveld",
            "  3 De nøler når vi spør",
            "Utfordringer",
            "Tiltak",
            "  4 Mangler møter med kommunen (Kommunen · Enhetsleder · i mai: senest)",
            "Tar med hjem",
        ]
        or said(session, "rapport")[-9:-1]
    )
    assert said(session, "samle 1 og 3: Ett", "stryk 2", "når 2 -") == [
        "2 punkter er slått sammen",
        "Punkt 2 er tatt ut av rapporten",
        "Punkt 2 er utfylt",
    ]
    [strength, measure] = session.visit.report.points
    assert (strength.text, strength.sources) == ("Ett", ("3",))
    assert (measure.topic, measure.who, measure.due) == ("Kommunen", "Enhetsleder", "")


def test_findings_focus_areas_and_prose_are_said(session: Session) -> None:
    """Each with the word for it."""
    said(session, "rapportpunkt fjor: Møter", "rapportpunkt fjor: Mat", "rapportpunkt fokus: Rom")
    answers = said(session, "fulgt opp 1", "fulgt opp 2 delvis", "gjelder 3 idé")
    assert answers == ["Punkt 1 er utfylt", "Punkt 2 er utfylt", "Punkt 3 er utfylt"]
    points = session.visit.report.points
    assert [point.status for point in points] == [FollowUp.MET, FollowUp.PARTLY, None]
    assert points[2].aspect is Aspect.IDEA
    said(session, "tilføy om: Tre.", "skriv slutt: Gikk fint.")
    assert session.visit.report.prose == {
        "om": "Alltid det samme.\n\nTo avsnitt.\n\nTre.",
        "slutt": "Gikk fint.",
    }


def test_what_the_host_never_heard_is_found_and_cleared(session: Session) -> None:
    """With who, when and how; then nothing holds the report back."""
    said(session, "løft 3", "løft 4")
    assert [line[:40] for line in said(session, "sjekk") if line.startswith("!")] == [
        "! Utfordringer, punkt 1 · overraskelse: ",
        "! Utfordringer, punkt 2 · overraskelse: ",
    ]
    assert said(session, "varslet 1, 2: Berit Moe, 16.3, på telefon, kort") == [
        "Varslet tir. 16. mars 2021: Berit Moe, på telefon, kort"
    ]
    told = Clearance("Berit Moe", DATE, "på telefon, kort")
    assert [point.clearance for point in session.visit.report.points] == [told, told]
    assert not any(line.startswith("!") for line in said(session, "sjekk"))


def test_who_writes_notes_here_has_sent_them() -> None:
    """Nobody need be told of it."""
    built = reported()
    noted(built, "x", "09:50", author="Henrik Bø")
    assert said(built.session("18:00"), "notater fra") == [
        "Mangler: Anne Aas, Fatima Noor",
        "Har sendt: Henrik Bø",
    ]


def test_the_review_and_who_has_sent_notes_are_followed(session: Session) -> None:
    """The team's notes, what is due and what is done; and answers for those who ask."""
    assert said(session, "notater fra") == ["Mangler: Anne Aas, Fatima Noor, Henrik Bø"]
    said(session, "notater fra anne", "notater fra berit", "notater fra fatima")
    said(session, "notater mangler fatima")
    assert said(session, "notater fra") == [
        "Mangler: Fatima Noor, Henrik Bø",
        "Har sendt: Anne Aas, Berit Moe",
    ]
    assert said(session, "gjennomgang")[0] == "besøksteamet: innen fre. 26. mars 2021"
    said(session, "gjennomgang besøksteamet i dag", "gjennomgang vert 16.3.2021")
    said(session, "gjennomgang vert ikke", "svar dagsplan: Ja: stort sett")
    assert said(session, "gjennomgang")[:2] == [
        "besøksteamet: ferdig tir. 16. mars 2021, frist fre. 26. mars 2021",
        "vertsenheten: innen tir. 30. mars 2021",
    ]
    report = session.visit.report
    assert report.reviewed == {Step.TEAM: DATE}
    assert report.answers == {(Feedback.NETWORK, "day_plan"): "Ja: stort sett"}


REFUSED = [
    ("løft 99", "! Det finnes ikke noe notat «99»"),
    ("løft styrker", "! Det finnes ikke noe notat «styrker»"),
    ("løft 2 ukjent", "! Ingen del av rapporten begynner på «ukjent»"),
    ("løft 2 forside", "! Ingen del av rapporten begynner på «forside»"),
    ("løft 2 t", "! «t» kan være flere deler: Tiltak, Tar med hjem; skriv mer av tittelen."),
    ("stryk 1", "! Det er ikke noe punkt «1»"),
    ("stryk " + "9" * 99, "! Det er ikke noe punkt «999"),
    ("omskriv 1", "! Skriv mer etter «omskriv»"),
    ("rapportpunkt styrker tekst", "! Skriv et kolon mellom"),
    ("varslet 1: Berit", "! Si hvem hos vertsenheten"),
    ("gjennomgang vert 99.99", "! «99.99» er ikke en dato"),
    ("gjennomgang x", "! Jeg forstår ikke «x»; skriv besøksteamet, vertsenheten"),
    ("svar vær: fint", "! Jeg forstår ikke «vær»"),
    ("rapportmal ukjent", "! Jeg forstår ikke «ukjent»"),
    ("rapportpunkt styrker: Ring 912 34 567", "! Et telefonnummer peker ut en person"),
]


@pytest.mark.parametrize(("line", "answer"), REFUSED)
def test_words_that_name_nothing_change_nothing(session: Session, line: str, answer: str) -> None:
    """They are answered in a sentence."""
    before = session.visit
    [found] = said(session, line)
    assert found.startswith(answer)
    assert session.visit is before


def test_what_the_check_stops_is_kept_when_asked_for_twice(session: Session) -> None:
    """And holds a final report back."""
    line = "rapportpunkt styrker: Ring 912 34 567"
    assert said(session, line, line)[-1] == "Nytt punkt under «Styrker»"
    assert [x for x in said(session, "sjekk") if x.startswith("! Styrker, punkt 1 · personvern")]


def test_another_form_is_chosen_by_name(session: Session) -> None:
    """In the language of the visit."""
    assert said(session, "rapportmal besoksrapport-digital") == [
        "Rapporten har delene i «Besøksrapport»"
    ]
    assert said(session, "rapport")[0] == "Forside"
