"""Sharing, handing over and receiving, as the command line and the screens do it."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from kvip_tui.clock import SystemClock
from kvip_tui.domain.base import Record, Refusal
from kvip_tui.domain.history import VisitCreated, replay_shared
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.sharing.changes import NameMate, Receive
from kvip_tui.domain.sharing.clock import clocked, milliseconds
from kvip_tui.domain.sharing.order import in_force, name
from kvip_tui.domain.sharing.travels import SHOWN
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.words import plain
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.sharing import handover
from kvip_tui.sharing.circle import Circle
from kvip_tui.sharing.handover import Handed
from kvip_tui.sharing.identity import Share, keep_share
from kvip_tui.sharing.membership import begin, mailbox_in, of_identity
from kvip_tui.sharing.presence import DIFFERS
from kvip_tui.sharing.stream import KIND, Header
from kvip_tui.sharing.summary import Preview, Staying
from kvip_tui.store.library import Library, VisitFolder, folder_names
from kvip_tui.store.listing import DELETED
from kvip_tui.store.sealing.unlock import headers_in
from kvip_tui.visits.create import sealing
from kvip_tui.visits.open import Opened


def share(opened: Opened, folder: Path) -> Path:
    """Share an open visit through a folder, and return the visit's own folder there.

    Raises:
        UserError: There is no such folder, it cannot be written, or it is another visit's.
    """
    circle, session = opened.circle, opened.session
    if not session.writer:
        raise Refusal("session.read_only")
    made = mailbox_in(folder.absolute(), opened.folder.id, circle.uid)
    if circle.seal is None and any(headers_in(made)):
        text = _("{path} er forseglet: del besøket med den samme passordfrasen.")
        raise UserError(text.format(path=made), exit_code=3)
    share = Share(str(made), circle.uid)
    # Who shares it again, on purpose, does not mean it to be deleted.
    for place in (made, opened.folder.path):
        (place / DELETED).unlink(missing_ok=True)
    keep_share(opened.folder.path, share)
    circle.shared, circle.deleted = share, None
    session.meet(circle)
    shared = session.visit.shared
    name = session.author or circle.machine
    if shared is None or shared.person(circle.machine) != name:
        session.do(NameMate(name))
    circle.connect(opened.journal.records, session.visit, session.author, SystemClock().now)
    return made


def staying(opened: Opened) -> Staying:
    """Return how many notes go in a hand-over of an open visit, and how many stay here."""
    counted = Counter(note.privacy for note in opened.session.visit.notes)
    return Staying(
        going={privacy: counted[privacy] for privacy in Privacy if privacy in SHOWN},
        impressions=counted[Privacy.IMPRESSION],
        interviews=len(opened.session.whispers),
    )


def hand_over(opened: Opened, path: Path, passphrase: str) -> None:
    """Write what may leave this machine, and what has come to it, into an encrypted file.

    Raises:
        UserError: The passphrase is too short, or the file cannot be written.
    """
    circle, visit = opened.circle, opened.session.visit
    own = opened.journal.records
    others = sorted(_counted(opened), key=lambda record: (record.machine, record.n))
    title = f"{visit.host}, {visit.title}"
    sealed = circle.seal is not None
    header = Header(KIND, circle.uid, circle.machine, title=title, sealed=sealed)
    handover.write(path, header, [*circle.outgoing(own, visit), *others], passphrase)


def place_for(
    library: Library, handed: Handed, author: str, passphrase: str
) -> tuple[VisitFolder, bool]:
    """Return the visit that a hand-over belongs to, made where it is not here, and whether it was.

    What was sealed where it came from is sealed here, with the *passphrase* of the hand-over.

    Raises:
        UserError: Another visit to that host on that date is here, or the file makes none.
    """
    found = of_identity(library, handed.header.visit)
    if found is not None:
        return found, False
    first = next(
        (r.events[0] for r in handed.records if isinstance(r.events[0], VisitCreated)), None
    )
    if isinstance(first, VisitCreated):
        for summary in library.visits():
            known = (summary.host, summary.date) == (first.host, first.date)
            # Of a sealed one the folder's name is known, and no more.
            known |= summary.sealed and summary.id.startswith(next(folder_names(first)))
            if known and not summary.rehearsal:
                text = _("{visit} er et annet besøk til {host} samme dag: fila er ikke hentet inn.")
                raise UserError(text.format(visit=summary.id, host=first.host), exit_code=3)
    at = SystemClock().now()
    uid = handed.header.visit
    seal = sealing(passphrase)(uid) if handed.header.sealed else None
    if seal is not None:
        library.keep_seal(seal)
    records = list(handed.records)
    return begin(library, uid, records, author, at, None, seal), True


def wanted(circle: Circle, handed: Handed) -> Receive:
    """Return what puts a hand-over in force, once its records are kept."""
    last: dict[str, int] = {}
    for record in handed.records:
        if record.machine != circle.machine:
            last[record.machine] = max(record.n, last.get(record.machine, 0))
    return Receive(machines=tuple(sorted(last.items())))


def preview(opened: Opened, handed: Handed, *, now: datetime) -> Preview:
    """Return what a hand-over would bring to an open visit; nothing counts yet."""
    from kvip_tui.privacy_check import look, title  # noqa: PLC0415 - 50 ms of rules

    circle, before = opened.circle, opened.session.visit
    own = opened.journal.records
    known = {(record.machine, record.n) for record in _counted(opened)}
    fresh = [r for r in handed.records if r.machine != circle.machine]
    fresh = [record for record in fresh if (record.machine, record.n) not in known]
    after = replay_shared(own, circle.machine, [*_counted(opened), *fresh], now).visit
    old = {note.id: note.text for note in before.notes}
    new = {note.id: note.text for note in after.notes}
    added = [note for note in after.notes if note.id not in old]
    roster = [person.name for person in after.people]
    findings = Counter(title(found) for note in added for found in look(note.text, roster))
    return Preview(
        people=tuple(dict.fromkeys(_names(after, fresh))),
        since=min((note.typed_at for note in added), default=None),
        until=max((note.typed_at for note in added), default=None),
        new=len(added),
        changed=sum(1 for key, text in new.items() if key in old and old[key] != text),
        deleted=sum(1 for key in old if key not in new),
        overruled=_overruled(after) - _overruled(before),
        off=_off(fresh, now),
        findings=findings,
        records=len(fresh),
        blocks=_differing(before, after),
        behind=_behind(fresh),
    )


def _overruled(visit: Visit) -> int:
    return len(visit.shared.overruled) if visit.shared else 0


def _names(visit: Visit, records: list[Record]) -> list[str]:
    shared = visit.shared
    return [shared.person(record.machine) if shared else record.machine for record in records]


def _differing(before: Visit, after: Visit) -> tuple[str, ...]:
    """Return the titles of the blocks that are planned or have run otherwise."""
    old = {block.id: (block, before.run(block.id)) for _day, block in before.plan.blocks()}
    new = {block.id: (block, after.run(block.id)) for _day, block in after.plan.blocks()}
    named = {**old, **new}
    return tuple(named[key][0].title for key in named if old.get(key) != new.get(key))


def _behind(records: list[Record]) -> timedelta | None:
    """Return how far behind a clock was: it wrote later than what it had seen, and said earlier."""
    spans = (
        timedelta(milliseconds=record.clock[0] - milliseconds(record.at))
        for record in records
        if record.clock is not None
    )
    most = max(spans, default=timedelta(0))
    return most if most >= DIFFERS else None


def _off(records: list[Record], now: datetime) -> timedelta | None:
    """Return how far ahead a clock was: what it wrote lies in the future here."""
    last = max((record.at for record in records), default=now)
    return last - now if last > now else None


def receive(opened: Opened, handed: Handed) -> int:
    """Keep what a hand-over holds and put it in force; return how many records were not before.

    Where all of it is in force already, nothing is recorded, so that one undo takes it back.

    Raises:
        UserError: It could not be kept.
        Refusal: The visit is open for reading only.
    """
    circle, session = opened.circle, opened.session
    if not session.writer:
        raise Refusal("session.read_only")
    others = [r for r in handed.records if r.machine != circle.machine]
    circle.hand_in(others)
    counted = {name(record) for record in _counted(opened)}
    had = len(counted)
    intent = wanted(circle, handed)
    people = _senders(session.visit, handed)
    told = set(people) <= set(session.visit.report.received)
    if told and counted.issuperset(map(name, others)):
        session.refresh()
        return 0
    try:
        session.do(Receive(machines=intent.machines, people=people))
    except Refusal as refusal:
        if refusal.code != "edit.unchanged":
            raise
    return len(_counted(opened)) - had


def _counted(opened: Opened) -> list[Record]:
    """Return the records of other machines that are in force."""
    circle = opened.circle
    return circle.others(in_force(clocked(opened.journal.records, circle.machine)))


def _senders(visit: Visit, handed: Handed) -> tuple[str, ...]:
    """Return the people of the roster whose notes came, by what they are called there."""
    authors = {
        plain(event.author)
        for record in handed.records
        for event in record.events
        if isinstance(event, NoteAdded) and event.author
    }
    return tuple(person.id for person in visit.roster if plain(person.name) in authors)
