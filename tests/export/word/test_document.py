"""The report in Word: what stands where, the same each time, and nothing lost or stray."""

import re
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from kvip_tui.domain.state.form import Holds
from kvip_tui.export.word.document import Word, render_docx
from kvip_tui.export.word.forms import check_template
from kvip_tui.i18n import use_language
from kvip_tui.store.packages.archive import unpacked
from tests.export.report.documents import DIGITAL, REVIEW, report, with_points
from tests.export.word.pages import (
    ALL,
    BODY,
    CORE,
    FOOTER,
    HEADER,
    body,
    lines,
    root,
    styled,
    template,
)
from tests.templates.body import paragraph, run
from tests.templates.package import parts as template_parts

GOLDEN = Path(__file__).parents[1] / "golden_word"
RELATIONS = "word/_rels/document.xml.rels"
SHOWN = (BODY, "word/header1.xml", HEADER, "word/footer1.xml", FOOTER)


@cache
def made(kind: str = DIGITAL, *, draft: bool = True) -> Word:
    """Return the report in the template that ships."""
    return render_docx(report(kind, draft=draft))


def told(word: Word) -> str:
    """Return all the paragraphs of a document with their styles, part by part."""
    return "".join(f"== {part}\n{styled(word.content, part)}" for part in SHOWN)


@pytest.mark.parametrize("draft", [True, False])
def test_a_report_has_the_golden_structure(draft: bool) -> None:
    """Every paragraph with its style; where a change is meant, copy what was found over it."""
    name = "utkast.txt" if draft else "rapport.txt"
    assert told(made(draft=draft)) == (GOLDEN / name).read_text("utf-8")
    assert made(draft=draft).unplaced == ()


def test_no_golden_file_is_without_its_test() -> None:
    """The golden files are those of a draft and a final report."""
    assert {path.name for path in GOLDEN.iterdir()} == {"utkast.txt", "rapport.txt"}


def test_the_same_report_is_the_same_document() -> None:
    """Part by part and in order, in whatever language the program speaks, packed without a date."""
    use_language("en")
    try:
        again = render_docx(report())
    finally:
        use_language("nb")
    parts = unpacked(made().content)
    assert unpacked(again.content) == parts
    assert list(unpacked(again.content)) == list(parts)
    assert again.content == made().content


@pytest.mark.parametrize(
    ("kind", "language", "tongue", "word"),
    [
        ("besoksrapport-fysisk", "nn", "nn-NO", "UTKAST"),
        ("oppsummering", "en", "en-GB", "DRAFT"),
        ("av-i-morgen", "nb", "nb-NO", "UTKAST"),
    ],
)
def test_a_report_is_in_its_language_and_of_its_kind(
    kind: str, language: str, tongue: str, word: str
) -> None:
    """Language of proofing and of properties; a form that no template was made for has one too."""
    known = kind if kind != "av-i-morgen" else DIGITAL
    document = replace(report(known, language), kind=kind)  # type: ignore[arg-type]
    found = render_docx(document)
    assert found.unplaced == ()
    assert f'<w:lang w:val="{tongue}"' in unpacked(found.content)["word/styles.xml"].decode()
    assert f"<dc:language>{tongue}<" in unpacked(found.content)[CORE].decode()
    assert word in lines(found.content, HEADER)[0]
    shown = lines(found.content)
    assert {s.title for s in document.sections if s.id != "forside"} <= set(shown)


def test_a_form_as_it_was_keeps_the_review_that_it_had() -> None:
    """What a visit's journal says of its sections counts, not the form that ships now."""
    now = report("oppsummering")
    *others, last = now.sections
    was = replace(now, sections=(*others, replace(last, holds=Holds.REVIEW)), review=REVIEW)
    found = render_docx(was)
    assert found.unplaced == ()
    assert "Vertsenheten" in lines(found.content)


def test_properties_say_what_it_is_and_no_more() -> None:
    """Title and language, and the day of what it was made from; no author, company or history."""
    parts = unpacked(made().content)
    core = parts[CORE].decode()
    assert "<dc:title>Besøksrapport – BUP akutt Fjordby</dc:title>" in core
    assert set(re.findall(r"2\d{3}-\d\d-\d\dT[\d:]+Z", core)) == {"2021-03-17T00:00:00Z"}
    assert not re.search("creator|lastModifiedBy|revision|description", core)
    assert "docProps/app.xml" not in parts
    assert b"rsid" not in b"".join(parts.values())


def test_metadata_of_a_template_of_ones_own_stays_behind(tmp_path: Path) -> None:
    """Who made the template, where it lay and what it remembers is not told."""
    settings = (
        '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<w:attachedTemplate r:id="rId1"/><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'
        "</w:settings>"
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" TargetMode="External" Target="file:///H:/Torgeir/mal.dotx" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
        "</Relationships>"
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Torgeir</dc:creator>'
        "<dc:subject>{{ host }} &amp; {{ date }}</dc:subject></cp:coreProperties>"
    )
    own = template(
        tmp_path,
        {
            BODY: body(ALL).replace("<w:p>", '<w:p w:rsidR="00AB12CD">'),
            "word/settings.xml": settings,
            "word/_rels/settings.xml.rels": links,
            CORE: core,
        },
    )
    assert [problem.notice for problem in check_template(own)] == [True]
    parts = unpacked(render_docx(replace(report(), host="A & B"), own).content)
    everything = b"".join(parts.values())
    for stray in (b"Torgeir", b"rsid", b"attachedTemplate", b"H:/"):
        assert stray not in everything
    assert b"<dc:subject>A &amp; B &amp; 16. mars 2021<" in parts[CORE]


def test_properties_as_libreoffice_writes_them_are_replaced(tmp_path: Path) -> None:
    """It calls them otherwise than Word; the report has one set of properties, and its own."""
    office = "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata"
    relations = template_parts(DIGITAL, "nb")["_rels/.rels"].decode()
    changed = re.sub(r'"[^"]*/metadata/core-properties"', f'"{office}/core-properties"', relations)
    own = template(tmp_path, {"_rels/.rels": changed, BODY: body(ALL)})
    core = unpacked(render_docx(report(), own).content)[CORE].decode()
    assert "<dc:title>Besøksrapport – BUP akutt Fjordby</dc:title>" in core
    assert "python-docx" not in core


def test_what_the_template_has_no_place_for_stands_at_the_end(tmp_path: Path) -> None:
    """Every text that was dropped, under its own heading, a row of a table as one line."""
    own = template(
        tmp_path, {BODY: body("{{ host }}"), HEADER: header("{{ title }}"), FOOTER: header("")}
    )
    found = render_docx(report(draft=False), own)
    shown = lines(found.content)
    assert shown[:2] == ["BUP akutt Fjordby", "Ikke plassert"]
    assert "Skole · Prøv felles morgenmøte med skolen · Ingrid Nes · mars 2021" in shown
    strengths = shown.index("Styrker")
    assert shown[strengths + 1] == "Fast sykepleier på kveld har gitt roligere innsovning."
    assert "Skriftlig informasjon til søsken. · Delvis fulgt opp" in shown
    assert "Utgave 142 av loggen, 17. mars 2021" in shown
    paths = {field.path for field in found.unplaced}
    assert {"styrker.points.text", "tiltak.measures.who", "om_kvip.prose", "review.due"} <= paths
    assert not {"host", "title"} & paths


def header(text: str) -> str:
    """Return a header with that text."""
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:hdr {namespace}>{paragraph(text)}</w:hdr>"


def test_every_page_of_a_draft_says_so_whatever_the_template(tmp_path: Path) -> None:
    """A template without the word gets it at the top of each kind of page; a final one does not."""
    pages = body(ALL).replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    own = template(tmp_path, {BODY: pages, HEADER: header("Vårt sykehus")})
    content = render_docx(report(), own).content
    draft = unpacked(content)
    edges = re.findall(r'Id="(rId\d+)"[^>]*Target="(header\d\.xml)"', str(draft[RELATIONS]))
    used = [f"word/{name}" for key, name in edges if f'"{key}"' in str(draft[BODY])]
    assert len(used) == 2
    assert [lines(content, name)[0] for name in used] == ["UTKAST", "UTKAST"]
    assert lines(content, HEADER) == ["UTKAST", "Vårt sykehus"]
    final = unpacked(render_docx(report(draft=False), own).content)
    assert "UTKAST" not in "".join(part.decode() for part in final.values())


TEXTS = (
    "<b>fet</b> & «æøå» \"sitat\" 'én' ]]> &amp; &#65;",
    "{{ host }} {% for x in y %} {_{ }_} %_} {_% {#",
    "første linje\nandre linje\tmed tabulator",
    "שלום \u202e snudd \u202c עולם",
    "👩‍👩‍👧 og 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "a\u0300 \u00ad\u200b\ufeff slutt",
    "x" * 50_000,
)


def test_peoples_text_is_text() -> None:
    """Markup, tags, line ends, right-to-left, emoji and length come out as they were typed."""
    shown = lines(render_docx(with_points(TEXTS)).content)
    for text in TEXTS[:3] + TEXTS[4:]:
        assert text in shown
    assert any("שלום" in line and "עולם" in line for line in shown)


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    """A bell, a form feed, a lone surrogate or a nul never makes the document unreadable."""
    found = render_docx(with_points(("a\x00b\x07c\x0cd\ud800e\ufffef",)))
    assert "abcdef" in lines(found.content)


def test_a_list_that_is_empty_leaves_a_document_that_word_reads(tmp_path: Path) -> None:
    """A cell keeps a paragraph, and a table without rows goes."""
    cell = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
        f"{paragraph('{%p for x in laring.points %}')}{paragraph('{{ x.text }}')}"
        f"{paragraph('{%p endfor %}')}</w:tc></w:tr></w:tbl>"
    )
    rows = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
        + "".join(
            f"<w:tr><w:tc><w:tcPr/>{paragraph(text)}</w:tc></w:tr>"
            for text in ("{%tr for x in laring.points %}", "{{ x.text }}", "{%tr endfor %}")
        )
        + "</w:tbl>"
    )
    own = template(tmp_path, {BODY: body(ALL, cell, rows, "slutt")})
    found = root(render_docx(with_points((), "laring"), own).content)
    tables = found.xpath("//w:tbl")
    assert len(tables) == 1
    assert found.xpath("//w:tc/w:p")


def test_tags_split_over_runs_are_filled_in(tmp_path: Path) -> None:
    """Word splits what is typed as it likes; the tag is one all the same."""
    split = "".join(
        map(run, ("Hos {", "{ ho", "st }", "} i ", "{% if draft %}utkast{% en", "dif %}"))
    )
    own = template(tmp_path, {BODY: body(paragraph(split), ALL)})
    assert lines(render_docx(report(), own).content)[0] == "Hos BUP akutt Fjordby i utkast"
