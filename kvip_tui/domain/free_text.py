"""What somebody wrote in their own words in what they ask for: the privacy check reads it."""

from kvip_tui.domain import card_intents as ca
from kvip_tui.domain import check_intents as ci
from kvip_tui.domain import intents as it


def free_text(intent: it.Intent) -> str:
    """Return the words of one's own in an intent, '' where it has none.

    A telephone number in the field for it is none.
    """
    match intent:
        case it.AddNote() | ci.AddCheck():
            return intent.text
        case it.Next() | it.StartBlock() | ci.GiveReason():
            return intent.reason
        case ca.NoteSupport():
            return f"{intent.name}\n{intent.hours}"
        case _:
            return ""
