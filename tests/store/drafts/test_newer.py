"""A draft never takes the place of a text that is newer than it."""

import pytest

from kvip_tui.store.drafts.report import Typed

DRAFT = Typed("styrker", {"text": "Mitt utkast", "who": "Kari"}, {"text": "Først", "who": ""})
LONG = {"text"}


@pytest.mark.parametrize(
    ("stored", "older", "values"),
    [
        ({"text": "Først", "who": ""}, False, {"text": "Mitt utkast", "who": "Kari"}),
        (
            {"text": "Endret", "who": ""},
            True,
            {"text": "Endret\n\nMitt utkast", "who": "Kari"},
        ),
        ({"text": "Først", "who": "Ola"}, True, {"text": "Først\n\nMitt utkast", "who": "Ola"}),
        ({"text": "Mitt utkast", "who": "Kari"}, True, {"text": "Mitt utkast", "who": "Kari"}),
        ({"text": "", "who": ""}, True, {"text": "Mitt utkast", "who": "Kari"}),
    ],
)
def test_where_the_text_is_newer_both_are_shown(
    stored: dict[str, str], older: bool, values: dict[str, str]
) -> None:
    """The newer text first, the draft after it; a short field keeps what is stored."""
    assert DRAFT.is_older(stored) is older
    assert DRAFT.beside(stored, LONG) == values


def test_a_draft_of_before_is_taken_as_older_than_any_text() -> None:
    """It does not say what was stored when it was begun."""
    before = Typed("styrker", {"text": "Mitt utkast"})
    assert before.beside({"text": "Nå"}, LONG) == {"text": "Nå\n\nMitt utkast"}
    assert before.beside({"text": ""}, LONG) == {"text": "Mitt utkast"}
