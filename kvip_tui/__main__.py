"""Runs the program as ``python -m kvip_tui``."""

import sys

from kvip_tui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
