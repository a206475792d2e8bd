"""Where the plain command line gets a passphrase from: a file, else the person at the terminal."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kvip_tui.bounded import SMALL, read_given
from kvip_tui.cli.console import warn
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.library import Library
from kvip_tui.store.sealing.unlock import IN_FILE, SealedError

T = TypeVar("T")


def passphrase(*, twice: bool = False) -> str:
    """Return the passphrase: from the file that the environment names, else asked for unseen.

    Raises:
        UserError: There is none, or the two that were typed differ.
    """
    if (found := from_file()) is not None:
        return found
    import getpass  # noqa: PLC0415 - only where a passphrase is typed

    if not sys.stdin.isatty():
        text = _("Det trengs en passordfrase: sett {name} til en fil som har den.")
        raise UserError(text.format(name=IN_FILE))
    first = getpass.getpass(_("Passordfrase: "))
    if twice and getpass.getpass(_("En gang til: ")) != first:
        raise UserError(_("De to passordfrasene er ikke like: prøv igjen."))
    return first


def from_file() -> str | None:
    """Return the passphrase in the file that the environment names, None where it names none.

    Raises:
        UserError: The file cannot be read.
    """
    named = os.environ.get(IN_FILE)
    if not named:
        return None
    try:
        return read_given(Path(named), SMALL).decode("utf-8-sig").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        text = _("Passordfrasen i {path} kan ikke leses: se {name}.")
        raise UserError(text.format(path=named, name=IN_FILE)) from error


def chosen() -> str:
    """Return a passphrase for a visit, once it has been said what it does and does not.

    Raises:
        UserError: There is none, or the two that were typed differ.
    """
    from kvip_tui.texts import exchange as texts  # noqa: PLC0415 - seldom, and status does without

    warn(*texts.sealing())
    return passphrase(twice=True)


def unlocking(library: Library, action: Callable[[], T], *, asking: bool = True) -> T:
    """Carry out an action; where a visit turns out to be sealed, its passphrase comes first.

    Raises:
        SealedError: There is no file with a passphrase, and nobody is to be asked here.
        UserError: There is no passphrase, or it is another one; or what the action raises.
    """
    try:
        return action()
    except SealedError as sealed:
        found = passphrase() if asking else from_file()
        if found is None:
            raise
        library.unlock(sealed.folder, found)
    return action()
