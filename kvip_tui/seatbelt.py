"""The privacy check of what is about to be stored: a seat belt, not a guarantee (DESIGN 5)."""

from collections.abc import Iterable

from kvip_tui.domain.privacy import Level, check
from kvip_tui.i18n import _
from kvip_tui.store.privacyrules import shipped_rules


def objections(text: str, roster: Iterable[str]) -> str:
    """Return why a text should not be stored, a sentence for each reason; '' where it may.

    What was found is never repeated: the sentence may be read on a screen that others see.
    """
    rules = shipped_rules()
    found = check(text, roster=tuple(roster), rules=rules)
    stops = dict.fromkeys(one.rule_id for one in found if one.level is Level.STOP)
    return " ".join(_(rules.rule(rule).why) for rule in stops)


def warm_up() -> None:
    """Read the rules, which takes some 50 ms, before a note waits for them."""
    shipped_rules()
