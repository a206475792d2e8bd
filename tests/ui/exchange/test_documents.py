"""Documents written from inside: where one wants them, remembered, and opened if one likes."""

from pathlib import Path

import pytest

from kvip_tui.errors import UserError
from kvip_tui.settings import read_settings
from kvip_tui.store.library import Library
from kvip_tui.ui.exchange.documents import WRITING
from kvip_tui.ui.exchange.tasks import Place
from kvip_tui.visits.demo import make_demo


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return the demo's visit, closed."""
    library = Library(tmp_path / "data")
    return Place(library, make_demo(library)[0])


def test_each_document_is_written_beside_the_visit_under_a_free_name(place: Place) -> None:
    """A second one stands beside the first; the final report, which may be held back, is left."""
    for task in [task for task in WRITING if task.id != "write_report"]:
        [asked] = task.fields
        assert asked.filled is not None
        proposed = Path(asked.filled(place))
        done = task.do(place, {"file": str(proposed)})
        assert proposed.is_file()
        assert proposed.name in done.said
        assert Path(asked.filled(place)) != proposed
    assert read_settings(place.library.root)[0].documents == ""


def test_a_folder_of_ones_own_is_remembered(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder or a name without an ending will do; Enter opens what was written."""
    opened: list[Path] = []

    def open_once(path: Path) -> bool:
        opened.append(path)
        return len(opened) == 1

    monkeypatch.setattr("kvip_tui.ui.outside.opened_file", open_once)
    mine = tmp_path / "mine"
    mine.mkdir()
    notes, log = (next(t for t in WRITING if t.id == name) for name in ("write_notes", "write_log"))
    done = notes.do(place, {"file": str(mine)})
    [written] = mine.iterdir()
    assert read_settings(place.library.root)[0].documents == str(mine)
    assert done.agree is not None
    assert done.agree().said == done.said
    assert opened == [written]
    with pytest.raises(UserError, match="åpne den selv"):
        done.agree()
    log.do(place, {"file": str(mine / "logg")})
    assert (mine / "logg.md").is_file()
    [asked] = log.fields
    assert asked.filled is not None
    assert Path(asked.filled(place)).parent == mine
    with pytest.raises(UserError, match="finnes allerede"):
        log.do(place, {"file": str(mine / "logg.md")})
