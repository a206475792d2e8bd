"""A text is made plain for the privacy check, and every place in it is found again."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.privacy.text import plain_text

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("Hei på deg", "Hei på deg"),
        ("１２３ ｋａｒｉ＠", "123 kari@"),
        ("٣٤ ①② 𝟗", "34 12 9"),
        ("a\u00a0b\u2009c\u202fd\te\u3000f", "a b c d e f"),
        ("a \u00a0\t b", "a b"),
        ("a \r\n\n b\u2028c\x0bd", "a\nb\nc\nd"),
        ("a\u2010b\u2011c\u2012d–e—f\u2212g\ufe63h\uff0di", "a-b-c-d-e-f-g-h-i"),
        ("0\u200b1\u200c2\u200d3\ufeff4\u00ad5\u20606\x007", "01234567"),
        ("1\ufe0f\u20e32\ufe0f\u20e3", "12"),
        ("Ha\u030akon A\u030ase", "Håkon Åse"),
        ("x\u0302\u0301 e\u0301", "x é"),
        ("ﬁre … ½", "fire ... 1⁄2"),
        ("Hans\u00b4 Hans\u02bc Hans’", "Hans' Hans' Hans’"),
        ("\ud800a\udfff", "\ufffda\ufffd"),
        ("", ""),
    ],
)
def test_every_way_of_writing_a_sign_is_made_one(given_text: str, plain: str) -> None:
    """NFKC first, then dashes, blanks, digits and what cannot be seen."""
    assert plain_text(given_text).text == plain


@pytest.mark.parametrize(
    ("given_text", "plain", "found"),
    [
        ("nr ０１\u200b２", "012", "０１\u200b２"),
        ("\u200b\u200b12\u200b", "12", "12"),
        ("a  \u00a0b", "a b", "a  \u00a0b"),
        ("ﬁre", "i", "ﬁ"),
        ("A\u030ase bor", "Åse", "A\u030ase"),
        ("x\u200b\u200b y", "y", "y"),
        ("1\u00ad–\u00ad2", "1-2", "1\u00ad–\u00ad2"),
    ],
)
def test_a_place_is_found_again(given_text: str, plain: str, found: str) -> None:
    """From the first sign as it was given to the last one, without what was unseen around them."""
    made = plain_text(given_text)
    start = made.text.index(plain)
    begin, end = made.given(start, start + len(plain))
    assert given_text[begin:end] == found


@given(ANY_TEXT)
def test_places_stay_in_order_and_small_letters_in_their_places(text: str) -> None:
    """Whatever the text is: no place is outside of it, and none before an earlier one."""
    made = plain_text(text)
    places = [made.given(i, i + 1) for i in range(len(made.text))]
    assert len(made.small) == len(made.text)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@given(ANY_TEXT)
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    """Made plain once more, a plain text is the same."""
    plain = plain_text(text).text
    assert plain_text(plain).text == plain


def grows(sign: str) -> bool:
    """Return whether the small letters of a sign are more than the sign itself."""
    return any(len(c.lower()) > 1 for c in unicodedata.normalize("NFKC", sign))


def test_no_sign_is_longer_in_small_letters() -> None:
    """Of all signs there are, so that a place is the same in both."""
    for sign in filter(grows, map(chr, range(sys.maxunicode + 1))):
        made = plain_text(f"a{sign}b")
        assert len(made.small) == len(made.text) == 3, sign


def test_a_heap_of_marks_on_one_letter_is_read_in_pieces() -> None:
    """What costs the square of its length elsewhere does not do so here."""
    heap = "a" + "\u0301\u0316" * 50_000
    assert unicodedata.combining("\u0316") < unicodedata.combining("\u0301")
    assert plain_text(heap + "b").text == "áb"
