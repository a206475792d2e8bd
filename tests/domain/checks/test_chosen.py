"""Items that are done when roles are chosen."""

from msgspec.structs import replace

from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.history import Undo
from kvip_tui.domain.people.changes import AssignRole, FillRoles
from kvip_tui.domain.state.plan import Check
from kvip_tui.store.plans.file import find_plan
from tests.builders import ROLES, VisitBuilder, timetable, visit

CHECKS = (
    Check("en", "Sekretær er valgt", chosen=("sekretaer",)),
    Check("to", "Begge er valgt", chosen=("sekretaer", "chatansvarlig")),
    Check("tre", "Kaffe"),
)


def scene() -> VisitBuilder:
    """Return a day whose first block has items of roles."""
    blocks = timetable("A 09:00-09:30, B> -10:00")
    return visit((replace(blocks[0], checks=CHECKS), blocks[1]), roles=ROLES)


def done(built: VisitBuilder) -> list[str]:
    """Return the ids of the items that are ticked."""
    block = built.visit.plan.days[0].blocks[0]
    return [check.id for check in block.checks if built.visit.done(block, check)]


def test_the_choice_of_the_last_role_ticks_its_items() -> None:
    """In one step with the choice, which is taken back as one; a vacant role clears them."""
    built = scene().do(AssignRole("sekretaer", "anne"), "08:40")
    assert done(built) == ["en"]
    built.do(AssignRole("chatansvarlig", "berit"), "08:41")
    assert done(built) == ["en", "to"]
    built.do(AssignRole("sekretaer", "henrik"), "08:42")
    assert done(built) == ["en", "to"]
    built.do(AssignRole("sekretaer", None), "08:43")
    assert done(built) == []
    assert done(built.do(Undo(), "08:44")) == ["en", "to"]
    assert done(built.do(Undo(), "08:45").do(Undo(), "08:46")) == ["en"]


def test_what_was_done_by_hand_stays() -> None:
    """Ticked before the choice, or cleared behind it."""
    built = scene().do(ToggleCheck("a", "en"), "08:40").do(AssignRole("sekretaer", "anne"), "08:41")
    assert done(built) == ["en"]
    built.do(ToggleCheck("a", "en"), "08:42").do(AssignRole("sekretaer", "henrik"), "08:43")
    assert done(built) == []


def test_filling_all_roles_ticks_all_that_are_chosen() -> None:
    """The day plan of the digital visit has six such items; nobody is left to fill some."""
    plan = find_plan("kvip-digital", None)
    items = [check for _day, block in plan.blocks() for check in block.checks if check.chosen]
    assert len(items) == 6
    built = scene().do(FillRoles(), "08:40")
    held = set(built.visit.roles)
    assert done(built) == [c.id for c in CHECKS if c.chosen and held.issuperset(c.chosen)]
