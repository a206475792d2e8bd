"""What is being typed survives a crash."""

import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kvip_tui.errors import UserError
from kvip_tui.store.drafts.note import Draft, Typed

TYPED = datetime(2021, 3, 16, 9, 51, 7, 250000, tzinfo=UTC)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """Return the draft of this machine in an empty folder."""
    return Draft(tmp_path, "her")


def test_a_draft_is_read_back_with_its_moment(draft: Draft, tmp_path: Path) -> None:
    """Another opening finds the text and the instant at which its typing began."""
    oslo = timezone(timedelta(hours=1))
    draft.save(Typed("første", TYPED))
    draft.save(Typed("sengeposten «har fått»\n🙂 #styrke", TYPED.astimezone(oslo)))
    assert Draft(tmp_path, "her").load() == Typed("sengeposten «har fått»\n🙂 #styrke", TYPED)
    assert Draft(tmp_path, "der").load() is None
    assert [file.name for file in tmp_path.iterdir()] == ["draft-her.json"]


def test_a_draft_that_was_stored_is_forgotten(draft: Draft, tmp_path: Path) -> None:
    """Clearing removes the file, and clearing nothing is harmless."""
    draft.save(Typed("noe", TYPED))
    draft.clear()
    draft.clear()
    assert draft.load() is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b'{"text":"hei"}', b'{"text":"","typed_at":"2021-03-16"}']
)
def test_a_draft_that_cannot_be_read_is_none(draft: Draft, tmp_path: Path, content: bytes) -> None:
    """Rubbish in the draft's place never stops the day from opening."""
    (tmp_path / "draft-her.json").write_bytes(content)
    assert draft.load() is None


def test_half_characters_do_not_lose_the_rest(draft: Draft) -> None:
    """A text with a broken character is kept, with a question mark for it."""
    draft.save(Typed("hei \ud83d du", TYPED))
    assert draft.load() == Typed("hei ? du", TYPED)


def test_a_full_disk_keeps_the_draft_before(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was saved a second ago is still there when this second's draft is not."""
    draft.save(Typed("før", TYPED))

    def full(_handle: int, _data: bytes) -> int:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(UserError, match="frigjør plass"):
            draft.save(Typed("etter", TYPED))
    assert draft.load() == Typed("før", TYPED)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have modes")
def test_a_draft_is_private(draft: Draft, tmp_path: Path) -> None:
    """Only the owner may read what is being typed."""
    draft.save(Typed("noe", TYPED))
    assert (tmp_path / "draft-her.json").stat().st_mode & 0o777 == 0o600
