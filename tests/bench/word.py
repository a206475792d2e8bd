"""Measures a long report in Word: ``python -m tests.bench.word``.

Each run is a process of its own, as `kvip export` is: what is imported counts.
"""

import subprocess
import sys
from statistics import median

from tests.bench.figures import Figure, table
from tests.sources import ROOT

POINTS, RUNS, BAR_S = 300, 5, 1.0
RENDER = f"""
from tests.export.documents import long_report
report = long_report({POINTS})
from time import perf_counter
began = perf_counter()
from kvip_tui.export.docx import render_docx
render_docx(report)
print(perf_counter() - began)
"""


def writing_word() -> Figure:
    """Measure a report of 300 points."""
    values = [float(_run()) for _ in range(RUNS)]
    return Figure(f"a report of {POINTS} points in Word", median(values), "s", BAR_S)


def _run() -> str:
    command = [sys.executable, "-c", RENDER]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def main() -> int:
    """Print the figure; returns 1 where the bar is passed."""
    figure = writing_word()
    sys.stdout.write(f"{table([figure])}\n")
    return int(not figure.passed)


if __name__ == "__main__":
    raise SystemExit(main())
