"""What the team has noted and not said to the host, under the headings of the report."""

from textual.app import ComposeResult

from kvip_tui.domain.notes.unsaid import Unsaid, count_unsaid, unsaid
from kvip_tui.domain.notes.vocabulary import TellNote
from kvip_tui.domain.state.visit import Note, Telling
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import formats
from kvip_tui.texts import notes as texts_notes
from kvip_tui.ui.panels.base import Cover, Sight
from kvip_tui.ui.panels.pick_list import LIST_KEYS, Entry, PickList, carry_out

BOXES = {Telling.OPEN: "☐", Telling.NEXT: "▸", Telling.TOLD: "☑"}


class UnsaidPanel(Cover):
    """Shows what is unsaid; what is marked while it is shown stays where it is."""

    own_keys = LIST_KEYS

    def __init__(self) -> None:
        super().__init__(id="unsaid")
        self._list = PickList(self._do)
        self._marked: frozenset[str] = frozenset()
        self.border_subtitle = _("Enter eller tallet: sagt · Mellomrom: neste å si · Esc: tilbake")

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield self._list

    def closed(self) -> None:
        """Show what was marked in the meantime no more, once the list is shown again."""
        self._marked = frozenset()

    def _do(self, entry: Entry) -> None:
        self._marked |= {entry.key}
        carry_out(self, entry.act, lambda _part: None)

    def take_key(self, key: str, character: str) -> bool:
        """Make an item the next to be said, or do what any list does."""
        if key != "space":
            return self._list.take_key(key, character)
        current = self._list.current
        if current is not None:
            note = self.day.session.visit.note(current.key)
            is_next = note is not None and note.telling is Telling.NEXT
            telling = Telling.OPEN if is_next else Telling.NEXT
            self.day.ask(TellNote(note=current.key, telling=telling))
        return True

    def show_sight(self, sight: Sight) -> None:
        """Show the notes as they stand."""
        glance = sight.glance
        said = texts_notes.not_said(count_unsaid(glance.visit))
        entries = [Entry(said or _("Alt som er notert, er sagt til verten."), style="bold")]
        for one in unsaid(glance.visit, since=self._marked):
            entries += _section(one, glance)
        self._list.show_entries(entries)


def _section(one: Unsaid, glance: Glance) -> list[Entry]:
    """Return a heading and its notes."""
    head = Entry(texts_notes.heading(one), style="bold $primary")
    return [Entry(""), head, *(_entry(note, glance) for note in one.notes)]


def _entry(note: Note, glance: Glance) -> Entry:
    """Return a note: whether it has been said, who wrote it and when."""
    told = note.telling is Telling.TOLD
    about = (formats.clock(note.typed_at, glance.zone), note.author, f"#{glance.numbers.of(note)}")
    return Entry(
        text=texts_notes.plain_text(note),
        key=note.id,
        act=TellNote(note=note.id, telling=Telling.OPEN if told else Telling.TOLD),
        box=BOXES[note.telling],
        aside=" · ".join(filter(None, about)),
        style="$text-muted" if told else "bold" if note.telling is Telling.NEXT else "",
    )
