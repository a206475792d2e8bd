"""The verbs of a visit's life: rename, delete, archive, restore (DESIGN 13)."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from kvip_tui.cli.console import ask, say, warn
from kvip_tui.cli.passphrase import passphrase, unlocking
from kvip_tui.clock import SystemClock
from kvip_tui.domain.planning.identity import RenameVisit
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.settings import read_settings
from kvip_tui.store.library import Library
from kvip_tui.texts import life as texts
from kvip_tui.texts import said
from kvip_tui.time_parsing import read_date
from kvip_tui.visits.life.archive import archive as archive_visit
from kvip_tui.visits.life.archive import restore as restore_visit
from kvip_tui.visits.life.deletion import delete as delete_visit
from kvip_tui.visits.life.deletion import what_goes
from kvip_tui.visits.open import open_visit


def rename(asked: Namespace, library: Library) -> int:
    """Say that a visit is to another host, or on another date, and print what it is now."""
    if asked.host is None and asked.date is None:
        raise UserError(_("Skriv hva som skal rettes: --host NAVN, --date DATO eller begge."))
    on = None if asked.date is None else read_date(asked.date, SystemClock().now().date())
    folder = library.find(asked.visit)
    opened = unlocking(library, lambda: open_visit(library, folder))
    try:
        events = opened.session.do(RenameVisit(asked.host, on))
        say(said.happened(opened.session.visit, events))
    finally:
        opened.close()
    return 0


def delete(asked: Namespace, library: Library) -> int:
    """Delete a visit once its host's name was typed, and print where the receipt lies."""
    going = what_goes(library, library.find(asked.visit))
    warn(*texts.going(going))
    if sys.stdin.isatty():
        ask(_("Skriv navnet på verten ({host}) for å slette: ").format(host=going.host))
    if not going.confirmed(sys.stdin.readline()):
        raise UserError(_("Ingenting er slettet: det var ikke navnet på verten."), exit_code=1)
    author = read_settings(library.root)[0].author
    say(str(delete_visit(library, going, SystemClock().now(), author)))
    return 0


def archive(asked: Namespace, library: Library) -> int:
    """Write a visit into an encrypted file, and print where."""
    folder, path = library.find(asked.visit), Path(asked.file)
    archive_visit(folder, path, passphrase(twice=True), force=asked.force)
    say(str(path))
    return 0


def restore(asked: Namespace, library: Library) -> int:
    """Bring an archived visit back, and print its id."""
    say(restore_visit(library, Path(asked.file), passphrase()).id)
    return 0


VERBS: dict[str, Callable[[Namespace, Library], int]] = {
    "rename": rename,
    "delete": delete,
    "archive": archive,
    "restore": restore,
}
