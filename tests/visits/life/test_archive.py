"""Archives that are none: nothing outside the visit's folder, nothing half brought back."""

import io
import tarfile
from pathlib import Path

import pytest

from kvip_tui.errors import UserError
from kvip_tui.store.library import Library
from kvip_tui.visits.life.archive import restore

PHRASE = "en lang passordfrase"
JOURNAL = "besok/journal-a.jsonl"


def packed(*members: tuple[str, bytes]) -> bytes:
    """Return an archive of files; one whose content is «->» is a link out of the folder."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as tar:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            if content == b"->":
                member.type, member.linkname, member.size = tarfile.SYMTYPE, "/etc/passwd", 0
            tar.addfile(member, io.BytesIO(content))
    return held.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(None, id="not to be opened"),
        pytest.param(b"noe annet", id="no archive"),
        pytest.param(packed(), id="empty"),
        pytest.param(packed(("besok/notat.txt", b"x")), id="no journal"),
        pytest.param(packed((JOURNAL, b"x"), ("besok/../../ute", b"x")), id="outside"),
        pytest.param(packed((JOURNAL, b"x"), ("/besok/ute", b"x")), id="from the root"),
        pytest.param(packed((JOURNAL, b"x"), ("besok/c:ute", b"x")), id="another drive"),
        pytest.param(packed((JOURNAL, b"x"), ("annet/journal-a.jsonl", b"x")), id="two visits"),
        pytest.param(packed((JOURNAL, b"x"), ("besok/lenke", b"->")), id="a link"),
        pytest.param(packed((JOURNAL, b"x"), (JOURNAL, b"y")), id="twice"),
        pytest.param(packed((JOURNAL, b"x"))[:-20], id="cut"),
    ],
)
def test_what_is_no_archive_brings_nothing_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes | None
) -> None:
    """One sentence that names the file, and the folder as it was."""
    file, library = tmp_path / "f.age", Library(tmp_path / "data")
    file.write_bytes(b"age-encryption.org/v1")
    monkeypatch.setattr("kvip_tui.visits.life.archive.unsealed", lambda *_given: data)
    with pytest.raises(UserError) as caught:
        restore(library, file, PHRASE)
    assert str(file) in caught.value.message
    assert [path for path in (tmp_path / "data").rglob("*") if path.is_file()] == []
    assert not (tmp_path / "ute").exists()
