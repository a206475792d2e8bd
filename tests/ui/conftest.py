"""What the tests of the screens share: nothing moves by itself, and texts are in bokmål."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kvip_tui.i18n import use_language
from tests.ui.days import DayApp, small_day


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let nothing glide, and put the language back afterwards."""
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    use_language("nb")
    yield
    use_language("nb")


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., DayApp]:
    """Return what opens the small day at a time of day."""

    def open_at(clock: str, *, begun: str = "") -> DayApp:
        builder = small_day()
        if begun:
            builder.started(begun, clock)
        return DayApp(tmp_path, builder, clock)

    return open_at
