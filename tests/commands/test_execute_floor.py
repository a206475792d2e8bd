"""The floor in words: corrections, the order of the list, silence and limits."""

from datetime import timedelta
from pathlib import Path

import pytest

from kvip_tui.commands.execute import carry_out
from kvip_tui.commands.table import understood
from kvip_tui.domain.base import AnyEvent, Refusal
from kvip_tui.domain.floor.corrections import HandoverMoved, TurnDeleted, TurnReassigned
from kvip_tui.domain.floor.turns import FloorGiven, HandMoved, HandRaised
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.errors import UserError
from kvip_tui.session import Session
from kvip_tui.settings import (
    FloorSettings,
    Look,
    Settings,
    keep_floor,
    keep_settings,
    read_settings,
)
from kvip_tui.texts import said as texts
from tests.builders import FakeKeeper, VisitBuilder, visit


def scene() -> VisitBuilder:
    """Return a visit in which Berit has spoken for two minutes, and Anne and Henrik have asked."""
    built = visit("A 09:00-10:00").started("a", "09:00")
    for clock, events in {
        "09:00": (FloorGiven("berit"),),
        "09:02": (FloorGiven("fatima"), HandRaised("anne"), HandRaised("henrik")),
    }.items():
        built.happened(clock, *events)
    return built


def opened() -> Session:
    """Return the session at three minutes past nine."""
    built = scene()
    return built.session("09:03", FakeKeeper(built.records))


def said(session: Session, line: str) -> str:
    """Carry out a line and return the answer, also where it is refused."""
    try:
        return carry_out(session, *understood(line))
    except Refusal as refusal:
        return f"! {texts.refusal(refusal)}"


AGO = scene().at("09:02:30")


@pytest.mark.parametrize(
    ("line", "events"),
    [
        ("ordet anne for 30 s siden", (FloorGiven("anne"), HandoverMoved(AGO))),
        ("ORDET Anne for 30 sekunder siden", (FloorGiven("anne"), HandoverMoved(AGO))),
        (
            "replikk b for 1 min siden",
            (
                FloorGiven("berit", TurnKind.REPLY),
                HandoverMoved(AGO - timedelta(seconds=30)),
            ),
        ),
        ("ordet gikk over for 30 s siden", (HandoverMoved(AGO),)),
        ("ordet gikk over 30 s siden", (HandoverMoved(AGO),)),
        ("ordet gikk over 30", (HandoverMoved(AGO),)),
        ("hånd replikk berit", (HandRaised("berit", TurnKind.REPLY),)),
        ("hånd orden berit", (HandRaised("berit", TurnKind.ORDER),)),
        ("plass henrik 1", (HandMoved("henrik", before="anne"),)),
        ("plass henrik", (HandMoved("henrik", before="anne"),)),
        ("plass anne 9", (HandMoved("anne", before=None),)),
        ("rett anne", (TurnReassigned(turn=2, person="anne"),)),
        ("rett 1 henrik bø", (TurnReassigned(turn=1, person="henrik"),)),
        ("slett tur", (TurnDeleted(turn=2),)),
        ("slett tur 1", (TurnDeleted(turn=1),)),
    ],
)
def test_a_line_brings_about_its_events(line: str, events: tuple[AnyEvent, ...]) -> None:
    """As one command, which one undo takes back."""
    session = opened()
    before = session.visit
    assert not said(session, line).startswith("!")
    assert session.history.done[-1].events == events
    said(session, "angre")
    assert session.visit == before


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (
            "ta opp igjen",
            "! Ingen ble avbrutt, så det er ikke noe å ta opp igjen; gi ordet med «ordet NAVN».",
        ),
        (
            "ordet gikk over for 4 min siden",
            "! Ordet kan ha gått over for høyst 180 s siden; skriv",
        ),
        (
            "ordet gikk over i går",
            "! Skriv hvor lenge siden, som «ordet gikk",
        ),
        ("rett fatima", "! Turen står allerede på Fatima Noor; skriv navnet på en annen."),
        ("rett 7 anne", "! Det finnes ingen tur 7; «erteposen» viser numrene."),
        ("slett tur x", "! «x» er ikke nummeret på en tur; «erteposen» viser dem."),
        ("plass berit 1", "! Berit Moe står ikke på lista; meld noen på med «hånd NAVN»."),
        ("demp", "! Det er ingenting å dempe nå; «grense» viser når det blir sagt fra."),
        ("grense tull 3", "! Det er ingen slik grense; skriv en av innlegg, replikk, orden, "),
        ("grense mye -1", "! «-1» går ikke: skriv et tall over 0, og fra 1 for andeler, "),
        ("grense andel 0,5", "! «0,5» går ikke: skriv et tall over 0, og fra 1 for andeler, "),
        ("grense mye nan", "! «nan» går ikke: skriv et tall over 0, og fra 1 for andeler, "),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(line: str, answer: str) -> None:
    """In one sentence with the remedy."""
    session = opened()
    before = session.history
    assert said(session, line).startswith(answer)
    assert (session.history, session.floor_settings) == (before, FloorSettings())


def test_what_there_is_to_nudge_about_is_silenced() -> None:
    """The first kind without a name, what is about somebody with one."""
    built = scene()
    session = built.session("09:45", FakeKeeper(built.records))
    assert said(session, "demp fatima") == "Ikke mer om det i denne blokka: Fatima Noor"
    assert said(session, "demp") == "Ikke mer om det i denne blokka: Anne Aas, Henrik Bø"
    assert said(session, "demp").startswith("! Det er ingenting")


def test_limits_are_seen_chosen_and_used() -> None:
    """A beginning of the name is enough, a decimal comma is read, the rules use the number."""
    session = opened()
    assert "innlegg 3 · replikk 1" in said(session, "grense")
    assert "innlegg 4,5 · replikk 1" in said(session, "grense inn 4,5")
    assert session.limits.turn == timedelta(minutes=4.5)


def test_limits_that_cannot_be_kept_are_not_used() -> None:
    """A full disk is told, and what was in use stays."""
    session = opened()

    def full(chosen: FloorSettings) -> None:
        raise UserError("Disken er full.", 3)

    session.use_floor(FloorSettings(turn=2), full)
    with pytest.raises(UserError):
        said(session, "grense innlegg 4")
    assert session.floor_settings == FloorSettings(turn=2)


def test_limits_are_kept_beside_the_other_settings(tmp_path: Path) -> None:
    """Each leaves the other as it is; numbers that make no sense are not read."""
    keep_settings(tmp_path, Settings(look=Look.LIGHT))
    keep_floor(tmp_path, FloorSettings(turn=5))
    kept, notice = read_settings(tmp_path)
    assert (kept.look, kept.floor.turn, notice) == (Look.LIGHT, 5, "")
    (tmp_path / "settings.json").write_text('{"floor": {"turn": -1}}', "utf-8")
    kept, notice = read_settings(tmp_path)
    assert kept == Settings()
    assert "kan ikke leses" in notice
