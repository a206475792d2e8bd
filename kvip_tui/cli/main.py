"""The command line: reads the words, and imports the rest only when it is needed."""

import sys
from collections.abc import Sequence

from kvip_tui import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0, 1 a check says no, 2 wrong use, 3 refused."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"]:
        print(f"kvip {__version__}")  # noqa: T201 - the answer
        return 0
    from kvip_tui.cli.parser import run  # noqa: PLC0415 - 30 ms, and --version does without

    return run(words)
