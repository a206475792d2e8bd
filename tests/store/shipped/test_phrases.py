"""The shipped plans are whole in three languages, and a plan may bring its own words."""

import tomllib

import pytest

from kvip_tui.domain.planning.language import texts_of
from kvip_tui.domain.state.plan import DEFAULT_GROUPS, Language, Plan
from kvip_tui.errors import UserError
from kvip_tui.resources import assets
from kvip_tui.store.peoplefile import parse_people
from kvip_tui.store.plans.file import find_plan, load_plan, plan_catalogue
from kvip_tui.store.shipped.phrases import FOLDER, in_language, shipped_phrases, words

IDS = [entry.id for entry in plan_catalogue(None)]
OWN = """
id = "var"
title = "Vår dag"
[[day]]
id = "d"
title = "Dagen"
start = "09.00"
[[day.block]]
id = "kake"
title = "Kake"
duration = "30m"
[[text]]
nb = "Kake"
nn = "Kake på nynorsk"
"""


@pytest.mark.parametrize("plan_id", IDS)
def test_every_text_of_a_shipped_plan_has_three_languages(plan_id: str) -> None:
    """A nynorsk team's day, and so its report, holds no bokmål."""
    known = {phrase.nb: phrase for phrase in shipped_phrases()}
    lacking = [t for t in texts_of(find_plan(plan_id, None)) if t not in known]
    assert not lacking
    assert [p.nb for p in known.values() if not (p.nn and p.en)] == []


def test_no_phrase_is_left_over_or_said_twice() -> None:
    """Each belongs to a plan, but for wordings that plans had before, which none has now."""
    older = tomllib.loads((assets() / FOLDER / "eldre-ordlyd.toml").read_text("utf-8"))["text"]
    texts = {text for plan_id in IDS for text in texts_of(find_plan(plan_id, None))}
    found = [phrase.nb for phrase in shipped_phrases()]
    assert len(found) == len(set(found))
    assert set(found) - texts == {phrase["nb"] for phrase in older}


@pytest.mark.parametrize("plan_id", IDS)
@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_plan_comes_back_from_another_language(plan_id: str, language: Language) -> None:
    """No two texts of a plan are one in another language, so that the way back is the way there."""
    plan = find_plan(plan_id, None)
    there = in_language(plan, language)
    assert there.language == language
    assert [b.id for _, b in there.blocks()] == [b.id for _, b in plan.blocks()]
    assert list(texts_of(in_language(there, "nb"))) == list(texts_of(plan))


def test_the_report_of_a_nynorsk_plan_is_in_nynorsk() -> None:
    """Its sections come with the plan."""
    report = find_plan("kvip-digital", None, "nn").report
    assert report is not None
    assert any("Styrkar" in section.title for section in report.sections)


def test_a_plan_brings_its_own_words() -> None:
    """What it does not say in a language stays in bokmål."""
    plan = load_plan(OWN, "vår.toml")
    [(_, block)] = in_language(plan, "nn").blocks()
    assert block.title == "Kake på nynorsk"
    [(_, block)] = in_language(plan, "en").blocks()
    assert block.title == "Kake"
    assert words(plan, "nn")["Kake"] == "Kake på nynorsk"


@pytest.mark.parametrize("text", ["[[text]]\nnn = 'x'", "[[text]]\nnb = 'x'\nsv = 'y'", "text = 1"])
def test_words_that_are_wrong_are_told_with_their_line(text: str) -> None:
    """As everything else in a plan is."""
    with pytest.raises(UserError, match=r"vår\.toml"):
        load_plan(OWN + text, "vår.toml")


@pytest.mark.parametrize("said", ["vertsenhet", "Vertseining", "host unit", "vert", "vertsein"])
def test_groups_are_understood_in_every_language(said: str) -> None:
    """Whatever the visit's own is."""
    nynorsk: Plan = find_plan("kvip-digital", None, "nn")
    for groups in (DEFAULT_GROUPS, nynorsk.groups):
        [person] = parse_people(f"Berit Moe, {said}, einingsleiar", groups)
        assert person.group == "vertsenhet"
