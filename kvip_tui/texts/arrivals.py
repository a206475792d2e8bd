"""What is said of what comes next: what, when, and who comes to it or leaves."""

from collections.abc import Iterable

from kvip_tui.domain.day.arrivals import NextUp
from kvip_tui.domain.state.plan import Plan
from kvip_tui.i18n import _
from kvip_tui.texts.floor import listed


def groups(plan: Plan, named: Iterable[str]) -> str:
    """Return who is there in words: «alle», or the groups as in a sentence."""
    there = list(named)
    if len(there) > 1 and len(there) == len(plan.groups):
        return _("alle")
    return listed(_inside(plan.group_title(group)) for group in there)


def _inside(title: str) -> str:
    """Return a title as it stands inside a sentence; what is written in capitals stays so."""
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def title(following: NextUp) -> str:
    """Return what comes next, the members of a parallel group side by side."""
    return " + ".join(view.block.title for view in following.views)


def company(plan: Plan, following: NextUp) -> str:
    """Return who comes to what is next, who leaves, and who is in it; '' where nobody says."""
    parts = []
    if following.comes:
        parts.append(_("{groups} kommer").format(groups=groups(plan, following.comes)))
    if following.leaves:
        parts.append(_("{groups} går").format(groups=groups(plan, following.leaves)))
    if following.present:
        parts.append(_("med {groups}").format(groups=groups(plan, following.present)))
    return " · ".join(parts)
