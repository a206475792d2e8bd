"""Writes a visit's documents from inside: where one wants them, and opened if one likes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from kvip_tui.domain.state.report import Feedback
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.store.library import VisitFolder
from kvip_tui.ui import outside
from kvip_tui.ui.exchange.tasks import Asked, Done, Place, Task, Words, path_typed
from kvip_tui.visits.documents import free_path, remember
from kvip_tui.visits.open import Opened

OPENS: Final = m("Enter åpner fila, der den kan leses og skrives ut; Escape går tilbake.")


@dataclass(frozen=True)
class Document:
    """Something that can be written: its id, what it is called, what it is, and how."""

    id: str
    title: str
    about: str
    name: str
    ending: str
    write: Callable[[Opened, Path], tuple[str, ...]]


def _report(opened: Opened, path: Path, *, draft: bool) -> tuple[str, ...]:
    from kvip_tui.export.report.write import export_report  # noqa: PLC0415 - seldom, and costs 60 ms

    session = opened.session
    return export_report(session.visit, session.chronicle, path, draft=draft).notices


def _feedback(opened: Opened, path: Path, *, to: Feedback) -> tuple[str, ...]:
    from kvip_tui.export.report.write import export_feedback  # noqa: PLC0415 - as above

    export_feedback(opened.session.visit, to, path, opened.session.sums_at())
    return ()


def _notes(opened: Opened, path: Path) -> tuple[str, ...]:
    from kvip_tui.export.write import export_notes  # noqa: PLC0415 - seldom

    export_notes(opened.session.visit, path, opened.session.now())
    return ()


def _day(opened: Opened, path: Path) -> tuple[str, ...]:
    from kvip_tui.export.write import export  # noqa: PLC0415 - seldom

    session = opened.session
    export(session.visit, session.chronicle, path, session.now())
    return ()


DOCUMENTS: Final = (
    Document(
        "write_draft",
        m("Skriv rapporten som utkast"),
        m("Et Word-dokument som sier på hver side at det er et utkast; skriv det ut derfra."),
        *("rapport-utkast", ".docx", partial(_report, draft=True)),
    ),
    Document(
        "write_report",
        m("Skriv rapporten"),
        m("Rapporten i Word, når ingenting holder den tilbake; skriv den ut derfra."),
        *("rapport", ".docx", partial(_report, draft=False)),
    ),
    Document(
        "write_notes",
        m("Skriv notatene"),
        m("Eksport av notatene, blokk for blokk; inntrykk og intervjuer er ikke med."),
        *("notater", ".md", _notes),
    ),
    Document(
        "write_log",
        m("Skriv dagsloggen"),
        m("Eksport av dagen slik den ble: tider, roller, sjekklister og erteposen."),
        *("dagen", ".md", _day),
    ),
    Document(
        "write_network",
        m("Skriv til nettverksleder"),
        m("Tilbakemeldingen til nettverksleder, som tekst til e-posten."),
        *("til-nettverksleder", ".md", partial(_feedback, to=Feedback.NETWORK)),
    ),
    Document(
        "write_leader",
        m("Skriv til besøksleder"),
        m("Tilbakemeldingen til besøksleder, som tekst til e-posten."),
        *("til-besoksleder", ".md", partial(_feedback, to=Feedback.LEADER)),
    ),
    Document(
        "write_calendar",
        m("Skriv kalenderfil"),
        m("Eksport av planen med lenker til rommene, til å hente inn i kalenderen."),
        *("plan", ".ics", _day),
    ),
    Document(
        "write_picture",
        m("Tegn erteposen"),
        m("Eksport av et bilde av hvordan ordet gikk, uten taletida til den enkelte."),
        *("erteposen", ".svg", _day),
    ),
    Document(
        "write_table",
        m("Skriv tabell over dagen"),
        m("Eksport av blokkene, planlagt mot faktisk, til et regneark."),
        *("dagen", ".csv", _day),
    ),
    Document(
        "write_data",
        m("Skriv alt til et program"),
        m("Eksport av hele besøket som JSON, til et annet program."),
        *("dagen", ".json", _day),
    ),
)


def _proposed(document: Document, place: Place) -> str:
    """Return where a document would go: where the last one went, under a name that is free."""
    return str(free_path(place.library.root, place.marked(), document.name, document.ending))


def _written(document: Document, place: Place, words: Words) -> Done:
    """Write a document, and offer to open it."""
    path = path_typed(words["file"])
    if path.is_dir():
        free = free_path(place.library.root, place.marked(), document.name, document.ending)
        path = path / free.name
    elif path.suffix.lower() != document.ending:
        path = path.with_name(f"{path.name}{document.ending}")
    with place.visit(write=False) as opened:
        notices = document.write(opened, path)
    said = _("Skrevet: {name}, i {folder}").format(name=path.name, folder=path.parent)
    told = " ".join((said, *notices, *_remembered(place, place.marked(), path)))
    return Done(told, agree=partial(_opened, path, told), question=OPENS)


def _remembered(place: Place, visit: VisitFolder, path: Path) -> tuple[str, ...]:
    try:
        remember(place.library.root, visit, path)
    except UserError as error:
        return (error.message,)
    return ()


def _opened(path: Path, told: str) -> Done:
    """Open a document in the program that the machine has for it."""
    if not outside.opened_file(path):
        said = _("Fant ikke noe program som åpner {path}: åpne den selv.")
        raise UserError(said.format(path=path))
    return Done(told)


WRITING: Final = tuple(
    Task(
        document.id,
        document.title,
        document.about,
        (Asked("file", m("Fil"), filled=partial(_proposed, document)),),
        partial(_written, document),
    )
    for document in DOCUMENTS
)
