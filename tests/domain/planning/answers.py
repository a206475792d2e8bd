"""What a change of the plan came to: the times after it, or the code of its refusal."""

import pytest

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from tests.builders import VisitBuilder


def planned(built: VisitBuilder) -> dict[str, str]:
    """Return the planned times of the day's blocks, in order."""
    views = built.day("08:00").blocks
    return {v.block.id: "-".join(map(built.clock, v.planned)) for v in views if v.planned}


def refused(built: VisitBuilder, intent: Intent, clock: str) -> str:
    """Return the code of a refusal, and check that nothing has changed."""
    before = built.history
    with pytest.raises(Refusal) as caught:
        built.do(intent, clock)
    assert built.history == before
    return caught.value.code
