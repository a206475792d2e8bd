"""The verbs by which machines exchange a visit: share, join, unshare, handover, receive."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from kvip_tui.cli.console import say, warn
from kvip_tui.cli.passphrase import chosen, passphrase, unlocking
from kvip_tui.clock import SystemClock
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.settings import keep_author, read_settings
from kvip_tui.sharing import handover
from kvip_tui.sharing.membership import join as join_visit
from kvip_tui.sharing.membership import leave
from kvip_tui.store.library import Library
from kvip_tui.store.sealing.unlock import headers_in
from kvip_tui.texts import exchange as texts
from kvip_tui.visits import exchange
from kvip_tui.visits.open import open_visit
from kvip_tui.visits.sealing import is_sealed, seal_visit


def share(asked: Namespace, library: Library) -> int:
    """Share a visit through a folder, and print what the others join."""
    folder, shared = library.find(asked.visit), Path(asked.folder)
    if asked.passphrase and not is_sealed(library, folder):
        before = seal_visit(library, folder, shared, chosen())
        warn(texts.sealed(before=before))
    opened = unlocking(library, lambda: open_visit(library, folder))
    try:
        warn(*opened.notices)
        if asked.name:
            opened.session.choose_author(asked.name)
        made = exchange.share(opened, shared)
        whole = opened.circle.catch_up()
        say(str(made))
        if not whole:
            warn(_("Mappa svarer ikke nå; det sendes når besøket er åpent og den svarer."))
    finally:
        opened.close()
    return 0


def join(asked: Namespace, library: Library) -> int:
    """Take part in a visit that another machine shares, and print its id."""
    author = asked.name or read_settings(library.root)[0].author
    if not author and sys.stdin.isatty():
        author = input(_("Hvem er du? ")).strip()
    now = SystemClock().now()
    folder = Path(asked.folder).absolute()
    if asked.passphrase and not any(headers_in(folder)):
        text = _("{path} er ikke forseglet: spør den som delte det, før du blir med.")
        raise UserError(text.format(path=folder), exit_code=3)
    made, problems = unlocking(library, lambda: join_visit(library, folder, author, now))
    if author:
        keep_author(library.root, author)
    opened = open_visit(library, made)
    try:
        opened.catch_up()
        warn(*problems, *opened.notices)
    finally:
        opened.close()
    say(made.id)
    return 0


def unshare(asked: Namespace, library: Library) -> int:
    """Stop sharing a visit from this machine."""
    folder = library.find(asked.visit)
    left = leave(folder.path)
    if left is None:
        raise UserError(_("{visit} er ikke delt.").format(visit=folder.id))
    text = _("{visit} deles ikke lenger herfra. Det som er sendt, ligger fortsatt i {folder}.")
    say(text.format(visit=folder.id, folder=left))
    return 0


def hand_over(asked: Namespace, library: Library) -> int:
    """Write what may leave this machine into an encrypted file, and say what stays."""
    found = library.find(asked.visit)
    opened = unlocking(library, lambda: open_visit(library, found, write=False))
    path = Path(asked.file)
    try:
        exchange.hand_over(opened, path, passphrase(twice=True))
        say(str(path))
        warn(texts.staying(exchange.staying(opened)))
    finally:
        opened.close()
    return 0


def receive(asked: Namespace, library: Library) -> int:
    """Take the records of a hand-over in; on a terminal what comes is shown first."""
    phrase = passphrase()
    handed = handover.read(Path(asked.file), phrase)
    author = asked.name or read_settings(library.root)[0].author
    folder, made = exchange.place_for(library, handed, author, phrase)
    opened = unlocking(library, lambda: open_visit(library, folder))
    try:
        now = SystemClock().now()
        if not made:
            warn(*texts.preview(exchange.preview(opened, handed, now=now), opened.session.visit))
            if sys.stdin.isatty() and not _agreed():
                return 1
        before = len(opened.session.visit.notes) if not made else 0
        count = exchange.receive(opened, handed) if not made else len(handed.records)
        came = len(opened.session.visit.notes) - before
        say(texts.received(opened.folder.id, came, count))
        warn(*texts.damaged(Path(asked.file), handed))
    finally:
        opened.close()
    return 0


def _agreed() -> bool:
    answer = input(_("Hente inn? [J/n] ")).strip().casefold()
    return answer in {"", "j", "ja", "y", "yes"}


VERBS: dict[str, Callable[[Namespace, Library], int]] = {
    "share": share,
    "join": join,
    "unshare": unshare,
    "handover": hand_over,
    "receive": receive,
}
