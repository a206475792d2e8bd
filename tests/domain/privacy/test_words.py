"""Lists of words: how entries are met, and that all ways of asking agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.privacy.text import plain_text
from kvip_tui.domain.privacy.words import read, word_list

LIST = word_list(["mor", "Moe", "=UNN", "helse nord", "sykepl*", "nord i fjor", "Tor*", "på ny"])


def found(text: str) -> list[str]:
    """Return what the list finds in a text."""
    reading = read(plain_text(text))
    return sorted({text[slice(*reading.span(*place))] for place in LIST.found(reading)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mor, Mor og MORs", ["MORs", "Mor", "mor"]),
        ("Moe og moe", ["Moe"]),
        ("UNN, Unn og unn", ["UNN"]),
        ("i Helse Nord i fjor", ["Helse Nord", "Nord i fjor"]),
        ("helse og nord", []),
        ("sykepleierne", ["sykepleierne"]),
        ("Tordis og tordenvær", ["Tordis"]),
        ("på, ny", []),
    ],
)
def test_an_entry_is_met_as_it_is_written(text: str, expected: list[str]) -> None:
    """In any case, with a capital only, exactly so; one word, some words, the beginning of one."""
    assert found(text) == expected


PIECES = ("mor", "mors", "Moe", "moe", "UNN", "Unn", "helse", "nord", "Nord", "i", "fjor", "på")
TEXTS = st.lists(st.sampled_from((*PIECES, "ny", "sykepleier", "Tora", ".", ",")), max_size=12)


@given(TEXTS)
def test_the_quick_ways_find_what_the_slow_one_does(pieces: list[str]) -> None:
    """Which of some words are part of anything in a list, and where anything begins."""
    reading = read(plain_text(" ".join(pieces)))
    places = range(len(reading.words))
    assert LIST.covering(reading, places) == LIST.covered(reading)
    firsts = {first for first, _ in LIST.found(reading)}
    assert {i for i in places if LIST.begins(reading, i)} == firsts
