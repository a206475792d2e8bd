"""What is told of a fault in the program itself."""

import sys

from kvip_tui.i18n import _


def told() -> str:
    """Return where the fault being handled happened, but no values: they may be people's words."""
    import traceback  # noqa: PLC0415 - 3 ms, and hardly ever needed

    kind, _error, places = sys.exc_info()
    said = _("Noe gikk galt i kvip ({kind}). Alt som var lagret, er trygt: åpne på nytt.")
    frames = "".join(traceback.format_tb(places))
    return f"{frames}{said.format(kind=kind.__name__ if kind else '')}"
