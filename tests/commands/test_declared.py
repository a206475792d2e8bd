"""Everything about a command follows from its declaration: nothing is forgotten, nothing apart."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from kvip_tui.commands.base import Act, Bar, Command, Page, Panel
from kvip_tui.commands.table import BY_ID, COMMANDS, in_bar, keys_in_bar
from kvip_tui.line.pages import PAGES
from kvip_tui.ui.keymap import RANGES
from kvip_tui.ui.panels.registry import COVERS, KINDS
from tests import sources
from tests.sources import named

OUTSIDE = [path for path in sources.package() if "commands" not in path.parts]
# The parts that show commands; elsewhere such words are names of other things.
SHOWING = [path for path in OUTSIDE if "domain" not in path.parts]
# What stands for a command, or for its id, in a comparison.
A_COMMAND = re.compile(r"(.*[._])?command(s)?(\.id|_id)?(\.value)?")
# Keys that type nothing, and so may work while something is typed.
TYPES_NOTHING = re.compile(r"f\d+|ctrl\+\w|tab")


def strings(node: ast.AST) -> set[str]:
    """Return the texts that stand in an expression or a pattern."""
    return {
        inner.value
        for inner in ast.walk(node)
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    }


def about_a_command(node: ast.AST) -> bool:
    """Return whether an expression is a command, or the id of one."""
    return A_COMMAND.fullmatch(ast.unparse(node)) is not None


def compared(tree: ast.AST) -> list[int]:
    """Return the lines in which a command is told from others by its id."""
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Compare():
                sides = [node.left, *node.comparators]
                told = any(map(about_a_command, sides))
                texts = set().union(*map(strings, sides))
            case ast.Match():
                told = about_a_command(node.subject)
                texts = set().union(*(strings(case.pattern) for case in node.cases))
            case ast.Subscript():
                told = ast.unparse(node.value).endswith("BY_ID")
                texts = strings(node.slice)
            case _:
                continue
        if told and texts & set(BY_ID):
            found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", OUTSIDE, ids=named)
def test_no_command_is_told_by_its_id_outside_the_table(path: Path) -> None:
    """What is true of one command only is a field of it, which every other command has too."""
    assert compared(sources.tree(path)) == []


@pytest.mark.parametrize("path", SHOWING, ids=named)
def test_no_id_of_two_words_is_written_outside_the_table(path: Path) -> None:
    """Such an id is nothing but a command: who needs that one imports it from the table."""
    ids = {command_id for command_id in BY_ID if "_" in command_id} - set(Panel)
    assert strings(sources.tree(path)) & ids == set()


@pytest.mark.parametrize(
    "text",
    [
        'command.id == "next"',
        '"next" == self.command.id',
        'command_id in {"thought", "impression"}',
        'event.command != "edit_note"',
        'BY_ID["next"]',
        'table.BY_ID["next"].word',
        'match command.id:\n    case "pause" | "resume":\n        pass',
    ],
)
def test_such_a_comparison_is_found(text: str) -> None:
    """However it is written."""
    assert compared(ast.parse(text))


@pytest.mark.parametrize(
    "text", ["command.screen is Act.TICK", 'key.id == "next"', "BY_ID[command_id]"]
)
def test_other_comparisons_are_let_be(text: str) -> None:
    """By what a command is, or of other things than commands."""
    assert compared(ast.parse(text)) == []


@pytest.mark.parametrize("command", BY_ID.values(), ids=lambda command: command.id)
def test_every_command_does_something_wherever_it_is_given(command: Command) -> None:
    """By key on the screen, by word in line mode; and it is explained."""
    assert command.label
    assert command.help.endswith(".")
    assert command.takes_effect or command.panel or command.screen or command.aim
    assert command.keys or command.word or any(place.keys for place in command.bars)
    if command.word:
        assert command.takes_effect or command.page or command.screen is Act.QUIT
    if command.takes.choices is not None:
        assert command.takes_effect


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_what_works_while_typing_types_nothing(command: Command) -> None:
    """No letter is taken from what is being written."""
    if command.while_typing:
        assert all(map(TYPES_NOTHING.fullmatch, command.key_names)), command.keys


def test_every_page_of_line_mode_has_its_lines_and_its_command() -> None:
    """And every command that has a page has the only one."""
    assert set(PAGES) == set(Page)
    asked = Counter(command.page for command in COMMANDS if command.page is not None)
    assert asked == Counter(Page)


def test_every_panel_is_made_and_can_be_opened() -> None:
    """By the key of a command that leads nowhere else in it, and so closes it again."""
    assert [kind.command for kind in KINDS] == list(COVERS)
    assert set(COVERS) == set(Panel)
    toggling = {command.panel for command in COMMANDS if command.keys and not command.place}
    assert set(Panel) <= toggling


def test_every_act_of_a_screen_is_done_by_one_and_asked_for() -> None:
    """None is declared in vain, none forgotten."""
    done = {
        node.attr
        for path in OUTSIDE
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Act"
    }
    assert {act.name for act in Act} == done
    assert {command.screen for command in BY_ID.values()} == {None, *Act}


@pytest.mark.parametrize("bar", Bar)
def test_every_row_of_keys_has_an_order_and_no_key_twice(bar: Bar) -> None:
    """Each command at a place of its own, with a key; two may share one only as in the table."""
    places = [p for command in BY_ID.values() for p in command.bars if p.bar is bar]
    assert max(Counter(place.rank for place in places).values()) == 1
    there = in_bar(bar)
    assert all(command.keys for command in there)
    keys = Counter(key for command in there for key in command.key_names)
    shared = {key for key, count in keys.items() if count > 1}
    assert shared <= {"f7", "vertical_line"}


def test_keys_of_a_panel_are_those_that_only_it_reads() -> None:
    """What the day reads itself is not among them."""
    keys = keys_in_bar(Bar.NOTES)
    assert keys["delete"].id == keys["backspace"].id == "delete_note"
    assert not {"f5", "ctrl+z"} & set(keys)
    assert not any(RANGES in key for key in keys)


@pytest.mark.parametrize(
    ("bar", "ids"),
    [
        (
            Bar.FLOOR,
            "show_floor release next_speaker reply order resume_turn round pass close_list "
            "open_list correct earlier later move_hand hush scope undo help",
        ),
        (Bar.REPORT, "show_report next pause resume undo help"),
        (Bar.ROLES, "show_roles fill_roles presence show_people undo redo help"),
        (Bar.PEOPLE, "show_people person edit presence show_roles undo redo help"),
        (Bar.LISTS, "show_checks show_card add_check remove_check undo help"),
        (
            Bar.NOTES,
            "show_notes edit_note find_notes delete_note undo jump said speaker move_note "
            "split_note join_notes raise_note lift promote versions",
        ),
        (Bar.STOPPED, "strike rewrite keep drop"),
        (Bar.UNFINISHED, "rewrite drop"),
    ],
)
def test_a_row_of_keys_stands_in_its_order(bar: Bar, ids: str) -> None:
    """Hands remember places."""
    assert " ".join(command.id for command in in_bar(bar)) == ids
