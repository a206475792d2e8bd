"""Items of one's own, why gates were passed, and interviews that end in another way."""

from typing import Any

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.checks.changes import (
    AddCheck,
    CheckAdded,
    CheckRemoved,
    EndInterview,
    GiveReason,
    OutcomeNoted,
    RemoveCheck,
    ToggleCheck,
)
from kvip_tui.domain.checks.shown import Standing, holder_of, roles_of, standings
from kvip_tui.domain.day.changes import BlockEnded, StartBlock
from kvip_tui.domain.history import Intent, Undo
from kvip_tui.domain.people.changes import RoleAssigned
from kvip_tui.domain.state.plan import Check, Day, Privacy
from kvip_tui.domain.state.visit import Outcome
from tests.builders import VisitBuilder, timetable, visit, visit_of_days

GATE = Check(id="samtykke", text="Samtykker", gate=True, role="besoksleder")
ITEM = Check(id="regler", text="Møteregler")
INTERVIEW: dict[str, Any] = {"privacy": Privacy.INTERVIEW}
DAY = "A 09:00-09:30, B> -10:00, I1|g⚑ 10:00-11:00, I2|g⚑ 10:00-11:00, C> -11:30"


def scene() -> VisitBuilder:
    """Return a day with two items, one of them a gate, and two interviews side by side."""
    return visit(timetable(DAY, a={"checks": (ITEM, GATE)}, i1=INTERVIEW, i2=INTERVIEW))


def interviewing() -> VisitBuilder:
    """Return the day with its interviews running since ten."""
    built = scene().ran("a", "09:00", "09:30").ticked("a", "samtykke", "09:20")
    return built.ran("b", "09:30", "10:00").started("i1", "10:00").started("i2", "10:00")


def added(text: str = "Ring verten", **more: Any) -> tuple[VisitBuilder, Check]:
    """Return the day with an item of one's own on its first list, and the item."""
    built = scene().do(AddCheck("a", text, by="Anne", **more), "09:05")
    return built, built.visit.plan.days[0].blocks[0].checks[-1]


def refused(built: VisitBuilder, intent: Intent, clock: str = "09:10") -> str:
    """Return the code of the refusal."""
    with pytest.raises(Refusal) as caught:
        built.answer(intent, clock)
    return caught.value.code


def test_an_item_of_ones_own_is_an_item() -> None:
    """It gets an id of its own, is ticked like others, is no gate, and undo takes it away."""
    built, check = added("  Ring\x1b[2J\nverten\u202e ", role="sekretaer")
    assert check == Check(id="ring-verten", text="Ring verten", role="sekretaer", own=True)
    assert built.answer(AddCheck("a", "Ring verten!"), "09:06") == (
        CheckAdded("a", Check(id="ring-verten-2", text="Ring verten!", own=True)),
    )
    built.do(ToggleCheck("a", check.id, by="Bo"), "09:07")
    assert built.visit.ticks["a", check.id].by == "Bo"
    built.do(Undo(), "09:08").do(Undo(), "09:09")
    assert built.visit.block("a") == scene().visit.block("a")


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (AddCheck("nei", "x"), "block.unknown"),
        (AddCheck("a", " \x00\n "), "check.empty"),
        (AddCheck("a", "x" * 201), "check.long"),
        (AddCheck("a", "Møteregler"), "check.there"),
        (AddCheck("a", "x", role="nei"), "role.unknown"),
        (RemoveCheck("nei", "x"), "block.unknown"),
        (RemoveCheck("a", "nei"), "check.unknown"),
        (RemoveCheck("a", "regler"), "check.planned"),
        (GiveReason("papir"), "reason.no_gate"),
        (EndInterview("nei", Outcome.WITHDREW), "block.unknown"),
        (EndInterview("a", Outcome.WITHDREW), "outcome.no_interview"),
        (EndInterview("i1", Outcome.ENDED_EARLY), "block.not_running"),
    ],
)
def test_what_cannot_be_done_is_refused(intent: Intent, code: str) -> None:
    """Bad input changes nothing."""
    assert refused(scene(), intent) == code


def test_an_item_of_ones_own_is_removed_unless_it_is_ticked() -> None:
    """What is done is history."""
    built, check = added()
    gone = built.answer(RemoveCheck("a", check.id), "09:06")
    assert gone == (CheckRemoved("a", check.id),)
    built.do(ToggleCheck("a", check.id), "09:07")
    assert refused(built, RemoveCheck("a", check.id)) == "check.ticked"
    built.do(ToggleCheck("a", check.id), "09:08").do(RemoveCheck("a", check.id), "09:09")
    assert built.visit.block("a") == scene().visit.block("a")


def test_a_reason_can_be_given_after_gates_were_passed() -> None:
    """It belongs to the last passing, can be mended, and is cut to one clean line."""
    built = scene().ran("b", "09:30", "10:00")
    built.do(StartBlock("i1", anyway=True), "10:00")
    assert [(p.block, p.reason) for p in built.visit.passages] == [("i1", "")]
    assert refused(built, GiveReason(" \n")) == "reason.empty"
    assert refused(built, GiveReason("x" * 401)) == "reason.long"
    built.do(GiveReason("signert\npå papir"), "10:05")
    assert built.visit.passages[-1].reason == "signert på papir"
    assert built.do(GiveReason("sett på skjerm"), "10:06").visit.passages[-1].reason == (
        "sett på skjerm"
    )
    assert built.do(Undo(), "10:07").visit.passages[-1].reason == "signert på papir"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_one_interview_ends_and_the_other_goes_on(outcome: Outcome) -> None:
    """What follows waits for the later of the two; there is one undo, and no reason anywhere."""
    built = interviewing().do(EndInterview("i1", outcome), "10:20")
    assert built.history.done[-1].events == (
        BlockEnded("i1"),
        OutcomeNoted("i1", outcome),
    )
    assert built.visit.outcomes == {"i1": outcome}
    assert built.spans("10:20") == {"i2": "10:00-11:00", "c": "11:00-11:30"}
    built.do(EndInterview("i2", Outcome.ENDED_EARLY), "10:40")
    assert built.starts("10:40") == {"c": "10:40"}
    assert refused(built, EndInterview("i1", outcome)) == "outcome.unchanged"
    built.do(Undo(), "10:41").do(Undo(), "10:42")
    assert not built.visit.outcomes
    assert [block.id for block in built.visit.running()] == ["i1", "i2"]
    assert OutcomeNoted.__struct_fields__ == ("block", "outcome")


def test_who_withdraws_beforehand_leaves_the_block_out() -> None:
    """And an interview that was ended as usual can be told the outcome of afterwards."""
    built = scene().do(EndInterview("i1", Outcome.WITHDREW), "09:50")
    assert (built.visit.run("i1").skipped, built.visit.outcomes["i1"]) == (True, Outcome.WITHDREW)
    built = interviewing().ended("i2", "10:15")
    built.do(EndInterview("i2", Outcome.ENDED_EARLY), "10:16")
    assert (built.visit.run("i2").ended, built.visit.outcomes["i2"]) == (
        built.at("10:15"),
        Outcome.ENDED_EARLY,
    )


def test_everything_on_the_lists_of_all_days_is_found() -> None:
    """By day and block; a gate is one as long as nobody has passed it."""
    test = timetable("T 11:00-12:00", t={"checks": (ITEM,)})
    lunch = Day(id="l", title="L", offset=-1, blocks=test)
    day = Day(id="d", title="D", blocks=timetable(DAY, a={"checks": (ITEM, GATE)}, i1=INTERVIEW))
    built = visit_of_days(day, lunch).ticked("t", "regler", "08:00")
    found = standings(built.visit)
    assert [(one.block.id, one.check.id, bool(one.tick), one.gate) for one in found] == [
        ("t", "regler", True, False),
        ("a", "regler", False, False),
        ("a", "samtykke", False, True),
    ]
    assert _ids(standings(built.visit, frozenset({"besoksleder"}))) == ["samtykke"]
    built.do(StartBlock("i1", anyway=True), "10:00")
    assert not any(one.gate for one in standings(built.visit))


def _ids(found: tuple[Standing, ...]) -> list[str]:
    return [one.check.id for one in found]


def test_whose_an_item_is() -> None:
    """The role and whoever has it; where nobody says who sits here, it is the leader."""
    built = scene().happened("09:00", RoleAssigned("besoksleder", "anne"))
    assert holder_of(built.visit, "besoksleder") == ("Besøksleder", "Anne Aas")
    assert holder_of(built.visit, "sekretaer") == ("Sekretær", "")
    assert roles_of(built.visit, "ANNE aas") == {"besoksleder"}
    assert roles_of(built.visit, "Henrik Bø") == frozenset()
    assert roles_of(built.visit, "") == {"besoksleder"}


def test_an_item_of_a_block_that_is_not_there_changes_nothing() -> None:
    """Another machine may have taken the block out first."""
    built = scene()
    before = built.visit
    built.happened("09:00", CheckAdded(block="nei", check=ITEM), CheckRemoved("nei", "regler"))
    assert built.visit.plan == before.plan
