"""No file has a word of an interview, however the process that heard it ended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.secrets import ENDINGS, OPEN_WORD, SECRET_WORD
from tests.sources import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX starts processes fast enough")
def test_no_file_that_any_process_wrote_has_a_word_of_an_interview(tmp_path: Path) -> None:
    """Journal, drafts, documents, temporary files, what was answered and what a crash says."""
    kept, scratch = tmp_path / "data", tmp_path / "tmp"
    kept.mkdir()
    scratch.mkdir()
    places = dict.fromkeys(("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(scratch))
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.secrets", str(kept)],
        cwd=ROOT,
        env={**os.environ, **places},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for word in (SECRET_WORD.encode(), SECRET_WORD.encode("utf-16-le")):
        assert [path.name for path, text in files.items() if word in text] == []
        assert word not in (done.stdout + done.stderr).encode()
    written = {path.name for path, text in files.items() if OPEN_WORD.encode() in text}
    assert {f"notater.{ending}" for ending in ("md", "csv", "json")} <= written
    assert {f"dag.{ending}" for ending in ENDINGS} <= {path.name for path in files}
    assert any(name.startswith("journal-") for name in written)
    assert "ValueError" in (kept / "crashed.out").read_text("utf-8")
