"""A visit's plan in another language: other words for its texts, nothing else of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Undo
from kvip_tui.domain.planning.language import ChooseLanguage, spoken, texts_of
from kvip_tui.domain.planning.vocabulary import RemoveBlock, RenameBlock
from kvip_tui.domain.state.form import Form, Section
from tests.builders import VisitBuilder, visit

WORDS = {"Lunsj": "Lunch", "Pause": "Break", "Ta vare på tiden": "Watch the time", "Ukjent": "?"}
IN_ENGLISH = Form(id="oppsummering", title="Summary", sections=(Section(id="s", title="S"),))


def scene() -> VisitBuilder:
    """Return a day of two blocks, the second of them named by somebody."""
    return visit("Pause 09:00-09:30, Lunsj> -10:00, Møte> -11:00")


def titles(built: VisitBuilder) -> list[str]:
    """Return what the blocks are called."""
    return [block.title for _, block in built.visit.plan.blocks()]


def test_a_plan_gets_the_words_that_are_known() -> None:
    """What has no other words stays; undo brings the first language back."""
    built = scene().do(ChooseLanguage("en", WORDS), "08:00")
    assert titles(built) == ["Break", "Lunch", "Møte"]
    assert [built.visit.plan.language] == ["en"]
    built.do(Undo(), "08:01")
    assert titles(built) == ["Pause", "Lunsj", "Møte"]
    assert built.visit.plan.language == "nb"


def test_what_was_named_on_the_day_stays() -> None:
    """Nobody knows what it is called in another language."""
    built = scene().do(RenameBlock("lunsj", "Lunsj hos verten"), "08:00")
    built.do(ChooseLanguage("en", WORDS), "08:01")
    assert titles(built) == ["Break", "Lunsj hos verten", "Møte"]


def test_a_block_that_was_taken_out_comes_back_in_the_new_language() -> None:
    """It is of the plan as much as the others."""
    built = scene().do(RemoveBlock("lunsj"), "08:00").do(ChooseLanguage("en", WORDS), "08:01")
    assert built.visit.removed["lunsj"].block.title == "Lunch"


def test_only_words_of_the_plan_are_stored() -> None:
    """The journal is no dictionary."""
    [event] = scene().answer(ChooseLanguage("en", WORDS, (IN_ENGLISH,)), "08:00")
    assert event.words == {"Lunsj": "Lunch", "Pause": "Break"}  # type: ignore[union-attr]
    assert event.forms == ()  # type: ignore[union-attr]


def test_the_same_language_again_is_refused() -> None:
    """It would change nothing."""
    with pytest.raises(Refusal) as caught:
        scene().answer(ChooseLanguage("nb", WORDS), "08:00")
    assert caught.value.code == "language.already"


@given(st.dictionaries(st.sampled_from(["Pause", "Lunsj", "Møte", "Noe"]), st.text(max_size=9)))
def test_nothing_but_texts_changes(words: dict[str, str]) -> None:
    """Whatever the words: ids and times are as they were, each text is the word for it."""
    before = scene().visit.plan
    after = spoken(before, "nn", words)
    assert [words.get(text, text) for text in texts_of(before)] == list(texts_of(after))
    unread = [(b.id, b.start, b.end, b.starts, b.present) for _, b in before.blocks()]
    assert unread == [(b.id, b.start, b.end, b.starts, b.present) for _, b in after.blocks()]
