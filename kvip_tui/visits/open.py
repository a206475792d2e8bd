"""Opens a visit: its journal, a clock, and the session over both."""

import math
import time
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from msgspec import Struct

from kvip_tui.clock import FASTEST, Clock, RehearsalClock, SystemClock
from kvip_tui.domain.day.projection import date_of, planned_spans
from kvip_tui.domain.history import VisitCreated
from kvip_tui.domain.sharing.changes import Joined
from kvip_tui.domain.state.visit import Visit
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, ngettext
from kvip_tui.session import Session
from kvip_tui.settings import Preferences, keep_author, keep_floor
from kvip_tui.sharing.circle import Circle
from kvip_tui.store.addressbook import AddressBook
from kvip_tui.store.announced import ToldFile
from kvip_tui.store.atomic import clear_leftovers
from kvip_tui.store.beside import lost_beginning
from kvip_tui.store.book_keeper import BookKeeper
from kvip_tui.store.called import Called, keep_called
from kvip_tui.store.drafts.note import Draft
from kvip_tui.store.interview_count import CountFile
from kvip_tui.store.journal import Journal
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.time_parsing import moment
from kvip_tui.visits.machines import circle_of, own_journal


class Opened(Struct):
    """A visit that is open, and what its owner must close.

    ``lost`` is how many notes of interviews a crash took.
    """

    folder: VisitFolder
    journal: Journal
    session: Session
    draft: Draft
    told: ToldFile
    circle: Circle
    lost: int = 0

    @property
    def notices(self) -> list[str]:
        """Sentences for people about how the visit stands: its journals, and what a crash took."""
        said = [*self.journal.notices, *self.circle.notices()]
        if self.lost:
            text = ngettext(
                "{count} notat fra intervjuene gikk tapt da programmet sluttet uten å bli "
                "avsluttet; hva det sto, er ikke lagret noe sted.",
                "{count} notater fra intervjuene gikk tapt da programmet sluttet uten å bli "
                "avsluttet; hva de sa, er ikke lagret noe sted.",
                self.lost,
            )
            said.append(text.format(count=self.lost))
        return said

    def catch_up(self) -> None:
        """Send and fetch once through the share, as far as it answers soon."""
        circle, session = self.circle, self.session
        if circle.post is None and circle.machine == session.machine:
            circle.connect(self.journal.records, session.visit, session.author, SystemClock().now)
        circle.catch_up()
        session.refresh()

    def close(self) -> None:
        """Let go of the journal, once what is new has been sent or the share does not answer."""
        self.session.forget()
        self.circle.close()
        if self.journal.writer and self.journal.seal is None:
            self._keep_called()
        self.journal.close()

    def _keep_called(self) -> None:
        """Let the list of visits know what the visit is called now; it can be tried again."""
        [first, *_rest] = self.journal.records[0].events
        if isinstance(first, VisitCreated | Joined) and first.date is not None:
            visit = self.session.visit
            with suppress(UserError):
                keep_called(
                    self.folder.path,
                    Called(visit.host, visit.date),
                    Called(first.host, first.date),
                )


def open_visit(
    library: Library,
    folder: VisitFolder,
    *,
    clock: str | None = None,
    speed: str | None = None,
    write: bool = True,
    take_over: bool = False,
) -> Opened:
    """Open a visit, on the system's clock or, where a time or a speed is given, on a rehearsal's.

    ``take_over`` writes on, in a journal of one's own, in a visit that another machine made.

    Raises:
        UserError: The visit cannot be opened, or the speed is not a number.
        Refusal: The clock's time cannot be read.
    """
    journal = own_journal(library, folder, write=write, take_over=take_over)
    try:
        circle = circle_of(library, folder, journal)
        session = Session(journal, SystemClock(), circle)
        session.clock = _clock(session, clock, speed)
        session.path, session.seal = journal.current, journal.seal
        lost = _counted(session, CountFile(folder.path, library.machine, journal.seal))
        _furnish(session, library, sealed=journal.seal is not None)
        _connected(circle, session, journal, write=write)
    except ValueError as error:
        journal.close()
        raise UserError(lost_beginning(journal.path)) from error
    except BaseException:
        journal.close()
        raise
    if journal.writer:
        for kept in (library.root, folder.path, folder.exports):
            clear_leftovers(kept, time.time())
    mine = folder.path, library.machine, journal.seal
    draft, told = Draft(*mine), ToldFile(*mine)
    return Opened(folder, journal, session, draft, told, circle, lost)


def _counted(session: Session, count: CountFile) -> int:
    """Let the interviews' notes be counted; returns how many a crash took, 0 to who only reads."""
    if not session.writer:
        return 0
    lost = count.load()
    session.count_with(count.save)
    count.save(0)
    return lost


def _connected(circle: Circle, session: Session, journal: Journal, *, write: bool) -> None:
    """Make ready to send and fetch, where the visit is shared and written here."""
    if write and journal.writer:
        circle.connect(journal.records, session.visit, session.author, SystemClock().now)
        session.introduce()
        if session.closed:
            session.end_turns(later=True)


def _furnish(session: Session, library: Library, *, sealed: bool) -> None:
    """Give a session what its user has chosen for good, and the address book.

    The names of a *sealed* visit do not get into the address book.
    """
    session.preferences = Preferences(library.root)
    chosen = session.preferences.settings
    session.use_floor(chosen.floor, partial(keep_floor, library.root))
    session.use_author(chosen.author, library.machine, partial(keep_author, library.root))
    session.book = BookKeeper(AddressBook(library.root), sealed=sealed)


def read_visit(library: Library, folder: VisitFolder) -> Visit:
    """Return a visit as it stands, with what other machines did; nothing is written.

    Raises:
        UserError: It cannot be read.
        ValueError: No journal begins it.
    """
    with library.open(folder, write=False) as journal:
        return Session(journal, SystemClock(), circle_of(library, folder, journal)).visit


def _clock(session: Session, clock: str | None, speed: str | None) -> Clock:
    visit = session.visit
    if clock is None and speed is None and not visit.rehearsal:
        return SystemClock()
    rate = _speed(speed)
    if clock is not None:
        return RehearsalClock(moment(clock, visit.date, visit.plan.timezone), rate)
    return RehearsalClock(_resumed(session), rate)


def _speed(text: str | None) -> float:
    try:
        rate = 1.0 if text is None else float(text.replace(",", "."))
    except ValueError:
        rate = math.nan
    if not 0 <= rate <= FASTEST:
        said = _("--speed {text} går ikke: skriv et tall fra 0 (står stille) til {most}.")
        raise UserError(said.format(text=(text or "")[:20], most=int(FASTEST)))
    return rate


def _resumed(session: Session) -> datetime:
    """Return where a rehearsal goes on: at its last event, else when its day begins."""
    done = session.history.done
    return done[-1].at if done else day_start(session.visit)


def day_start(visit: Visit) -> datetime:
    """Return when the visit's first timed block on its own date begins, else noon of that date."""
    days = [day for day in visit.plan.days if not day.untimed]
    for day in sorted(days, key=lambda day: abs(day.offset)):
        spans = planned_spans(visit.plan, day, date_of(visit, day))
        return min(start for start, _end in spans.values())
    return moment("12.00", visit.date, visit.plan.timezone)


def todays_visits(library: Library, now: datetime) -> list[VisitFolder]:
    """Return the visits, rehearsals left out, that have a timed day today."""
    found = []
    for summary in library.visits():
        if summary.problem or summary.rehearsal or summary.date is None:
            continue
        if abs((summary.date - now.date()).days) > 7:
            continue
        folder = VisitFolder(summary.id, summary.path)
        # Of a sealed one the date is all that is known before its passphrase is said.
        locked = summary.sealed and summary.date == now.date()
        if locked or (not summary.sealed and _has_day(library, folder, now)):
            found.append(folder)
    return found


def _has_day(library: Library, folder: VisitFolder, now: datetime) -> bool:
    try:
        visit = read_visit(library, folder)
    except (UserError, ValueError):
        return False  # the list of visits says what is wrong with it
    today: date = now.astimezone(ZoneInfo(visit.plan.timezone)).date()
    return any(
        visit.date + timedelta(days=day.offset) == today
        for day in visit.plan.days
        if not day.untimed
    )
