"""What every test gets: surroundings of its own, so that no machine's settings reach it."""

import os
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A slow or busy machine is no reason to fail.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# CI must judge a change, not the luck of the day; at a desk the search goes on.
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

pytest.register_assert_rewrite("tests.e2e")

# A test of a screen or of a terminal waits for half of its time, so that each core takes two.
WORKERS_PER_CORE, MOST_WORKERS = 2, 8

SETTINGS = ("KVIP_", "LANGUAGE", "LC_", "NO_COLOR", "PYTHONIOENCODING", "PYTHONUTF8", "TEXTUAL")
_numbers = count(1)


def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes share the tests where nobody says a number."""
    return min(MOST_WORKERS, WORKERS_PER_CORE * (os.cpu_count() or 1))


@pytest.fixture(autouse=True)
def _own_world(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the machine's settings, its visits and its name out; what is started inherits that."""
    for name in os.environ:
        if name.startswith(SETTINGS):
            monkeypatch.delenv(name)
    data = tmp_path_factory.getbasetemp() / f"data-{next(_numbers)}" / "Besøk hos oss"
    monkeypatch.setenv("KVIP_DATA", str(data))
    monkeypatch.setenv("KVIP_MACHINE", "her")
    for place in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(place, str(data.parent.parent / "denne maskinen"))
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def data() -> Path:
    """Return the folder in which this test's visits are kept; it is made when it is needed."""
    return Path(os.environ["KVIP_DATA"])
