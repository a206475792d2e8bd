"""When memory is looked through for what can be thrown away: not while the start is drawn."""

import gc
from typing import Final

QUIET: Final = 1.5


def settle() -> None:
    """Begin to look for what can be thrown away, but not in what the start has made.

    That lasts as long as the program does, and to look it through took 40 ms each time, which
    might come between a key and the screen.
    """
    gc.freeze()
    gc.enable()
