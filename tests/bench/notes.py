"""What ten thousand notes cost: to fold with what was changed in them, to search, to weigh."""

from datetime import UTC, datetime

from kvip_tui.domain.base import Record
from kvip_tui.domain.history import replay
from kvip_tui.domain.notes.balance import balance
from kvip_tui.domain.notes.search import NoteSearch, note_filter
from kvip_tui.domain.notes.vocabulary import NoteAdded, NoteEdited, Written
from kvip_tui.domain.state.plan import Privacy
from tests.bench.figures import Figure
from tests.bench.privacy import best_ms
from tests.builders import visit

NOTES, EDITS, STEP, RUNS = 10_000, 2_000, 4_999, 5
AT = datetime(2021, 3, 16, 9, tzinfo=UTC)
TAGS = ("styrke", "fokus:overganger")
KEYS = ("k", "kveld", "#styrke", "@henrik kveld 99", "klasse:p blokk:a")


def records() -> list[Record]:
    """Return a journal of so many notes, and so many edits all over them."""
    found = visit("A 09:00-10:00").started("a", "09:00").records
    first = len(found) + 1
    for n in range(first, first + NOTES):
        text = f"Fast vikar på kveld {n} #styrke #fokus:overganger"
        note = NoteAdded(text, AT, Privacy.PLENUM, ("a",), "berit", "Henrik Bø", tags=TAGS)
        found.append(Record(n, AT, (note,)))
    for i in range(EDITS):
        edit = NoteEdited(str(first + i * STEP % NOTES), Written(f"Ny tekst {i}"))
        found.append(Record(first + NOTES + i, AT, (edit,)))
    return found


def noting() -> list[Figure]:
    """Measure the folding, the search at a key, and the balance."""
    journal = records()
    folded = best_ms(lambda: replay(journal), RUNS)
    made, search = replay(journal).visit, NoteSearch()
    search.found(made, made.notes, note_filter(made, KEYS[0]))

    def find(text: str) -> float:
        return best_ms(lambda: search.found(made, made.notes, note_filter(made, text)), RUNS)

    weighed = best_ms(lambda: balance(made), RUNS)
    return [
        Figure(f"folding {NOTES:,} notes and {EDITS:,} edits", folded, "ms", 300),
        Figure(f"searching {NOTES:,} notes at a key, the slowest", max(map(find, KEYS)), "ms", 16),
        Figure(f"the balance of {NOTES:,} notes", weighed, "ms"),
    ]
