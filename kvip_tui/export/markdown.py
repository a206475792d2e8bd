"""The log of a visit in Markdown: each day planned against actual, and block by block its notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from kvip_tui.domain.base import Record
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.notes.numbers import marked
from kvip_tui.domain.notes.reading import home_of
from kvip_tui.domain.state.plan import Block, Check, Day, Privacy
from kvip_tui.domain.state.visit import Note, Visit
from kvip_tui.domain.text.legible import clean
from kvip_tui.export.comparison import STATES, Comparison, compared, group_talk
from kvip_tui.export.material import Passing, exported_notes, passings, reckoned
from kvip_tui.export.mdtext import quoted, typed
from kvip_tui.export.notes import holder_apart, tags_apart
from kvip_tui.export.picture import bar, legend, longest
from kvip_tui.export.speaking import person_table
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.texts import checks as texts_checks
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats
from kvip_tui.texts import people as texts_people
from kvip_tui.texts import planning as texts_planning
from kvip_tui.texts import said as texts
from kvip_tui.time_parsing import local_date

_COLUMNS = (
    m("Blokk"),
    m("Planlagt"),
    m("Faktisk"),
    m("Planlagt lengde"),
    m("Aktiv lengde"),
    m("Pause i klokka"),
    m("Lagt til"),
    m("Overtid"),
    m("Avvik start"),
    m("Avvik slutt"),
)
_FIRST_NUMBER = 3
# How wide the titles and the bars of the picture are at most.
_TITLE, _BAR = 30, 60


class _Log(Struct, frozen=True):
    """What the log is written from.

    Args:
        visit: The visit.
        now: The instant of writing.
        reckoned: The instant that what still runs is measured at.
        notes: The notes that may be shown, by the id of the block that they stand under, None
            where they were written while nothing ran.
        passings: The times when open gates were passed, in order.
        speaking_times: Whether each person's speaking time is written too.
    """

    visit: Visit
    now: datetime
    reckoned: datetime
    notes: Mapping[str | None, list[Note]]
    passings: tuple[Passing, ...]
    speaking_times: bool

    def clock(self, moment: datetime | None) -> str:
        """Return the local time of day."""
        return formats.clock(moment, self.visit.plan.timezone)

    def notes_in(self, block: Block) -> list[Note]:
        """Return the notes that stand under a block."""
        return self.notes.get(block.id, [])

    def notes_outside(self, day: Day) -> list[Note]:
        """Return the notes of a day that were written while nothing ran."""
        return [note for note in self.notes.get(None, []) if self._day(note) == day]

    def _day(self, note: Note) -> Day:
        """Return the day that a note was written on, else the last before it, else the first."""
        written = local_date(note.typed_at, self.visit.plan.timezone)
        days = sorted(self.visit.plan.days, key=lambda day: (day.offset, not day.untimed))
        before = [day for day in days if date_of(self.visit, day) <= written]
        return before[-1] if before else days[0]

    def passed_into(self, block: Block) -> list[Passing]:
        """Return the times when gates were passed to begin a block."""
        return [passing for passing in self.passings if passing.gates.block == block.id]

    def touched(self, row: Comparison) -> bool:
        """Return whether anything has happened in a block, or to its checklist."""
        ticked = any(self.visit.done(row.block, check) for check in row.block.checks)
        outcome = row.block.id in self.visit.outcomes
        return bool(row.started or ticked or outcome or self.notes_in(row.block))

    def telling(self, row: Comparison) -> bool:
        """Return whether there is more to tell of a touched block than its row in the table."""
        block = row.block
        interview = block.privacy is Privacy.INTERVIEW
        return bool(block.checks or interview or self.notes_in(block) or self.passed_into(block))


def day_log(
    visit: Visit,
    records: Sequence[Record],
    now: datetime,
    *,
    speaking_times: bool = False,
    only: Privacy | None = None,
) -> str:
    """Return the log of a visit, whose journal is *records*, as it stands at *now*.

    *only* leaves out the notes of another class.
    """
    at = reckoned(visit, records, now)
    log = _Log(visit, now, at, _by_block(visit, only), passings(records), speaking_times)
    days = [part for day in visit.plan.days for part in _day(log, day)]
    nothing = [_("Besøket har ikke begynt, og ingenting er notert.")]
    return "\n\n".join([*_head(log), *(days or nothing)]) + "\n"


def _by_block(visit: Visit, only: Privacy | None) -> dict[str | None, list[Note]]:
    """Return the notes by block; one of several blocks stands under the first."""
    notes: dict[str | None, list[Note]] = {}
    for note in exported_notes(visit, only=only):
        notes.setdefault(home_of(visit, note), []).append(note)
    return notes


def _head(log: _Log) -> Iterator[str]:
    visit = log.visit
    yield f"# {typed(visit.title)}"
    yield _("- Vertsenhet: {host}\n- Dato: {date}\n- Skrevet: {written} kl. {clock}").format(
        host=typed(visit.host),
        date=formats.date_text(visit.date),
        written=formats.date_text(local_date(log.now, visit.plan.timezone)),
        clock=log.clock(log.now),
    )
    if visit.rehearsal:
        yield _("Dette er en øving.")
    if log.reckoned != log.now:
        yield texts_planning.never_ended(visit, log.reckoned, typed)
    had = [(role.title, texts_people.terms(visit, role.id)) for role in visit.plan.roles]
    if lines := [f"- {typed(title)}: {typed(terms)}" for title, terms in had if terms]:
        yield _("## Roller")
        yield "\n".join(lines)


def _day(log: _Log, day: Day) -> Iterator[str]:
    """Yield what there is to say of a day: nothing where nothing has happened on it."""
    rows = compared(log.visit, day, log.reckoned)
    touched = [row for row in rows if log.touched(row)]
    outside = log.notes_outside(day)
    if not touched and not outside:
        return
    date = formats.date_text(date_of(log.visit, day))
    yield _("## {title} · {date}").format(title=typed(day.title), date=date)
    if any(row.planned or row.started for row in rows):
        yield _table(log, rows)
        yield from _picture(rows)
    yield from _talk(log, day)
    if log.speaking_times and (table := person_table(log.visit, day, log.reckoned)):
        yield table
    for row in filter(log.telling, touched):
        yield from _block(log, row)
    if outside:
        yield _("### Utenom blokkene")
        yield from _notes(log, outside)


def _table(log: _Log, rows: Iterable[Comparison]) -> str:
    rules = ["---" if i < _FIRST_NUMBER else "---:" for i in range(len(_COLUMNS))]
    lines = [[_(column) for column in _COLUMNS], rules, *(_cells(log, row) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _picture(rows: Sequence[Comparison]) -> Iterator[str]:
    """Yield the bars of a day as text that keeps its columns, where there is anything to see."""
    if not any(row.started and row.planned for row in rows):
        return
    titles = [" ".join(clean(row.block.title).split())[:_TITLE] for row in rows]
    width, whole = max(map(len, titles)), longest(rows)
    lines = [
        f"    {formats.SIGNS[row.state]} {title:<{width}}  {bar(row, whole, _BAR)}".rstrip()
        for title, row in zip(titles, rows, strict=True)
    ]
    yield "\n".join([*lines, "", f"    {legend()}"])


def _cells(log: _Log, row: Comparison) -> list[str]:
    deviations = (row.start_deviation, row.end_deviation)
    return [
        typed(row.block.title),
        _planned(log, row),
        _actual(log, row),
        *(_length(span) for span in (row.planned_length, row.active, row.paused, row.added)),
        _length(row.overtime),
        *("" if span is None else formats.behind(span) for span in deviations),
    ]


def _planned(log: _Log, row: Comparison) -> str:
    if row.planned is None:
        return ""
    text = "{start}–{end}"
    if row.block.inferred:
        text = _("{start}–{end} (ikke oppgitt i dagsplanen)")
    return text.format(start=log.clock(row.planned[0]), end=log.clock(row.planned[1]))


def _actual(log: _Log, row: Comparison) -> str:
    if row.started is None:
        return _(STATES[row.state])
    if row.ended is None:
        return _("{start}– ({state})").format(
            start=log.clock(row.started), state=_(STATES[row.state])
        )
    return f"{log.clock(row.started)}–{log.clock(row.ended)}"


def _length(span: timedelta | None) -> str:
    return "" if span is None else formats.length(span)


def _talk(log: _Log, day: Day) -> Iterator[str]:
    """Yield the groups' shares of the talk, and how often they had the floor; never a person's."""
    shares = [
        _("{group} {percent} % ({times})").format(
            group=typed(talk.title), percent=talk.percent, times=texts_floor.times(talk.turns)
        )
        for talk in group_talk(log.visit, day, log.reckoned)
    ]
    if shares:
        yield _("Taletid: {shares}").format(shares=" · ".join(shares))


def _block(log: _Log, row: Comparison) -> Iterator[str]:
    block = row.block
    start = row.started or (row.planned[0] if row.planned else None)
    yield " ".join(filter(None, ("###", log.clock(start), typed(block.title))))
    yield from (_passed(log, passing) for passing in log.passed_into(block))
    if block.checks:
        yield "\n".join(_item(log, block, check) for check in block.checks)
    if outcome := texts_checks.outcome(log.visit, block):
        yield _("Intervjuet: {outcome}.").format(outcome=outcome)
    if block.privacy is Privacy.INTERVIEW:
        yield _("Notater fra intervju lagres ikke.")
    yield from _notes(log, log.notes_in(block))


def _passed(log: _Log, passing: Passing) -> str:
    wanted = set(passing.gates.checks)
    open_gates = "; ".join(
        typed(check.text)
        for _day, block in log.visit.plan.blocks()
        for check in block.checks
        if (block.id, check.id) in wanted
    )
    if passing.gates.reason:
        text = _("Startet likevel kl. {clock} med dette åpent: {gates}. Begrunnelse: {reason}")
    else:
        text = _("Startet likevel kl. {clock} med dette åpent: {gates}. Ingen begrunnelse.")
    reason = typed(passing.gates.reason)
    return text.format(clock=log.clock(passing.at), gates=open_gates, reason=reason)


def _item(log: _Log, block: Block, check: Check) -> str:
    tick = log.visit.ticks.get((block.id, check.id))
    parts = [
        typed(check.text),
        _("(må være i orden)") if check.gate else "",
        _("· {whose}").format(whose=typed(texts_checks.whose(log.visit, check)))
        if check.role
        else "",
        _("· {ticked}").format(ticked=typed(texts_checks.ticked(log.visit, tick))) if tick else "",
    ]
    return f"- [{'x' if tick else ' '}] {' '.join(filter(None, parts))}"


def _notes(log: _Log, notes: Iterable[Note]) -> Iterator[str]:
    for note in notes:
        yield _stamp(log, note)
        yield quoted(note.text)


def _stamp(log: _Log, note: Note) -> str:
    """Return the line above a note: when, who wrote it, who had the floor, and what it is."""
    titles = [block.title for block in map(log.visit.block, note.blocks) if block]
    parts = [
        f"**{log.clock(note.typed_at)}**",
        typed(marked(log.visit).of(note)) if log.visit.shared else "",
        typed(note.author),
        holder_apart(log.visit, note),
        "" if note.said else _("egen tanke"),
        texts.privacy(note.privacy, log.visit.plan) if note.privacy is Privacy.TEAM else "",
        _("også i {titles}").format(titles=typed(", ".join(titles[1:]))) if titles[1:] else "",
        tags_apart(note),
    ]
    return " · ".join(filter(None, parts))
