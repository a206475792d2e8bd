"""What stands in the templates: the front, the sections of a form, header and footer."""

from xml.sax.saxutils import escape

from kvip_tui.domain.state.form import Form, Holds, Section
from kvip_tui.export.word.fields import name
from tests.templates.styles import HEAD, W, style_id

WIDTH = 9070
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1418" w:bottom="1418" '
    'w:left="1418" w:header="709" w:footer="652" w:gutter="0"/>'
)
# A word across the page behind the text, in grey so pale that the text stays easy to read.
VML = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
WATERMARK = (
    f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict {VML}>"
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="{id}" type="#_x0000_t136" '
    'alt="{word}" style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:132pt;'
    "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    'mso-position-vertical-relative:margin" fillcolor="#eff2f3" stroked="f">'
    '<v:textpath style="font-family:Calibri;font-size:1pt" string="{word}"/></v:shape>'
    "</w:pict></w:r>"
)


def run(text: str, style: str = "") -> str:
    """Return text in one run; a tab is a tab."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    pieces = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else ""
        for piece in text.split("\t")
    )
    return f"<w:r>{look}{pieces}</w:r>"


def paragraph(inside: str, style: str = "", more: str = "") -> str:
    """Return a paragraph of a style around text or runs."""
    chosen = f'<w:pStyle w:val="{style_id(style)}"/>' if style else ""
    shape = f"<w:pPr>{chosen}{more}</w:pPr>" if chosen or more else ""
    return f"<w:p>{shape}{inside if inside.startswith('<') else run(inside)}</w:p>"


def tag(words: str, goes: str = "p") -> str:
    """Return a tag in a paragraph of its own."""
    return paragraph(f"{{%{goes} {words} %}}")


def given(condition: str, inside: str) -> str:
    """Return paragraphs that are there only where something is."""
    return f"{tag(f'if {condition}')}{inside}{tag('endif')}"


def each(row: str, rows: str, inside: str) -> str:
    """Return paragraphs that are there once for each of some rows."""
    return f"{tag(f'for {row} in {rows}')}{inside}{tag('endfor')}"


def field(word: str, number: str) -> str:
    """Return a field of Word, with what it shows until Word counts."""
    return f'<w:fldSimple w:instr=" {word} ">{run(number)}</w:fldSimple>'


def table(
    caption: str, columns: list[tuple[str, str, int]], row: str, rows: str, *, whole: bool = False
) -> str:
    """Return a table with a row for each of *rows*; the first repeats on each page.

    Args:
        caption: What it is, for those who do not see it.
        columns: The heading, the text and the width of each, widths in twentieths of a point.
        row: What a row is called.
        rows: The field with the rows.
        whole: Whether it stays on one page, with what follows.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _heading, _text, width in columns)

    def line(texts: list[str], style: str, more: str = "") -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{column[2]}" w:type="dxa"/></w:tcPr>'
            f"{paragraph(text, style, '<w:keepNext/>' * whole)}</w:tc>"
            for text, column in zip(texts, columns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"

    def turn(words: str) -> str:
        return line([f"{{%tr {words} %}}", *[""] * (len(columns) - 1)], "Tabelltekst")

    lines = (
        line([column[0] for column in columns], "Tabellhode", "<w:tblHeader/>"),
        turn(f"for {row} in {rows}"),
        line([column[1] for column in columns], "Tabelltekst"),
        turn("endfor"),
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Rapporttabell"/><w:tblW w:w="{WIDTH}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(lines)}</w:tbl>"
    )


def document(form: Form | None, words: dict[str, str]) -> str:
    """Return the body of the template of a form; of a report of any form if it is None."""
    if form is None:
        sections = _any_section(words) + given("review", _review(words))
    else:
        shown = (section for section in form.sections if section.holds is not Holds.FRONT)
        sections = "".join(_section(section, words) for section in shown)
    made_of = "{{ visit }}, {{ host }}, {{ date }}. {{ version }}."
    draft = f"{{% if draft %}}{words['draft_is']} {{% endif %}}"
    end = paragraph(f"{draft}{words['made_of']} {made_of}", "Kolofon")
    front = _front(words, visit=form is None or form.id.startswith("besok"))
    return (
        f"{HEAD}<w:document {W} {R}><w:body>{front}{sections}{end}{_edges('rId5', 'rId6')}"
        "</w:body></w:document>"
    )


def _edges(header_id: str, footer_id: str) -> str:
    """Return what closes a section of pages that has a header and a footer of its own."""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header_id}"/>'
        f'<w:footerReference w:type="default" r:id="{footer_id}"/>{PAGE}</w:sectPr>'
    )


def _front(words: dict[str, str], *, visit: bool) -> str:
    """Return the first page; *visit* whether it tells of a visit, else of a meeting."""
    leader = words["leader" if visit else "lead"]
    team = words["team" if visit else "people"]

    def fact(label: str, text: str, more: str = "") -> str:
        inside = run(label, "Ledetekst") + run(f"\t{text}")
        return paragraph(inside, "Opplysning", more)

    def people(label: str, who: str) -> str:
        first = run(f"{{% if loop.first %}}{label}{{% endif %}}", "Ledetekst")
        return each("person", who, paragraph(first + run("\t{{ person }}"), "Opplysning"))

    state = f"{{% if draft %}}{words['is_draft']}{{% else %}}{words['is_final']}{{% endif %}}"
    return "".join(
        (
            paragraph("{{ visit }}", "Overtittel"),
            paragraph("{{ title }}", "Title"),
            paragraph("{{ host }}", "Subtitle"),
            fact(words["date"], "{{ date }}"),
            given("leader", fact(leader, "{{ leader }}")),
            people(team, "team"),
            people(words["hosts"], "hosts"),
            fact(words["status"], state),
            fact(words["version"], "{{ version }}", _edges("rId4", "rId7")),
        )
    )


def _section(section: Section, words: dict[str, str]) -> str:
    here = name(section.id)
    parts = [
        paragraph(f"{{{{ {here}.title }}}}", "heading 1"),
        each("text", f"{here}.prose", paragraph("{{ text }}")),
    ]
    if section.holds is Holds.FOCUS:
        parts.append(each("area", f"{here}.areas", _area(words)))
    elif section.holds is Holds.FOLLOW_UPS:
        columns = [
            (words["finding"], "{{ point.text }}", 6803),
            (words["followed"], "{{ point.status }}", 2267),
        ]
        found = table(words["findings_are"], columns, "point", f"{here}.points")
        parts.append(given(f"{here}.points", found))
    elif section.holds is Holds.MEASURES:
        parts.append(_measures(here, words))
    else:
        parts.append(_bullets(f"{here}.points"))
    if section.holds is Holds.REVIEW:
        return "".join((*parts, _review(words)))
    parts.append(given(f"{here}.empty", paragraph(words["empty"], "Ikke skrevet")))
    return given(f"draft or not {here}.empty", "".join(parts))


def _any_section(words: dict[str, str]) -> str:
    """Return what goes through all sections, whatever they are."""
    said = (
        "{% if point.topic %}{{ point.topic }}: {% endif %}{{ point.text }}"
        "{% if point.status %} ({{ point.status }}){% endif %}"
        "{% if point.aspect %} ({{ point.aspect }}){% endif %}"
    )
    inside = (
        paragraph("{{ section.title }}", "heading 1"),
        each("text", "section.prose", paragraph("{{ text }}")),
        each("point", "section.points", paragraph(said, "List Bullet")),
        _measures("section", words),
        given("section.empty", paragraph(words["empty"], "Ikke skrevet")),
    )
    shown = given("draft or not section.empty", "".join(inside))
    return each("section", "sections", shown)


def _measures(here: str, words: dict[str, str]) -> str:
    widths = {"theme": 1700, "proposal": 3770, "who": 1700, "when": 1900}
    columns = [(words[key], _or_dash(f"measure.{key}"), width) for key, width in widths.items()]
    found = table(words["measures_are"], columns, "measure", f"{here}.measures")
    return given(f"{here}.measures", found)


def _review(words: dict[str, str]) -> str:
    widths = {"step": 4536, "due": 2267, "done": 2267}
    columns = [(words[key], _or_dash(f"row.{key}"), width) for key, width in widths.items()]
    return table(words["review_is"], columns, "row", "review", whole=True)


def _or_dash(what: str) -> str:
    """Return a text, or a dash where it says nothing, so that nobody reads an empty cell."""
    return f"{{% if {what} %}}{{{{ {what} }}}}{{% else %}}–{{% endif %}}"


def _bullets(points: str) -> str:
    return each("point", points, paragraph("{{ point.text }}", "List Bullet"))


def _area(words: dict[str, str]) -> str:
    heading = given("area.title", paragraph("{{ area.title }}", "heading 2"))
    said = "".join(
        given(f"area.{key}", paragraph(words[key], "heading 3") + _bullets(f"area.{key}"))
        for key in ("discussed", "experiences", "ideas")
    )
    return f"{heading}{_bullets('area.general')}{said}"


def header(words: dict[str, str], number: int, *, says: bool) -> str:
    """Return a header, which marks a draft; *says* whether it also names the document."""
    mark = WATERMARK.format(id=f"Utkast{number}", word=words["draft"])
    inside = (
        run("{{ title }} · {{ host }}\t{% if draft %}" if says else "\t{% if draft %}")
        + run(words["draft"], "Utkast")
        + mark
        + run("{% endif %}")
    )
    return f"{HEAD}<w:hdr {W} {R}>{paragraph(inside, 'header')}</w:hdr>"


def footer(words: dict[str, str], *, says: bool) -> str:
    """Return a footer; *says* whether it counts the pages and names the version."""
    counted = (run(f"\t{words['page']} "), field("PAGE", "1"), run(f" {words['of']} "))
    numbers = "".join((run("{{ version }}"), *counted, field("NUMPAGES", "1")))
    return f"{HEAD}<w:ftr {W} {R}>{paragraph(numbers if says else run(''), 'footer')}</w:ftr>"
