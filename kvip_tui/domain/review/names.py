"""Finds what people name of the report's readers in words: a remark by its number, a sending."""

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.names import quoted
from kvip_tui.domain.state.report import Remark, Sending
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.words import beginning


def named_remark(visit: Visit, text: str) -> Remark:
    """Return the remark that has that number, counted from the first that ever came.

    Raises:
        Refusal: There is none.
    """
    wanted = text.strip().removesuffix(".")
    number = int(wanted[:6]) if wanted.isdecimal() else 0
    if not 1 <= number <= len(visit.report.remarks):
        raise Refusal("remarks.unknown")
    return visit.report.remarks[number - 1]


def named_sending(visit: Visit, text: str) -> Sending:
    """Return the last sending to whoever *text* begins the name of; '' is the last of all.

    Raises:
        Refusal: Nobody like that was sent the report, or several were.
    """
    sent = {sending.recipient: sending for sending in visit.report.sent}
    if not text.strip() and visit.report.sent:
        return visit.report.sent[-1]
    found = beginning(text, ((name, name) for name in sent))
    if len(found) != 1:
        raise Refusal("sent.unknown", text=quoted(text))
    return sent[found[0]]
