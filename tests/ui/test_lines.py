"""Rows of text: what of them is painted anew."""

import pytest
from textual.content import Content

from kvip_tui.ui.widgets.lines import Kept, Last, changed_cells

BOLD = (("10.52.07", "bold"), " i rute")


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        ("10.52.07 i rute", "10.52.08 i rute", (5, 10)),
        ("10.52.59 i rute", "10.53.00 i rute", (2, 10)),
        ("0.07", "0.08", (1, 6)),
        ("会議 0.07", "会議 0.08", (6, 11)),
        ("a", "b", (0, 3)),
        ("0.09", "0.10 ", None),
        ("会議", "møte", None),
        ("\u2068שרה\u2069 0.07", "\u2068שרה\u2069 0.08", None),
        ("for lang for raden 7", "for lang for raden 8", None),
    ],
)
def test_the_cells_that_differ(old: str, new: str, cells: tuple[int, int] | None) -> None:
    """With two beside them, in cells and not in letters; else the whole row where it may move."""
    assert changed_cells(Content(old), Content(new), 16) == cells


def test_another_style_is_another_row() -> None:
    """What looks different is painted whole."""
    plain = Content("10.52.08 i rute")
    assert changed_cells(Content.assemble(*BOLD), plain, 20) is None
    same = Content.assemble(("10.52.08", "bold"), " i rute")
    assert changed_cells(Content.assemble(*BOLD), same, 20) == (5, 10)


def test_a_row_is_kept_while_it_is_made_of_the_same() -> None:
    """Each by its own name."""
    kept, made = Kept(), [Content("en"), Content("to"), Content("tre")]
    rows = iter(made)
    assert kept.row("a", (1, "x"), lambda: next(rows)) is made[0]
    assert kept.row("a", (1, "x"), lambda: next(rows)) is made[0]
    assert kept.row("b", (1, "x"), lambda: next(rows)) is made[1]
    assert kept.row("a", (2, "x"), lambda: next(rows)) is made[2]


def test_what_was_made_last_is_made_anew_only_of_something_else() -> None:
    """Equal parts make no work; a part that differs does, also one that there was before."""
    made: list[int] = []
    last: Last[int] = Last()

    def make() -> int:
        made.append(len(made))
        return made[-1]

    assert [last.get((1, "a"), make), last.get((1, "a"), make)] == [0, 0]
    assert [last.get((2, "a"), make), last.get((1, "a"), make)] == [1, 2]
