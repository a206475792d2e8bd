"""What time it is: the system's clock, or a rehearsal clock that runs and stands as told."""

import time
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

FASTEST: Final = 3600.0


def whole_milliseconds(moment: datetime) -> datetime:
    """Return *moment* in UTC, cut to the milliseconds that the journal keeps."""
    utc = moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


class Clock(Protocol):
    """Tells the time of a session."""

    def now(self) -> datetime:
        """Return the present instant, UTC, whole milliseconds."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant, UTC, whole milliseconds."""
        return whole_milliseconds(datetime.now(UTC))


class RehearsalClock:
    """A clock that begins at *start* and runs *speed* times as fast as time; 0 stands still."""

    def __init__(self, start: datetime, speed: float = 1.0) -> None:
        self._start = whole_milliseconds(start)
        self._since = time.monotonic()
        self._speed = speed

    @property
    def speed(self) -> float:
        """How many times as fast as time it runs; another speed holds from now on."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self.set(self.now())
        self._speed = speed

    def now(self) -> datetime:
        """Return the rehearsed instant, UTC, whole milliseconds."""
        passed = (time.monotonic() - self._since) * self.speed
        return whole_milliseconds(self._start + timedelta(seconds=passed))

    def set(self, moment: datetime) -> None:
        """Let the clock show *moment* and go on from there."""
        self._start, self._since = whole_milliseconds(moment), time.monotonic()


def on_clock(clock: Clock, span: timedelta) -> timedelta:
    """Return how long a *span* of people's time is on a clock: more where it runs faster."""
    speed = clock.speed if isinstance(clock, RehearsalClock) else 1.0
    return span * max(1.0, speed)
