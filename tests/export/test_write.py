"""An export becomes a file, or nothing changes and a sentence says why."""

import errno
import os
from pathlib import Path

import pytest

from kvip_tui.errors import UserError
from kvip_tui.export.write import export
from tests.export.visits import Story, mid_day

OLD = b"det som var her"


def write(path: Path, *, force: bool = False) -> Path:
    """Export a visit to *path*."""
    story = mid_day()
    return export(story.visit, story.records, path, story.at("10:52:07"), force=force)


def refused(path: Path, *, force: bool = False) -> UserError:
    """Return the error of an export to *path*."""
    with pytest.raises(UserError) as caught:
        write(path, force=force)
    assert str(path) in caught.value.message
    return caught.value


@pytest.mark.parametrize("name", ["logg.md", "LOGG.MD", "blåbær og æsj.Csv", "alt.v2.JSON"])
def test_the_ending_decides_in_capitals_or_not(name: str, tmp_path: Path) -> None:
    """A known ending gives its kind of file, and the answer is where it is."""
    path = write(tmp_path / name)
    assert path == tmp_path / name
    beginning = {".md": b"# ", ".csv": b"\xef\xbb\xbf", ".json": b"{"}[path.suffix.lower()]
    assert path.read_bytes().startswith(beginning)


@pytest.mark.parametrize("name", ["logg.txt", "logg", "logg.", ".md", "logg.md.bak"])
def test_an_unknown_ending_is_refused_with_those_there_are(name: str, tmp_path: Path) -> None:
    """The sentence names every ending, and nothing is written."""
    error = refused(tmp_path / name)
    assert error.exit_code == 2
    assert ".md, .csv, .json" in error.message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["folder", "folder.md"])
@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_refused(name: str, force: bool, tmp_path: Path) -> None:
    """A folder is never replaced, whatever it is called."""
    (tmp_path / name).mkdir()
    error = refused(tmp_path / name, force=force)
    assert error.exit_code == 2
    assert "er en mappe" in error.message


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    """Without force the file stays, and the sentence names the remedy."""
    path = tmp_path / "logg.md"
    path.write_bytes(OLD)
    error = refused(path)
    assert error.exit_code == 3
    assert "finnes allerede; velg et annet navn, eller bruk --force" in error.message
    assert path.read_bytes() == OLD


def test_an_existing_file_is_replaced_by_force(tmp_path: Path) -> None:
    """With force the file becomes the export."""
    path = tmp_path / "logg.md"
    path.write_bytes(OLD)
    write(path, force=True)
    assert path.read_bytes().startswith(b"# Digitalt")


def test_an_unknown_ending_wins_over_an_existing_file(tmp_path: Path) -> None:
    """Force is never recommended where it would not help."""
    path = tmp_path / "logg.txt"
    path.write_bytes(OLD)
    assert refused(path).exit_code == 2


def test_a_missing_folder_is_named_with_its_remedy(tmp_path: Path) -> None:
    """The folder is not made, and the sentence says what to do."""
    error = refused(tmp_path / "borte" / "logg.md")
    assert "lag den eller velg en annen mappe" in error.message
    assert not (tmp_path / "borte").exists()


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    """A path through a file is an error in a sentence."""
    (tmp_path / "fil").write_bytes(OLD)
    refused(tmp_path / "fil" / "logg.md")


def test_a_name_that_is_too_long_is_named(tmp_path: Path) -> None:
    """A name that the system does not take is an error in a sentence."""
    refused(tmp_path / f"{'x' * 5000}.md")


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "frigjør plass"), (errno.EROFS, "velg en annen mappe")],
)
def test_a_failed_write_leaves_the_old_file(
    number: int, remedy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full or read-only disk changes nothing, even by force, and leaves no scraps."""
    path = tmp_path / "logg.md"
    path.write_bytes(OLD)

    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    error = refused(path, force=True)
    assert error.exit_code == 3
    assert remedy in error.message
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_visit_that_has_not_begun_can_be_exported(tmp_path: Path) -> None:
    """Every kind of file can be made of a visit in which nothing has happened."""
    story = Story()
    for ending in (".md", ".csv", ".json"):
        path = export(story.visit, story.records, tmp_path / f"tom{ending}", story.at("08:00"))
        assert path.stat().st_size > 0
