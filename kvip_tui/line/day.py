"""What the day screen shows beside the status, as lines: the time, all times, rooms, prompts."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kvip_tui.domain.board.shown import board
from kvip_tui.domain.day.timeline import BlockView, DayView, State
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.line.status import running_line
from kvip_tui.texts import formats
from kvip_tui.texts.board import board_text

STATES = {
    State.WAITING: m("ikke begynt"),
    State.RUNNING: m("pågår"),
    State.PAUSED: m("klokka står"),
    State.DONE: m("avsluttet"),
    State.SKIPPED: m("droppet"),
}


def plain_time(visit: Visit, day: DayView) -> list[str]:
    """Return the time, what runs and how late the day is, in one line."""
    zone = visit.plan.timezone
    parts = [formats.clock(day.now, zone, seconds=True)]
    parts += [running_line(view, zone) for view in day.running]
    return [" · ".join([*parts, formats.headline(day, zone)])]


def plain_times(visit: Visit, day: DayView) -> list[str]:
    """Return each block of a day, when it is or is expected to be, and how it stands."""
    return [_times(view, visit.plan.timezone) for view in day.blocks]


def _times(view: BlockView, zone: str) -> str:
    state = _(STATES[view.state])
    ran = (view.started, view.ended) if view.started else None
    span = view.planned if view.state is State.SKIPPED else ran or view.projected or view.planned
    if span is None:
        return _("{title}: {state}").format(title=view.block.title, state=state)
    start = formats.clock(span[0], zone)
    end = formats.clock(span[1] or (view.projected[1] if view.projected else None), zone)
    said = _("{start}–{end} {title}: {state}")
    line = said.format(start=start, end=end, title=view.block.title, state=state)
    if view.planned and view.planned[0] != span[0]:
        planned = formats.clock(view.planned[0], zone)
        line += _(", planlagt {start}").format(start=planned)
    return line


def plain_room(visit: Visit, day: DayView) -> list[str]:
    """Return where what runs, or else what comes next, is held: room, link and number."""
    lines = list(_rooms(visit, day.running or day.upcoming))
    return lines or [_("Denne blokka har ikke noe møterom.")]


def _rooms(visit: Visit, views: Iterable[BlockView]) -> Iterator[str]:
    for view in views:
        room = visit.plan.room(view.block.room)
        if room is not None:
            number = _("møte {number}").format(number=room.meeting_id) if room.meeting_id else ""
            link = room.url or _("ingen lenke her: verten har sendt den i invitasjonen")
            where = ", ".join(filter(None, (room.title, link, number)))
            yield _("{title}: {where}").format(title=view.block.title, where=where)


def plain_prompts(day: DayView) -> list[str]:
    """Return the prompts of what runs, or else of what comes next."""
    prompts = [text for view in day.running or day.upcoming for text in view.block.prompts]
    return list(dict.fromkeys(prompts)) or [_("Ingen stikkord i denne blokka.")]


def plain_board(visit: Visit, now: datetime) -> list[str]:
    """Return what stands on the board for the shared screen, the leader's message last."""
    said = board_text(board(visit, now), visit, now)
    clock = " ".join(filter(None, (said.clock, said.word)))
    lines = " · ".join(filter(None, (said.heading, clock, said.now, said.ahead)))
    message = _("Beskjed: {text}").format(text=said.message) if said.message else ""
    return list(filter(None, (lines or _("Tavla er tom."), message)))
