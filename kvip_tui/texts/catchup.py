"""What the program says of catching up: what is endangered, and what can be done."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from kvip_tui.domain.catchup.planner import Catchup, CatchupApplied, Delay, Proposal
from kvip_tui.domain.catchup.ways import Danger
from kvip_tui.domain.day.timeline import DayView
from kvip_tui.domain.state.plan import Block
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.clock import clock_text
from kvip_tui.i18n import _, ngettext
from kvip_tui.texts import formats
from kvip_tui.texts import guests as texts_guests

# What is said first where there is room for one thing only.
_GRAVEST = (Danger.START, Danger.LEAVING, Danger.SHORT, Danger.END)


def proposal(visit: Visit, way: Proposal) -> str:
    """Return a proposal in words: «ta 4 min fra «Drøfting» og 6 fra «Lunsj», slutt 14.22»."""
    kept = [
        _("{blocks} begynner {clock}").format(blocks=blocks, clock=clock)
        for blocks, clock, _late in _passed(visit, way.passed)
    ]
    zone = visit.plan.timezone
    kept += [
        _("{block} varer til {clock}").format(
            block=title(visit, delay.block), clock=formats.clock(delay.at, zone)
        )
        for delay in way.passed
        if delay.danger is Danger.LEAVING
    ]
    kept += [
        _("{block} får {minutes} min").format(block=title(visit, b.block), minutes=b.minutes)
        for b in way.squeezed
    ]
    return "; ".join([_way(visit, way.minutes, way.accepts), *kept])


def applied(visit: Visit, event: CatchupApplied) -> str:
    """Return that a proposal was applied, and what it was."""
    minutes = [(block, -by // timedelta(minutes=1)) for block, by in event.changes]
    return _("Innhenting: {way}").format(way=_way(visit, minutes, event.day_end))


def endangered(visit: Visit, day: DayView, found: Catchup) -> list[str]:
    """Return what is endangered, a sentence each."""
    lost = found.lost
    sentences = [
        _("{blocks} ligger an til {clock}, {late} for sent.").format(
            blocks=blocks, clock=clock, late=late
        )
        for blocks, clock, late in _passed(visit, [d for d in found.delays if d not in lost])
    ]
    sentences += [
        _("{blocks} ligger an til {clock}, {late} for sent, og det kan ikke hentes inn.").format(
            blocks=blocks, clock=clock, late=late
        )
        for blocks, clock, late in _passed(visit, lost)
    ]
    zone = visit.plan.timezone
    for delay in found.delays:
        sentences += _overrun(visit, day, delay, lost=delay in lost)
    sentences += [
        _("Dagen ligger an til slutt {clock}, {late} for sent.").format(
            clock=formats.clock(delay.at, zone), late=formats.minutes(delay.by)
        )
        for delay in found.delays
        if delay.block is None
    ]
    return sentences


def _overrun(visit: Visit, day: DayView, delay: Delay, *, lost: bool) -> list[str]:
    """Return what keeps those who should leave, or leaves too little of a block; none else."""
    late = formats.minutes(delay.by)
    match delay.danger:
        case Danger.SHORT:
            lasts = _lasts(visit, delay)
            said = _("{block} får bare {lasts}, {late} under det korteste").format(
                block=title(visit, delay.block), lasts=lasts, late=late
            )
        case Danger.LEAVING:
            said = _("{leaves}, men {block} ligger an til å vare til {clock}").format(
                leaves=texts_guests.capital(_leaves(visit, day, delay)),
                block=title(visit, delay.block),
                clock=formats.clock(delay.at, visit.plan.timezone),
            )
        case _:
            return []
    return [(_("{said}, og det kan ikke hentes inn.") if lost else "{said}.").format(said=said)]


def _leaves(visit: Visit, day: DayView, delay: Delay) -> str:
    """Return who leaves when: «verten går 11.30»."""
    gone = [d for d in day.departures if d.block == delay.block and d.at == delay.at - delay.by]
    return formats.leaves(gone[0], visit.plan.timezone) if gone else ""


def _lasts(visit: Visit, delay: Delay) -> str:
    """Return how long a block lasts that gets too short."""
    block = visit.block(delay.block or "")
    least = timedelta(minutes=block.min or 0) if block else timedelta(0)
    return formats.minutes(max(timedelta(0), least - delay.by))


def brief(visit: Visit, day: DayView, found: Catchup) -> str:
    """Return the first of what is endangered in few words: «5 min for sent til «Intervju»»."""
    for blocks, _clock, late in _passed(visit, found.delays):
        return _("{late} for sent til {blocks}").format(late=late, blocks=blocks)
    delay = min(found.delays, key=lambda delay: _GRAVEST.index(delay.danger))
    if delay.danger is Danger.LEAVING:
        return _("{leaves}, {late} før {block} er over").format(
            leaves=_leaves(visit, day, delay),
            late=formats.minutes(delay.by),
            block=title(visit, delay.block),
        )
    if delay.danger is Danger.SHORT:
        return _("{block} får bare {lasts}").format(
            block=title(visit, delay.block), lasts=_lasts(visit, delay)
        )
    clock, late = formats.clock(delay.at, visit.plan.timezone), formats.minutes(delay.by)
    return _("{late} for sent, slutt {clock}").format(late=late, clock=clock)


def listed(visit: Visit, day: DayView, found: Catchup) -> list[str]:
    """Return what is endangered and the numbered proposals, a line each."""
    if not found.delays:
        return [_("Dagen går opp; det er ingenting å hente inn.")]
    ways = [
        f"{number} {proposal(visit, way)}" for number, way in enumerate(found.proposals, 1)
    ] or [_("Det er ingen forslag: ingenting som gjenstår, kan kortes ned.")]
    return [*endangered(visit, day, found), *ways]


def counted(found: Catchup) -> str:
    """Return how many proposals there are: «2 forslag»."""
    number = len(found.proposals)
    return ngettext("{n} forslag", "{n} forslag", number).format(n=number)


def title(visit: Visit, block_id: str | None) -> str:
    """Return a block's title in quotes, with its planned start where its day has another such."""
    block, day = visit.block(block_id or ""), visit.day_of(block_id or "")
    if block is None or day is None:
        return f"«{block_id}»"
    same = [other for other in day.blocks if other.title == block.title]
    return _titled(block, alone=len(same) == 1)


def _titled(block: Block, *, alone: bool) -> str:
    if alone or block.start is None:
        return f"«{block.title}»"
    return f"«{block.title}» {clock_text(block.start)}"


def _way(visit: Visit, minutes: Iterable[tuple[str, int]], end: datetime | None) -> str:
    """Return what is taken from which blocks, and the later end that is accepted."""
    clock = formats.clock(end, visit.plan.timezone)
    parts: list[str] = []
    for block, count in minutes:
        part = _("{minutes} fra {block}") if parts else _("{minutes} min fra {block}")
        parts.append(part.format(minutes=count, block=title(visit, block)))
    if not parts:
        return _("slutt {clock}").format(clock=clock)
    taken = _("ta {parts}").format(parts=_and(parts))
    return _("{taken}, slutt {clock}").format(taken=taken, clock=clock) if end else taken


def _and(parts: Sequence[str]) -> str:
    """Return a list in words: «a, b og c»."""
    if len(parts) == 1:
        return parts[0]
    return _("{rest} og {last}").format(rest=", ".join(parts[:-1]), last=parts[-1])


def _passed(visit: Visit, delays: Sequence[Delay]) -> list[tuple[str, str, str]]:
    """Return the appointments passed, those of one time together: titles, clock and how late."""
    together: dict[tuple[datetime, timedelta], list[str]] = {}
    for delay in delays:
        if delay.danger is Danger.START:
            together.setdefault((delay.at, delay.by), []).append(title(visit, delay.block))
    zone = visit.plan.timezone
    return [
        (_and(titles), formats.clock(at, zone), formats.minutes(by))
        for (at, by), titles in together.items()
    ]
