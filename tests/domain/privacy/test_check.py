"""The privacy check: what it finds, where, and which of two rules keeps its place."""

import re

import msgspec
import pytest

from kvip_tui.domain.privacy.check import Finding, Level, Patterns, PrivacyRules, Rule, check
from kvip_tui.domain.privacy.names import Capitals, Roster
from kvip_tui.domain.privacy.words import Listed, word_list

NOTHING = word_list(())


def rule(
    name: str, matcher: Patterns | Listed | Roster | Capitals, level: Level = Level.LOOK
) -> Rule:
    """Return a rule."""
    return Rule(name, level, name, name, matcher)


def pattern(name: str, text: str, level: Level = Level.LOOK) -> Rule:
    """Return a rule that looks for a pattern."""
    return rule(name, Patterns(small=(re.compile(text),)), level)


def found(text: str, *rules: Rule, roster: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return the rules that find something in a text, and what they find."""
    findings = check(text, roster=roster, rules=PrivacyRules("", rules))
    return [(finding.rule_id, text[finding.start : finding.end]) for finding in findings]


def words(*entries: str) -> Rule:
    """Return a rule that looks for words."""
    return rule("ord", Listed(word_list(entries)))


def test_a_finding_says_which_rule_and_where_but_not_what() -> None:
    """So that it can be kept and shown without what it is about."""
    rules = PrivacyRules("", (pattern("tall", r"\d+", Level.STOP),))
    findings = check("rom 12, hylle 3", rules=rules)
    assert findings == (Finding("tall", Level.STOP, 4, 6), Finding("tall", Level.STOP, 14, 15))
    assert msgspec.to_builtins(findings[0]).keys() == {"rule_id", "level", "start", "end"}


def test_rules_and_findings_cannot_be_changed() -> None:
    """They are values."""
    rules = PrivacyRules("", ())
    with pytest.raises(AttributeError):
        rules.title = "x"  # type: ignore[misc]


def test_a_rule_is_found_by_its_id() -> None:
    """For whoever shows why a place was found."""
    rules = PrivacyRules("", (pattern("a", "a"), pattern("b", "b")))
    assert rules.rule("b") is rules.rules[1]
    with pytest.raises(KeyError):
        rules.rule("c")


def test_patterns_read_small_letters_or_the_text_as_written() -> None:
    """By the choice of the rule."""
    cased = rule("stor", Patterns(cased=(re.compile("Kari"),)))
    assert found("KARI Kari", pattern("liten", "kari")) == [("liten", "KARI"), ("liten", "Kari")]
    assert found("KARI Kari", cased) == [("stor", "Kari")]


def test_a_stop_keeps_its_place_before_a_look() -> None:
    """Wherever it stands among the rules; the look keeps what is left of it."""
    look, stop = pattern("se", "a b c"), pattern("stopp", "b", Level.STOP)
    assert found("a b c", look, stop) == [("se", "a"), ("stopp", "b")]
    assert found("a b", pattern("se", "b"), stop) == [("stopp", "b")]


def test_of_two_looks_the_first_rule_keeps_its_place() -> None:
    """The other one shows what is in front of it, or else what is behind."""
    first = pattern("ord", "kari")
    assert found("ja kari ja", first, pattern("alt", ".*")) == [("alt", "ja"), ("ord", "kari")]
    assert found("kari, ja", first, pattern("alt", ".*")) == [("ord", "kari"), ("alt", ", ja")]
    assert found("«kari»", first, pattern("alt", ".*")) == [("ord", "kari")]


def test_places_of_one_rule_that_overlap_are_one_place() -> None:
    """As when two of its patterns find more and less of the same."""
    both = rule("tall", Patterns(small=(re.compile(r"\d+ år"), re.compile("år gammel"))))
    assert found("14 år gammel", both) == [("tall", "14 år gammel")]


def test_two_rules_that_meet_inside_one_sign_do_not_overlap() -> None:
    """One sign may be several letters; it belongs to the first of the two."""
    f, i = pattern("f", "f"), pattern("i", "ir")
    assert found("ﬁr", f, i) == [("f", "ﬁ"), ("i", "r")]


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("berit", "Berit berit BERIT Beritt", ["Berit berit BERIT"]),
        ("berit", "Berits bok", ["Berits"]),
        ("berit", "Berit's bok", ["Berit's"]),
        ("jens", "Jens' bok og Jens’ bil", ["Jens'", "Jens’"]),
        ("berit", "Berit-saken", ["Berit"]),
        ("Jan", "jan Jan JAN", ["Jan JAN"]),
        ("adopter*", "Adopterte barn", ["Adopterte"]),
        ("røde kors", "Røde Kors, røde-kors, røde. Røde", ["Røde Kors", "røde-kors"]),
        ("enslig mindreårig*", "enslige, enslig mindreårige", ["enslig mindreårige"]),
        ("st. olavs hospital", "på St. Olavs hospitals vegne", ["St. Olavs hospitals"]),
        ("mo i rana", "mo i", []),
        ("mo", "mo1mo_mo", ["mo", "mo", "mo"]),
    ],
)
def test_words_are_found_in_all_their_forms(entry: str, text: str, expected: list[str]) -> None:
    """With genitive and hyphen; small letters mean any, a capital means a capital."""
    assert [piece for _, piece in found(text, words(entry))] == expected


def test_words_that_are_part_of_something_harmless_are_left_alone() -> None:
    """Such as a name inside the name of a method."""
    names = rule("navn", Listed(word_list(["marte"]), known=word_list(["Marte Meo"])))
    assert found("Marte Meo og Marte", names) == [("navn", "Marte")]


ROSTER = Roster(particles=frozenset({"von"}), ordinary=frozenset({"even", "andre"}))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Berit Moe", "berit og Moes syn", ["berit", "Moes"]),
        ("Berit Moe", "Berit Moe var her", ["Berit Moe"]),
        ("Anne-Marie Aas", "Anne Marie, Marie og Anne-Marie Aas", [
            "Anne Marie", "Marie", "Anne-Marie Aas",
        ]),
        ("Even Li", "selv even sa det til Even", ["Even"]),
        ("Carl von B. Lie", "von B", []),
        ("Désirée Lie", "Desiree og désirée", ["Desiree", "désirée"]),
        ("André Lie", "Andre tiltak; André kom", ["André"]),
        ("Åse Bø", "ase bo Åse", ["Åse"]),
        ("Be\u00adrit", "Berit", ["Berit"]),
        ("", "ingen", []),
        (" - ", "ingen - ", []),
    ],
)  # fmt: skip
def test_people_are_found_by_any_part_of_their_name(
    name: str, text: str, expected: list[str]
) -> None:
    """Ordinary words only with a capital letter, particles and initials never."""
    assert [piece for _, piece in found(text, rule("r", ROSTER), roster=(name,))] == expected


CAPITALS = Capitals(
    known=word_list(["BUP", "oslo", "Norsk Helsenett"]), abbreviations=frozenset({"dr"})
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moe er her. Moe er her! Moe? Moe", []),
        ("i dag er Moe her", ["Moe"]),
        ("dr. Moe og A. Moe", ["Moe", "Moe"]),
        ("ja, (Moe) og @Moe", ["Moe", "Moe"]),
        ("- Moe\n• Moe\n1. Moe\n* Moe: Moe", []),
        ("08.30 Moe", []),
        ("sa «Moe er her»", []),
        ("i Oslos og BUPs og Norsk Helsenetts navn", []),
        ("på Norsk vis", ["Norsk"]),
        ("om DPS og NORDMANN", ["NORDMANN"]),
        ("OM DPS OG NORDMANN\nja", []),
        ("om Moe-saken og sak-Moe", ["Moe", "Moe"]),
        ("om #Moe og x", []),
    ],
)
def test_capital_letters_are_found_inside_sentences(text: str, expected: list[str]) -> None:
    """Not at the beginning of one, nor of a line, a quotation or a point of a list."""
    assert [piece for _, piece in found(text, rule("navn", CAPITALS))] == expected
