"""Opens, or copies the link of, the room of the moment."""

from kvip_tui.domain.state.plan import Room
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance


def room_now(glance: Glance) -> Room | None:
    """Return the room of what runs, else of what is next, or None."""
    for view in glance.day.running or glance.day.upcoming:
        room = glance.visit.plan.room(view.block.room)
        if room is not None:
            return room
    return None


def no_link(room: Room | None) -> str:
    """Return the sentence that says why there is no link to open."""
    if room is None:
        return _("Denne blokka har ikke noe møterom.")
    return _("{room} har ingen lenke her: verten har sendt den i invitasjonen.").format(
        room=room.title
    )
