"""What is read takes time in proportion to its length: no pattern is slow, no work runs away."""

import ast
import importlib
import io
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.commands.arguments import names
from kvip_tui.commands.table import COMMANDS
from kvip_tui.domain.base import Refusal
from kvip_tui.errors import UserError
from kvip_tui.export.word.tags import Grammar, Tag, TagError, tags
from kvip_tui.line import mode
from kvip_tui.store.packages.fields import is_harmless
from kvip_tui.store.peoplefile import parse_change, parse_people
from kvip_tui.store.plans.file import load_plan
from kvip_tui.store.shipped.privacy_rules import shipped_rules
from tests import sources
from tests.builders import VisitBuilder, timetable, visit
from tests.patterns import SIGNS, slow_parts

FUNCTIONS = {"search", "sub", "split", "findall", "finditer", "match", "fullmatch", "compile"}
ANCHORED = {"match", "fullmatch"}
# Twice as long may take so many times the work; four would be the square.
MOST = 2.6


def scene() -> VisitBuilder:
    """Return a visit that has begun."""
    return visit(timetable("Oppstart 09:00-09:30, Lunsj> -10:00")).started("oppstart", "09:00")


def patterns() -> dict[str, tuple[re.Pattern[Any], bool]]:
    """Return every pattern of the program, and whether it is searched for."""
    found: dict[str, tuple[re.Pattern[Any], bool]] = {}
    for path in sources.package():
        name = sources.module(path)
        if name.endswith("__main__"):
            continue
        text = path.read_text("utf-8")
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError:  # another system's
            continue
        for key, value in vars(module).items():
            if isinstance(value, re.Pattern):
                used = set(re.findall(rf"\b{key}\.(\w+)\(", text))
                found[f"{name}.{key}"] = value, not used <= ANCHORED
        for node in ast.walk(sources.tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                is_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
                first = node.args[0] if node.args else None
                text_of = first.value if isinstance(first, ast.Constant) else None
                if is_re and node.func.attr in FUNCTIONS and isinstance(text_of, str):
                    searched = node.func.attr not in {*ANCHORED, "compile"}
                    found[f"{name}:{node.lineno}"] = re.compile(text_of), searched
    for rule in shipped_rules().rules:
        both = (*getattr(rule.matcher, "small", ()), *getattr(rule.matcher, "cased", ()))
        found |= {f"{rule.id}.{n}": (pattern, True) for n, pattern in enumerate(both)}
    return found


def test_no_pattern_can_take_long() -> None:
    """None goes back over the same signs in more and more ways as the text grows."""
    slow = {
        name: parts
        for name, (pattern, searched) in patterns().items()
        if (parts := slow_parts(pattern, searched=searched))
    }
    assert slow == {}


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+b", r"\s*x?\s*y", r".*a.*b", r"[^\s@]+@[^\s@]+", r"(\w|\d)+(\d+)x", r"(?:\w+\s?)*!"],
)
def test_a_slow_pattern_is_found(pattern: str) -> None:
    """The test above can fail."""
    assert slow_parts(re.compile(pattern))


def steps(work: Callable[[], object]) -> int:
    """Return how many lines of Python are run to do something."""
    count = 0

    def line(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        with suppress(UserError, TagError):
            work()
    finally:
        sys.settrace(before)
    return count


def grows_in_proportion(work: Callable[[str], object], piece: str, count: int) -> None:
    """Hold the work for a text against that for one twice as long."""
    work_once, work_twice = (steps(partial(work, piece * n)) for n in (count, 2 * count))
    assert work_twice <= MOST * work_once + 500, (work_once, work_twice)


def read_tags(text: str) -> None:
    """Go through the tags of a paragraph of a Word template."""
    grammar = Grammar({"a": True})
    for tag in tags(text):
        if isinstance(tag, Tag):
            grammar.follow(tag, "", None)


READERS: dict[str, Callable[[str], object]] = {
    "people": parse_people,
    "change": parse_change,
    "plan": lambda text: load_plan(text, "plan.toml"),
    "plan of keys": lambda text: load_plan(f"{text}\n[[day]]\n{text}", "plan.toml"),
    "tags": read_tags,
    "field of Word": is_harmless,
}
PIECES = st.text(st.sampled_from(SIGNS), min_size=1, max_size=8) | st.sampled_from(
    ("a.", "x = 1\n", "{% if a %}", "{{ a }}", "Kari;vert\n", '"', "[[day]]\n", "1.", " PAGE ")
)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=25, deadline=None)
@given(piece=PIECES)
def test_reading_takes_work_in_proportion(reader: str, piece: str) -> None:
    """Whatever is repeated: twice the text is at most about twice the work."""
    grows_in_proportion(READERS[reader], piece, 400)


@pytest.mark.parametrize("word", [command.word for command in COMMANDS if command.word])
@pytest.mark.parametrize("piece", ["ord ", "x", "1.", "Kari Nes, vert "])
def test_a_command_takes_work_in_proportion(word: str, piece: str) -> None:
    """Whatever is said after its word; most commands refuse what is far too long."""

    def say(text: str) -> None:
        session = scene().session("09:05")
        mode.run(session, [f"{word} {text}"], io.StringIO())

    grows_in_proportion(say, piece, 400)


def test_a_role_is_sought_in_the_first_words_only() -> None:
    """However many words stand behind it."""
    opened = scene().session("09:05")

    def seek(text: str) -> None:
        with suppress(Refusal):
            names(opened).role_and_person(text)

    seek("x " * 500)
    assert steps(lambda: seek("x " * 500)) == steps(lambda: seek("x " * 5000))
