"""The quiet line: what just happened, or why something did not."""

from datetime import datetime, timedelta

from textual.content import Content

from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Last, Lines

STANDS = timedelta(seconds=12)
MOST_ROWS = 2


class MessageLine(Lines):
    """Shows one sentence until the next, or until it is old."""

    later = True

    def __init__(self) -> None:
        super().__init__(id="message")
        self._text, self._refused = "", False
        self._since: datetime | None = None
        self._made: Last[list[Content]] = Last()

    def say(self, text: str, *, refused: bool = False) -> None:
        """Show a sentence; a refusal gets a sign and stands until the next."""
        lines = filter(None, map(str.strip, text.splitlines()))
        self._text, self._refused, self._since = " · ".join(lines), refused, None

    def holds(self, now: datetime) -> bool:
        """Return whether a refusal stands that is too fresh at *now* to be talked over."""
        fresh = self._since is None or now - self._since <= STANDS
        return self._refused and bool(self._text) and fresh

    def show_moment(self, now: datetime, idle: str = "", offer: str = "") -> None:
        """Show the sentence, if it is still fresh at *now* by the machine's clock, else *idle*.

        What is offered stands before what is only said by the way.
        """
        self._since = self._since or now
        if not self._refused and now - self._since > STANDS:
            self._text = ""
        offered = "" if self._text else offer
        said = self._text or offer or idle
        made_of = (said, self._refused, bool(offered), bool(self._text), self.size.width or 80)
        self.show(self._made.get(made_of, lambda: self._rows_of(said, offered=bool(offered))))

    def _rows_of(self, said: str, *, offered: bool) -> list[Content]:
        """Return a sentence, or what is offered, in few rows, or in one what is only by the way."""
        width = self.size.width or 80
        if not (self._text or offered):
            row = Content.styled(f" {said}", "$text-muted")
            return [row.truncate(max(20, width), ellipsis=True)]
        sign = "! " if self._refused and not offered else ""
        rows = wrapped(f"{sign}{said}", max(20, width - 2), " ", "   ")
        if offered:
            return [Content.styled(row, "bold $text-accent") for row in rows[:MOST_ROWS]]
        if len(rows) > MOST_ROWS:
            rest = " ".join(row.strip() for row in rows[MOST_ROWS - 1 :])
            rows = [*rows[: MOST_ROWS - 1], f"   {rest}"]
        style = "bold $text-error" if self._refused else "$text-secondary"
        return [Content.styled(row, style) for row in rows]
