"""The shipped plans are those of the sources: days, blocks, times, checks and rules."""

import re

import pytest

from kvip_tui.domain.state.plan import HOST, Block, Privacy, Starts
from kvip_tui.resources import assets
from tests.store.plans.shipped import clock, day, plan, texts

IDS = ["innomed-veiviser", "innomed-webinar", "innomed-workshop", "kvip-digital", "kvip-fysisk"]

# Day, then its blocks with the number of checks, of gates among them, and of prompts.
SHAPES: dict[str, dict[str, dict[str, tuple[int, int, int]]]] = {
    "kvip-digital": {
        "forberedelser": {
            "forberedelse-vertsenhet": (5, 0, 3),
            "forberedelse-team": (1, 0, 5),
            "forberedelse-leder": (13, 0, 9),
        },
        "besokslunsj": {"teknisk-test": (7, 2, 8)},
        "besoksdagen": {
            "teamets-mote": (5, 1, 4),
            "oppstart": (8, 2, 11),
            "pause-formiddag": (0, 0, 0),
            "drofting": (3, 0, 12),
            "lunsj": (0, 0, 0),
            "intervju-pasient": (0, 0, 2),
            "intervju-parorende": (0, 0, 2),
            "pause-ettermiddag": (0, 0, 0),
            "avslutning": (7, 0, 9),
        },
        "etterarbeid": {
            "rapport": (8, 0, 9),
            "tilbakemelding-nettverk": (1, 0, 4),
            "fagetisk-dilemma": (0, 0, 7),
        },
    },
    "kvip-fysisk": {
        "forberedelser": {
            "forberedelse-vertsenhet": (4, 1, 1),
            "forberedelse-team": (1, 1, 5),
            "forberedelse-leder": (13, 0, 9),
        },
        "kvelden-for": {"besoksmiddag": (1, 0, 2)},
        "besoksdagen": {
            "omvisning": (0, 0, 0),
            "mote-ledelse": (3, 0, 12),
            "fokusgruppe-ansatte": (0, 0, 2),
            "fokusgruppe-pasienter": (0, 0, 2),
            "fokusgruppe-parorende": (1, 0, 2),
            "oppsummering": (3, 0, 3),
        },
        "etterarbeid": {
            "rapport": (8, 0, 9),
            "tilbakemelding-nettverk": (1, 0, 4),
            "fagetisk-dilemma": (0, 0, 7),
        },
    },
    "innomed-workshop": {
        "workshop": {
            "innledning": (0, 0, 8),
            "hva-er-dho": (0, 0, 0),
            "prosjektet": (0, 0, 1),
            "prosess": (0, 0, 13),
            "gruppe-kommuner": (3, 0, 4),
            "gruppe-helseforetak": (3, 0, 5),
            "gruppe-brukere": (3, 0, 4),
            "oppsummering": (5, 0, 7),
            "forankring": (0, 0, 12),
        }
    },
    "innomed-webinar": {
        "webinar": {
            "innledning": (0, 0, 6),
            "veiviseren": (0, 0, 14),
            "indre-ostfold": (0, 0, 12),
            "nordlandssykehuset": (0, 0, 10),
        }
    },
    "innomed-veiviser": {
        "veiviser": {
            "avdekke": (4, 0, 4),
            "designe": (4, 0, 4),
            "implementere": (4, 0, 4),
            "drifte": (4, 0, 5),
        }
    },
}


def shape(b: Block) -> tuple[int, int, int]:
    """Return how many checks, gates and prompts a block has."""
    return len(b.checks), sum(check.gate for check in b.checks), len(b.prompts)


@pytest.mark.parametrize("plan_id", IDS)
def test_a_shipped_plan_has_these_days_and_blocks(plan_id: str) -> None:
    """Ids are what journals and people refer to, so they are pinned, with what blocks hold."""
    shipped = plan(plan_id)
    found = {d.id: {b.id: shape(b) for b in d.blocks} for d in shipped.days}
    assert found == SHAPES[plan_id]
    assert [list(blocks) for blocks in found.values()] == [
        list(blocks) for blocks in SHAPES[plan_id].values()
    ]
    assert shipped.id == plan_id
    assert (shipped.timezone, shipped.language) == ("Europe/Oslo", "nb")


@pytest.mark.parametrize("plan_id", IDS)
def test_a_shipped_plan_has_no_phone_number_and_no_e_mail(plan_id: str) -> None:
    """Numbers of people belong to the visit, not to the plan; nor do comments carry any."""
    raw = (assets() / "plans" / f"{plan_id}.toml").read_text("utf-8")
    assert "@" not in raw
    assert re.findall(r"\d[\d ]{6,}\d", raw) == []


@pytest.mark.parametrize("plan_id", [name for name in IDS if name != "innomed-veiviser"])
def test_what_a_leader_reads_at_a_glance_is_short(plan_id: str) -> None:
    """Checks and prompts of a plan with a clock fit on a line of 70."""
    assert [text for text in texts(plan_id) if len(text) > 70] == []


def test_the_physical_visit_keeps_the_order_of_the_slides_on_an_inferred_clock() -> None:
    """Every time is marked as inferred, since the slides have none."""
    shipped = plan("kvip-fysisk")
    timed = [b for d, b in shipped.blocks() if not d.untimed]
    assert [b.id for b in timed][:2] == ["besoksmiddag", "omvisning"]
    assert all(b.inferred for b in timed)
    assert all(d.inferred for d in shipped.days)
    interviews = [b for b in timed if b.privacy is Privacy.INTERVIEW]
    assert all(b.starts is Starts.APPOINTMENT and HOST not in b.present for b in interviews)


@pytest.mark.parametrize("plan_id", ["kvip-digital", "kvip-fysisk"])
def test_only_one_day_with_a_clock_falls_on_each_date(plan_id: str) -> None:
    """Preparation and after-work are checklists a week before and the day after."""
    days = plan(plan_id).days
    assert [(d.offset, d.untimed) for d in days] == [(-7, True), (-1, False), (0, False), (1, True)]


def test_the_workshop_has_the_times_of_the_worked_numbers() -> None:
    """VECTORS: 5, 25, 15, 10, 90, 25, 20 min from 09.00; the group work is three side by side."""
    workshop = day("innomed-workshop", "workshop")
    starts = list(dict.fromkeys(clock(b.start) for b in workshop.blocks))
    assert starts == ["09.00", "09.05", "09.30", "09.45", "09.55", "11.25", "11.50"]
    assert clock(workshop.blocks[-1].end) == "12.10"
    assert workshop.inferred
    assert not any(b.inferred for b in workshop.blocks)


def test_the_group_work_has_a_facilitator_and_a_room_each() -> None:
    """Three parallel groups, each with its own people."""
    groups = [b for b in day("innomed-workshop", "workshop").blocks if b.parallel == "gruppearbeid"]
    assert [(b.roles, b.room, b.present) for b in groups] == [
        (("fasilitator-kommuner",), "teams-kommuner", ("kommuner",)),
        (("fasilitator-helseforetak",), "teams", ("helseforetak",)),
        (("fasilitator-brukere",), "teams-brukere", ("brukerrepresentant",)),
    ]


def test_the_webinar_has_its_four_items_on_an_inferred_clock() -> None:
    """The source has the order and nothing else."""
    blocks = day("innomed-webinar", "webinar").blocks
    assert len(blocks) == 4
    assert all(b.inferred for b in blocks)


def test_the_guide_has_four_phases_with_sixteen_items_and_no_clock() -> None:
    """A plan may be a pure checklist."""
    guide = day("innomed-veiviser", "veiviser")
    assert guide.untimed
    assert sum(len(b.checks) for b in guide.blocks) == 16
    assert all(b.start is None and b.end is None for b in guide.blocks)
