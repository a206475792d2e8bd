"""The Word templates that ship: made by their script, right, easy to read, and good on paper."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kvip_tui.export.word.document import render_docx
from kvip_tui.export.word.fields import fields, filled
from kvip_tui.export.word.forms import check_template
from kvip_tui.export.word.sandbox import Plain
from kvip_tui.store.packages.archive import packed, unpacked
from kvip_tui.store.shipped.report_forms import form_ids
from tests.export.report.documents import report
from tests.sources import ROOT
from tests.templates.package import templates

FOLDER = ROOT / "assets" / "reports"
SHIPPED = sorted(path.name for path in FOLDER.glob("*.docx"))
CONVERT, READ = "soffice", "pdftotext"
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def xml(name: str, part: str) -> BaseOxmlElement:
    """Return the XML of a part of a template that ships."""
    return parse_xml(unpacked((FOLDER / name).read_bytes())[part])


def test_the_templates_are_what_the_script_makes() -> None:
    """Part by part; where a change is meant, run ``python -m tests.templates``."""
    made = templates()
    assert sorted(made) == SHIPPED
    for name, data in made.items():
        assert unpacked((FOLDER / name).read_bytes()) == unpacked(data), name


@pytest.mark.parametrize("name", [name for name in SHIPPED if ".nb." in name])
def test_a_template_that_ships_places_everything(name: str) -> None:
    """Its own check has nothing to say of it."""
    assert check_template(FOLDER / name) == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_template_that_ships_can_be_read_by_all(name: str) -> None:
    """Language, outline, heads of tables that repeat and are described, no empty paragraphs."""
    body, styles = xml(name, "word/document.xml"), xml(name, "word/styles.xml")
    language = LANGUAGES[name.split(".")[1]]
    assert styles.xpath("//w:rPrDefault//w:lang/@w:val") == [language]
    assert styles.xpath("//w:style[w:name/@w:val='heading 1']//w:outlineLvl/@w:val") == ["0"]
    assert len(body.xpath("//w:p[w:pPr/w:pStyle/@w:val='Title']")) == 1
    assert body.xpath("//w:p[w:pPr/w:pStyle/@w:val='Heading1']")
    for table in body.iter(qn("w:tbl")):
        assert table.xpath("w:tr[1]/w:trPr/w:tblHeader")
        assert table.xpath("w:tblPr/w:tblCaption/@w:val")
        assert not table.xpath("w:tr[position()>1]/w:trPr/w:tblHeader")
    beside = body.xpath("//w:p[not(.//w:t) and not(ancestor::w:tc)]")
    assert beside == []
    known = set(styles.xpath("//w:style/@w:styleId"))
    assert set(body.xpath("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")) <= known
    sizes = body.xpath("//w:sectPr/w:pgSz/@w:w | //w:sectPr/w:pgSz/@w:h")
    assert set(sizes) == {"11906", "16838"}
    fields = xml(name, "word/footer2.xml").xpath("//w:fldSimple/@w:instr")
    assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_template_that_ships_tells_of_nobody(name: str) -> None:
    """No author, company, revision or path is in it, and its zip has no dates."""
    data = (FOLDER / name).read_bytes()
    text = b"".join(unpacked(data).values()).decode()
    assert not re.search(r"rsid|creator|Company|lastModifiedBy|attachedTemplate|file:", text)
    assert packed(unpacked(data)) == packed(unpacked(packed(unpacked(data))))


def named(value: Plain) -> set[str]:
    """Return what a template can name in fields."""
    if isinstance(value, Mapping):
        return set(value).union(*map(named, value.values()))
    return set().union(*map(named, value)) if isinstance(value, tuple) else set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_every_field(language: str) -> None:
    """What can be filled in is told to whoever edits a template."""
    guide = (ROOT / "assets" / "help" / f"{language}.md").read_text("utf-8")
    told = set(re.findall(r"[\w]+", " ".join(re.findall(r"`([^`\n]+)`", guide))))
    assert named(fields(filled(report()))) <= told


def pages(folder: Path, documents: dict[str, bytes]) -> dict[str, list[str]]:
    """Return the text of each page that LibreOffice makes of some documents."""
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [f"{name}.docx" for name in documents]
    command = [CONVERT, profile, "--headless", "--convert-to", "pdf", *files]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    found = {}
    for name in documents:
        done = subprocess.run(
            [READ, "-layout", f"{name}.pdf", "-"],
            cwd=folder,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        found[name] = done.stdout.split("\f")[:-1]
    return found


@pytest.mark.skipif(
    not (shutil.which(CONVERT) and shutil.which(READ)),
    reason="LibreOffice and pdftotext, which show what the pages look like, are not installed",
)
def test_every_page_on_paper_says_what_it_is(tmp_path: Path) -> None:
    """A draft says so on each page, a final report on none; pages are counted after the first."""
    documents = {f"{kind}-utkast": render_docx(report(kind)).content for kind in form_ids()}
    documents["endelig"] = render_docx(report(draft=False)).content
    found = pages(tmp_path, documents)
    for name, texts in found.items():
        assert 2 <= len(texts) <= 8, name
        marked = {"UTKAST" in text for text in texts}
        assert marked == {name != "endelig"}, name
        for n, text in enumerate(texts[1:], 2):
            assert f"Side {n} av {len(texts)}" in text
            assert "Utgave 142 av loggen, 17. mars 2021" in text
        assert "BUP akutt Fjordby" in texts[0]
