"""Once is once: a key that bounced, or is held down, is one press (DESIGN 14)."""

from dataclasses import dataclass
from enum import Enum, auto

# In seconds. The same key again sooner than SOON has bounced. Later, until LONG, it may be the
# first repetition of a key that is held, which the next one, within REPEAT, tells.
SOON, LONG, REPEAT = 0.4, 1.2, 0.12


class Verdict(Enum):
    """What becomes of a press: it counts now, once REPEAT has passed without another, or never."""

    NOW = auto()
    LATER = auto()
    NEVER = auto()


@dataclass
class Bounce:
    """Judges the presses of the keys whose second press must be meant."""

    key: str = ""
    at: float = -LONG

    def between(self) -> None:
        """Take another key, of any kind: what comes after it is meant."""
        self.key = ""

    def press(self, key: str, now: float) -> Verdict:
        """Return what becomes of a press at a time, in real seconds."""
        since = now - self.at
        again, self.key, self.at = key == self.key, key, now
        if not again or since >= LONG:
            return Verdict.NOW
        return Verdict.NEVER if since < SOON else Verdict.LATER
