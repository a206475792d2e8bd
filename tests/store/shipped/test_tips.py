"""The shipped tips: short, in three languages, for every moment that can have one."""

from kvip_tui.domain.card.tips import Situation
from kvip_tui.store.shipped.tips import shipped_tips

# What fits on the quiet line of the smallest screen.
LONGEST = 78


def test_every_moment_has_a_tip_that_fits_on_a_line() -> None:
    """In each language, and none is there twice."""
    tips = shipped_tips()
    assert {tip.when for tip in tips} == set(Situation)
    for texts in zip(*((tip.nb, tip.nn, tip.en) for tip in tips), strict=True):
        assert len(set(texts)) == len(texts)
        assert all(text.strip() and len(text) <= LONGEST for text in texts), texts
