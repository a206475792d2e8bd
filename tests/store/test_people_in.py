"""Lists of people given in a field: pasted or named as a file, changes, and lines written back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.state.people import PersonLine, Reading
from kvip_tui.domain.state.plan import DEFAULT_GROUPS, HOST, TEAM, USERS
from kvip_tui.errors import UserError
from kvip_tui.store.peoplefile import (
    is_list,
    parse_change,
    parse_people,
    people_in,
    read_lines,
    written,
)

BERIT = PersonLine("Berit Moe", HOST, "enhetsleder")


def test_a_field_takes_lines_or_the_name_of_a_file(tmp_path: Path) -> None:
    """As terminals write the name of a file dropped on them, too; a missing one is said."""
    path = tmp_path / "mine folk.csv"
    path.write_text("Berit Moe;vert;enhetsleder\n", "utf-8")
    for typed in (
        "Berit Moe, enhetsleder, vert",
        str(path),
        f"'{path}'",
        str(path).replace(" ", "\\ "),
    ):
        assert people_in(typed) == [BERIT]
    with pytest.raises(UserError, match="Finner ikke personlista"):
        people_in(str(tmp_path / "borte.csv"))


def test_how_each_line_was_read_is_told_of_a_file_too(tmp_path: Path) -> None:
    """The header is no line; one that cannot be used says why, and the others stand."""
    path = tmp_path / "folk.csv"
    path.write_text("gruppe;navn\nvert;Berit Moe\n;Kari\nbruker;b@c.no\n", "utf-8")
    first, second, third = read_lines(str(path))
    assert first == Reading("vert;Berit Moe", PersonLine("Berit Moe", HOST))
    assert (second.text, second.person) == (";Kari", None)
    assert second.why.startswith("gruppa mangler; skriv en av ")
    assert third.why.startswith("lista har e-postadresser")
    assert (is_list(str(path)), is_list("Berit, vert\n"), is_list("a\nb")) == (True, False, True)


LINES = st.sampled_from(
    ["Berit Moe, vert", "• Kari, lege, team", "Besøksteam:", "Ola", "", "x, y, z", 'a "b', "-"]
)


@given(st.lists(LINES, max_size=6))
@settings(max_examples=60)
def test_what_is_read_line_by_line_is_what_the_list_is(lines: list[str]) -> None:
    """Where the whole list can be used the same people are in it, and nothing has a fault."""
    text = "\n".join(lines)
    try:
        readings = read_lines(text)
    except UserError:
        with pytest.raises(UserError):
            parse_people(text)
        return
    people = [one.person for one in readings if one.person is not None]
    assert all(bool(one.person) + bool(one.heading) + bool(one.why) == 1 for one in readings)
    if any(one.why for one in readings):
        with pytest.raises(UserError):
            parse_people(text)
    else:
        assert parse_people(text) == people


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Kari Nes", ("Kari Nes", None, None)),
        ("Kari Nes, vert", ("Kari Nes", HOST, None)),
        ("Kari Nes; overlege", ("Kari Nes", None, "overlege")),
        ("Kari Nes, overlege, bruker", ("Kari Nes", USERS, "overlege")),
        ("Kari Nes, -", ("Kari Nes", None, "")),
        ("Kari Nes, vert, vertinne", ("Kari Nes", HOST, "vertinne")),
    ],
)
def test_a_change_leaves_alone_what_it_leaves_out(
    text: str, change: tuple[str, str | None, str | None]
) -> None:
    """A group is told from a title by its name; a hyphen takes the title away."""
    assert parse_change(text) == change


@pytest.mark.parametrize("text", ["", "  ", "Kari, a, b, vert", "Kari, k@example.org", "K\x1b"])
def test_a_change_that_cannot_be_used_is_refused(text: str) -> None:
    """Nothing, too much, and what must not be kept about people."""
    with pytest.raises(UserError, match="Endringen"):
        parse_change(text)


WORDS = st.text("aÅøč ,;\"'x.", min_size=1, max_size=12).map(lambda text: " ".join(text.split()))


@settings(max_examples=80)
@given(
    WORDS.filter(lambda text: bool(text) and text.strip(" ,;") == text),
    st.sampled_from([HOST, TEAM, USERS]),
    WORDS,
    st.sampled_from(["", "Ida, vert", "Ida;vert", "Ida\tvert"]),
)
def test_what_is_written_reads_back(name: str, group: str, title: str, like: str) -> None:
    """Parted as the list that it is added to, and quoted where that is needed."""
    line = PersonLine(name, group, title)
    listed = "\n".join(filter(None, [like, written(line, DEFAULT_GROUPS, like)]))
    assert parse_people(listed)[-1] == line
