"""The privacy check of what is about to be stored: a seat belt, not a guarantee (DESIGN 5)."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from kvip_tui.domain.privacy import Finding, Level, check
from kvip_tui.domain.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.store.privacyrules import shipped_rules


def objections(text: str, roster: Iterable[str]) -> str:
    """Return why a text should not be stored, a sentence for each reason; '' where it may.

    What was found is never repeated: the sentence may be read on a screen that others see.
    """
    rules = shipped_rules()
    found = findings(text, tuple(roster))
    stops = dict.fromkeys(one.rule_id for one in found if one.level is Level.STOP)
    return " ".join(_(rules.rule(rule).why) for rule in stops)


# A report of 300 points is looked through anew after every change of it.
@lru_cache(maxsize=2048)
def findings(text: str, roster: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what in a text may give somebody away, *roster* being the names of those present."""
    return check(text, roster=roster, rules=shipped_rules())


def look(visit: Visit) -> Callable[[str], tuple[Finding, ...]]:
    """Return what looks through a text for the people of a visit and all else that tells."""
    return partial(findings, roster=tuple(person.name for person in visit.people))


def why(rule_id: str) -> str:
    """Return the sentence on why a rule looks for what it finds."""
    return _(shipped_rules().rule(rule_id).why)


def warm_up() -> None:
    """Read the rules, which takes some 50 ms, before a note waits for them."""
    shipped_rules()
