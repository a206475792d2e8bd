"""Where a visit stands, as the JSON of scripts and as plain text (DESIGN 9)."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from kvip_tui.domain.floor.turns import GiveFloor, RaiseHand, ToggleRound
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.people.changes import AssignRole
from kvip_tui.domain.state.plan import Block, Check, Day, Privacy
from kvip_tui.line.status import plain_status, status
from tests.builders import FakeKeeper, VisitBuilder, timetable, visit, visit_of_days

DAY = "A 09:00-09:30, B> -10:00, I1|g⚑ 10:00-11:00, I2|g⚑ 10:00-11:00"
CHECKS: dict[str, Any] = {
    "checks": (
        Check(id="regler", text="Møteregler"),
        Check(id="samtykke", text="Samtykker", gate=True),
    )
}
PEOPLE_KEYS = {"id", "name", "group", "present", "spoken_s", "turns", "spoken_in_block_s"}
FLOOR_KEYS = (
    {"holder", "kind", "elapsed_s", "next", "queue", "closed", "round", "free_s"}
    | {"people", "groups", "nudges"}
)  # fmt: skip
BLOCK_KEYS = (
    {"id", "title", "state", "phase", "planned_start", "planned_end", "actual_start", "actual_end"}
    | {"projected_start", "projected_end", "remaining_s", "elapsed_s", "added_s", "paused_s"}
    | {"overtime_s", "inferred", "checks", "outcome"}
)  # fmt: skip
KEYS = (
    {"visit", "title", "now", "day", "behind_s", "behind_text", "day_end", "running", "blocks"}
    | {"catchup", "floor", "roles", "role_problems", "role_history", "checks", "notes", "writer"}
    | {"clock", "machines", "notes_here", "awaited", "leaving", "delays", "unsaid"}
)  # fmt: skip


def scene() -> VisitBuilder:
    """Return a visit with a checklist and two interviews."""
    interview: dict[str, Any] = {"privacy": Privacy.INTERVIEW}
    return visit(timetable(DAY, a=CHECKS, b={"inferred": True}, i1=interview, i2=interview))


def said(built: VisitBuilder, clock: str) -> dict[str, Any]:
    """Return the status as a script reads it: written as JSON, and read."""
    written = json.dumps(status(built.visit, built.at(clock), writer=True))
    read: dict[str, Any] = json.loads(written)
    return read


def busy() -> VisitBuilder:
    """Return a visit in which a little of everything has happened."""
    built = scene().started("a", "09:05").added("a", 3, "09:06").ticked("a", "regler", "09:06")
    built.do(GiveFloor("berit"), "09:06").do(RaiseHand("fatima"), "09:07")
    built.do(GiveFloor("anne"), "09:08").do(ToggleRound(), "09:09")
    built.do(AssignRole("sekretaer", "henrik"), "09:09")
    built.do(AddNote("en #styrke #styrke", built.at("09:09")), "09:10")
    return built.do(AddNote("to #tiltak #styrke", built.at("09:10")), "09:10")


def test_the_keys_are_those_of_the_design() -> None:
    """Nesting and all; no more, no fewer."""
    found = said(busy(), "09:20")
    assert set(found) == KEYS
    assert set(found["day_end"]) == {"planned", "projected"}
    assert all(set(block) == BLOCK_KEYS for block in found["blocks"])
    assert set(found["blocks"][0]["checks"]) == {"done", "total", "gates_open"}
    assert set(found["floor"]) == FLOOR_KEYS
    assert all(set(person) == PEOPLE_KEYS for person in found["floor"]["people"])
    assert all(set(group) == {"id", "spoken_s", "share"} for group in found["floor"]["groups"])
    assert [set(place) for place in found["floor"]["queue"]] == [{"person", "kind"}]
    assert set(found["floor"]["round"]) == {"left", "passed"}
    assert all(set(role) == {"id", "title", "person"} for role in found["roles"])
    assert all(set(problem) == {"code", "text"} for problem in found["role_problems"])
    assert set(found["notes"]) == {"total", "by_tag"}


def test_seconds_are_whole_and_instants_have_an_offset() -> None:
    """Whatever the fraction of the clock."""
    built = busy()
    now = built.at("09:20").replace(microsecond=250_000)
    found = status(built.visit, now, writer=False)
    for block in found["blocks"]:
        for key, value in block.items():
            if key.endswith("_s"):
                assert isinstance(value, int), key
            elif key.endswith(("_start", "_end")) and value is not None:
                assert datetime.fromisoformat(value).utcoffset() is not None
    assert found["now"] == "2021-03-16T09:20:00.250+01:00"
    assert isinstance(found["behind_s"], int)
    assert found["writer"] is False


def test_the_day_in_figures() -> None:
    """Five minutes late and three added make eight behind."""
    found = said(busy(), "09:20")
    first, second, *interviews = found["blocks"]
    assert (found["visit"], found["day"], found["running"]) == ("besok", "dagen", ["a"])
    assert (found["behind_s"], found["behind_text"]) == (480, "8 min etter plan")
    assert found["day_end"] == {
        "planned": "2021-03-16T11:00:00+01:00",
        "projected": "2021-03-16T11:08:00+01:00",
    }
    assert (first["state"], first["phase"]) == ("running", "default")
    assert (first["remaining_s"], first["elapsed_s"], first["added_s"]) == (18 * 60, 900, 180)
    assert first["actual_start"] == "2021-03-16T09:05:00+01:00"
    assert first["actual_end"] is None
    assert first["checks"] == {"done": 1, "total": 2, "gates_open": 1}
    assert (second["state"], second["phase"], second["inferred"]) == ("waiting", None, True)
    assert second["projected_start"] == "2021-03-16T09:38:00+01:00"
    assert [block["projected_start"][11:16] for block in interviews] == ["10:08", "10:08"]


def test_the_floor_in_figures() -> None:
    """Who has it, who is next, who said how much of the day and of the block."""
    floor = said(busy(), "09:20")["floor"]
    assert (floor["holder"], floor["kind"], floor["elapsed_s"]) == ("anne", "innlegg", 12 * 60)
    assert floor["queue"] == [{"person": "fatima", "kind": "innlegg"}]
    assert floor["round"]["passed"] == []
    assert (floor["closed"], floor["free_s"]) == (False, 60)
    spoken = {person["id"]: person["spoken_s"] for person in floor["people"]}
    assert spoken == {"anne": 720, "berit": 120, "fatima": 0, "henrik": 0}
    shares = {group["id"]: group["share"] for group in floor["groups"]}
    assert shares == {"vertsenhet": 0.1429, "besoksteam": 0.8571, "brukerrepresentant": 0}


def test_nobody_with_the_floor_is_null() -> None:
    """Before anything has happened there is nobody, no kind, no round."""
    floor = said(scene(), "08:00")["floor"]
    assert (floor["holder"], floor["kind"], floor["next"], floor["round"]) == (None,) * 4
    assert (floor["elapsed_s"], floor["queue"], floor["nudges"]) == (0, [], [])


def test_roles_and_notes() -> None:
    """Who has which role, what is vacant, and how many notes have which tag."""
    found = said(busy(), "09:20")
    assert {role["id"]: role["person"] for role in found["roles"]} == {
        "besoksleder": None,
        "sekretaer": "henrik",
        "chatansvarlig": None,
    }
    assert found["role_problems"][0] == {
        "code": "role.vacant",
        "text": "Ingen som er her, er besøksleder.",
    }
    assert found["notes"] == {"total": 2, "by_tag": {"styrke": 2, "tiltak": 1}}


@pytest.mark.parametrize(
    ("start", "seconds", "text"),
    [
        ("09:07", 420, "7 min etter plan"),
        ("08:57", -180, "3 min foran"),
        ("09:00", 0, "i rute"),
        ("09:00:59", 59, "i rute"),
        ("10:05", 3900, "1 t 05 min etter plan"),
    ],
)
def test_how_far_behind_in_seconds_and_words(start: str, seconds: int, text: str) -> None:
    """Positive is behind."""
    found = said(scene().started("a", start), start)
    assert (found["behind_s"], found["behind_text"]) == (seconds, text)


def test_every_state_and_phase_has_its_word() -> None:
    """Done, skipped, paused, overtime, waiting."""
    built = visit("A 09:00-09:30, B> -10:00, C> -10:30, D> -11:00").ran("a", "09:00", "09:30")
    built.skipped("b", "09:30").started("c", "09:30").paused("c", "09:40")
    states = [block["state"] for block in said(built, "09:50")["blocks"]]
    assert states == ["done", "skipped", "paused", "waiting"]
    built.resumed("c", "09:40")
    over = said(built, "10:02")["blocks"][2]
    assert (over["phase"], over["remaining_s"], over["overtime_s"]) == ("overtime", -120, 120)
    skipped = said(built, "10:02")["blocks"][1]
    assert (skipped["projected_start"], skipped["remaining_s"]) == (None, None)


def test_a_day_without_times_is_null_and_not_missing() -> None:
    """The keys are the same, the values null."""
    blocks = (Block(id="a", title="A"), Block(id="b", title="B"))
    built = visit_of_days(Day(id="ark", title="Ark", untimed=True, blocks=blocks))
    found = said(built.started("a", "09:00"), "09:10")
    assert found["day_end"] == {"planned": None, "projected": None}
    first = found["blocks"][0]
    assert set(first) == BLOCK_KEYS
    assert (first["planned_start"], first["remaining_s"], first["phase"]) == (None,) * 3
    assert (first["state"], first["elapsed_s"]) == ("running", 600)


def test_the_status_in_plain_words() -> None:
    """What runs, what is left, what comes, who speaks, and the checklist with its numbers."""
    assert plain_status(busy().visit, busy().at("09:20")) == [
        "Besøk · Dagen",
        "09.20.00 · 8 min etter plan · slutt ca. 11.08",
        "Pågår: A, 18:00 igjen",
        "Neste: 09.38 B",
        "Anne Aas har ordet",
        "2 roller ledige, se «roller».",
        "«I1» og «I2» ligger an til 10.08, 8 min for sent, og det kan ikke hentes inn.",
        "Dagen ligger an til slutt 11.08, 8 min for sent.",
        "Innhenting: 1 forslag, se «innhenting».",
        "1 [x] Møteregler",
        "2 [ ] Samtykker (må være i orden)",
    ]


@pytest.mark.parametrize(
    ("clock", "line"),
    [
        ("9:40", "Pågår: A, 5:00 over tida"),
        ("9:35", "Pågår: A, 0:00 igjen"),
        ("9:34:59", "Pågår: A, 0:01 igjen"),
    ],
)
def test_time_left_and_time_over_in_plain_words(clock: str, line: str) -> None:
    """A minus is never read out."""
    built = scene().started("a", "09:05")
    assert plain_status(built.visit, built.at(clock))[2] == line


def test_pauses_groups_and_the_end_in_plain_words() -> None:
    """A stopped clock says so, parallel blocks are named together, a day that is over too."""
    built = scene().ran("a", "09:00", "09:30").started("b", "09:30").paused("b", "09:40")
    lines = plain_status(built.visit, built.at("09:50"))
    assert "Pause i klokka: B, 20:00 igjen" in lines
    assert "Neste: 10.10 I1 + I2" in lines
    for block in ("i1", "i2"):
        built.ran(block, "10:00", "11:00")
    built.ended("b", "11:00")
    assert plain_status(built.visit, built.at("12:00"))[:2] == [
        "Besøk · Dagen",
        "12.00.00 · dagen er slutt 11.00",
    ]


def test_what_was_never_ended_costs_no_time_until_today() -> None:
    """A month later the figures are those of the last record, and that is said, in both."""
    built = scene().started("a", "09:00").do(GiveFloor("anne"), "09:40")
    last, later = built.at("09:40"), built.at("09:40") + timedelta(days=34)
    session = built.session("09:41", FakeKeeper(built.records))
    then, found = (status(built.visit, now, writer=False, session=session) for now in (last, later))
    for key in ("behind_s", "blocks", "floor", "running", "day_end", "day"):
        assert found[key] == then[key]
    assert found["now"].startswith("2021-04-19T")
    assert "never_ended" not in then
    assert found["never_ended"] == {"blocks": ["a"], "ends": then["now"]}
    lines = plain_status(built.visit, later, sums_at=session.sums_at(later))
    assert lines[2].startswith("«A» ble aldri avsluttet. Tida er regnet til det siste som ble")
    assert lines[3] == "Pågår: A, 10:00 over tida"
