"""The open items and the leader's card as lines of plain text, for line mode."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kvip_tui.domain.card.tips import tip
from kvip_tui.domain.checks.shown import Standing, standings
from kvip_tui.domain.day.timeline import DayView
from kvip_tui.domain.floor.view import floor_view
from kvip_tui.domain.names import Names
from kvip_tui.domain.people.roles import LEADER
from kvip_tui.domain.state.dilemma import STEPS, Dilemma, Variant
from kvip_tui.domain.state.plan import Block, Privacy
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.store.shipped.tips import shipped_tips
from kvip_tui.texts import card as texts_card
from kvip_tui.texts import checks as texts_checks


def plain_open(session: Session, whose: str) -> Iterable[str]:
    """Return the items of everybody, or of whom the words name.

    Raises:
        Refusal: They name nobody whose items there are.
    """
    from kvip_tui.commands.checks import (  # noqa: PLC0415 - 6 ms, and `kvip status` does without
        check_filter,
        chosen_roles,
    )

    visit = session.visit
    names = Names(visit, session.now(), session.chosen)
    return plain_checks(visit, chosen_roles(visit, session.author, check_filter(names, whose)))


def plain_checks(visit: Visit, roles: frozenset[str] | None) -> Iterator[str]:
    """Yield what is open, block by block, and then what is done, by whom and when.

    What stands first in a line is what «kryss» takes.
    """
    items = standings(visit, roles)
    yield texts_checks.counted(items)
    left = [item for item in items if item.tick is None]
    if gates := [item for item in left if item.gate]:
        yield _("Må være i orden først:")
        yield from (_item(visit, item) for item in gates)
    yield from _blocks(visit, [item for item in left if not item.gate])
    done = [item for item in items if item.tick is not None]
    if done:
        yield _("Krysset av:")
        yield from _blocks(visit, done)


def _blocks(visit: Visit, items: list[Standing]) -> Iterator[str]:
    block = ""
    for item in items:
        if item.block.id != block:
            block = item.block.id
            yield _("{title}:").format(title=item.block.title)
        yield _item(visit, item)


def _item(visit: Visit, item: Standing) -> str:
    about = (
        texts_checks.ticked(visit, item.tick)
        if item.tick
        else texts_checks.whose(visit, item.check)
    )
    name = f"{item.block.id}.{item.check.id} [{'x' if item.tick else ' '}]"
    return " · ".join(filter(None, (f"{name} {texts_checks.item(item)}", about)))


def plain_interview(visit: Visit, block: Block) -> Iterator[str]:
    """Yield who holds an interview, and the guide for them; nothing for other blocks."""
    if block.privacy is Privacy.INTERVIEW and block.roles:
        yield texts_checks.interviewers(visit, block, block.title)
    for line in block.guide:
        yield _("· {line}").format(line=line)


def plain_tip(visit: Visit, day: DayView, now: datetime) -> Iterator[str]:
    """Yield the tip of the moment, if there is one."""
    matters = tip(shipped_tips(), visit, day, floor_view(visit, now), now)
    if matters is not None:
        yield _("Tips: {tip}").format(tip=texts_card.tip_text(matters))


def plain_card(visit: Visit) -> Iterator[str]:
    """Yield the card: technical help, the leader's own items, and the dilemmas' steps."""
    yield _("Brukerstøtte: {support}").format(support=texts_card.support(visit.support))
    yield from plain_checks(visit, frozenset({LEADER}))
    yield from plain_dilemmas(visit)


def plain_dilemmas(visit: Visit) -> Iterator[str]:
    """Yield the dilemmas that were raised, how far each has come and who knows, or the steps."""
    for number, dilemma in enumerate(visit.dilemmas, 1):
        yield from _raised(visit, number, dilemma)
    if not visit.dilemmas:
        yield _("Fagetisk dilemma: ikke ført. Skriv aldri noe om saken; stegene er:")
        for variant in Variant:
            yield _("{title}:").format(title=_(texts_card.VARIANTS[variant]))
            for place, step in enumerate(STEPS[variant], 1):
                yield f"{place}. {_(texts_card.STEPS[step])}"


def _raised(visit: Visit, number: int, dilemma: Dilemma) -> Iterator[str]:
    yield texts_card.raised(visit, number, dilemma)
    for place, step in enumerate(dilemma.steps, 1):
        taken = texts_card.taken(visit, dilemma, step)
        box = "x" if taken else " "
        yield f"{number}.{place} [{box}] {_(texts_card.STEPS[step])} {taken}".rstrip()
    yield texts_card.informed(visit, dilemma)
