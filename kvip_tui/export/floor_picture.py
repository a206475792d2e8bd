"""The floor as an SVG picture: the groups' shares as bars, and who spoke when.

It is drawn in groups; with people's names only where that was asked for. Colour carries nothing
alone: every bar and lane has its words beside it, and pauses are hatched. A title and a
description say the same to a screen reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from xml.etree import ElementTree as ET

from msgspec import Struct

from kvip_tui.domain.day.projection import Span
from kvip_tui.domain.floor.lanes import Lanes, day_lanes
from kvip_tui.domain.state.plan import Day
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import one_line
from kvip_tui.export.comparison import group_talk
from kvip_tui.export.speaking import person_talk
from kvip_tui.i18n import _, current_language
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats

WIDTH, MARGIN, LABEL, LANE, GAP = 960, 24, 200, 22, 8
DRAWN = WIDTH - 2 * MARGIN - LABEL
INK, FAINT, FREE = "#1b1f23", "#d5d8dc", "#8a929a"
COLOURS: Final = ("#1f5f94", "#8a5200", "#2f6b58", "#7a3b8f", "#b3261e", "#4d5358")
STEPS: Final = (5, 10, 15, 30, 60, 120)
MOST_CLOCKS = 10


class _Lane(Struct, frozen=True):
    """A lane with what is written of it, and its bar where it has a share."""

    title: str
    words: str
    percent: int | None
    colour: str
    spans: Sequence[Span]


def floor_picture(visit: Visit, now: datetime, *, speaking_times: bool = False) -> str:
    """Return the picture of every day on which anybody has spoken, as it stands at *now*."""
    parts = [
        (day, lanes, list(_lanes(visit, day, now, lanes, speaking_times=speaking_times)))
        for day in visit.plan.days
        if (lanes := day_lanes(visit, day, now)) is not None and lanes.talks
    ]
    title = _("Erteposen: {visit}, {host}").format(visit=visit.title, host=visit.host)
    root = _root(_plain(title), _described([(day, drawn) for day, _times, drawn in parts]))
    y = MARGIN + 20.0
    _text(root, MARGIN, y, title, size=18, bold=True)
    if not parts:
        y += 30
        _text(root, MARGIN, y, _("Ingen har hatt ordet ennå."))
    for part in parts:
        y = _day(root, y + 36, visit, part)
    height = f"{y + MARGIN:.0f}"
    root.set("height", height)
    root.set("viewBox", f"0 0 {WIDTH} {height}")
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _root(title: str, description: str) -> ET.Element:
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": str(WIDTH),
            "role": "img",
            "aria-labelledby": "tittel beskrivelse",
            "lang": current_language(),
            "font-family": "sans-serif",
            "font-size": "13",
            "fill": INK,
        },
    )
    ET.SubElement(root, "title", {"id": "tittel"}).text = title
    ET.SubElement(root, "desc", {"id": "beskrivelse"}).text = description
    definitions = ET.SubElement(root, "defs")
    size = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
    hatch = ET.SubElement(definitions, "pattern", {"id": "pause", **size})
    ET.SubElement(hatch, "path", {"d": "M0 6 L6 0", "stroke": INK, "stroke-width": "1"})
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    return root


def _described(parts: Sequence[tuple[Day, Sequence[_Lane]]]) -> str:
    """Return the shares in words."""
    said = [
        _("{day}: {shares}.").format(
            day=day.title,
            shares="; ".join(
                _("{title} {words}").format(title=lane.title, words=lane.words) for lane in lanes
            ),
        )
        for day, lanes in parts
    ]
    return _plain(" ".join(said) or _("Ingen har hatt ordet ennå."))


def _lanes(
    visit: Visit, day: Day, now: datetime, lanes: Lanes, *, speaking_times: bool
) -> Iterator[_Lane]:
    colours = {group.id: COLOURS[i % len(COLOURS)] for i, group in enumerate(visit.plan.groups)}
    members = {person.id: person.group for person in visit.people}
    spans = lanes.by(members)
    for talk in group_talk(visit, day, now):
        colour = colours.get(talk.group, COLOURS[-1])
        words = _("{percent} %, {times}").format(
            percent=talk.percent, times=texts_floor.times(talk.turns)
        )
        yield _Lane(talk.title, words, talk.percent, colour, joined(spans.get(talk.group, [])))
    if speaking_times:
        own = lanes.by({person: person for person in members})
        for each in person_talk(visit, day, now):
            words = _("{time}, {percent} %, {times}").format(
                time=formats.talk_time(each.spoken),
                percent=each.percent,
                times=texts_floor.times(each.turns),
            )
            colour = colours.get(members[each.person], COLOURS[-1])
            yield _Lane(each.name, words, each.percent, colour, joined(own[each.person]))
    yield _Lane(_("Ingen har ordet"), _length(_free(lanes)), None, FREE, _free(lanes))
    yield _Lane(_("Pause i klokka"), _length(lanes.pauses), None, "url(#pause)", lanes.pauses)


def _length(spans: Sequence[Span]) -> str:
    return formats.minutes(sum((end - start for start, end in spans), timedelta(0)))


def joined(spans: Sequence[Span]) -> list[Span]:
    """Return spans with those that follow at once upon one another made one."""
    found: list[Span] = []
    for start, end in spans:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _free(lanes: Lanes) -> list[Span]:
    """Return the times in which a clock went and nobody had the floor."""
    found = []
    talks = sorted((talk.start, talk.end) for talk in lanes.talks)
    for start, end in lanes.going:
        at = start
        for first, last in talks:
            if last <= at or first >= end:
                continue
            if first > at:
                found.append((at, first))
            at = max(at, last)
        if at < end:
            found.append((at, end))
    return found


def _day(
    root: ET.Element, y: float, visit: Visit, part: tuple[Day, Lanes, Sequence[_Lane]]
) -> float:
    """Draw one day below *y*; returns where it ends."""
    day, lanes, drawn = part
    group = ET.SubElement(root, "g")
    date = formats.date_text(visit.date + timedelta(days=day.offset))
    _text(group, MARGIN, y, f"{day.title} · {date}", size=15, bold=True)
    for lane in drawn:
        if lane.percent is not None:
            y += LANE + GAP
            _bar(group, y, lane)
    y += 2 * LANE
    axis = _Axis(lanes, visit.plan.timezone)
    bottom = y + LANE + sum(LANE + GAP for _lane in drawn)
    axis.draw(group, y, bottom, {block.id: block.title for block in day.blocks})
    y += LANE
    for lane in drawn:
        y += LANE + GAP
        _text(group, MARGIN, y - 6, lane.title, room=LABEL)
        for start, end in lane.spans:
            axis.rect(group, y - LANE, (start, end), lane)
    return y


def _bar(group: ET.Element, y: float, lane: _Lane) -> None:
    _text(group, MARGIN, y - 6, lane.title, room=LABEL)
    x, size = MARGIN + LABEL, DRAWN * 0.7
    frame = {"x": f"{x}", "y": f"{y - LANE:.1f}", "height": str(LANE)}
    ET.SubElement(group, "rect", {**frame, "width": f"{size:.1f}", "fill": FAINT})
    width = f"{size * (lane.percent or 0) / 100:.1f}"
    ET.SubElement(group, "rect", {**frame, "width": width, "fill": lane.colour})
    _text(group, x + size + GAP, y - 6, lane.words)


class _Axis:
    """Places instants on a day's lanes."""

    def __init__(self, lanes: Lanes, zone: str) -> None:
        self._lanes, self._zone = lanes, zone

    def x(self, moment: datetime) -> float:
        """Return where a moment stands."""
        whole = self._lanes.end - self._lanes.start
        return MARGIN + LABEL + DRAWN * ((moment - self._lanes.start) / whole)

    def rect(self, group: ET.Element, y: float, span: Span, lane: _Lane) -> None:
        """Draw a span of a lane, with its times for who points at it."""
        start, end = span
        place = {"x": f"{self.x(start):.1f}", "width": f"{self.x(end) - self.x(start):.1f}"}
        shape = {**place, "y": f"{y:.1f}", "height": str(LANE), "fill": lane.colour}
        drawn = ET.SubElement(group, "rect", shape)
        clocks = [formats.clock(moment, self._zone) for moment in span]
        ET.SubElement(drawn, "title").text = _plain(f"{lane.title} {'–'.join(clocks)}")

    def draw(self, group: ET.Element, y: float, bottom: float, titles: Mapping[str, str]) -> None:
        """Draw the clock times, and where each block begins with its title."""
        for moment in self._clocks():
            x = self.x(moment)
            _line(group, x, (y + 6, bottom), FAINT)
            _text(group, x + 2, y + 16, formats.clock(moment, self._zone), size=11)
        for block, (start, end) in self._lanes.blocks:
            x = self.x(start)
            _line(group, x, (y - 12, bottom), INK)
            room = self.x(end) - x - 4
            _text(group, x + 4, y, titles.get(block, block), size=11, room=room)

    def _clocks(self) -> Iterator[datetime]:
        minutes = (self._lanes.end - self._lanes.start) / timedelta(minutes=1)
        step = next((s for s in STEPS if minutes / s <= MOST_CLOCKS), STEPS[-1])
        moment = self._lanes.start.replace(second=0, microsecond=0)
        moment += timedelta(minutes=step - (moment.hour * 60 + moment.minute) % step)
        while moment < self._lanes.end:
            yield moment
            moment += timedelta(minutes=step)


def _line(group: ET.Element, x: float, span: tuple[float, float], colour: str) -> None:
    top, bottom = (f"{y:.1f}" for y in span)
    at = {"x1": f"{x:.1f}", "x2": f"{x:.1f}", "y1": top, "y2": bottom}
    ET.SubElement(group, "line", {**at, "stroke": colour})


def _text(
    group: ET.Element,
    x: float,
    y: float,
    words: str,
    *,
    size: int = 13,
    bold: bool = False,
    room: float = DRAWN + LABEL,
) -> None:
    """Write words, cut to about the room there is for them."""
    most = int(room / (size * 0.56))
    plain = _plain(words)
    if most < 2:
        return
    shown = plain if len(plain) <= most else f"{plain[: most - 1]}…"
    style = {"font-size": str(size), **({"font-weight": "bold"} if bold else {})}
    element = ET.SubElement(group, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", **style})
    element.text = formats.isolated(shown)


def _plain(text: str) -> str:
    """Return people's text as XML may hold it."""
    return "".join(char for char in one_line(text) if char not in "\ufffe\uffff")
