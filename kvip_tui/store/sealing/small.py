"""Files that are written and read whole: sealed line by line behind the first, or plain."""

from typing import TYPE_CHECKING

from kvip_tui.i18n import _
from kvip_tui.store.checked import BadLineError, bare

if TYPE_CHECKING:
    from kvip_tui.store.sealing.seal import FileSeal


def closed(content: bytes, seal: "FileSeal | None") -> bytes:
    """Return what a file is to hold for a content of one line."""
    return content if seal is None else seal.whole([content])


def opened(data: bytes, seal: "FileSeal | None") -> bytes:
    """Return the content of a file.

    Raises:
        BadLineError: It is to be sealed, and is not, or not as it was written.
    """
    if seal is None:
        return data
    first, _newline, rest = data.partition(b"\n")
    if not seal.begin(first):
        raise BadLineError(_("den første linja av den forseglede fila mangler"))
    return seal.opened(bare(rest))
