"""The shipped report forms: every section in its order, in three languages."""

from typing import get_args

import pytest

from kvip_tui.domain.state.form import Holds
from kvip_tui.errors import UserError
from kvip_tui.store.plans.file import load_plan
from kvip_tui.store.shipped.report_forms import NEUTRAL, Language, form_ids, shipped_form
from tests.store.plans.shipped import plan

DIGITAL = (
    "forside om-kvip hovedessens kontekst siste-aret fjorarets fokusomrader styrker utfordringer "
    "tiltak visjon laring neste-besok gjennomforing"
)
ONLY_PHYSICAL = {"omvisning", "standarder", "fokusgrupper", "avsluttende-mote"}
PLAN = """
id = "p"
title = "P"
[[day]]
id = "d"
title = "D"
[[day.block]]
id = "b"
title = "B"
start = "09.00"
end = "10.00"
"""


def test_the_digital_visit_has_the_sections_of_its_template() -> None:
    """In that order; tour, focus groups and closing meeting are left out."""
    assert [s.id for s in shipped_form("besoksrapport-digital", "nb").sections] == DIGITAL.split()


def test_the_physical_visit_has_what_the_digital_one_leaves_out() -> None:
    """And all the rest, in the same order."""
    ids = [section.id for section in shipped_form("besoksrapport-fysisk", "nb").sections]
    assert [i for i in ids if i not in ONLY_PHYSICAL] == DIGITAL.split()
    assert set(ids) > ONLY_PHYSICAL


@pytest.mark.parametrize("form_id", form_ids())
@pytest.mark.parametrize("language", get_args(Language))
def test_every_form_is_whole_in_every_language(form_id: str, language: Language) -> None:
    """A front first and a visit's review last, ids used once, titles and hints for all."""
    form, source = shipped_form(form_id, language), shipped_form(form_id, "nb")
    assert form.id == form_id
    holds = [section.holds for section in form.sections]
    assert (holds[0], form.reviewed) == (Holds.FRONT, form_id != NEUTRAL)
    assert Holds.REVIEW not in holds[:-1]
    for once in (Holds.STRENGTHS, Holds.CHALLENGES, Holds.MEASURES, Holds.FOCUS):
        assert holds.count(once) == 1
    assert len({section.id for section in form.sections}) == len(form.sections)
    for section, other in zip(form.sections, source.sections, strict=True):
        assert section.title
        assert section.hint or section.holds is Holds.FRONT
        assert language == "nb" or not section.hint or section.hint != other.hint
        assert bool(section.text) == bool(other.text)


@pytest.mark.parametrize(
    ("plan_id", "form_id"),
    [
        ("kvip-digital", "besoksrapport-digital"),
        ("kvip-fysisk", "besoksrapport-fysisk"),
        ("innomed-workshop", NEUTRAL),
    ],
)
def test_which_report_follows_from_a_plan(plan_id: str, form_id: str) -> None:
    """The plan says so; else it is the neutral summary."""
    assert plan(plan_id).report == shipped_form(form_id, "nb")


def test_the_report_is_in_the_language_of_the_plan() -> None:
    """Whatever language the program speaks."""
    report = load_plan('language = "nn"\nreport = "besoksrapport-digital"' + PLAN, "p.toml").report
    assert report is not None
    assert report.sections[8].title == "Utfordringar"


def test_an_unknown_report_is_named_with_what_was_meant() -> None:
    """And the plan is not read."""
    with pytest.raises(UserError, match="besoksrapport-digital"):
        load_plan('report = "besoksraport-digital"' + PLAN, "p.toml")
