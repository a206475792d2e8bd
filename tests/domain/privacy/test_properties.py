"""The privacy check holds whatever the text, and however it is typed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.privacy.check import Level, check
from kvip_tui.store.shipped.privacy_rules import shipped_rules

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
DIGITS = st.text("0123456789", min_size=11, max_size=11)
BLANKS = " \t\u00a0\u1680\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000"
DASHES = "-\u2010\u2011\u2012–—\u2015\u2212\ufe58\ufe63\uff0d"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\ufe0f"
PIECES = [
    *("01019012345", "01 01 90-123 45", "kari@eksempel.no", "912 34 567", "+47 22 33 44 55"),
    *("Storgata 5", "0150 Oslo", "født 14. mai 2007", "fødd i 2007", "f. 07", "16. mars", "Moe"),
    *("16.03.2021", "høsten 2019", "14 år gammel", "fjortenåring", "«jeg vil hjem»", "Håkon"),
    *("Berits", "tvillinger"),
]  # fmt: skip


@given(DIGITS, st.lists(st.text(BLANKS + DASHES + UNSEEN, max_size=4), min_size=10, max_size=10))
def test_eleven_digits_are_found_whatever_parts_them(digits: str, parts: list[str]) -> None:
    """Blanks, dashes and what cannot be seen, of any kind and anywhere."""
    number = digits[0] + "".join(
        part + digit for part, digit in zip(parts, digits[1:], strict=True)
    )
    text = f"Nr. {number} ble nevnt"
    found = [f for f in check(text, rules=shipped_rules()) if f.rule_id == "fodselsnummer"]
    assert [text[f.start : f.end] for f in found] == [number]
    assert found[0].level is Level.STOP


@given(st.dates(), st.sampled_from([0, 40]), st.integers(0, 99999), st.integers(1, 10))
def test_a_number_that_is_broken_over_two_lines_is_found(
    born: date, more: int, number: int, place: int
) -> None:
    """Where it begins with a day and a month, or with a day and forty as D-numbers do."""
    digits = f"{born.day + more:02}{born.month:02}{born.year % 100:02}{number:05}"
    text = f"{digits[:place]}\r\n  {digits[place:]}"
    assert {f.rule_id for f in check(text, rules=shipped_rules())} == {"fodselsnummer"}


def signs(char: str) -> st.SearchStrategy[str]:
    """Return ways of typing a sign that mean the same."""
    ways = [char]
    if "!" <= char <= "~" and char not in "'\"":
        ways.append(chr(ord(char) + 0xFEE0))
    if char == " ":
        ways += [*BLANKS, "  "]
    if char == "-":
        ways += DASHES
    if char == "å":
        ways.append("a\u030a")
    return st.builds(str.__add__, st.sampled_from(ways), st.sampled_from(["", "", *UNSEEN]))


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a piece, and its signs typed in other ways."""
    piece = draw(st.sampled_from(PIECES))
    return piece, [draw(signs(char)) for char in piece]


@given(typed())
def test_other_ways_of_typing_the_same_are_found_in_the_same_places(
    case: tuple[str, list[str]],
) -> None:
    """Full-width signs, other blanks and dashes, marks apart from their letters, unseen signs."""
    piece, ways = case
    starts = [len("".join(ways[:i])) for i in range(len(ways) + 1)]
    text = "".join(ways)
    plain = check(piece, roster=("Berit Moe",), rules=shipped_rules())
    found = check(text, roster=("Berit Moe",), rules=shipped_rules())
    assert plain
    assert [f.rule_id for f in found] == [f.rule_id for f in plain]
    for there, here in zip(found, plain, strict=True):
        assert there.start == starts[here.start]
        assert starts[here.end - 1] < there.end <= starts[here.end]


@given(st.lists(st.sampled_from(PIECES) | ANY_TEXT, max_size=8), st.lists(ANY_TEXT, max_size=3))
@settings(max_examples=150)
def test_any_text_is_checked_and_places_lie_in_order_inside_it(
    parts: list[str], roster: list[str]
) -> None:
    """Controls, half signs and unknown scripts too, and whatever people are called."""
    text = " ".join(parts)
    findings = check(text, roster=roster, rules=shipped_rules())
    ends = [0, *(f.end for f in findings)]
    assert all(end <= f.start < f.end for end, f in zip(ends, findings, strict=False))
    assert ends[-1] <= len(text)


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_is_found_in_any_surroundings(piece: str) -> None:
    """Between lines, brackets and other words."""
    for before, behind in (("\n", "\n"), ("(", ")"), ("som er ", ", sa han"), ("– ", ".")):
        text = before + piece + behind
        assert check(text, roster=("Berit Moe",), rules=shipped_rules()), text


def test_a_megabyte_of_anything_is_checked() -> None:
    """Without an error, and to its end."""
    text = "vi snakket om \ud800 skjerming\0 og \x1b[31m ro\u200b 12 🙂\r\n" * 20_000
    assert len(text) + 11 > 900_000
    findings = check(text + "01019012345", rules=shipped_rules())
    assert [(f.rule_id, f.start) for f in findings] == [("fodselsnummer", len(text))]
