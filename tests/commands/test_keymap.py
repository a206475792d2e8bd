"""Keys of one's own: read as people write them, checked for clashes, and in force everywhere."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from kvip_tui.commands.keymap import (
    FUNCTION_KEYS,
    NAMES,
    RANGES,
    assigned,
    chord_sentence,
    chord_text,
    defaults,
    in_force,
    key_named,
    key_text,
    keys_of,
    partners,
    printed,
    use_keys,
    use_terminal,
    with_key,
)
from kvip_tui.commands.table import BY_ID, COMMANDS
from kvip_tui.commands.terminals import TAKEN, here, kept, taken
from kvip_tui.domain.base import Refusal
from kvip_tui.texts.said import refusal


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    use_keys({})


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("F8", "f8"),
        (" f12 ", "f12"),
        ("^N", "ctrl+n"),
        ("Ctrl+N", "ctrl+n"),
        ("ctrl+å", "ctrl+å"),
        ("Shift+F8", "shift+f8"),
        ("Alt+Ctrl+X", "alt+ctrl+x"),
        ("+", "plus"),
        ("Ctrl++", None),
        ("-", "minus"),
        ("−", "minus"),
        ("|", "vertical_line"),
        ("§", "section_sign"),
        ("@", "at"),
        ("\\", "backslash"),
        ("Mellomrom", "space"),
        ("PgUp", "pageup"),
        ("Del", "delete"),
        ("å", "å"),
        ("F99", None),
        ("Hyper+X", None),
        ("", None),
        ("\x1b", None),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str | None) -> None:
    """Any case, ^ for Ctrl, the sign on the key itself, or what help calls it."""
    assert key_named(written) == key


@pytest.mark.parametrize("key", sorted({*NAMES, *FUNCTION_KEYS, "ctrl+n", "å", "shift+f3"}))
def test_what_is_printed_is_read_again(key: str) -> None:
    """Whoever writes off the help gets that key."""
    assert key_named(printed(key)) == key


@pytest.mark.parametrize("character", "+&?>.:',;=*/|!%<()-§@\\_#$^~{}[]½¤«»\"`´¨")
def test_signs_have_the_names_that_textual_has_for_them(character: str) -> None:
    """A sign is named from its character alone, as Textual does it."""
    assert key_named(character) == _character_to_key(character)


def test_ones_own_keys_are_in_force() -> None:
    """A command named by word, label or id has the keys chosen for it, and others keep theirs."""
    assert use_keys({"neste": "F12, ^W", "Slutt": "§", "show_day": ""}) == ()
    assert keys_of(BY_ID["next"]) == ("f12", "ctrl+w")
    assert keys_of(BY_ID["end"]) == ("section_sign",)
    assert (keys_of(BY_ID["show_day"]), key_text(BY_ID["show_day"])) == ((), "")
    assert key_text(BY_ID["next"]) == "F12"
    assert keys_of(BY_ID["pause"]) == ("f7",)
    use_keys({})
    assert key_text(BY_ID["next"]) == "F8"


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"danse": "F12"}, "«danse» er ingen kommando"),
        ({"neste": "F99"}, "«F99» for «Neste» er ingen tast"),
        ({"neste": "F9"}, "F9 er allerede «Slutt»; «Neste» beholder F8"),
        ({"neste": "x"}, "x betyr noe annet overalt"),
        ({"neste": "Enter"}, "Enter betyr noe annet overalt"),
        ({"neste": "^U"}, "^U betyr noe annet overalt"),
        ({"ordet": "F12"}, "har bokstaver eller sifre"),
    ],
)
def test_what_cannot_be_used_is_said_and_changes_nothing(own: dict[str, str], said: str) -> None:
    """One sentence for each, and the command keeps its keys."""
    (problem,) = use_keys(own)
    assert said in problem
    assert assigned(own).keys == defaults()


def test_a_key_may_move_where_its_owner_has_moved_away() -> None:
    """Two commands may change places; where the one cannot, neither does."""
    both = assigned({"neste": "F9", "slutt": "F8"})
    assert (both.problems, both.keys["next"], both.keys["end"]) == ((), ("f9",), ("f8",))
    stuck = assigned({"neste": "F9", "slutt": "F7"})
    assert len(stuck.problems) == 2
    assert stuck.keys == defaults()


@given(
    st.dictionaries(
        st.sampled_from([command.id for command in COMMANDS]),
        st.lists(st.sampled_from([*FUNCTION_KEYS, "^N", "^T", "+", "§", "x"]), max_size=3).map(
            ", ".join
        ),
        max_size=6,
    )
)
def test_no_key_ever_means_two_things(own: dict[str, str]) -> None:
    """Whatever is chosen, a key has one meaning, and each choice is in force or told of."""
    found = assigned(own)
    for one in COMMANDS:
        for other in COMMANDS:
            if one is not other and not partners(one, other):
                assert not set(found.keys[one.id]) & set(found.keys[other.id])
    wanted = {
        name: tuple(dict.fromkeys(map(key_named, filter(None, keys.split(", ")))))
        for name, keys in own.items()
    }
    unmet = [name for name, keys in wanted.items() if found.keys[name] != keys]
    assert len(unmet) <= len(found.problems)


def test_the_table_itself_has_no_clash() -> None:
    """The keys that come with the program, read as one's own, are used as they are."""
    own = {c.id: ", ".join(map(printed, c.keys.split(","))) for c in COMMANDS if c.keys}
    found = assigned({name: keys for name, keys in own.items() if RANGES not in keys})
    fixed = [problem for problem in found.problems if "overalt" not in problem]
    assert fixed == []


def test_every_function_key_has_a_chord_beside_it() -> None:
    """F8 is ^U 8 wherever a terminal keeps F8 for itself, also when the key has been moved."""
    assert chord_text(BY_ID["next"]) == "^U 8"
    assert chord_text(BY_ID["help"]) == "^U 1"
    assert chord_sentence().startswith("^U: 1 Hjelp, 2 Dagen, ")
    use_keys({"neste": "F12"})
    assert chord_text(BY_ID["next"]) == ""
    assert "8 Neste" not in chord_sentence()


def test_the_chord_is_shown_in_place_of_a_key_that_the_terminal_keeps() -> None:
    """F1 is not to be had in GNOME Terminal: wherever the key is named it is ^U 1 there."""
    try:
        use_terminal(kept({"GNOME Terminal"}))
        assert (key_text(BY_ID["help"]), key_text(BY_ID["next"])) == ("^U 1", "F8")
    finally:
        use_terminal(())
    assert key_text(BY_ID["help"]) == "F1"


def test_what_terminals_keep_is_told_where_it_is_so() -> None:
    """F1 in GNOME Terminal is its own; elsewhere nothing is said of it."""
    assert here({"VTE_VERSION": "7600"}, "linux") == {"GNOME Terminal"}
    assert here({"TMUX": "x", "TERM_PROGRAM": "vscode"}, "linux") == {"tmux", "VS Code"}
    assert here({}, "darwin") == {"macOS"}
    assert taken("f1", {"GNOME Terminal"}) == "GNOME Terminal viser sin egen hjelp"
    assert taken("f1", {"tmux"}) == taken("f8", {one.where for one in TAKEN}) == ""


@pytest.mark.parametrize(
    ("own", "named"), [({}, "«_»"), ({"gruppe": "F12"}, "«F12»"), ({"gruppe": ""}, "«:gruppe»")]
)
def test_a_question_names_the_key_that_is_in_force(own: dict[str, str], named: str) -> None:
    """Without a key it names the word; it fits in two rows of the smallest window."""
    use_keys(own)
    said = refusal(with_key(Refusal("end.several", titles="A + B", key=BY_ID["group"])))
    assert named in said
    assert len(said) <= 80
    untouched = Refusal("undo.nothing")
    assert with_key(untouched) is untouched


def test_a_page_of_help_names_the_keys_in_force() -> None:
    """Only function keys and chords that somebody changed read otherwise."""
    use_keys({"neste": "F12", "gruppe": "F11"})
    shown = ("F8", "Ctrl+N", "F9", "_", "Ctrl+P", "kvip list", "Enter")
    assert [in_force(key) for key in shown] == ["F12", "F12", *shown[2:]]
