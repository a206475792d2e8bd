"""A key that bounced or is held is one press."""

import pytest

from kvip_tui.ui.day.bounce import REPEAT, Bounce, Verdict

NOW, LATER, NEVER = Verdict


@pytest.mark.parametrize(
    ("presses", "verdicts"),
    [
        ([(0, "f8")], [NOW]),
        ([(0, "f8"), (0.001, "f8")], [NOW, NEVER]),
        ([(0, "f8"), (0.39, "f8")], [NOW, NEVER]),
        ([(0, "f8"), (0.5, "f8")], [NOW, LATER]),
        ([(0, "f8"), (1.2, "f8")], [NOW, NOW]),
        ([(0, "7"), (0.1, "8"), (0.2, "7")], [NOW, NOW, NOW]),
        ([(0, "7"), (0.3, "7"), (0.6, "7"), (0.9, "7")], [NOW, NEVER, NEVER, NEVER]),
        ([(0, "7"), (0.3, "7"), (0.8, "7")], [NOW, NEVER, LATER]),
    ],
)
def test_the_same_key_again_must_be_meant(
    presses: list[tuple[float, str]], verdicts: list[Verdict]
) -> None:
    """Within 0.4 s it is nothing, another key between makes it new, held it goes on being one."""
    bounce = Bounce()
    assert [bounce.press(key, at) for at, key in presses] == verdicts


def test_any_key_between_makes_it_new() -> None:
    """Enter behind a command line lets the colon of the next one through."""
    bounce = Bounce()
    bounce.press("colon", 0.0)
    bounce.between()
    assert bounce.press("colon", 0.01) is NOW


@pytest.mark.parametrize("delay", [0.25, 0.5, 0.66, 1.0])
@pytest.mark.parametrize("every", [0.03, 0.09])
def test_a_key_that_is_held_counts_once(delay: float, every: float) -> None:
    """Whatever the keyboard's delay and rate, the repetitions of a held key are nothing."""
    bounce = Bounce()
    times = [0.0, *(delay + every * n for n in range(20))]
    verdicts = [bounce.press("7", at) for at in times]
    waits = [at for at, verdict in zip(times, verdicts, strict=True) if verdict is LATER]
    assert verdicts[0] is NOW
    assert NOW not in verdicts[1:]
    assert all(min(after for after in times if after > at) - at < REPEAT for at in waits)
