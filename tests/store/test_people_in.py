"""Lists of people given in a field: pasted or named as a file, changes, and lines written back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import DEFAULT_GROUPS, HOST, TEAM, USERS
from kvip_tui.errors import UserError
from kvip_tui.store.peoplefile import parse_change, parse_people, people_in, written

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
    with pytest.raises(UserError, match="Finner ikke personlisten"):
        people_in(str(tmp_path / "borte.csv"))


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
