"""What can be done with a whole visit: put right, archived, brought back, deleted (DESIGN 13)."""

from functools import partial
from typing import Final

from kvip_tui.clock import SystemClock
from kvip_tui.domain.planning.identity import RenameVisit
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.settings import read_settings
from kvip_tui.store.library import Library
from kvip_tui.store.receipts import Going
from kvip_tui.texts import life as texts
from kvip_tui.texts import said
from kvip_tui.time_parsing import read_date
from kvip_tui.ui.exchange.tasks import Asked, Done, Place, Task, Words, path_typed
from kvip_tui.visits.life.archive import archive, restore
from kvip_tui.visits.life.deletion import delete, delete_rehearsal, what_goes

AS_IT_IS: Final = m("tomt: som nå")


def _rename(place: Place, words: Words) -> Done:
    host, date = words["host"].strip(), words["date"].strip()
    on = read_date(date, SystemClock().now().date()) if date else None
    with place.visit(write=True) as opened:
        events = opened.session.do(RenameVisit(host or None, on))
        return Done(said.happened(opened.session.visit, events))


def _archive(place: Place, words: Words) -> Done:
    if words["phrase"] != words["again"]:
        raise UserError(_("De to passordfrasene er ikke like: prøv igjen."))
    path = path_typed(words["file"])
    if path.suffix != ".age":
        path = path.with_name(f"{path.name}.age")
    archive(place.marked(), path, words["phrase"])
    return Done(_("Skrevet til {path}.").format(path=path))


def _restore(place: Place, words: Words) -> Done:
    made = restore(place.library, path_typed(words["file"]), words["phrase"])
    return Done(_("{visit} er hentet tilbake.").format(visit=made.id))


def _delete(place: Place, words: Words) -> Done:
    """Show what goes and what stays, to be agreed to, once the host's name was typed."""
    going = what_goes(place.library, place.marked())
    if not going.confirmed(words["host"]):
        text = _("Skriv navnet på verten, {host}, for å slette.")
        raise UserError(text.format(host=going.host))
    return Done("\n".join(texts.going(going)), agree=partial(_deleted, place.library, going))


def _deleted(library: Library, going: Going) -> Done:
    receipt = delete(library, going, SystemClock().now(), read_settings(library.root)[0].author)
    text = _("{visit} er slettet; kvitteringen er {receipt}.")
    return Done(text.format(visit=going.visit, receipt=receipt))


def _delete_rehearsal(place: Place, words: Words) -> Done:
    """Delete a rehearsal, of which nobody needs a receipt."""
    del words
    folder = place.marked()
    what_goes(place.library, folder)
    delete_rehearsal(folder)
    return Done(_("Øvingen {visit} er slettet.").format(visit=folder.id))


def life(place: Place, *, rehearsal: bool) -> list[Task]:
    """Return what can be done with the whole of a visit, or without one."""
    tasks = [task for task in LIFE if place.folder or not task.of_visit]
    return [REHEARSED if rehearsal and task.id == "delete" else task for task in tasks]


REHEARSED: Final = Task(
    "delete", m("Slett"), m("Øvingen slettes. Selve besøket blir ikke rørt."), (), _delete_rehearsal
)
LIFE: Final[tuple[Task, ...]] = (
    Task(
        "rename",
        m("Vert og dato"),
        m("Verten kan alltid rettes, datoen til dagen er begynt. Navnet på disken står."),
        (Asked("host", m("Vert"), AS_IT_IS), Asked("date", m("Dato"), AS_IT_IS)),
        _rename,
    ),
    Task(
        "archive",
        m("Arkiver"),
        m("Hele besøket skrives til en kryptert fil. Det blir også liggende her til det slettes."),
        (
            Asked("file", m("Fil")),
            Asked("phrase", m("Passordfrase"), secret=True),
            Asked("again", m("En gang til"), secret=True),
        ),
        _archive,
    ),
    Task(
        "restore",
        m("Hent fra arkiv"),
        m("Velg den krypterte fila. Besøket kommer tilbake under navnet det hadde."),
        (Asked("file", m("Fil")), Asked("phrase", m("Passordfrase"), secret=True)),
        _restore,
        of_visit=False,
    ),
    Task(
        "delete",
        m("Slett"),
        m("Skriv navnet på verten. Du ser hva som går, og hva som ikke nås, før noe slettes."),
        (Asked("host", m("Navnet på verten")),),
        _delete,
    ),
)
