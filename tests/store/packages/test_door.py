"""What is on no list is refused by name and place, however spelt; what people have is let in."""

from pathlib import Path

import pytest

from kvip_tui.errors import UserError
from kvip_tui.store.packages.archive import packed, unpacked
from kvip_tui.store.packages.door import read_package
from kvip_tui.store.packages.rules import WORD
from tests.store.packages.attacks import attacks
from tests.store.packages.files import relation, relations, word
from tests.store.packages.harmless import harmless

ATTACKS = attacks()
HARMLESS = harmless()


def written(folder: Path, data: bytes) -> Path:
    """Write a file and return where."""
    path = folder / "mal.docx"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ATTACKS)
def test_what_fetches_runs_or_carries_something_is_refused(name: str, tmp_path: Path) -> None:
    """In one sentence that names the file and ends with what to do."""
    path = written(tmp_path, ATTACKS[name])
    with pytest.raises(UserError) as refused:
        read_package(path, WORD)
    assert str(path) in refused.value.message
    assert refused.value.message.endswith(".")
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("name", HARMLESS)
def test_what_people_have_is_let_in(name: str, tmp_path: Path) -> None:
    """And comes out the same when it is looked through again."""
    made = read_package(written(tmp_path, HARMLESS[name]), WORD)
    assert read_package(written(tmp_path, packed(made)), WORD) == made
    text = b"".join(data for part, data in made.items() if part.endswith((".xml", ".rels")))
    assert b"x.example/a" not in text


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (ATTACKS["field, over two paragraphs"], "word/document.xml, avsnitt 1 («»)"),
        (ATTACKS["in the body, src"], "word/document.xml, avsnitt 1 («»), src: http://x.example"),
        (ATTACKS["part, macros related"], "word/a.bin"),
        (ATTACKS["picture, mode by reference"], "word/_rels/document.xml.rels, image: http://x"),
        (ATTACKS["field, in the header"], "word/header2.xml, avsnitt 1"),
        (ATTACKS["part, frames"], "word/web.xml, frameset"),
    ],
)
def test_the_part_and_the_place_are_named(data: bytes, place: str, tmp_path: Path) -> None:
    """So that it can be found in Word."""
    with pytest.raises(UserError) as refused:
        read_package(written(tmp_path, data), WORD)
    assert place in refused.value.message


def test_what_is_let_in_is_what_was_looked_at(tmp_path: Path) -> None:
    """Comments, instructions to programs and references are gone from what is handed on."""
    styles = unpacked(word())["word/styles.xml"].decode()
    spelt = styles.replace("?>", '?><?xml-stylesheet href="x"?><!-- x -->', 1).replace(
        "Normal", "Nor&#109;al", 1
    )
    made = read_package(written(tmp_path, word({"word/styles.xml": spelt})), WORD)
    plain = read_package(written(tmp_path, word()), WORD)
    assert made == plain


def test_what_is_left_out_leaves_nothing_pointing_at_it(tmp_path: Path) -> None:
    """A drawing of the web beside an ordinary picture goes, and the picture stays."""
    made = read_package(written(tmp_path, HARMLESS["an icon"]), WORD)
    assert "word/media/image1.svg" not in made
    assert b"svgBlip" not in made["word/document.xml"]
    assert b"a:blip" in made["word/document.xml"]


def test_a_link_that_nobody_uses_is_no_door(tmp_path: Path) -> None:
    """A relation outside may only be used where people click."""
    path = written(tmp_path, word(relations(relation("hyperlink", "https://x.no"))))
    assert b"https://x.no" in read_package(path, WORD)["word/_rels/document.xml.rels"]
