"""What the screens of sharing and handing over do, and what they ask for first."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kvip_tui.clock import SystemClock
from kvip_tui.domain.base import Refusal
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.settings import keep_author, read_settings
from kvip_tui.sharing import handover
from kvip_tui.sharing.handover import Handed
from kvip_tui.sharing.identity import share_of
from kvip_tui.sharing.membership import join, leave
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.texts import exchange as texts
from kvip_tui.visits import exchange
from kvip_tui.visits.open import Opened, open_visit
from kvip_tui.visits.sealing import is_sealed, seal_visit

Words = Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """A field of the form: its id, its label and a hint in bokmål, whether it is hidden.

    ``filled`` returns what stands in it to begin with.
    """

    id: str
    label: str
    hint: str = ""
    secret: bool = False
    filled: Callable[["Place"], str] | None = None


@dataclass(frozen=True)
class Done:
    """What a task came to: what to say, the visit to open, or what to agree to first.

    ``question`` says what Enter and Escape do where it is done already and more can be, bokmål.
    """

    said: str = ""
    opens: VisitFolder | None = None
    agree: Callable[[], "Done"] | None = None
    question: str = ""


@dataclass(frozen=True)
class Place:
    """Where a task is carried out: the library, the visit it is about, and that one if open."""

    library: Library
    folder: VisitFolder | None = None
    opened: Opened | None = None

    def marked(self) -> VisitFolder:
        """Return the visit that it is about.

        Raises:
            UserError: There is none.
        """
        if self.folder is None:
            raise UserError(_("Det er ingen besøk ennå; trykk n for å lage et."))
        return self.folder

    @contextmanager
    def visit(self, *, write: bool) -> Iterator[Opened]:
        """Give the visit, opened for the while where it is not open.

        Raises:
            UserError: There is none, or it cannot be opened.
        """
        if self.opened is not None:
            yield self.opened
            return
        opened = open_visit(self.library, self.marked(), write=write)
        try:
            yield opened
        finally:
            opened.close()


@dataclass(frozen=True)
class Task:
    """Something that can be done: its title and what it is, what it asks, and how it is done."""

    id: str
    title: str
    about: str
    fields: tuple[Asked, ...]
    do: Callable[[Place, Words], Done]
    of_visit: bool = True


def _share(place: Place, words: Words) -> Done:
    """Share a visit; with a passphrase, once what that means has been agreed to."""
    if not words["phrase"]:
        return _shared(place, words)
    if words["phrase"] != words["again"]:
        raise UserError(_("De to passordfrasene er ikke like: prøv igjen."))
    if place.opened is not None or place.folder is None:
        raise UserError(
            _("Et besøk får passordfrase når det er lukket: gå til startskjermen og del det der.")
        )
    if is_sealed(place.library, place.folder):
        raise UserError(_("Besøket har en passordfrase fra før: la feltet stå tomt."))
    said = "\n".join(texts.sealing())
    return Done(said, agree=lambda: _sealed_and_shared(place, words))


def _sealed_and_shared(place: Place, words: Words) -> Done:
    if place.folder is None:
        raise Refusal("share.nothing")
    before = seal_visit(place.library, place.folder, path_typed(words["folder"]), words["phrase"])
    return Done(f"{_shared(place, words).said} {texts.sealed(before=before)}")


def _shared(place: Place, words: Words) -> Done:
    person = words["person"].strip()
    with place.visit(write=True) as opened:
        if person:
            opened.session.choose_author(person)
        made = exchange.share(opened, path_typed(words["folder"]))
        if place.opened is not None:
            opened.circle.start()
        else:
            opened.circle.catch_up()
    text = _("Besøket er delt. De andre blir med i {folder}.")
    return Done(text.format(folder=made))


def _join(place: Place, words: Words) -> Done:
    person = words["person"].strip()
    if not person:
        raise UserError(_("Skriv hvem du er: notatene dine får navnet."))
    made, problems = join(place.library, path_typed(words["folder"]), person, SystemClock().now())
    keep_author(place.library.root, person)
    return Done(" ".join(problems), opens=made)


def _leave(place: Place, words: Words) -> Done:
    del words
    if place.folder is None or (left := leave(place.folder.path)) is None:
        raise UserError(_("Besøket er ikke delt med noen."))
    text = _("{visit} deles ikke lenger herfra. Det som er sendt, ligger fortsatt i {folder}.")
    return Done(text.format(visit=place.folder.id, folder=left))


def _hand_over(place: Place, words: Words) -> Done:
    if words["phrase"] != words["again"]:
        raise UserError(_("De to passordfrasene er ikke like: prøv igjen."))
    path = path_typed(words["file"])
    if path.suffix != ".age":
        path = path.with_name(f"{path.name}.age")
    with place.visit(write=False) as opened:
        exchange.hand_over(opened, path, words["phrase"])
        counted = texts.staying(exchange.staying(opened))
    written = _("Skrevet til {path}.").format(path=path)
    return Done(f"{counted} {written}")


def _receive(place: Place, words: Words) -> Done:
    """Show what a file brings, to be agreed to; a visit that is not here is made from it."""
    path = path_typed(words["file"])
    handed = handover.read(path, words["phrase"])
    author = read_settings(place.library.root)[0].author
    opened = place.opened
    if opened is not None and opened.circle.uid != handed.header.visit:
        raise UserError(_("{path} hører til et annet besøk.").format(path=path))
    folder, made = (
        (opened.folder, False)
        if opened is not None
        else exchange.place_for(place.library, handed, author, words["phrase"])
    )
    if made:
        return Done(texts.received(folder.id, 0, len(handed.records)), opens=folder)
    there = Place(place.library, folder, opened)
    with there.visit(write=False) as shown:
        found = exchange.preview(shown, handed, now=SystemClock().now())
        lines = [*texts.preview(found, shown.session.visit), *texts.damaged(path, handed)]
    return Done("\n".join(lines), agree=lambda: _received(there, handed))


def _received(place: Place, handed: Handed) -> Done:
    with place.visit(write=True) as opened:
        before = len(opened.session.visit.notes)
        count = exchange.receive(opened, handed)
        came = len(opened.session.visit.notes) - before
    return Done(texts.received(opened.folder.id, came, count))


def _take_over(place: Place, words: Words) -> Done:
    del words
    if place.folder is None:
        raise Refusal("share.nothing")
    open_visit(place.library, place.folder, take_over=True).close()
    return Done("", opens=place.folder)


def path_typed(text: str) -> Path:
    """Return the path that was typed, as people paste them.

    Raises:
        UserError: Nothing was typed.
    """
    cleaned = text.strip().strip('"').strip()
    if not cleaned:
        raise UserError(_("Skriv hvor."))
    return Path(cleaned).expanduser().absolute()


def is_shared(folder: VisitFolder) -> bool:
    """Return whether a visit is shared from this machine."""
    return share_of(folder.path) is not None


TASKS: tuple[Task, ...] = (
    Task(
        "share",
        m("Del besøket"),
        m("Velg en mappe som arbeidsplassen synkroniserer (OneDrive, Teams, filserver)."),
        (
            Asked("folder", m("Mappe")),
            Asked("person", m("Hvem er du?"), m("kan stå tomt; de andre ser navnet")),
            Asked(
                "phrase", m("Passordfrase"), m("kan stå tom; med den forsegles alt"), secret=True
            ),
            Asked("again", m("En gang til"), secret=True),
        ),
        _share,
    ),
    Task(
        "join",
        m("Bli med"),
        m("Velg besøkets egen mappe der den andre har delt det, og si hvem du er."),
        (Asked("folder", m("Mappe")), Asked("person", m("Hvem er du?"))),
        _join,
        of_visit=False,
    ),
    Task(
        "handover",
        m("Lever notatene"),
        m("Notatene skrives til en kryptert fil. Si passordfrasen i telefonen, ikke i e-posten."),
        (
            Asked("file", m("Fil")),
            Asked("phrase", m("Passordfrase"), secret=True),
            Asked("again", m("En gang til"), secret=True),
        ),
        _hand_over,
    ),
    Task(
        "receive",
        m("Hent notater"),
        m("Velg fila du har fått. Du ser hva den bringer før noe tas med."),
        (Asked("file", m("Fil")), Asked("phrase", m("Passordfrase"), secret=True)),
        _receive,
        of_visit=False,
    ),
    Task(
        "take_over",
        m("Skriv videre her"),
        m("Besøket er laget på en annen maskin. Du får en egen journal; den gamle røres ikke."),
        (),
        _take_over,
    ),
    Task(
        "leave",
        m("Slutt å dele"),
        m("Det som er kommet, blir her; det som er sendt, ligger fortsatt i den delte mappa."),
        (),
        _leave,
    ),
)
BY_ID = {task.id: task for task in TASKS}
