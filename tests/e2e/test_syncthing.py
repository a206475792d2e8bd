"""One visit on two machines through a real engine: Syncthing, where it is installed."""

from pathlib import Path

import pytest

from kvip_tui.visits.exchange import share
from tests.e2e.syncthing import PROGRAM, engines, until
from tests.sharing.machines import Machine, note


@pytest.mark.skipif(PROGRAM is None, reason="the engine is not installed")
def test_what_one_writes_comes_to_the_other_through_an_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both ways, also what was written while the engine stood still; nothing is doubled."""
    with engines(tmp_path) as (one, two):
        leader = Machine(tmp_path, "leder", monkeypatch)
        first = leader.open(leader.make())
        made = share(first, one.shared)
        first.circle.start()
        there = two.shared / made.name
        until((there / "journal-leder.jsonl").is_file)
        secretary = Machine(tmp_path, "sekretaer", monkeypatch)
        second = secretary.open(secretary.join(there, "Henrik Bø"))
        second.circle.start()

        def came(opened: object, text: str) -> bool:
            session = getattr(opened, "session")  # noqa: B009
            session.refresh()
            return any(found.text == text for found in session.visit.notes)

        note(first, "fra lederen")
        there_in = until(lambda: came(second, "fra lederen"))
        note(second, "fra sekretæren")
        back_in = until(lambda: came(first, "fra sekretæren"))
        two.stop()
        note(first, "mens motoren sto")
        note(second, "også mens den sto")
        two.start()
        until(lambda: came(second, "mens motoren sto") and came(first, "også mens den sto"))
        for opened in (first, second):
            texts = [found.text for found in opened.session.visit.notes]
            assert len(texts) == len(set(texts)) == 4
            opened.close()
        with capsys.disabled():
            print(f"\nthere in {there_in:.1f} s, back in {back_in:.1f} s")  # noqa: T201
