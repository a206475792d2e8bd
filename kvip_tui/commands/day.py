"""The commands that lead the day, and how their words are read."""

from collections.abc import Sequence

from kvip_tui.commands.arguments import a_block, alone, names, own_words, running_block
from kvip_tui.commands.base import (
    ALONE,
    PANELS,
    Argument,
    Bar,
    Choice,
    Command,
    InBar,
    Now,
    Page,
    Panel,
    Section,
    Typing,
)
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.catchup.planner import ApplyCatchup
from kvip_tui.domain.day.changes import (
    AddTime,
    EndBlock,
    NextBlock,
    PauseBlock,
    ResumeBlock,
    SkipBlock,
    StartBlock,
)
from kvip_tui.domain.day.leaving import leaving
from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.history import Intent, Redo, Undo
from kvip_tui.domain.names import Names, chosen_of
from kvip_tui.domain.state.visit import known
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.snapshot import Glance

_D = Section.DAY
ANYWAY = "likevel"
ALL = "alle"
MINUTES = (5, 10)


def is_running(now: Now) -> bool | None:
    """Return whether a block runs; a command that needs one is greyed otherwise."""
    return bool(now.glance.current.running) or None


def _paused(now: Now) -> bool:
    return any(view.state is State.PAUSED for view in now.glance.current.running)


def _pauses(now: Now) -> bool | None:
    return False if _paused(now) else is_running(now)


def _begins(now: Now) -> bool | None:
    glance = now.glance
    there = not glance.elsewhere if glance.current.running else bool(glance.day.upcoming)
    return there or None


def _several(now: Now) -> bool | None:
    return len(now.glance.current.running) > 1 or None


def _which(glance: Glance) -> Refusal | None:
    """Ask before all that run side by side are ended, where none of them was chosen."""
    titles = [view.block.title for view in glance.current.running]
    if len(titles) < 2 or glance.group is not None:
        return None
    return Refusal("end.several", titles=" + ".join(titles), title="", key=GROUP)


def _choose(session: Session, text: str) -> str:
    """Choose one of the blocks that run side by side, the next one where none is named."""
    running = [block.id for block in session.visit.running()]
    if len(running) < 2:
        raise Refusal("group.none")
    ways = [None, *running]
    if plain(text) == ALL:
        chosen = None
    elif text:
        chosen = names(session).running(text)
        if chosen not in running:
            raise Refusal("block.not_running", title=known(session.visit, chosen or "").title)
    else:
        chosen = ways[(ways.index(chosen_of(session.group, running)) + 1) % len(ways)]
    session.group = chosen
    if chosen is None:
        return _("Valgt: alle som pågår")
    return _("Valgt: {title}").format(title=known(session.visit, chosen).title)


def _anyway(text: str) -> tuple[str, bool, str]:
    """Split «X likevel fordi …» into X, whether gates are passed on purpose, and the reason."""
    words = text.split()
    cut = next((i for i, word in enumerate(words) if plain(word) == ANYWAY), None)
    if cut is None:
        return text, False, ""
    reason = words[cut + 1 :]
    if reason and plain(reason[0]) == "fordi":
        reason = reason[1:]
    return " ".join(words[:cut]), True, " ".join(reason)


def _next_block(names: Names, text: str) -> Intent:
    """Make «neste [likevel [fordi …]]»."""
    rest, anyway, reason = _anyway(text)
    if rest:
        raise Refusal("line.superfluous", word="neste")
    day = names.chosen.id if names.chosen else None
    return NextBlock(anyway=anyway, reason=reason, day=day)


def _start_block(names: Names, text: str) -> Intent:
    """Make «start BLOKK [likevel [fordi …]]»."""
    named, anyway, reason = _anyway(text)
    return StartBlock(block=names.block(named), anyway=anyway, reason=reason)


def _skip_block(names: Names, text: str) -> Intent:
    """Make «hopp BLOKK»."""
    return SkipBlock(names.block(text))


def _minutes(sign: int, said: str) -> Argument:
    """Return what stands after «+», or after «-» where *sign* is negative: «N [BLOKK]»."""

    def make(names: Names, text: str) -> Intent:
        minutes, _blank, named = text.partition(" ")
        number = int(minutes[:6]) if minutes.isdecimal() else 0
        return AddTime(minutes=sign * number, block=names.running(named.strip()))

    def choices(now: Now) -> Sequence[Choice]:
        del now
        return [Choice("1"), *(Choice(str(n), title=_(said).format(n=n)) for n in MINUTES)]

    return Argument(m("MINUTTER"), make, choices)


def _apply_catchup(names: Names, text: str) -> Intent:
    """Make «innhenting N»."""
    if not text.isdecimal():
        raise Refusal("catchup.no_number", text=text[:40])
    return ApplyCatchup(number=int(text[:6]))


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
DAY: tuple[Command, ...] = (
    NEXT := Command("next", _D, m("Neste"), m("Avslutt det som pågår og begynn på det neste."),
            keys="f8,ctrl+n", word="neste", footer=1, when=_begins, typing=Typing.YES, once=True,
            asks=lambda glance: leaving(glance.visit, glance.current),
            takes=Argument(make=_next_block, choices=lambda now: (ALONE,), more=True),
            bars=(InBar(Bar.REPORT, 20),)),
    Command("start", _D, m("Start blokk"), m("Begynn på en bestemt blokk nå."),
            word="start", takes=a_block(_start_block, label=m("Start"))),
    Command("end", _D, m("Slutt"), m("Avslutt blokka uten å begynne på noe nytt."),
            keys="f9", word="slutt", takes=running_block(EndBlock), footer=7,
            when=is_running, typing=Typing.YES, once=True, asks=_which),
    GROUP := Command("group", _D, m("Velg gruppe"),
            m("Velg den av dem som pågår samtidig, som tastene gjelder."),
            keys="underscore", word="gruppe", takes=Argument(m("[BLOKK|alle]")),
            answer=_choose, when=_several,
            spoken=m("Velg den av dem som pågår samtidig, som ord uten navn gjelder.")),
    Command("pause", _D, m("Pause"), m("Stopp klokka for det som pågår."),
            keys="f7", word="pause", takes=running_block(PauseBlock), footer=4,
            when=_pauses, typing=Typing.YES, bars=(InBar(Bar.REPORT, 30),)),
    Command("resume", _D, m("Fortsett"), m("La klokka gå igjen."),
            keys="f7", word="fortsett", takes=running_block(ResumeBlock), footer=4,
            when=_paused, typing=Typing.YES, bars=(InBar(Bar.REPORT, 40),)),
    LONGER := Command("longer", _D, m("+1 min"), m("Gi det som pågår mer tid."),
            repeats=True, keys="plus", word="+", takes=_minutes(1, m("+{n} min")), footer=5,
            when=is_running, key_words="1"),
    SHORTER := Command("shorter", _D, m("−1 min"), m("Ta tid fra det som pågår."),
            repeats=True, keys="minus", word="-", takes=_minutes(-1, m("−{n} min")), footer=6,
            when=is_running, key_words="1"),
    CATCHUP := Command("catchup", _D, m("Innhenting"),
            m("Se forslag til å hente inn tid; tallet bruker ett."),
            keys="ctrl+t", word="innhenting", takes=own_words(m("[NUMMER]"), _apply_catchup),
            when=lambda now: bool(now.glance.catchup.delays) or None,
            panel=Panel.CATCHUP, typing=Typing.YES, page=Page.CATCHUP),
    Command("skip", _D, m("Hopp over"), m("Dropp en blokk som ikke har begynt."),
            word="hopp", takes=a_block(_skip_block)),
)
HISTORY: tuple[Command, ...] = (
    UNDO := Command("undo", _D, m("Angre"), m("Ta tilbake det siste som ble gjort."),
            repeats=True, keys="ctrl+z", word="angre", takes=alone(Undo()), footer=3,
            when=lambda now: bool(now.session.history.done) or None,
            bars=(*(InBar(bar, 800) for bar in PANELS), InBar(Bar.NOTES, 50, label=m("angre"),
            footer=50))),
    Command("redo", _D, m("Gjør om"), m("Gjør det som ble angret likevel."),
            repeats=True, keys="ctrl+y", word="gjør om", takes=alone(Redo()),
            when=lambda now: bool(now.session.history.undone) or None,
            bars=(InBar(Bar.ROLES, 850), InBar(Bar.PEOPLE, 850))),
)
# fmt: on
