"""The rules of the privacy check are data: what ships works as it says, and faults are named."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from kvip_tui.domain.privacy.check import Finding, Level, Rule, Together, check
from kvip_tui.errors import UserError
from kvip_tui.resources import assets
from kvip_tui.store.shipped.privacy_rules import read_rules, shipped_rules

RULES = shipped_rules()
LISTS = sorted(f.name for f in (assets() / "privacy" / "words").iterdir())
HITS = [(rule, text) for rule in RULES.rules for text in rule.hits]
MISSES = [(rule, text) for rule in RULES.rules for text in rule.misses]
HEAD = 'title = "T"\n'
RULE = '[[rule]]\nid = "a"\nlevel = "look"\ntitle = "A"\nwhy = "B."\nhits = []\n'
PATTERN = RULE + 'kind = "pattern"\n'


def found_by(rule: Rule, text: str) -> list[Finding]:
    """Return what a rule finds as the only one; one that puts together needs the others."""
    rules = RULES if isinstance(rule.matcher, Together) else replace(RULES, rules=(rule,))
    found = check(text, roster=rule.people, rules=rules, shared=rule.shared)
    return [finding for finding in found if finding.rule_id == rule.id]


def marked(text: str) -> tuple[str, list[str]]:
    """Return a text without its marks, and what stood between ‹ and ›."""
    return re.sub("[‹›]", "", text), re.findall("‹(.+?)›", text, re.DOTALL)


def listed(name: str) -> list[str]:
    """Return the words of a shipped list."""
    lines = (assets() / "privacy" / "words" / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("rule", "example"), HITS)
def test_what_a_rule_says_that_it_finds_is_found(rule: Rule, example: str) -> None:
    """All that is marked in the example, and nothing more."""
    text, expected = marked(example)
    found = found_by(rule, text)
    assert [text[f.start : f.end] for f in found] == expected
    assert {(f.rule_id, f.level) for f in found} == {(rule.id, rule.level)}


@pytest.mark.parametrize(("rule", "text"), MISSES)
def test_what_a_rule_says_that_it_leaves_alone_is_left_alone(rule: Rule, text: str) -> None:
    """By that rule; another one may find something."""
    found = found_by(rule, text)
    assert [text[f.start : f.end] for f in found] == []


def test_the_check_calls_itself_a_seat_belt() -> None:
    """So that nobody takes it for more."""
    assert RULES.title.startswith("Et setebelte, ikke en garanti")


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_every_rule_says_what_it_is_and_why(rule: Rule) -> None:
    """In a title and a sentence, with examples of both kinds."""
    assert rule.title
    assert re.fullmatch(r"[A-ZÆØÅ][^{}]+\.", rule.why)
    assert rule.hits
    assert rule.misses


def test_what_identifies_is_stopped_and_the_rest_is_looked_at() -> None:
    """As the design has it, the stops first."""
    stops = [rule.id for rule in RULES.rules if rule.level is Level.STOP]
    assert stops == [
        *("fodselsnummer", "epost", "telefon", "adresse", "fodt", "nummer", "navngitt", "sammen"),
    ]
    assert [rule.id for rule in RULES.rules][: len(stops)] == stops


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_each_word_once_and_no_blanks_around_it(name: str) -> None:
    """One on a line, in what file editors call UTF-8 and LF, under a line that says what it is."""
    data = (assets() / "privacy" / "words" / name).read_bytes()
    words = listed(name.removesuffix(".txt"))
    assert data.startswith(b"# ")
    assert b"\r" not in data
    assert words == [word.strip() for word in words]
    assert len(words) == len({word.casefold() for word in words})


def test_every_list_is_used() -> None:
    """By a rule or inside a pattern."""
    rules = (assets() / "privacy" / "rules.toml").read_text("utf-8")
    names = [name.removesuffix(".txt") for name in LISTS]
    assert [name for name in names if not re.search(rf'["{{^<!]{name}["}}!]', rules)] == []


def test_first_names_are_many_and_none_is_an_ordinary_word() -> None:
    """Names that are words are in a list of their own."""
    names, words = listed("fornavn"), listed("navn-og-ord")
    assert len(names) > 500
    assert {name.casefold() for name in names} & {word.casefold() for word in words} == set()


def written(folder: Path, rules: str, **lists: str) -> Path:
    """Write rules and lists into a folder, and return it."""
    (folder / "words").mkdir()
    (folder / "rules.toml").write_text(rules, "utf-8")
    for name, text in lists.items():
        (folder / "words" / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("{tall}", "entre to", ["en", "tre", "to"]),
        ("{^tall}", "entre to", ["en", "to"]),
        ("[a-z]+{<tall}x", "entrex fyrx", ["entrex"]),
        ("[et]{!foran}[a-z]{1,2}", "i to, en tom", ["en", "tom"]),
        (r"{^tall!foran}", "i tre tre", ["tre"]),
        ("a b # merknad", "ab a b", ["ab"]),
        ("en gang", "", []),
    ],
)
def test_patterns_are_read_with_lists_of_words(
    tmp_path: Path, pattern: str, text: str, expected: list[str]
) -> None:
    """The longest word wins; blanks and remarks in a pattern count for nothing."""
    rules = HEAD + PATTERN + f"patterns = ['{pattern}']\n"
    folder = written(tmp_path, rules, tall="# tall\nen\nto\n\ntre\n", foran="i\n")
    found = check(text, rules=read_rules(folder))
    assert [text[f.start : f.end] for f in found] == expected


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("", "rules.toml: fila må ha title og regler"),
        ('title = "T"', "fila må ha title og regler"),
        ("title = ", "rules.toml, linje 1:"),
        (HEAD + RULE, "noe mangler eller er ukjent i regel nummer 1"),
        (HEAD + PATTERN + "farge = 1\n", "ukjent i regel nummer 1"),
        (HEAD + PATTERN.replace("look", "se"), "«level» i regel nummer 1"),
        (HEAD + PATTERN + PATTERN.replace('"pattern"', '"x"'), "«kind» i regel nummer 2"),
        (HEAD + PATTERN + "patterns = [1]\n", "«patterns» i regel nummer 1"),
        (HEAD + PATTERN + PATTERN, "to regler har id-en «a»"),
        (HEAD + PATTERN + "patterns = ['(a']\n", "regelen «a» er ikke et regulært uttrykk: «(a»"),
        (HEAD + PATTERN + "patterns = ['{ukjent}']\n", "ukjent.txt: fila mangler"),
        (HEAD + PATTERN + "patterns = ['{tom}']\n", "tom.txt: lista har ingen ord"),
        (HEAD + PATTERN + "patterns = ['{rar}']\n", "rar.txt: teksten er ikke UTF-8"),
        (HEAD + RULE + 'kind = "words"\nlists = ["tom"]\n', "tom.txt: lista har ingen ord"),
    ],
)
def test_a_fault_is_said_in_one_sentence_with_file_and_remedy(
    tmp_path: Path, rules: str, said: str
) -> None:
    """Whatever somebody wrote into the data."""
    folder = written(tmp_path, rules, tom="# bare en merknad\n")
    (folder / "words" / "rar.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError) as caught:
        read_rules(folder)
    assert said in caught.value.message
    assert "\n" not in caught.value.message


def test_a_missing_or_unreadable_file_is_said(tmp_path: Path) -> None:
    """With what to do about it."""
    with pytest.raises(UserError, match=r"rules\.toml: fila mangler.*legg den tilbake"):
        read_rules(tmp_path)
    (tmp_path / "rules.toml").mkdir()
    with pytest.raises(UserError, match=r"rules\.toml: fila kan ikke leses"):
        read_rules(tmp_path)


def test_the_shipped_rules_are_read_once() -> None:
    """Reading them takes longer than using them."""
    assert shipped_rules() is shipped_rules()
