"""What the plain command line says: the only place from which it prints."""

import sys
from collections.abc import Iterable
from typing import TextIO

from kvip_tui.domain.text.legible import printable


def say(*lines: str) -> None:
    """Print an answer."""
    _print(lines, sys.stdout)


def warn(*lines: str) -> None:
    """Print what is to be told beside the answer."""
    _print(lines, sys.stderr)


def ask(question: str) -> None:
    """Print a question, behind which the answer is typed."""
    sys.stderr.write(printable(question))
    sys.stderr.flush()


def _print(lines: Iterable[str], stream: TextIO) -> None:
    for line in lines:
        print(printable(line), file=stream)
