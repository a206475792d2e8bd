"""What the program says of those who come at a time of their own, and of those who leave."""

from kvip_tui.domain.base import Events
from kvip_tui.domain.day.changes import BlockStarted, early
from kvip_tui.domain.day.guests import arriving
from kvip_tui.domain.day.timeline import DayView
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats

REFUSALS: dict[str, str] = {
    "block.early": m(
        "«{title}» er avtalt {clock}, og noen kommer først da; gjør det en gang til for å begynne "
        "likevel."
    ),
    "gate.early": m(
        "Før «{title}» mangler {count} av det som må være i orden, og den er avtalt {clock}; gjør "
        "det en gang til for å starte likevel: {checks}"
    ),
}


def capital(text: str) -> str:
    """Return a sentence that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def waited_for(visit: Visit, events: Events, day: DayView) -> str:
    """Return what «Neste» waits for, where it began nothing: its time, and who comes then."""
    if any(isinstance(event, BlockStarted) for event in events):
        return ""
    for view in day.upcoming:
        if view.planned is None or not early(view, day.now):
            continue
        clock = formats.clock(view.planned[0], visit.plan.timezone)
        said = _("«{title}» venter til {clock}").format(title=view.block.title, clock=clock)
        coming = coming_to(visit, view.block.id)
        return _("{said}: da kommer {who}").format(said=said, who=coming) if coming else said
    return ""


def coming_to(visit: Visit, block: str) -> str:
    """Return the groups that come for a block, '' for none."""
    day = visit.day_of(block)
    ids = arriving(day).get(block, ()) if day else ()
    return formats.who([group for group in visit.plan.groups if group.id in ids])
