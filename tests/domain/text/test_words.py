"""Words as people type them, and the sequence that grows."""

import pytest

from kvip_tui.domain.log import Log
from kvip_tui.domain.text.words import abridged, beginning, plain, slug

NAMES = [("drofting", 1), ("Drøfting og utveksling", 1), ("pause", 2), ("Pause", 3), ("lunsj", 4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GJØR OM", "gjor om"),
        ("  hånd \t", "hand"),
        ("Åpne", "apne"),
        ("cafe\u0301 É", "cafe e"),
        ("Æ ð", "ae ð"),
        ("Ka\u200bri\u00ad \u200dNes\ufeff", "kari nes"),
        ("", ""),
    ],
)
def test_case_accents_and_blanks_are_forgiven(text: str, expected: str) -> None:
    """What is left is what comparisons are made on."""
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BUP akutt, Ålesund", "bup-akutt-alesund"),
        ("../../etc", "etc"),
        ("日本", ""),
        ("A  b", "a-b"),
    ],
)
def test_a_slug_is_plain_letters_and_hyphens(text: str, expected: str) -> None:
    """Whatever is typed, nothing else is left of it."""
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dro", [1]),
        ("DRØ", [1]),
        ("utv", [1]),
        ("pause", [2, 3]),
        ("l", [4]),
        ("p", [2, 3]),
        ("", []),
        ("x", []),
    ],
)
def test_beginnings_are_enough(query: str, found: list[int]) -> None:
    """The start of a name counts before the start of a later word; things are named once."""
    assert beginning(query, NAMES) == found


INTERVIEWS = (
    ("intervju-pasient", 1),
    ("Intervju med én pasient", 1),
    ("Intervju med én pårørende", 2),
    ("Lunsj", 3),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("intervju pas", [1]),
        ("intervju parorende", [2]),
        ("INT én pår", [2]),
        ("intervju", [1, 2]),
        ("pas intervju", []),
        ("intervju med lunsj", []),
        ("", []),
    ],
)
def test_words_may_be_left_out_between(query: str, found: list[int]) -> None:
    """The words begin words of the name, in its order."""
    assert abridged(query, INTERVIEWS) == found


def test_a_whole_name_wins_over_longer_ones() -> None:
    """«ann» is Ann, though Anne begins like that."""
    assert beginning("ann", {"Ann": 1, "Anne": 2}) == [1]


def test_a_log_grows_while_older_versions_stay() -> None:
    """Appending to either version never shows in the other."""
    empty: Log[int] = Log()
    one = empty.append(1)
    two = one.append(2)
    other = one.append(3)
    assert (list(empty), list(one), list(two), list(other)) == ([], [1], [1, 2], [1, 3])
    assert two.without_last() == one
    assert list(two.without_last().append(4)) == [1, 4]
    assert list(two) == [1, 2]
    assert list(empty.without_last()) == []


def test_a_log_is_a_sequence() -> None:
    """Items, slices and comparisons are those of its own version."""
    log = Log([1, 2]).append(3).without_last()
    assert (log[0], log[-1], log[-2:], len(log)) == (1, 2, [1, 2], 2)
    assert log == Log([1, 2])
    assert log != Log([1])
    assert log != [1, 2]
    assert hash(log) == hash(Log([1, 2]))
    assert repr(log) == "Log([1, 2])"
    with pytest.raises(IndexError):
        log[2]
