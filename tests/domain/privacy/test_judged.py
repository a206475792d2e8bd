"""The shipped rules on lists of sentences: nine of ten places are found, few lines in vain."""

import pytest

from kvip_tui.domain.privacy.check import Level
from tests.privacy.judged import LISTS, Sentence, false_alarms, findings, missed, scores, sentences

LEAST_FOUND, MOST_ALARMS = 0.9, 0.05
OWN = tuple(sentences("sentences"))


def shown(sentence: Sentence) -> str:
    """Return what a case is called."""
    return f"{sentence.kind}: {sentence.text}"


@pytest.mark.parametrize("sentence", OWN, ids=shown)
def test_each_sentence_of_our_own_is_judged_right(sentence: Sentence) -> None:
    """All that is marked is found, nothing in a line without a mark."""
    found = findings(sentence)
    assert missed(sentence, found) == []
    assert bool(found) == bool(sentence.places)


@pytest.mark.parametrize("sentence", [one for one in OWN if one.stops], ids=shown)
def test_what_identifies_one_person_is_stopped(sentence: Sentence) -> None:
    """Numbers and addresses, and what stands beside the word for one patient or next of kin."""
    assert any(finding.level is Level.STOP for finding in findings(sentence))


@pytest.mark.parametrize("name", LISTS)
def test_nine_of_ten_places_are_found_and_few_lines_in_vain(name: str) -> None:
    """On the lists that were written after the rules, too."""
    score = scores(name)[""]
    assert score.found >= LEAST_FOUND * score.places
    assert score.alarms <= MOST_ALARMS * score.clean, false_alarms(name)


def test_the_lists_say_something_of_every_kind() -> None:
    """Each kind has both what is to be found and what is not, or is all of one sort on purpose."""
    found = scores("sentences")
    kinds = {kind for kind, score in found.items() if score.places}
    assert len(kinds) >= 15
    assert found[""].places > 250
    assert found[""].clean > 150


def test_the_visits_people_and_its_staff_are_spoken_of_freely() -> None:
    """A name of the roster, or a word for the staff, makes «hun» nobody's secret."""
    for text in ("Overlegen sa at hun begynte 16. mars", "Berit sa at hun er fra Bergen"):
        sentence = Sentence("", text, (), stops=False, shared=False)
        levels = {finding.level for finding in findings(sentence, ["Berit Moe"])}
        assert Level.STOP not in levels
