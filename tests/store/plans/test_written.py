"""A plan written as a file is the plan that is read from it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from kvip_tui.domain.planning.vocabulary import AddBlock, ChangeLength, RemoveBlock, RenameBlock
from kvip_tui.errors import UserError
from kvip_tui.resources import assets
from kvip_tui.store.plans.file import load_plan, read_plan
from kvip_tui.store.plans.written import keep_plan, plan_text
from tests.builders import visit

SHIPPED = sorted(path.name for path in (assets() / "plans").iterdir() if path.suffix == ".toml")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_plan_written_is_the_same_plan(name: str) -> None:
    """All five, with their groups, rooms, gates, prompts and words in three languages."""
    plan = read_plan(assets() / "plans" / name)
    assert load_plan(plan_text(plan), name) == plan


def test_a_day_that_was_edited_is_kept_as_it_is() -> None:
    """What was added, renamed, lengthened and removed; the times as they were laid out anew."""
    built = visit("A 09:00-09:30, B> -10:00, C@ 10:15-10:45, D⚑ 11:00-12:00, E> -12:30")
    for change in (
        RenameBlock("a", 'Å "si" \\ hva'),
        ChangeLength("b", 20),
        AddBlock("Ny", 10),
        RemoveBlock("e"),
    ):
        built.do(change, "08:00")
    plan = replace(built.visit.plan, report=None)
    assert replace(load_plan(plan_text(plan), "x"), report=None) == plan


def test_a_plan_of_that_name_is_not_written_over(tmp_path: Path) -> None:
    """Unless that is asked for."""
    plan = read_plan(assets() / "plans" / "kvip-fysisk.toml")
    path = keep_plan(tmp_path / "plans", plan)
    path.write_text("min egen", "utf-8")
    with pytest.raises(UserError):
        keep_plan(tmp_path / "plans", plan)
    assert path.read_text("utf-8") == "min egen"
    keep_plan(tmp_path / "plans", plan, force=True)
    assert read_plan(path) == plan
