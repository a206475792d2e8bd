"""Phrases of the privacy check: what their parts mean, and that their time grows in proportion."""

import time

import pytest

from kvip_tui.domain.privacy.check import check
from kvip_tui.domain.privacy.phrases import Group, phrase, phrase_spans
from kvip_tui.domain.privacy.scan import Individuals, Scan
from kvip_tui.domain.privacy.text import plain_text
from kvip_tui.domain.privacy.words import WordList, read, word_list
from kvip_tui.store.shipped.privacy_rules import shipped_rules
from tests.privacy.judged import sentences

LISTS = {"kin": word_list(["mor", "far"]), "small": word_list(["at", "det", "seg"])}


def found(text: str, *phrases: str) -> list[str]:
    """Return what phrases find in a text."""
    scan = Scan(read(plain_text(text)))
    groups = [Group(tuple(phrase(one, LISTS.__getitem__) for one in phrases))]
    return [text[start:end] for start, end in sorted(phrase_spans(scan, groups))]


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("{kin} er ‹ #3-99 ›", "mor er 44 og far er 2", ["44"]),
        ("{kin} ~2 syk*", "Mor er litt sykere; far er ikke så veldig syk", ["Mor er litt sykere"]),
        ("heter ‹ !{small} ›", "hun heter Ane, det heter at", ["Ane"]),
        ("heter ‹ Aa ›", "hun heter Ane, han heter ole", ["Ane"]),
        ("pasient ‹ A ›", "pasient KH og pasient og mor", ["KH"]),
        ("‹ Aa:rud,stad › sa", "Olerud sa ja, Olsen sa ja", ["Olerud"]),
        ("‹ Aa- › sa", "Gunnvor sa ja. Lederen sa ja.", ["Gunnvor"]),
        ("er *pleier|*mann", "hun er hjelpepleier, er snill", ["er hjelpepleier"]),
        ("#1-31 [/] #1-12", "3/5 og 3-5 og 40/5", ["3/5"]),
        ("kom nå? inn", "kom inn, kom nå inn, kom så inn", ["kom inn", "kom nå inn"]),
        ("kom_inn i", "kom inn i dag", ["kom inn i"]),
        ("{kin} kom", "mor. Kom", []),
        ("{kin} er ‹ # › ^{kin}", "mor er 44. Far er 2 mor.", ["44"]),
        ("‹ Aa-!{kin} › gråt", "Mor gråt. Lederen gråt. Åse gråt.", ["Åse"]),
    ],
)
def test_parts_mean_what_they_say(written: str, text: str, expected: list[str]) -> None:
    """Words, lists, numbers, names, gaps, signs between words; never across sentences."""
    assert found(text, written) == expected


@pytest.mark.parametrize(
    "written",
    ["", "~2 syk", "syk ~2", "a ~7 b", "a ~1 b ~1 c ~1 d", "[/] 3", "a [/] ~2 b", "a|#3", "a? b"],
)
def test_a_phrase_that_cannot_be_read_is_refused(written: str) -> None:
    """Nor one whose time would not be bounded."""
    with pytest.raises(ValueError, match=r".*"):
        phrase(written, LISTS.__getitem__)


def one_person(text: str, roster: tuple[tuple[int, int], ...] = ()) -> bool:
    """Return whether a text speaks of one certain person."""
    individuals = Individuals(
        nouns=word_list(["pasienten"]),
        pronouns=word_list(["hun"]),
        traces=word_list(["innlagt"]),
        names=WordList(),
        staff=word_list(["legen"]),
        groups=word_list(["mange"]),
    )
    return bool(Scan(read(plain_text(text)), individuals, roster=lambda: roster).about_one())


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Pasienten ville det", True),
        ("Legen og pasienten ville det", True),
        ("Hun ville det", True),
        ("Legen sa at hun ville det", False),
        ("Hun ville at legen kom", True),
        ("Legen kom. Hun ville det", True),
        ("Innlagt i går", True),
        ("Mange ble innlagt", False),
        ("De ville det", False),
    ],
)
def test_one_person_is_told_from_the_staff_and_from_many(text: str, one: bool) -> None:
    """A noun always, a pronoun that no word for the staff stands before, a trace not of many."""
    assert one_person(text) is one


def test_somebody_of_the_roster_is_the_staff() -> None:
    """Her name before the pronoun is enough."""
    assert not one_person("Berit sa at hun kom", roster=((0, 0),))


def text_of(length: int) -> str:
    """Return our own sentences, again and again, so long."""
    text = "\n".join(one.text for one in sentences("sentences"))
    return (text * (length // len(text) + 1))[:length]


def test_the_time_grows_in_proportion() -> None:
    """Eight times the text takes no more than some twenty times as long: nothing backtracks."""

    def took(length: int) -> float:
        text = text_of(length)
        times = []
        for _run in range(3):
            began = time.process_time()
            check(text, roster=("Berit Moe",), rules=shipped_rules())
            times.append(time.process_time() - began)
        return min(times)

    check(text_of(1_000), rules=shipped_rules())
    assert took(160_000) <= 20 * took(20_000)
