"""What is no Word file, or carries more than itself, is refused in one sentence; nothing is run."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kvip_tui.errors import UserError
from kvip_tui.export.word.document import render_docx
from kvip_tui.store.packages import archive
from kvip_tui.store.packages.archive import TYPES, packed
from kvip_tui.store.packages.door import read_package
from kvip_tui.store.packages.rules import WORD
from tests.export.report.documents import DIGITAL, report
from tests.templates.package import OFFICE, PACKAGE, parts

LINKS = "word/_rels/document.xml.rels"


def good() -> dict[str, bytes]:
    """Return the parts of a template that works."""
    return parts(DIGITAL, "nb")


def changed(part: str, old: str, new: str) -> bytes:
    """Return a template with something else in one part."""
    made = good()
    assert old.encode() in made[part]
    made[part] = made[part].replace(old.encode(), new.encode())
    return packed(made)


def with_link(kind: str, target: str) -> bytes:
    """Return a template that points at something outside itself."""
    link = (
        f'<Relationship Id="rId90" Type="{OFFICE}/{kind}" TargetMode="External" Target="{target}"/>'
    )
    return changed(LINKS, "</Relationships>", f"{link}</Relationships>")


def with_part(name: str, data: bytes = b"x") -> bytes:
    """Return a template with one part more."""
    return packed({**good(), name: data})


def lying() -> bytes:
    """Return a zip that says of a big part that it is small."""
    made = with_part("word/media/a.png", b"\0" * 30_000_000)
    size = (30_000_000).to_bytes(4, "little")
    return made.replace(size, (1000).to_bytes(4, "little"))


def twice() -> bytes:
    """Return a zip in which a part stands twice."""
    target = io.BytesIO(packed(good()))
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")
    return target.getvalue()


def locked() -> bytes:
    """Return a zip that says that its parts are encrypted."""
    made = bytearray(packed(good()))
    at = 0
    while (at := made.find(b"PK\x01\x02", at)) >= 0:
        made[at + 8] |= 1
        at += 4
    return bytes(made)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "er ikke et Word-dokument"),
    "text": (lambda: b"Kjaere alle", "er ikke et Word-dokument"),
    "pdf": (lambda: b"%PDF-1.7", "er ikke et Word-dokument"),
    "zip": (lambda: packed({"a.txt": b"x"}), "er ikke et Word-dokument"),
    "cut": (lambda: packed(good())[:4000], "er ikke et Word-dokument"),
    "spreadsheet": (
        lambda: changed(TYPES, "wordprocessingml.document.main", "x"),
        "er ikke et Word",
    ),
    "no body": (
        lambda: packed({k: v for k, v in good().items() if k != "word/document.xml"}),
        "skadet",
    ),
    "broken": (lambda: changed("word/document.xml", "</w:body>", ""), "eller det er skadet"),
    "entities": (
        lambda: changed("word/styles.xml", "?>\n", "?><!DOCTYPE x [<!ENTITY a 'b'>]>"),
        "skadet",
    ),
    "utf-16": (lambda: with_part("word/a.xml", "<x/>".encode("utf-16")), "er ikke et Word"),
    "twice": (twice, "er ikke et Word-dokument"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "har passord eller"),
    "locked": (locked, "er låst med passord"),
    "bomb": (lambda: with_part("word/media/a.png", b"\0" * 40_000_000), "altfor stor"),
    "lying bomb": (lying, "Word-dokument|altfor stor"),
    "big xml": (lambda: with_part("word/a.xml", bytes(range(32, 127)) * 70_000), "altfor stor"),
    "parts": (lambda: packed({**good(), **{f"word/{n}": b"" for n in range(600)}}), "altfor stor"),
    "macros": (lambda: with_part("word/vbaProject.bin"), "inneholder makroer"),
    "docm": (
        lambda: changed(
            TYPES, "wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
        ),
        "inneholder makroer",
    ),
    "object": (lambda: with_part("word/embeddings/oleObject1.bin"), "har en annen fil inni seg"),
    "control": (
        lambda: with_part("word/activeX/activeX1.xml", b"<x/>"),
        "har en annen fil inni seg",
    ),
    "linked object": (lambda: with_link("oleObject", "file:///x"), "har en annen fil inni seg"),
    "picture from outside": (
        lambda: with_link("image", "http://x.example/a.png"),
        "henter noe utenfra",
    ),
    "link to a share": (lambda: with_link("hyperlink", "file://server/x"), "henter noe utenfra"),
}


@pytest.mark.parametrize(("make", "said"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_a_sentence(
    make: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    """The file is named with the remedy; exit code 2; nothing is rendered."""
    path = tmp_path / "mal.docx"
    path.write_bytes(make())
    with pytest.raises(UserError, match=said) as refused:
        render_docx(report(), path)
    assert str(path) in refused.value.message
    assert refused.value.exit_code == 2


def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path) -> None:
    """By its name, with what to look for."""
    with pytest.raises(UserError, match=r"Finner ikke malen .*: se om navnet stemmer"):
        read_package(tmp_path / "borte.docx", WORD)
    with pytest.raises(UserError, match="Kan ikke lese malen"):
        read_package(tmp_path, WORD)


def test_a_file_that_is_too_long_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read is bounded before anything of it is looked at."""
    monkeypatch.setattr(archive, "MOST_PACKED", 1000)
    path = tmp_path / "mal.docx"
    path.write_bytes(packed(good()))
    with pytest.raises(UserError, match="altfor stor"):
        read_package(path, WORD)


def test_links_to_pages_and_templates_of_word_are_taken(tmp_path: Path) -> None:
    """A link that people click is no harm; a .dotx is a document like others."""
    path = tmp_path / "mal.dotx"
    made = good()
    made[TYPES] = made[TYPES].replace(b"document.main", b"template.main")
    link = f'<Relationship Id="rId90" Type="{OFFICE}/hyperlink" TargetMode="External" Target="'
    made[LINKS] = made[LINKS].replace(
        b"</Relationships>", f'{link}https://www.akuttnettverket.no/"/></Relationships>'.encode()
    )
    path.write_bytes(packed(made))
    assert render_docx(report(), path).unplaced == ()
    assert PACKAGE.encode() in made[LINKS]
