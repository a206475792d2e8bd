"""What stands around the line in which a note is written: what may happen to it, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace
from textual import events
from textual.content import Content

from kvip_tui import privacy_check
from kvip_tui.commands.base import Bar
from kvip_tui.commands.notes import IMPRESSION, THOUGHT
from kvip_tui.commands.table import Command, in_bar
from kvip_tui.domain.privacy.check import Finding, Level
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
# What can be done about what stops a note.
OFFERED = in_bar(Bar.STOPPED)
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
    end = Content.styled(f" {_('se: {what}').format(what=looks)} " if looks else "", "bold")
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


class StopOffer(Lines):
    """Says what keeps a note from being stored, and what can be done about it, a key each."""

    def __init__(self) -> None:
        super().__init__(id="note-offer")
        self._spans: Spans = []

    def show_found(self, found: Iterable[Finding], text: str) -> None:
        """Show what stops a text, and where; nothing where nothing does."""
        stops = [one for one in found if one.level is Level.STOP]
        width = max(20, (self.size.width or 80) - 1)
        if not stops:
            self._spans = []
            self.show([])
            return
        ways = [wrapped(f"! {said}", width, " ", "   ") for said in stopped(stops, text)]
        said = next((rows for rows in ways if len(rows) < MOST_ROWS), ways[-1][: MOST_ROWS - 1])
        keys, self._spans = key_row(tuple((command, True) for command in OFFERED), width)
        self.show([*(Content.styled(row, "bold $text-error") for row in said), keys])

    def on_click(self, event: events.Click) -> None:
        """Say which command was clicked; they stand in the last row."""
        if event.y == len(self.rows) - 1:
            choose(self, self._spans, event.x)


def titles(found: Iterable[Finding]) -> str:
    """Return what was found, each once and in small letters: «navn, alder»."""
    each = dict.fromkeys(map(privacy_check.title, found))
    return ", ".join(title[:1].lower() + title[1:] for title in each)


def stopped(stops: Sequence[Finding], text: str) -> Iterator[str]:
    """Yield what of a text is not stored and why, without a word of it: at length, then shorter."""
    places = ", ".join(dict.fromkeys(_place(one, text) for one in stops))
    whys = list(dict.fromkeys(map(privacy_check.why, stops)))
    worth = privacy_check.worth()
    said = _("Ikke lagret; merket i teksten: {places}. {why} {worth}")
    for why in (" ".join([*whys, worth]), " ".join(whys), f"{whys[0]} {worth}", whys[0], ""):
        yield said.format(places=places, why=why, worth="").rstrip()
    yield said.format(places=privacy_check.title(stops[0]), why="", worth="").rstrip()


def _place(found: Finding, text: str) -> str:
    """Return what was found, and in which line of a text that has several."""
    if "\n" not in text:
        return privacy_check.title(found)
    line = text.count("\n", 0, found.start) + 1
    return _("{what} i linje {line}").format(what=privacy_check.title(found), line=line)
