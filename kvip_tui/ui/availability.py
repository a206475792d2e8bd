"""What can be done right now: asked by the bottom line and the palette."""

from kvip_tui.commands.table import Command
from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.floor.view import FloorView
from kvip_tui.snapshot import Glance

# What shows something unless words stand behind it.
SHOWING = {"catchup", "support", "dilemma"}


def possible(command: Command, glance: Glance, *, undoable: bool, redoable: bool) -> bool | None:
    """Return True for what can be done, None for what would be refused, False for what to hide.

    Of two that share a key, as «Pause» and «Fortsett», the one that makes no sense is hidden. In a
    window that only reads, what would change the visit is refused.
    """
    found = _possible(command, glance, undoable=undoable, redoable=redoable)
    shows = command.make is None or command.id in SHOWING
    return found if glance.writer or shows or found is False else None


def _possible(command: Command, glance: Glance, *, undoable: bool, redoable: bool) -> bool | None:
    running = glance.current.running
    paused = any(view.state is State.PAUSED for view in running)
    match command.id:
        case "pause":
            return False if paused else bool(running) or None
        case "resume":
            return paused
        case "end" | "longer" | "shorter" | "longer_five":
            return bool(running) or None
        case "next":
            return bool(not glance.elsewhere if running else glance.day.upcoming) or None
        case "part":
            return any(view.block.id in glance.visit.splits for view in running) or None
        case "catchup":
            return bool(glance.catchup.delays) or None
        case "reason":
            return bool(glance.visit.passages) or None
        case "undo":
            return undoable or None
        case "redo":
            return redoable or None
        case _:
            return _on_floor(command.id, glance.floor)


def _on_floor(command_id: str, floor: FloorView) -> bool | None:
    match command_id:
        case "release":
            return bool(floor.holder) or None
        case "next_speaker":
            return bool(floor.next) or None
        case "resume_turn":
            return bool(floor.interrupted) or None
        case "pass":
            return bool(floor.round) or None
        case "hush":
            return bool(floor.nudges) or None
        case "close_list" | "open_list":
            return floor.closed == (command_id == "open_list")
        case _:
            return True
