"""Who spoke when, drawn in characters: a lane for each, and a line of clock times."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from textual.content import Content

from kvip_tui.domain.day.projection import Span
from kvip_tui.domain.floor.lanes import Lanes, filled
from kvip_tui.texts import formats

# How full a part of a lane is, readable without colour.
FULL = ((0.66, "█"), (0.33, "▅"), (0.0, "▂"))
SILENT, AHEAD, STOPPED = "·", " ", "┊"
STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240)
LEAST_BETWEEN = 9


class Drawing:
    """Draws lanes of one width for one time."""

    def __init__(self, lanes: Lanes, zone: str, width: int) -> None:
        self._lanes, self._zone, self._width = lanes, zone, width
        size = (lanes.end - lanes.start) / max(1, width)
        self._passed = min(width, -(-(lanes.now - lanes.start) // size)) if size else 0
        self._stopped = self._part(lanes.pauses)
        self._people = {person: self._part(spans) for person, spans in lanes.by_person().items()}

    def _part(self, spans: Iterable[Span]) -> list[float]:
        return filled(spans, self._lanes.start, self._lanes.end, self._width)

    def _spoken(self, people: Iterable[str]) -> list[float]:
        """Return how much of each part of the time these people spoke, together."""
        found = [self._people[person] for person in people if person in self._people]
        return [sum(parts) for parts in zip(*found, strict=True)] or [0.0] * self._width

    def lane(self, people: Iterable[str]) -> Content:
        """Return the lane of some people: full where they spoke, dots where they did not."""
        parts = zip(self._spoken(people), self._stopped, strict=True)
        signs = [_sign(part, stopped) for part, stopped in parts]
        drawn = "".join(signs[: self._passed]) + AHEAD * (self._width - self._passed)
        return Content(drawn)

    def free(self) -> Content:
        """Return the lane of the time that nobody had the floor."""
        talks, going = self._spoken(self._people), self._part(self._lanes.going)
        parts = [max(0.0, whole - said) for whole, said in zip(going, talks, strict=True)]
        drawn = "".join(_sign(part if part > 0.01 else 0.0, 0.0) for part in parts[: self._passed])
        return Content(drawn.ljust(self._width))

    def pauses(self) -> Content:
        """Return the lane of the time that the clock stood."""
        drawn = "".join(_sign(part, 0.0) for part in self._stopped[: self._passed])
        return Content(drawn.ljust(self._width))

    def _cell(self, moment: datetime) -> int:
        whole = self._lanes.end - self._lanes.start
        return int(self._width * ((moment - self._lanes.start) / whole)) if whole else 0

    def clocks(self) -> Content:
        """Return clock times, each beginning where its time is."""
        whole = (self._lanes.end - self._lanes.start) / timedelta(minutes=1)
        most = max(1, self._width // LEAST_BETWEEN)
        step = next((s for s in STEPS if whole / s <= most), STEPS[-1])
        line = " " * self._width
        moment = self._lanes.start.replace(second=0, microsecond=0)
        moment -= timedelta(minutes=(moment.hour * 60 + moment.minute) % step)
        while moment <= self._lanes.end:
            if moment >= self._lanes.start:
                line = _put(line, self._cell(moment), f"╷{formats.clock(moment, self._zone)}")
            moment += timedelta(minutes=step)
        return Content.styled(line, "$text-muted")

    def blocks(self, titles: Mapping[str, str]) -> Content:
        """Return the titles of the blocks, each beginning where the block did."""
        line = " " * self._width
        for block, (start, _end) in self._lanes.blocks:
            at = self._cell(start)
            before = line[:at].ljust(self._width)
            line = _put(before, at, f"│{titles.get(block, block)}", cut=True)
        return Content.styled(line, "$text-muted")


def _sign(part: float, stopped: float) -> str:
    if part <= 0.0:
        return STOPPED if stopped >= 0.5 else SILENT
    return next(sign for least, sign in FULL if part >= least)


def _put(line: str, at: int, text: str, *, cut: bool = False) -> str:
    """Return *line* with a text put in its place, or as it was where there is no room for it."""
    room = len(line) - at
    if len(text) > room and not cut:
        return line
    text = text[:room]
    return f"{line[:at]}{text}{line[at + len(text) :]}"
