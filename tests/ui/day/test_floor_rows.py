"""How somebody's row is written, at any width."""

from datetime import timedelta

import pytest

from kvip_tui.domain.floor.view import PersonShare
from kvip_tui.ui.day.widgets.floor_rows import Shown, fitted_name


def shown(name: str, *, represents: bool) -> Shown:
    """Return somebody without a turn, as a row shows them."""
    nothing = timedelta(0)
    share = PersonShare("p1", nothing, {}, nothing, {}, heard=False, in_roster=True)
    return Shown("p1", "f", name, represents, share, nothing, "", "", holds=False)


@pytest.mark.parametrize(
    ("name", "represents", "width", "drawn"),
    [
        ("Fatima", True, 10, "Fatima ◆  "),
        ("Fatima Ali", True, 9, "Fatima… ◆"),
        ("Fatima Ali", True, 12, "Fatima Ali ◆"),
        ("Fatima Ali", False, 10, "Fatima Ali"),
        ("Fatima Ali", False, 8, "Fatima …"),
        ("Fatima Ali", True, 2, "F…"),
    ],
)
def test_what_is_cut_is_the_name_and_never_its_sign(
    name: str, represents: bool, width: int, drawn: str
) -> None:
    """A user representative is told from the others in the narrowest column too."""
    assert fitted_name(shown(name, represents=represents), width).plain == drawn.ljust(width)
