"""What somebody wrote in their own words beside the notes: the privacy check reads it too."""

from kvip_tui.domain import base as ev
from kvip_tui.domain import card_events as cd
from kvip_tui.domain import check_events as ce
from kvip_tui.domain.report_events import words_of


def free_text(event: ev.AnyEvent) -> str:
    """Return the words of one's own in an event that is no note's, '' where it has none.

    A telephone number in the field for it is none.
    """
    match event:
        case ce.CheckAdded():
            return event.check.text
        case ce.GateReasonGiven() | ev.GatesPassed():
            return event.reason
        case cd.SupportNoted():
            return f"{event.name}\n{event.hours}"
        case _:
            return "\n".join(words_of(event))
