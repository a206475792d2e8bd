"""The days of a visit as a calendar file for the team's own calendars (RFC 5545).

- An event a block of every day with a timetable, at its planned times: a projection changes by
  the minute, and what was handed out is the plan.
- Times are in UTC. A block happens once, so nothing needs the rules of a time zone; an instant is
  right in every calendar, across daylight saving and in other zones, where the definition of a
  zone inside the file is read differently by each.
- An event is known by the visit and the block, on whatever machine the file is made, and its
  number and date of change come from the journal: a newer file updates, and never doubles.
- A block that was skipped or taken out is cancelled, in its title too, since not every calendar
  heeds the status.
- A step of the report's review has an event for the whole day on which it is due, which leaves
  that day free. What is not done reminds the morning before; what is done says so in its title.
- An interview has no title of its own and no link: those calendars are seen by others, and the
  host invites to the sensitive room.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, vText
from msgspec import Struct

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.projection import Span, date_of, planned_spans
from kvip_tui.domain.day.rooms import entered
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.planning.vocabulary import BlockAdded
from kvip_tui.domain.report.document import ReviewRow, review_rows
from kvip_tui.domain.state.plan import Block, Day, Plan, Privacy
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import one_line
from kvip_tui.errors import UserError
from kvip_tui.export.material import edition, standing
from kvip_tui.i18n import _
from kvip_tui.texts.report import STEPS, review_row

PRODUCT: Final = "-//kvip//kvip-tui//NO"
AHEAD: Final = timedelta(minutes=5)
# A day begins at midnight, so this is nine o'clock on the day before.
DAY_AHEAD: Final = timedelta(hours=15)


class _Entry(Struct, frozen=True):
    """A block as it stands in the calendar; ``moves`` where it begins in another room."""

    block: Block
    span: Span
    title: str
    cancelled: bool
    moves: bool


def visit_calendar(visit: Visit, records: Sequence[Record]) -> str:
    """Return the calendar of a visit, whose journal is *records*.

    Raises:
        UserError: The plan has no day with a timetable.
    """
    entries = [entry for day in visit.plan.days for entry in _day(visit, day)]
    entries += _removed(visit, records)
    if not entries:
        raise UserError(
            _("{visit} har ingen dag med klokkeslett: bruk .md, .csv eller .json.").format(
                visit=visit.id
            )
        )
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(one_line(f"{visit.title}, {visit.host}")))
    for entry in entries:
        calendar.add_component(_event(visit, entry, records))
    for row in review_rows(visit):
        calendar.add_component(_deadline(visit, row, records))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _day(visit: Visit, day: Day) -> Iterator[_Entry]:
    spans = planned_spans(visit.plan, day, date_of(visit, day))
    moving = entered(block for block in day.blocks if not visit.run(block.id).skipped)
    titles = _titles(day)
    for block in day.blocks:
        if block.id in spans:
            skipped = visit.run(block.id).skipped
            yield _Entry(block, spans[block.id], titles[block.id], skipped, block.id in moving)


def _titles(day: Day) -> dict[str, str]:
    """Return the titles by block; interviews are only counted."""
    interviews = [block.id for block in day.blocks if block.privacy is Privacy.INTERVIEW]
    titles = {block.id: one_line(block.title) for block in day.blocks}
    for number, block_id in enumerate(interviews, 1):
        several = _("Intervju {number} av {count}").format(number=number, count=len(interviews))
        titles[block_id] = several if len(interviews) > 1 else _("Intervju")
    return titles


def _removed(visit: Visit, records: Sequence[Record]) -> Iterator[_Entry]:
    """Yield what was once in the plan and may stand in calendars: first planned, or added."""
    left = {block.id for _day, block in visit.plan.blocks()}
    for plan, day in _once_planned(records):
        spans = planned_spans(plan, day, date_of(visit, day))
        titles = _titles(day)
        for block in day.blocks:
            if block.id in spans and block.id not in left:
                left.add(block.id)
                yield _Entry(block, spans[block.id], titles[block.id], cancelled=True, moves=False)


def _once_planned(records: Sequence[Record]) -> Iterator[tuple[Plan, Day]]:
    plan = next(event.plan for event in records[0].events if isinstance(event, VisitCreated))
    yield from ((plan, day) for day in plan.days)
    for record in standing(records):
        for event in record.events:
            if isinstance(event, BlockAdded) and (day := plan.day(event.day)) is not None:
                yield plan, Day(day.id, day.title, (event.added,), offset=day.offset)


def _event(visit: Visit, entry: _Entry, records: Sequence[Record]) -> Event:
    block, event = entry.block, _known_by(f"{visit.id}.{entry.block.id}", records)
    event.add("dtstart", entry.span[0])
    if entry.span[1] > entry.span[0]:
        event.add("dtend", entry.span[1])
    event.add("summary", _summary(visit, entry))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if block.privacy is Privacy.INTERVIEW:
        event.add("class", "PRIVATE")
    if description := "\n".join(_description(visit, block)):
        event.add("description", description)
    if place := _place(visit, block):
        event.add("location", place)
    if url := _url(visit, block):
        event.add("url", url)
    if entry.moves and not entry.cancelled:
        event.add_component(_alarm(entry.title, AHEAD))
    return event


def _known_by(name: str, records: Sequence[Record]) -> Event:
    """Return an event that is the same one in every file, and newer the more has happened."""
    last, event = records[-1], Event()
    event.add("uid", f"{name}@kvip")
    event.add("sequence", edition(records) - 1)
    event.add("dtstamp", last.at)
    event.add("last-modified", last.at)
    event.add("created", records[0].at)
    return event


def _deadline(visit: Visit, row: ReviewRow, records: Sequence[Record]) -> Event:
    event = _known_by(f"{visit.id}.rapport-{row.step}", records)
    event.add("dtstart", row.due)
    text = _("Frist for rapporten fra {host}: {step}")
    text = text.format(host=one_line(visit.host), step=_(STEPS[row.step]))
    if row.done is not None:
        text = _("Gjort: {title}").format(title=text)
    title = _("ØVING: {title}").format(title=text) if visit.rehearsal else text
    event.add("summary", title)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if row.done is not None:
        event.add("description", review_row(row))
    else:
        event.add_component(_alarm(title, DAY_AHEAD))
    return event


def _summary(visit: Visit, entry: _Entry) -> str:
    title = entry.title
    if visit.rehearsal:
        title = _("ØVING: {title}").format(title=title)
    return _("Avlyst: {title}").format(title=title) if entry.cancelled else title


def _hidden(visit: Visit, block: Block) -> bool:
    """Whether the host alone invites to where a block is."""
    room = visit.plan.room(block.room)
    return block.privacy is Privacy.INTERVIEW or (room is not None and room.sensitive)


def _place(visit: Visit, block: Block) -> str:
    if _hidden(visit, block):
        return _("Sensitivt rom")
    room = visit.plan.room(block.room)
    return one_line(f"{room.title} {room.meeting_id}") if room else ""


def _url(visit: Visit, block: Block) -> str:
    room = visit.plan.room(block.room)
    return one_line(room.url) if room and not _hidden(visit, block) else ""


def _description(visit: Visit, block: Block) -> Iterator[str]:
    if block.present:
        groups = ", ".join(one_line(visit.plan.group_title(group)) for group in block.present)
        yield _("Til stede: {groups}").format(groups=groups)
    if _hidden(visit, block):
        yield _("Sensitivt rom: lenken sendes av verten.")
    elif place := _place(visit, block):
        yield _("Rom: {room}").format(room=place)
    if url := _url(visit, block):
        yield _("Lenke: {url}").format(url=url)
    if block.inferred:
        yield _("Tidspunktet er ikke oppgitt i dagsplanen, og kan bli et annet.")


def _alarm(title: str, ahead: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -ahead)
    return alarm
