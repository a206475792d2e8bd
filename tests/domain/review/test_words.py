"""Words compared: what differs, and two changes made in one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.review.words import alike, merged, normal, stretches

TEXTS = st.text(alphabet="ab .\n", max_size=12)


@given(TEXTS, TEXTS)
def test_stretches_put_together_are_the_two_texts(old: str, new: str) -> None:
    """Nothing is left out of what is shown as changed, and nothing made up."""
    parts = stretches(old, new)
    assert "".join(part.old for part in parts) == old
    assert "".join(part.new for part in parts) == new


@given(TEXTS, TEXTS)
def test_a_change_of_what_nobody_has_touched_is_what_was_wanted(was: str, wanted: str) -> None:
    """And one that has been made already is not made twice."""
    assert merged(was, wanted, was) == wanted
    assert merged(was, wanted, wanted) == wanted
    assert merged(was, was, wanted) == wanted


@pytest.mark.parametrize(
    ("was", "wanted", "now", "both"),
    [
        ("en to tre", "en to fire", "null en to tre", "null en to fire"),
        ("en to tre", "to tre", "en to tre fire", "to tre fire"),
        ("en to tre", "en to tre fire", "null to tre", "null to tre fire"),
        ("en to tre", "en 2 tre", "en II tre", None),
        ("en to tre", "en tre", "noe helt annet", None),
        ("", "Berit", "", "Berit"),
        ("", "Berit", "Ola", None),
    ],
)
def test_two_changes_go_together_or_clash(
    was: str, wanted: str, now: str, both: str | None
) -> None:
    """Word by word; what both have changed is nobody's to guess."""
    assert merged(was, wanted, now) == both


def test_what_is_too_long_to_compare_is_told_as_a_whole() -> None:
    """No text makes a comparison take a minute."""
    long = "a " * 3000
    assert [part.same for part in stretches(long, long + "b")] == [False]
    assert merged(long, long + "b", long + "c") is None


def test_blanks_and_unseen_signs_make_no_difference() -> None:
    """Office programs write them as they like."""
    assert normal(" a\u00a0\u200bb \r\n\n c") == normal("a b\nc")
    assert alike("Fast sykepleier", "fast SYKEPLEIER") == 1
    assert alike("en to", "tre fire") == alike("", "") == 0
