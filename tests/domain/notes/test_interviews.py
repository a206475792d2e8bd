"""What is typed while interviews run: every field of what can be asked for is words or is not."""

import types
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest

from kvip_tui.domain.checks.changes import AddCheck
from kvip_tui.domain.day.changes import NextBlock
from kvip_tui.domain.history import Intent, Undo
from kvip_tui.domain.notes.interviews import (
    NOT_TYPED,
    TYPED,
    interview_by_role,
    interviews_since,
    privacy_outside,
    typed_words,
)
from kvip_tui.domain.notes.vocabulary import AddNote, EditNote, SplitNote
from kvip_tui.domain.people.changes import AssignRole
from kvip_tui.domain.report.points import PromoteNotes
from kvip_tui.domain.state.plan import Privacy, Role
from tests.builders import DATE, VisitBuilder, timetable, visit

# Fields that name what is there: ids, codes, signatures, whole numbers in words.
NAMES = frozenset(
    {
        *("after", "anchor", "block", "by", "check", "code", "day", "group", "machine", "note"),
        "machines",
        *("notes", "part", "people", "person", "point", "points", "question", "role", "second"),
        *("section", "answers", "behind", "file", "id", "remark", "was"),
    }
)


def kinds(of: Any) -> Iterator[Any]:
    """Yield the kinds that a union is of."""
    if isinstance(of, types.UnionType):
        for one in get_args(of):
            yield from kinds(one)
    else:
        yield of


def texts(of: Any, name: str) -> Iterator[str]:
    """Yield the names of the fields that hold text, in a kind and in all that it holds."""
    if of is str:
        yield name
    elif isinstance(of, type) and issubclass(of, msgspec.Struct):
        for field in msgspec.structs.fields(of):
            yield from texts(field.type, field.name)
    else:
        for one in get_args(of):
            yield from texts(one, name)


def test_every_field_of_what_can_be_asked_for_is_words_or_is_not() -> None:
    """So that a new one cannot be forgotten about; what has none is named."""
    asked = [kind for kind in kinds(Intent) if kind.__name__ not in NOT_TYPED]
    assert {name for kind in asked for name in texts(kind, "")} == TYPED | NAMES
    assert {kind.__name__ for kind in kinds(Intent)} >= NOT_TYPED
    assert not TYPED & NAMES


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        (AddCheck("a", "Ring"), ("Ring",)),
        (EditNote("1", "ny", because="så"), ("ny", "så")),
        (SplitNote("1", 3), ()),
        (PromoteNotes(("1",)), ()),
        (PromoteNotes(("1",), text="Mine ord"), ("Mine ord",)),
        (NextBlock(), ()),
        (NextBlock(reason="grunn"), ("grunn",)),
        (AddNote("x", visit(timetable("A 09:00-10:00")).at("09:00")), ()),
        (Undo(), ()),
        ("hva som helst", ()),
    ],
)
def test_words_of_ones_own_are_told_from_what_names_something(
    intent: object, words: tuple[str, ...]
) -> None:
    """Whatever asks for them."""
    assert typed_words(intent) == words


def day() -> VisitBuilder:
    """Return a day in the middle of two interviews that need a role each."""
    blocks = timetable(
        "P 09:00-10:00, I1|g⚑ 12:00-13:00, I2|g⚑ 12:00-13:00",
        i1={"privacy": Privacy.INTERVIEW, "roles": ("leder",)},
        i2={"privacy": Privacy.INTERVIEW, "roles": ("skriver",)},
    )
    roles = tuple(Role(id=one, title=one) for one in ("leder", "skriver"))
    built = visit(blocks, roles=roles).ran("p", "09:00", "10:00")
    return built.started("i1", "12:00").started("i2", "12:00")


def test_an_interview_is_that_of_ones_role() -> None:
    """Of somebody with a role in both, or in none, or unknown, it is not known."""
    built = day()
    anne = built.visit.people[0]
    running = interviews_since(built.visit, built.at("12:10"))
    assert [block.id for block in running] == ["i1", "i2"]
    assert interview_by_role(built.visit, anne.name, running) is None
    built.do(AssignRole("skriver", anne.id), "12:10")
    assert interview_by_role(built.visit, anne.name.upper(), running) == "i2"
    assert interview_by_role(built.visit, "", running) is None
    assert interview_by_role(built.visit, "Ukjent", running) is None
    built.do(AssignRole("leder", anne.id), "12:11")
    assert interview_by_role(built.visit, anne.name, running) is None


def test_who_is_in_none_writes_for_the_team_at_least() -> None:
    """While interviews run; at other times as everybody."""
    built = day()
    assert privacy_outside(built.visit, built.at("12:10")) is Privacy.TEAM
    built.ended("i1", "12:30").ended("i2", "12:30")
    assert privacy_outside(built.visit, built.at("12:40")) is not Privacy.INTERVIEW
    assert built.visit.date == DATE
