"""The panels that cover the day, a row each; the day screen itself names none of them.

To add one: name it in `commands.base.Panel`, let a command have it as its ``panel``, write a
`Cover` in `ui/panels/`, and add a row here that makes it::

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

from kvip_tui.commands.base import Bar, Panel
from kvip_tui.commands.table import Command, in_bar
from kvip_tui.domain.report.sources import form_of
from kvip_tui.i18n import marked as m
from kvip_tui.snapshot import Glance
from kvip_tui.ui.panels.base import Cover


@dataclass(frozen=True)
class CoverKind:
    """A panel that covers the day.

    ``command`` is what commands that show it call it; ``make`` imports and makes it; ``title`` is
    bokmål, translated where shown, and may name the ``{day}`` looked at; ``bar`` is its row of keys
    at the foot while it is shown, None for the usual one; ``beside`` leaves the timeline on the
    screen where that is wide enough; ``whole`` gives it the lines of the notes too; ``refusal``
    returns the code of what speaks against opening it now, '' for nothing.
    """

    command: str
    make: Callable[[], Cover]
    title: str
    bar: Bar | None = None
    beside: bool = False
    whole: bool = False
    refusal: Callable[[Glance], str] = lambda _glance: ""

    @property
    def footer(self) -> tuple[Command, ...]:
        """The commands of the bottom line."""
        return in_bar(self.bar) if self.bar is not None else ()


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


def _unsaid() -> Cover:
    from kvip_tui.ui.panels.unsaid import UnsaidPanel  # noqa: PLC0415

    return UnsaidPanel()


KINDS = (
    CoverKind(Panel.FLOOR, _floor, m("Erteposen"), bar=Bar.FLOOR),
    CoverKind(Panel.NOTES, _pad, m("Notater")),
    CoverKind(
        Panel.REPORT,
        _report,
        m("Rapport"),
        bar=Bar.REPORT,
        whole=True,
        refusal=lambda glance: "" if form_of(glance.visit) else "report.no_form",
    ),
    CoverKind(Panel.ROLES, _roles, m("Roller"), bar=Bar.ROLES),
    CoverKind(Panel.PEOPLE, _people, m("Folk"), bar=Bar.PEOPLE),
    CoverKind(Panel.COMPARISON, _comparison, m("Planlagt mot faktisk: {day}")),
    CoverKind(
        Panel.CATCHUP,
        _catchup,
        m("Innhenting"),
        beside=True,
        refusal=lambda glance: "" if glance.catchup.delays else "catchup.none",
    ),
    CoverKind(Panel.CHECKS, _checks, m("Åpne punkter"), bar=Bar.LISTS),
    CoverKind(Panel.UNSAID, _unsaid, m("Usagt til verten"), bar=Bar.LISTS),
    CoverKind(Panel.CARD, _card, m("Lederkortet"), bar=Bar.LISTS),
)
COVERS = {kind.command: kind for kind in KINDS}
