"""The one table of commands, and finding a command by its word."""

from collections import Counter

import pytest

from kvip_tui.commands.table import COMMANDS, by_word
from kvip_tui.domain.text.words import plain

LINE_WORDS = (
    "neste",
    "start",
    "slutt",
    "+",
    "-",
    "pause",
    "fortsett",
    "hopp",
    "ordet",
    "replikk",
    "orden",
    "ledig",
    "hånd",
    "ned",
    "neste taler",
    "strek",
    "åpne",
    "runde",
    "pass",
    "kryss",
    "rolle",
    "her",
    "borte",
    "notat",
    "angre",
    "gjør om",
    "klokka",
    "status",
    "hjelp",
    "avslutt",
)


def found(line: str) -> tuple[str, str] | None:
    """Return the id of the command a line names, and what stands after it."""
    match = by_word(line)
    return (match[0].id, match[1]) if match else None


def test_every_word_of_the_line_mode_is_a_command() -> None:
    """What DESIGN 9 lists is in the table."""
    assert set(LINE_WORDS) <= {command.word for command in COMMANDS}


def test_no_two_commands_share_an_id_a_word_or_a_key() -> None:
    """But for pause and resume, strek and open list: one of the two is possible at a time."""
    assert max(Counter(command.id for command in COMMANDS).values()) == 1
    words = Counter(plain(command.word) for command in COMMANDS if command.word)
    assert max(words.values()) == 1
    keys = Counter(key for command in COMMANDS for key in command.keys.split(",") if key)
    assert [key for key, count in keys.items() if count > 1] == ["f7", "vertical_line"]


def test_every_command_can_be_reached_and_is_explained() -> None:
    """By key or by word, with a label and a sentence."""
    for command in COMMANDS:
        assert command.keys or command.word, command.id
        assert command.label, command.id
        assert command.help.endswith("."), command.id


@pytest.mark.parametrize("word", LINE_WORDS)
def test_case_is_forgiven(word: str) -> None:
    """A word in capitals is the same word."""
    if word not in "+-":
        assert found(word.upper()) == found(word)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("hand Anne", ("hand", "Anne")),
        ("HÅND  Anne  Aas ", ("hand", "Anne  Aas")),
        ("apne", ("open_list", "")),
        ("Åpne", ("open_list", "")),
        ("GJØR OM", ("redo", "")),
        ("gjor   om", ("redo", "")),
        ("gjør", None),
        ("neste", ("next", "")),
        ("neste taler", ("next_speaker", "")),
        ("neste likevel", ("next", "likevel")),
        ("NESTE  TALER", ("next_speaker", "")),
        ("pass", ("pass", "")),
        ("pause", ("pause", "")),
        ("notat  en  #styrke", ("note", "en  #styrke")),
        ("+5", ("longer", "5")),
        ("+ 5", ("longer", "5")),
        ("  +5 lunsj", ("longer", "5 lunsj")),
        ("-3", ("shorter", "3")),
        ("−3", ("shorter", "3")),
        ("+", ("longer", "")),
        ("+ fem", ("longer", "fem")),
        ("+fem", None),
        ("pau", None),
        ("", None),
        ("   ", None),
        ("x" * 10_000, None),
    ],
)
def test_a_line_names_a_command(line: str, expected: tuple[str, str] | None) -> None:
    """Accents and blanks are forgiven, of words that begin alike the longest counts."""
    assert found(line) == expected
