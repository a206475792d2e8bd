"""The commands that change the day while it runs, and how their words are read.

A title may hold colons, commas, and words such as «før»: of several places where a line could be
cut, the first counts at which both sides make sense.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from kvip_tui.commands.arguments import a_block, blocks, own_words
from kvip_tui.commands.base import (
    ALONE,
    Act,
    Argument,
    Bar,
    Choice,
    Command,
    InBar,
    Make,
    Now,
    Section,
)
from kvip_tui.commands.day import is_running
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.changes import AddTime
from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names, quoted
from kvip_tui.domain.planning.leaving import ChangeLeaving
from kvip_tui.domain.planning.vocabulary import (
    AddBlock,
    ChangeLength,
    ChangeStart,
    MoveBlock,
    MoveEnd,
    MoveStart,
    RemoveBlock,
    RenameBlock,
    RestoreBlock,
    SplitBlock,
    StartPart,
)
from kvip_tui.domain.state.plan import Starts
from kvip_tui.domain.text import clock as text_clock
from kvip_tui.domain.text.clock import DAY, length
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.time_parsing import local_date, moment

_E = Section.EDIT
NONE = "ingen"
MOST_CUTS = 20
_LIKE_A_CLOCK = re.compile(r"\d+[.:]\d+")


def _change_length(names: Names, text: str) -> Intent:
    """Make «lengde BLOKK 30m»."""
    for block, rest in _tails(text):
        minutes = _minutes(rest)
        if minutes is not None:
            return ChangeLength(block=names.block(block), minutes=minutes)
    raise Refusal("edit.bad_length", text=quoted(text.rsplit(maxsplit=1)[-1]))


def _change_start(starts: Starts) -> Make:
    """Return the maker of «fast BLOKK [09.45]», of «avtale BLOKK [09.45]», or of «løs BLOKK»."""

    def make(names: Names, text: str) -> Intent:
        if starts is Starts.FOLLOWS:
            return ChangeStart(block=names.block(text), starts=starts)
        block, _blank, clock = text.rpartition(" ")
        try:
            wanted = text_clock.clock(clock)
        except ValueError as error:
            if _LIKE_A_CLOCK.fullmatch(clock):
                raise Refusal("edit.bad_clock", text=quoted(clock)) from error
            return ChangeStart(block=names.block(text), starts=starts)
        block = names.block(block)
        return ChangeStart(block=block, starts=starts, start=_of_day(names, block, wanted))

    return make


def _of_day(names: Names, block_id: str, minutes: int) -> int:
    """Return a time of day as the plan counts it: that of the next night for what is nearer it."""
    block = names.visit.block(block_id)
    planned = block.start if block and block.start is not None else minutes
    return min(minutes, minutes + DAY, key=lambda count: abs(count - planned))


def _change_leaving(names: Names, text: str) -> Intent:
    """Make «går GRUPPE 11.45» or «går GRUPPE ingen»."""
    group, _blank, clock = text.rpartition(" ")
    day = names.chosen.id if names.chosen else None
    if group and plain(clock) == NONE:
        return ChangeLeaving(names.group(group), None, day)
    try:
        wanted = text_clock.clock(clock)
    except ValueError as error:
        raise Refusal("edit.bad_clock", text=quoted(clock)) from error
    return ChangeLeaving(names.group(group), wanted, day)


def _rename_block(names: Names, text: str) -> Intent:
    """Make «tittel BLOKK: NY TITTEL»."""
    block, title = _at_colon(names, text, "tittel")
    return RenameBlock(block=block, title=title)


def _add_block(names: Names, text: str) -> Intent:
    """Make «ny blokk TITTEL, 20m [etter BLOKK]»."""
    for title, rest in _cuts(text, ","):
        length, after = rest, None
        for first, block in _at_words(rest, {"etter"}):
            length, after = first, block
            break
        minutes = _minutes(length)
        if minutes is not None:
            behind = names.block(after) if after else None
            day = names.chosen.id if names.chosen else None
            return AddBlock(title=title, minutes=minutes, after=behind, day=day)
    raise Refusal("edit.comma")


def _remove_block(names: Names, text: str) -> Intent:
    """Make «fjern BLOKK»."""
    return RemoveBlock(names.block(text))


def _restore_block(names: Names, text: str) -> Intent:
    """Make «tilbake BLOKK»."""
    return RestoreBlock(names.gone(text))


def _move_block(names: Names, text: str) -> Intent:
    """Make «flytt BLOKK før BLOKK» or «flytt BLOKK etter BLOKK»."""
    refusal = Refusal("edit.where")
    for word in ("for", "etter"):
        for first, second in _at_words(text, {word}):
            try:
                block, anchor = names.block(first), names.block(second)
            except Refusal as unclear:
                refusal = unclear
                continue
            return MoveBlock(block=block, anchor=anchor, before=word == "for")
    raise refusal


def _split_block(names: Names, text: str) -> Intent:
    """Make «del BLOKK: Tema A 40, Tema B 30» or «del BLOKK: ingen».

    Those without a share get what the others leave of the block, or else all of them the same.
    """
    block, parts = _at_colon(names, text, "del")
    if plain(parts) == NONE:
        return SplitBlock(block=block, parts=())
    named = [_part(part) for part in parts.split(",")]
    open_ = sum(share is None for _title, share in named)
    given = sum(share for _title, share in named if share is not None)
    share = max(1, (_length(names, block) - given) // open_) if given and open_ else 1
    return SplitBlock(
        block=block, parts=tuple((title, share if own is None else own) for title, own in named)
    )


def _part(text: str) -> tuple[str, int | None]:
    """Return a sub-item's title and its share: minutes, or any number, or None."""
    words = text.split()
    if len(words) > 1 and words[-1].isdecimal():
        return " ".join(words[:-1]), int(words[-1][:6])
    for title, rest in _tails(text):
        minutes = _minutes(rest)
        if minutes is not None:
            return title, minutes
    return " ".join(words), None


def _length(names: Names, block_id: str) -> int:
    """Return a block's planned length in minutes, 0 where it has none."""
    block = names.visit.block(block_id)
    return (block.end or 0) - (block.start or 0) if block else 0


def _start_part(names: Names, text: str) -> Intent:
    """Make «delpunkt [NAVN]»."""
    if not text:
        return StartPart()
    block, part = names.part(text)
    return StartPart(part=part, block=block)


def _move_start(names: Names, text: str) -> Intent:
    """Make «begynte [BLOKK] 09.04», of the block begun last where none is named."""
    return _moved(names, text, MoveStart)


def _move_end(names: Names, text: str) -> Intent:
    """Make «sluttet [BLOKK] 09.31», of the block ended last where none is named."""
    return _moved(names, text, MoveEnd)


def _moved(names: Names, text: str, kind: type[MoveStart] | type[MoveEnd]) -> Intent:
    words, _blank, clock = text.rpartition(" ")
    starts = kind is MoveStart
    if words:
        block = names.block(words)
    else:
        times = [(v.started if starts else v.ended, v.block.id) for v in names.day.blocks]
        happened = [(at, block) for at, block in times if at is not None]
        if not happened:
            raise Refusal("edit.nothing_yet")
        block = max(happened)[1]
    run = names.visit.run(block)
    recorded = run.started if starts else run.ended
    return kind(block=block, to=_nearest(names, clock, recorded or names.day.now))


def _nearest(names: Names, text: str, recorded: datetime) -> datetime:
    """Return the instant of a time of day that is nearest to the one recorded."""
    zone = names.visit.plan.timezone
    dates = (local_date(recorded, zone) + timedelta(days=days) for days in (-1, 0, 1))
    return min((moment(text, day, zone) for day in dates), key=lambda at: abs(at - recorded))


def _minutes(text: str) -> int | None:
    """Return a length in minutes, or None where *text* is none."""
    try:
        return length(text)
    except ValueError:
        return None


def _tails(text: str) -> Iterable[tuple[str, str]]:
    """Yield what could be a name and a length of one or more words, the longest length first."""
    words = text.split()
    for cut in range(max(1, len(words) - 4), len(words)):
        yield " ".join(words[:cut]), " ".join(words[cut:])


def _at_words(text: str, between: set[str]) -> Iterable[tuple[str, str]]:
    """Yield the text before and behind each word that is one of those."""
    words = text.split()
    places = (i for i in range(1, len(words) - 1) if plain(words[i]) in between)
    for cut in islice(places, MOST_CUTS):
        yield " ".join(words[:cut]), " ".join(words[cut + 1 :])


def _cuts(text: str, sign: str) -> Iterable[tuple[str, str]]:
    """Yield the text before and behind each of those signs, the first one first."""
    parts = text.split(sign)
    for cut in range(1, min(len(parts), MOST_CUTS)):
        yield sign.join(parts[:cut]).strip(), sign.join(parts[cut:]).strip()


def _at_colon(names: Names, text: str, word: str) -> tuple[str, str]:
    """Return the block named before a colon, and what stands behind it."""
    refusal = Refusal("edit.colon", word=word)
    for number, (block, rest) in enumerate(_cuts(text, ":")):
        try:
            return names.block(block), rest
        except Refusal as unclear:
            refusal = refusal if number else unclear
    raise refusal


def _gone(now: Now) -> Sequence[Choice]:
    """Return the blocks that were skipped or removed."""
    skipped = [view for view in now.glance.day.blocks if view.state is State.SKIPPED]
    removed = [removed.block for removed in now.glance.visit.removed.values()]
    found = [Choice(block.id, block.title) for block in removed]
    return [*blocks(skipped, now.glance), *found]


def _parts(now: Now) -> Sequence[Choice]:
    """Return the next sub-item of what runs, and each by its name."""
    said, splits = _("Delpunkt: {title}"), now.glance.visit.splits
    running = [splits.get(view.block.id) for view in now.glance.current.running]
    parts = [part for split in running if split for part in split.parts]
    found = [Choice(part.title, title=said.format(title=part.title)) for part in parts]
    return [ALONE, *found] if found else []


def _splits(now: Now) -> bool | None:
    splits = now.glance.visit.splits
    return any(view.block.id in splits for view in now.glance.current.running) or None


_FIVE = Argument(
    make=lambda names, text: AddTime(minutes=5, block=names.running(text)),
    choices=lambda now: (ALONE,),
)


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
EDIT: tuple[Command, ...] = (
    Command("longer_five", _E, m("+5 min"), m("Gi det som pågår fem minutter til."),
            repeats=True, keys="greater_than_sign",
            takes=_FIVE, when=is_running),
    Command("edit", _E, m("Endre"), m("Endre blokka det ses på: tittel, lengde, tider, deler."),
            keys="ctrl+e", screen=Act.EDIT, bars=(InBar(Bar.PEOPLE, 30),)),
    LENGTH := Command("length", _E, m("Lengde"), m("Si hvor lenge en blokk skal vare i alt."),
            word="lengde", takes=own_words(m("BLOKK LENGDE"), _change_length)),
    TITLE := Command("title", _E, m("Tittel"), m("Gi en blokk en annen tittel."),
            word="tittel", takes=own_words(m("BLOKK: TITTEL"), _rename_block)),
    FIXED := Command("fixed", _E, m("Fast tid"), m("La en blokk ikke begynne før et klokkeslett."),
            word="fast", takes=own_words(m("BLOKK [TT.MM]"), _change_start(Starts.FIXED))),
    APPOINTMENT := Command("appointment", _E, m("Avtale"),
            m("Gjør en blokk til en avtale med andre."),
            word="avtale", takes=own_words(m("BLOKK [TT.MM]"), _change_start(Starts.APPOINTMENT))),
    LOOSE := Command("loose", _E, m("Løs tid"), m("La en blokk begynne når det forrige er slutt."),
            word="løs", takes=a_block(_change_start(Starts.FOLLOWS))),
    Command("leaving", _E, m("Går"), m("Si til når en gruppe er her; «ingen» er til det er slutt."),
            word="går", takes=own_words(m("GRUPPE TT.MM|ingen"), _change_leaving)),
    ADD_BLOCK := Command("add_block", _E, m("Ny blokk"),
            m("Sett inn en blokk, ellers etter det som pågår."),
            word="ny blokk", takes=own_words(m("TITTEL, LENGDE [etter BLOKK]"), _add_block)),
    Command("move", _E, m("Flytt"), m("Sett en blokk før eller etter en annen."),
            word="flytt", takes=own_words(m("BLOKK før|etter BLOKK"), _move_block)),
    Command("remove", _E, m("Fjern"), m("Ta en blokk ut av planen."),
            word="fjern", takes=a_block(_remove_block)),
    Command("restore", _E, m("Hent tilbake"), m("Hent tilbake en droppet eller fjernet blokk."),
            word="tilbake", takes=Argument(m("BLOKK"), _restore_block, _gone)),
    BEGAN := Command("began", _E, m("Begynte"),
            m("Si når en blokk faktisk begynte; uten navn den siste."),
            word="begynte", takes=own_words(m("BLOKK TT.MM"), _move_start)),
    ENDED := Command("ended", _E, m("Sluttet"),
            m("Si når en blokk faktisk sluttet; uten navn den siste."),
            word="sluttet", takes=own_words(m("BLOKK TT.MM"), _move_end)),
    SPLIT := Command("split", _E, m("Del opp"),
            m("Del en blokk i punkter med hver sin andel av tida."),
            word="del", takes=own_words(m("BLOKK: PUNKT 40, PUNKT 30"), _split_block)),
    Command("part", _E, m("Neste delpunkt"), m("Gå til neste delpunkt, eller til det som nevnes."),
            keys="ctrl+d", word="delpunkt", takes=Argument(m("[PUNKT]"), _start_part, _parts),
            when=_splits),
)
# fmt: on
