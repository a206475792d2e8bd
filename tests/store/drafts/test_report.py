"""The draft of what is written in the report: kept whole, and harmless where it is damaged."""

from pathlib import Path

import pytest

from kvip_tui.store.drafts.note import Draft
from kvip_tui.store.drafts.report import Typed


def test_what_is_typed_is_there_again_until_it_is_forgotten(tmp_path: Path) -> None:
    """Half characters become «?», what turns the writing goes; it is apart from a note's draft."""
    draft = Draft(tmp_path, "a").of_sheets()
    assert draft.load() is None
    draft.save(Typed("new:styrker", {"text": "Blåbær \ud800 \u202e"}))
    found = Draft(tmp_path, "a").of_sheets().load()
    assert found == Typed("new:styrker", {"text": "Blåbær ? "})
    assert Draft(tmp_path, "a").load() is None
    assert Draft(tmp_path, "b").of_sheets().load() is None
    draft.clear()
    draft.clear()
    assert draft.load() is None


@pytest.mark.parametrize("damaged", [b"", b"{", b"\xff", b"[]", b'{"place": 1, "values": {}}'])
def test_a_damaged_draft_is_none(tmp_path: Path, damaged: bytes) -> None:
    """It is written over by the next."""
    draft = Draft(tmp_path, "a").of_sheets()
    draft.save(Typed("x", {}))
    [path] = tmp_path.iterdir()
    path.write_bytes(damaged)
    assert draft.load() is None
