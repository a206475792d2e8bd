"""What exports tell of checklists, interviews and the leader's card."""

import json

from kvip_tui.domain.card.changes import NoteSupport, RaiseDilemma, ShareDilemma, ToggleStep
from kvip_tui.domain.checks.changes import AddCheck, EndInterview, GiveReason, ToggleCheck
from kvip_tui.domain.day.changes import StartBlock
from kvip_tui.domain.state.dilemma import Variant
from kvip_tui.domain.state.visit import Outcome
from kvip_tui.export.data import visit_json
from kvip_tui.export.markdown import day_log
from tests.export.visits import Story

NUMBER = "555 12 345"


def told() -> tuple[str, str]:
    """Return the log and the data of a visit in which all of it has happened."""
    story = Story()
    story.asked("09:00", AddCheck("oppstart", "Ring verten", role="sekretaer"))
    story.asked("09:05", ToggleCheck("oppstart", "ring-verten", by="Jon Vik"))
    story.asked("12:00", StartBlock("pasient", anyway=True))
    story.asked("12:01", GiveReason("signert på papir"))
    story.asked("12:10", EndInterview("pasient", Outcome.WITHDREW))
    story.asked("12:11", NoteSupport("Drift", "8–15", NUMBER))
    story.asked("12:12", RaiseDilemma(Variant.CONCERN))
    story.asked("12:13", ToggleStep(1)).asked("12:14", ShareDilemma("nettverksleder"))
    now = story.at("14:00")
    return day_log(story.visit, story.records, now), visit_json(story.visit, story.records, now)


def test_the_log_tells_whose_why_and_how() -> None:
    """Who ticked, the reason that came later, and how an interview ended."""
    log, data = told()
    assert "- [x] Ring verten · Sekretær: ledig · krysset av 09.05 av Jon Vik" in log
    assert "Begrunnelse: signert på papir" in log
    assert "Intervjuet: trakk seg." in log
    found = json.loads(data)
    assert found["gates_passed"][0]["reason"] == "signert på papir"
    assert found["ticks"][0]["by"] == "Jon Vik"
    outcomes = {b["id"]: b["outcome"] for d in found["days"] for b in d["blocks"]}
    assert outcomes["pasient"] == "withdrew"
    assert outcomes["parorende"] is None


def test_the_leaders_card_never_leaves() -> None:
    """Neither that there is a dilemma, nor whom to call; that it is left out is said always."""
    log, data = told()
    for text in (log, data):
        assert [word for word in ("dilemma", NUMBER, "Drift", "nettverks") if word in text] == []
    assert "leader_card" in json.loads(data)["left_out"]
