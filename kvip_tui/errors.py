"""Errors that a person can do something about, and what the system's errors are in words."""

import errno
from collections.abc import Mapping
from typing import Final

from kvip_tui.domain.text.legible import printable
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m

_REASONS: Final[Mapping[str, str]] = {
    "ENOSPC": m("det er ikke mer plass på disken"),
    "EDQUOT": m("plassen du har fått, er brukt opp"),
    "EFBIG": m("fila blir for stor for disken"),
    "EACCES": m("du har ikke tilgang"),
    "EPERM": m("du har ikke lov til det"),
    "EROFS": m("disken er skrivebeskyttet"),
    "EIO": m("disken svarer med feil"),
    "ENOENT": m("den finnes ikke"),
    "ENOTDIR": m("noe på veien dit er ikke en mappe"),
    "EISDIR": m("det er en mappe"),
    "EEXIST": m("den finnes fra før"),
    "ENOTEMPTY": m("mappa er ikke tom"),
    "EBUSY": m("den er i bruk"),
    "ETXTBSY": m("den er i bruk"),
    "ENAMETOOLONG": m("navnet er for langt"),
    "EINVAL": m("navnet kan ikke brukes her"),
    "ELOOP": m("lenkene dit går i ring"),
    "EMFILE": m("for mange filer er åpne"),
    "ENFILE": m("for mange filer er åpne"),
    "ENOMEM": m("maskinen har ikke mer minne"),
    "EXDEV": m("den ligger på en annen disk"),
    "ENODEV": m("disken er ikke koblet til"),
    "ENXIO": m("disken er ikke koblet til"),
    "ESTALE": m("nettverksdisken er borte"),
    "ETIMEDOUT": m("nettverket svarer ikke"),
    "EHOSTDOWN": m("nettverket svarer ikke"),
    "EHOSTUNREACH": m("nettverket svarer ikke"),
    "ENETUNREACH": m("nettverket svarer ikke"),
    "ENETDOWN": m("nettverket svarer ikke"),
    "ECONNRESET": m("forbindelsen ble brutt"),
    "EPIPE": m("den som leste, er borte"),
}


class UserError(Exception):
    """A refusal in one sentence, naming the place and the remedy, with the program's exit code.

    Exit codes: 1 a check says no, 2 wrong use or bad input, 3 refused to protect data.
    """

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.message = printable(message)
        self.exit_code = exit_code


def reason(error: BaseException) -> str:
    """Return why the system could not do something, in words: a part of a sentence."""
    number = getattr(error, "errno", None)
    said = _REASONS.get(errno.errorcode.get(number, "")) if number is not None else None
    return _(said) if said else str(getattr(error, "strerror", None) or error)
