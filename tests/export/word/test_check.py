"""What is wrong with a Word template is named with its paragraph, and nothing of it is run."""

from pathlib import Path

import pytest

from kvip_tui.domain.report.document import ReportDocument
from kvip_tui.errors import UserError
from kvip_tui.export.word.check import MOST_PROBLEMS, Problem
from kvip_tui.export.word.document import render_docx
from kvip_tui.export.word.forms import check_template
from tests.export.report.documents import report
from tests.export.word.pages import ALL, BODY, CORE, FOOTER, HEADER, body, template
from tests.templates.body import paragraph, run
from tests.templates.styles import W

REPORT: ReportDocument = report()


def check(folder: Path, *paragraphs: str, **parts: str) -> tuple[Problem, ...]:
    """Return what is wrong with a template of these paragraphs, in which nothing is missing."""
    changed = {BODY: body(*paragraphs, ALL), **{PARTS[name]: text for name, text in parts.items()}}
    return check_template(template(folder, changed))


PARTS = {
    "header": HEADER,
    "footer": FOOTER,
    "core": CORE,
    "notes": "word/footnotes.xml",
    "comments": "word/comments.xml",
    "types": "[Content_Types].xml",
    "links": "word/_rels/document.xml.rels",
}
TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{}</w:tbl>"


def row(*texts: str) -> str:
    """Return a row of a table, a cell for each text."""
    cells = "".join(f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>" for text in texts)
    return f"<w:tr>{cells}</w:tr>"


BAD = {
    "{{ hostt }}": "«hostt» finnes ikke; mente du «host»",
    "{{ styrker.point }}": "«point» finnes ikke; mente du «points»",
    "{{ pasient }}": "«pasient» finnes ikke; feltene står i",
    "{{ host.text }}": "«text» finnes ikke",
    "{{ host": "er ikke lukket: skriv «}}»",
    "{{ host {{ date }}": "er ikke lukket",
    "host }}": "«}}» lukker noe som ikke er åpnet",
    "{# husk {{ host }} #}": "er ikke lukket: skriv «#}»",
    "{% if draft": "er ikke lukket: skriv «%}»",
    "{{ styrker }}": "har flere felter: skriv ett av dem, som «styrker.title»",
    "{{ styrker.points }}": "er en liste: gå gjennom den med «{%p for x in styrker.points %}»",
    "{{ draft }}": "er bare ja eller nei: bruk det i «{% if draft %}»",
    "{{ host|upper }}": "kan ikke brukes",
    "{{ 2 * 3 }}": "kan ikke brukes",
    "{{ host.upper() }}": "kan ikke brukes",
    "{{ team[0] }}": "kan ikke brukes",
    "{{r host }}": "kan ikke brukes",
    "{{p host }}": "kan ikke brukes",
    "{%- if draft %}x{% endif %}": "kan ikke brukes",
    "{{ «host» }}": "kan ikke ha anførselstegn i seg",
    "{{ “host” }}": "kan ikke ha anførselstegn i seg",
    "{{ ''.__class__ }}": "kan ikke ha anførselstegn i seg",
    "{{ cycler.__init__.__globals__ }}": "«cycler» finnes ikke",
    "{{ host.__class__ }}": "«__class__» finnes ikke",
    "{% import os %}": "malen har bare «for», «if»",
    "{% include styrker %}": "malen har bare «for», «if»",
    "{% set x = host %}": "malen har bare «for», «if»",
    "{% for x in range(10) %}{% endfor %}": "skriv «for NAVN in FELT»",
    "{% for x in host %}{% endfor %}": "«host» er ikke en liste",
    "{% for host in team %}{% endfor %}": "navnet «host» er opptatt",
    "{% for p in team %}{% endfor %}": "navnet «p» er opptatt",
    "{% for x in team recursive %}{% endfor %}": "skriv «for NAVN in FELT»",
    "{% for x in team %}{{ y }}{% endfor %}": "«y» finnes ikke",
    "{% for x in team %}": "er aldri avsluttet: skriv «{% endfor %}»",
    "{%p if draft %}": "er aldri avsluttet: skriv «{%p endif %}»",
    "{% if draft and %}{% endif %}": "skriv «if FELT»",
    "{% if host == host %}{% endif %}": "skriv «if FELT»",
    "{% endif %}": "hører ikke til noe som er åpnet",
    "{% if draft %}{% endfor %}": "hører ikke til noe som er åpnet",
    "{% if draft %}{% endif draft %}": "skal ikke ha noe etter ordet",
    "{%p if draft %} mer": "tar med seg alt annet i avsnittet",
    "{%tr if draft %}": "står ikke i en tabell",
}


@pytest.mark.parametrize(("text", "said"), BAD.items())
def test_a_tag_that_would_not_work_is_named_with_its_paragraph(
    text: str, said: str, tmp_path: Path
) -> None:
    """The number of the paragraph, its first words, the tag and the remedy; a report refuses."""
    found = check(tmp_path, "Først", text)
    assert said in found[0].text
    assert found[0].place == f"avsnitt 2 («{text if len(text) <= 40 else text[:39] + '…'}»)"
    with pytest.raises(UserError, match="«kvip template check» viser alt") as refused:
        render_docx(REPORT, tmp_path / "mal.docx")
    assert refused.value.exit_code == 2
    assert found[0].place in refused.value.message


@pytest.mark.parametrize(
    "text",
    [
        "{% if not draft or leader %}{{ leader }}{% else %}{{ host }}{% endif %}",
        "{% if leader %}a{% elif draft and host %}b{% endif %}",
        "{% for x in team %}{{ loop.index }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{# en merknad om «malen» #}",
        "{%p if styrker.points and not styrker.empty %}",
        "100 % {sikkert} {}",
    ],
)
def test_what_the_help_says_can_be_written(text: str, tmp_path: Path) -> None:
    """Conditions, loops in loops, comments, and braces that are no tags."""
    more = ("{%p endif %}",) if text.startswith("{%p") else ()
    assert check(tmp_path, text, *more) == ()


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("header", "toppteksten, avsnitt 1 («Hos {{ hots }}»)"),
        ("footer", "bunnteksten, avsnitt 1 («Hos {{ hots }}»)"),
        ("core", "egenskapen «title»"),
    ],
)
@pytest.mark.parametrize("tag", ["{{ hots }}", "{{ cycler.__init__.__globals__ }}"])
def test_tags_outside_the_body_are_named_by_their_part(
    part: str, place: str, tag: str, tmp_path: Path
) -> None:
    """Header, footer and properties are filled in too, and held to the same."""
    texts = {
        "header": f"<w:hdr {W}>{paragraph(f'Hos {tag}')}</w:hdr>",
        "footer": f"<w:ftr {W}>{paragraph(f'Hos {tag}')}</w:ftr>",
        "core": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{tag}</dc:title></cp:coreProperties>",
    }
    found = check(tmp_path, **{part: texts[part]})
    assert found[0].place.partition("(")[0] == place.partition("(")[0]
    assert "finnes ikke" in found[0].text


def linked(folder: Path, name: str, text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a template that also has footnotes, endnotes or comments."""
    from tests.templates.package import parts  # noqa: PLC0415

    made = {key: data.decode() for key, data in parts("besoksrapport-digital", "nb").items()}
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = f'<Override PartName="/word/{name}.xml" ContentType="{word}.{name}+xml"/></Types>'
    links = f'<Relationship Id="rId90" Type="{office}/{name}" Target="{name}.xml"/></Relationships>'
    changed = {
        BODY: body(ALL),
        "[Content_Types].xml": made["[Content_Types].xml"].replace("</Types>", types),
        PARTS["links"]: made[PARTS["links"]].replace("</Relationships>", links),
        f"word/{name}.xml": text,
    }
    return check_template(template(folder, changed))


def test_notes_are_filled_in_and_remarks_refused(tmp_path: Path) -> None:
    """Footnotes are held to the same; endnotes and comments would go out as they are."""
    note = '<w:footnotes {0}><w:footnote w:id="1">{1}</w:footnote></w:footnotes>'
    assert linked(tmp_path, "footnotes", note.format(W, paragraph("{{ host }}"))) == ()
    found = linked(tmp_path, "footnotes", note.format(W, paragraph("{{ hots }}")))
    assert found[0].place == "fotnotene, avsnitt 1 («{{ hots }}»)"
    end = f'<w:endnotes {W}><w:endnote w:id="1">{paragraph("{{ host }}")}</w:endnote></w:endnotes>'
    found = linked(tmp_path, "endnotes", end)
    assert found[0] == Problem(
        "word/endnotes.xml", "«{{» blir ikke fylt ut her: flytt feltet til brødteksten."
    )
    remark = f'<w:comments {W}><w:comment w:id="1" w:author="Kari">{paragraph("Hm")}</w:comment>'
    found = linked(tmp_path, "comments", f"{remark}</w:comments>")
    assert "slett dem, så de ikke følger med" in found[0].text


INSERTED = f'<w:ins w:id="1" w:author="Kari">{run("{{ host }}")}</w:ins>'
LINK = f'<w:hyperlink w:anchor="x">{run(" host }}")}</w:hyperlink>'
XML = {
    f"<w:p>{INSERTED}</w:p>": "endringer er sporet her",
    f'<w:p><w:del w:id="1">{run("x")}</w:del>{run("{{ host }}")}</w:p>': "endringer er sporet her",
    f"<w:p>{run('{% if draft %}x')}{LINK.replace(' host }}', '{% endif %}')}</w:p>": "sett begge i",
    f"{paragraph('a {')}{paragraph('% b')}": "hører ikke sammen med avsnittet før",
    f"<w:p>{run('{{')}{LINK}</w:p>": "er delt av en lenke, et linjeskift",
    "<w:p><w:r><w:t>{{ ho</w:t><w:br/><w:t>st }}</w:t></w:r></w:p>": "kan ikke brukes",
    f"<w:p>{run('{{ ho')}<w:r><w:drawing/></w:r>{run('st }}')}</w:p>": "er delt av en lenke",
    '<w:p><w:bookmarkStart w:id="1" w:name="{{ host }}"/></w:p>': "flytt det til vanlig tekst",
    "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{%p if draft %}</w:t></w:r></w:p>": "tar med seg",
    TABLE.format(row("{%tr for x in team %}", "mer") + row("{{ x }}") + row("{%tr endfor %}")): (
        "tar med seg alt annet i avsnittet eller raden"
    ),
    TABLE.format(row("{%p if draft %}") + row("{%p endif %}")): "sett begge i samme avsnitt, celle",
}


@pytest.mark.parametrize(("xml", "said"), XML.items())
def test_what_word_does_to_a_tag_is_named(xml: str, said: str, tmp_path: Path) -> None:
    """Tracked changes, links, pictures and line breaks inside a tag."""
    found = check(tmp_path, xml)
    assert said in found[0].text


def test_pieces_that_look_different_are_a_notice(tmp_path: Path) -> None:
    """It works, and takes the look of the first piece, so nobody is held up."""
    bold = run("{{ ho").replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")
    found = check(tmp_path, f"<w:p>{bold}{run('st }}')}</w:p>")
    assert [problem.notice for problem in found] == [True]
    assert "den første gjelder" in found[0].text
    assert render_docx(REPORT, tmp_path / "mal.docx").unplaced == ()


def test_a_field_that_the_template_dropped_is_named(tmp_path: Path) -> None:
    """By what a template calls it; a report says so too, and goes on."""
    text = ALL.replace("{{ t.who }}", "").replace("{{ leader }}", "")
    path = template(tmp_path, {BODY: body(text)})
    found = [problem.text.partition(" mangler")[0] for problem in check_template(path)]
    assert found == ["feltet «leader»", "feltet «tiltak.measures.who»"]
    unplaced = render_docx(REPORT, path).unplaced
    assert {field.path for field in unplaced} == {"tiltak.measures.who", "leader"}


def test_a_file_made_to_waste_time_is_done_with_at_once(tmp_path: Path) -> None:
    """The first hundred problems are named, and a tag is looked at no longer than it is."""
    unclosed = "".join(f"{{{{ a{n} " for n in range(20_000))
    assert len(check(tmp_path, unclosed)) == MOST_PROBLEMS
    pieces = "".join(run(text) for text in ("{{ ho", "st }}") * 300)
    assert check(tmp_path, f"<w:p>{pieces}</w:p>") == ()
