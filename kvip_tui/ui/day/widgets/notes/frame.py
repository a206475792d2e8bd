"""What stands around the line in which a note is written: what may happen to it, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace
from textual import events
from textual.content import Content

from kvip_tui import privacy_check
from kvip_tui.commands.base import Bar
from kvip_tui.commands.notes import DROP, IMPRESSION, KEEP, THOUGHT
from kvip_tui.commands.table import Command, in_bar
from kvip_tui.domain.privacy.check import Finding
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.texts import said as texts
from kvip_tui.ui.day.widgets.keybar import Spans, choose, key_row
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines

# The frame of each class is drawn with a line of its own, so that it is told without colour.
RULES = {
    Privacy.PLENUM: "─",
    Privacy.TEAM: "╌",
    Privacy.IMPRESSION: "┈",
    Privacy.INTERVIEW: "═",
}
# What can be done about what stops a note, and about a text that is only unfinished.
OFFERED = in_bar(Bar.STOPPED)
UNFINISHED = in_bar(Bar.UNFINISHED)
BEGINNING = 40
# How many rows there are for it: the last one has the keys.
MOST_ROWS = 4
LEAST_FILL = 4
# What what is written can be made into instead, by whether it was said and is an impression.
SAID = replace(THOUGHT, label=m("Sagt"))
NOTE = replace(IMPRESSION, label=m("Ikke inntrykk"))


@dataclass(frozen=True)
class Writing:
    """What is being written, and what there is to say about it.

    Attributes:
        privacy: The class that the note will have.
        said: Whether it was said in the meeting.
        found: What the privacy check found in it.
        keys: The commands that would make it something else, none while nothing is written.
        aside: What is said at the end where there is room for it.
        title: What the class is called in this plan, '' for its usual words.
    """

    privacy: Privacy
    said: bool = True
    found: tuple[Finding, ...] = ()
    keys: tuple[Command, ...] = ()
    aside: str = ""
    title: str = ""


class NoteFrame(Lines):
    """Says which class the note that is written has, whether it was said, and what to look at."""

    def __init__(self) -> None:
        super().__init__(id="note-class")
        self._spans: Spans = []
        self._shown: tuple[Writing | None, int] = (None, 0)

    def show_writing(self, writing: Writing) -> None:
        """Show what is being written."""
        width = self.size.width or 80
        if (writing, width) != self._shown:
            self._shown = writing, width
            row, self._spans = frame_row(writing, width)
            self.show([row])

    def on_click(self, event: events.Click) -> None:
        """Say which command was clicked."""
        choose(self, self._spans, event.x)


def frame_row(writing: Writing, width: int) -> tuple[Content, Spans]:
    """Return the line above a note, and where the commands in it stand.

    What is found gives way last, what stands aside first.
    """
    rule = RULES[writing.privacy]
    said = _("sagt") if writing.said else _("egen tanke")
    head = Content.assemble(
        (f"{rule * 2} ", "$border"),
        (writing.title or texts.privacy(writing.privacy), "bold"),
        f" · {said} ",
    )
    room = width - head.cell_length - LEAST_FILL
    looks = titles(writing.found)
    see = _("se: {what}").format(what=looks)
    end = Content.styled(f" {see} " if looks else "", "bold")
    end = end.truncate(max(0, room), ellipsis=True)
    keys, spans = key_row(tuple((key, True) for key in writing.keys), room - end.cell_length)
    room -= end.cell_length + keys.cell_length
    if writing.aside and not looks and len(writing.aside) + 2 <= room:
        end = Content.styled(f" {writing.aside} ", "$text-muted")
    fill = rule * max(0, width - head.cell_length - keys.cell_length - end.cell_length - 2)
    ruled = Content.styled(fill, "$border"), Content.styled(rule * 2, "$border")
    start = head.cell_length
    return (
        head + keys + ruled[0] + end + ruled[1],
        [(start + first, start + last, command) for first, last, command in spans],
    )


@dataclass(frozen=True)
class Waiting:
    """A text that is not stored: what stops it, and whether it stands in its line or aside.

    Attributes:
        text: The text.
        stops: What stops it.
        since: When it was begun, as it is said; '' where it stands in its line.
        secret: Whether it is an interview's: no word of it is shown.
        others: How many more are set aside.
        short: Whether it is said in one row, since something else is written now.
        reached: Whether the line's own keys reach it.
    """

    text: str
    stops: tuple[Finding, ...] = ()
    since: str = ""
    secret: bool = False
    others: int = 0
    short: bool = False
    reached: bool = True

    @property
    def keys(self) -> tuple[Command, ...]:
        """What can be done with it."""
        keys = OFFERED if self.stops else UNFINISHED
        hidden = set[str]()
        if self.short or not self.reached:
            hidden.add(KEEP.id)
        if not (self.reached and self.since):
            hidden.add(DROP.id)
        return tuple(command for command in keys if command.id not in hidden)

    def sentences(self) -> Iterator[str]:
        """Yield what there is to say of it, at length, then shorter."""
        more = _(" Og {n} til.").format(n=self.others) if self.others else ""
        if self.stops and not self.short:
            said = _("Ikke lagret, men lagt til side: {places}.")
            said = said if self.since else _("Ikke lagret; merket i teksten: {places}.")
            yield from (f"{one}{more}" for one in stopped(said, self.stops, self.text))
            return
        if self.stops:
            places = ", ".join(dict.fromkeys(map(privacy_check.title, self.stops)))
            said = _("Stanset {since}: {places}").format(since=self.since, places=places)
        elif self.secret:
            said = _("Uferdig tekst fra et intervju")
        else:
            text = " ".join(self.text.split())
            shown = text if len(text) <= BEGINNING else f"{text[:BEGINNING]}…"
            said = _("Uferdig tekst fra {since}: «{text}»").format(since=self.since, text=shown)
        yield f"{said}{more}"


class StopOffer(Lines):
    """Says what is not stored and why, and what can be done about it, a key each."""

    def __init__(self) -> None:
        super().__init__(id="note-offer")
        self._spans: Spans = []

    def show_waiting(self, waiting: Waiting | None) -> None:
        """Show what waits to be stored; nothing where nothing does."""
        width = max(20, (self.size.width or 80) - 1)
        if waiting is None:
            self._spans = []
            self.show([])
            return
        keys, spans = key_row(tuple((command, True) for command in waiting.keys), width)
        sentences = [f"{'!' if waiting.stops else '·'} {one}" for one in waiting.sentences()]
        room = width - keys.cell_length
        if waiting.short or not waiting.stops:
            said = Content.styled(sentences[0], "bold $text-warning")
            if said.cell_length > room:
                said = said.truncate(max(0, room), ellipsis=True)
            self._spans = [
                (a + said.cell_length, b + said.cell_length, command) for a, b, command in spans
            ]
            self.show([said + keys])
            return
        self._spans = spans
        ways = [wrapped(one, width, " ", "   ") for one in sentences]
        said_rows = next((rows for rows in ways if len(rows) < MOST_ROWS), ways[-1])
        rows = (Content.styled(row, "bold $text-error") for row in said_rows[: MOST_ROWS - 1])
        self.show([*rows, keys])

    def on_click(self, event: events.Click) -> None:
        """Say which command was clicked; they stand in the last row."""
        if event.y == len(self.rows) - 1:
            choose(self, self._spans, event.x)


def titles(found: Iterable[Finding]) -> str:
    """Return what was found, each once and in small letters: «navn, alder»."""
    each = dict.fromkeys(map(privacy_check.title, found))
    return ", ".join(title[:1].lower() + title[1:] for title in each)


def stopped(said: str, stops: Sequence[Finding], text: str) -> Iterator[str]:
    """Yield what of a text is not stored and why, without a word of it: at length, then shorter."""
    places = ", ".join(dict.fromkeys(_place(one, text) for one in stops))
    whys = list(dict.fromkeys(map(privacy_check.why, stops)))
    worth = privacy_check.worth()
    for why in (" ".join([*whys, worth]), " ".join(whys), f"{whys[0]} {worth}", whys[0], ""):
        yield f"{said.format(places=places)} {why}".rstrip()
    yield said.format(places=privacy_check.title(stops[0]))


def _place(found: Finding, text: str) -> str:
    """Return what was found, and in which line of a text that has several."""
    if "\n" not in text:
        return privacy_check.title(found)
    line = text.count("\n", 0, found.start) + 1
    return _("{what} i linje {line}").format(what=privacy_check.title(found), line=line)
