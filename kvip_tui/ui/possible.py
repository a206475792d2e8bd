"""What can be done right now: asked by the bottom line and the palette."""

from kvip_tui.commands import Command
from kvip_tui.domain.timeline import State
from kvip_tui.ui.glance import Glance


def possible(command: Command, glance: Glance, *, undoable: bool, redoable: bool) -> bool | None:
    """Return True for what can be done, None for what would be refused, False for what to hide.

    «Pause» and «Fortsett» share a key: the one that makes no sense is hidden.
    """
    running = glance.day.running
    paused = any(view.state is State.PAUSED for view in running)
    match command.id:
        case "pause":
            return False if paused else bool(running) or None
        case "resume":
            return paused
        case "end" | "longer" | "shorter":
            return bool(running) or None
        case "next":
            return bool(running or glance.day.upcoming) or None
        case "undo":
            return undoable or None
        case "redo":
            return redoable or None
        case "release":
            return bool(glance.floor.holder) or None
        case "next_speaker":
            return bool(glance.floor.next) or None
        case _:
            return True
