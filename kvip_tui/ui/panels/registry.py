"""The panels that cover the day, a row each; the day screen itself names none of them.

To add one: give it a command in the table of commands (its key, its word), write a `Cover` in
`ui/panels/`, and add a row here that makes it::

    class RolesBoard(Cover):
        def compose(self) -> ComposeResult:
            yield Lines(id="roles-board")

        def show_sight(self, sight: Sight) -> None:
            width = max(40, self.scrollable_content_region.width)
            self.query_one(Lines).show(board_rows(sight.glance, width))

The command's key opens the panel and closes it, so do its word, the palette and the bottom line.
The panel is made when it is first shown, stays, and is told what to show only while it is shown.
What is clicked or typed in it is done by ``self.day.ask(intent)``; see `Cover` for keys of its own,
and for a widget that takes the focus (in its ``on_show``).
"""

from collections.abc import Callable
from dataclasses import dataclass

from kvip_tui.commands.table import BY_ID, Command
from kvip_tui.domain.report.sources import form_of
from kvip_tui.i18n import marked as m
from kvip_tui.snapshot import Glance
from kvip_tui.ui.panels.base import Cover


@dataclass(frozen=True)
class CoverKind:
    """A panel that covers the day.

    ``command`` is the id of the command that opens and closes it; ``make`` imports and makes it;
    ``title`` is bokmål, translated where shown, and may name the ``{day}`` looked at; ``keys`` are
    the commands in the bottom line while it is shown, none for the usual ones; ``beside`` leaves
    the timeline on the screen where that is wide enough; ``whole`` gives it the lines of the notes
    too; ``refusal`` returns the code of what
    speaks against opening it now, '' for nothing.
    """

    command: str
    make: Callable[[], Cover]
    title: str
    keys: tuple[str, ...] = ()
    beside: bool = False
    whole: bool = False
    refusal: Callable[[Glance], str] = lambda _glance: ""

    @property
    def footer(self) -> tuple[Command, ...]:
        """The commands of the bottom line."""
        return tuple(BY_ID[command] for command in self.keys)


# Imported when they are first shown: the day is on screen sooner without them.
def _floor() -> Cover:
    from kvip_tui.ui.panels.floor import FloorBoard  # noqa: PLC0415

    return FloorBoard()


def _comparison() -> Cover:
    from kvip_tui.ui.panels.comparison import ComparisonPanel  # noqa: PLC0415

    return ComparisonPanel()


def _catchup() -> Cover:
    from kvip_tui.ui.panels.catchup import CatchupPanel  # noqa: PLC0415

    return CatchupPanel()


def _report() -> Cover:
    from kvip_tui.ui.panels.report.panel import ReportPanel  # noqa: PLC0415

    return ReportPanel()


def _pad() -> Cover:
    from kvip_tui.ui.panels.notes.panel import Pad  # noqa: PLC0415

    return Pad()


def _roles() -> Cover:
    from kvip_tui.ui.panels.roles import RoleBoard  # noqa: PLC0415

    return RoleBoard()


def _people() -> Cover:
    from kvip_tui.ui.panels.people.panel import PeoplePanel  # noqa: PLC0415

    return PeoplePanel()


def _checks() -> Cover:
    from kvip_tui.ui.panels.checks import ChecksPanel  # noqa: PLC0415

    return ChecksPanel()


def _card() -> Cover:
    from kvip_tui.ui.panels.card import CardPanel  # noqa: PLC0415

    return CardPanel()


LIST_KEYS = ("show_checks", "show_card", "add_check", "remove_check", "undo", "help")
KINDS = (
    CoverKind(
        "show_floor",
        _floor,
        m("Erteposen"),
        keys=(
            *("show_floor", "reply", "order", "resume_turn", "round", "pass", "close_list"),
            *("open_list", "correct", "earlier", "later", "move_hand", "hush", "scope", "undo"),
            "help",
        ),
    ),
    CoverKind("show_notes", _pad, m("Notater")),
    CoverKind(
        "show_report",
        _report,
        m("Rapport"),
        keys=("show_report", "next", "pause", "resume", "undo", "help"),
        whole=True,
        refusal=lambda glance: "" if form_of(glance.visit) else "report.no_form",
    ),
    CoverKind(
        "show_roles",
        _roles,
        m("Roller"),
    ),
    CoverKind(
        "show_people",
        _people,
        m("Folk"),
        keys=("show_people", "person", "edit", "presence", "show_roles", "undo", "redo", "help"),
    ),
    CoverKind("show_comparison", _comparison, m("Planlagt mot faktisk: {day}")),
    CoverKind(
        "catchup",
        _catchup,
        m("Innhenting"),
        beside=True,
        refusal=lambda glance: "" if glance.catchup.delays else "catchup.none",
    ),
    CoverKind("show_checks", _checks, m("Åpne punkter"), keys=LIST_KEYS),
    CoverKind("show_card", _card, m("Lederkortet"), keys=LIST_KEYS),
)
COVERS = {kind.command: kind for kind in KINDS}
