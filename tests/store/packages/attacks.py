"""Word files that would fetch, run or carry something, each spelt in its own way."""

from tests.export.report.documents import DIGITAL
from tests.export.word.pages import HEADER
from tests.store.packages.files import (
    AWAY,
    LINKS,
    MS,
    PNG,
    SVG,
    WORD,
    A,
    V,
    code,
    complete,
    mark,
    related,
    relation,
    relations,
    types,
    word,
)
from tests.templates.body import R, run
from tests.templates.package import OFFICE, PACKAGE, parts
from tests.templates.styles import W


def _spelt() -> dict[str, bytes]:
    """Return a picture from outside, told of in every way that XML has."""
    found = {
        "plain": relation(),
        "mode by reference": relation(mode=' TargetMode="&#69;xternal"'),
        "mode by hexadecimal reference": relation(mode=' TargetMode="&#x45;xternal"'),
        "kind by reference": relation(f"{OFFICE}/im&#97;ge"),
        "greater-than before": relation().replace('Id="rId90"', 'Id="rId>90"'),
        "single quotes": relation().replace('"', "'"),
        "line breaks": relation().replace(" ", "\n"),
        "blanks round the sign": relation().replace("=", " = "),
        "prefix": f'<p:{relation()[1:-2]} xmlns:p="{PACKAGE}/relationships"/>',
        "prefix with a dot": f'<p.q:{relation()[1:-2]} xmlns:p.q="{PACKAGE}/relationships"/>',
        "prefix with a hyphen": f'<p-q:{relation()[1:-2]} xmlns:p-q="{PACKAGE}/relationships"/>',
        "in two tags": relation().replace("/>", "></Relationship>"),
        "comment before": f"<!-- > -->{relation()}",
        "mode in small letters": relation(mode=' TargetMode="external"'),
        "address of a file": relation(target="file:///etc/hostname"),
        "address of a share": relation(target="\\\\x.example\\a\\b.png"),
        "unknown kind": relation("http://x.example/kind"),
        "other case of the kind": relation(f"{OFFICE.upper()}/IMAGE"),
        "strict kind": relation("http://purl.oclc.org/ooxml/officeDocument/relationships/image"),
    }
    made = {f"picture, {name}": word(relations(text)) for name, text in found.items()}
    body_links = relations(relation())[LINKS]
    made["picture, utf-16"] = word({LINKS: body_links.replace("UTF-8", "UTF-16").encode("utf-16")})
    made["picture, utf-7"] = word({LINKS: body_links.replace("UTF-8", "UTF-7")})
    made["picture, an entity"] = word(
        {LINKS: body_links.replace("?>\n", '?><!DOCTYPE R [<!ENTITY e "External">]>')}
    )
    return made


def _disguised() -> dict[str, bytes]:
    """Return pictures and templates that a relation of another kind leads to."""
    places = {
        "picture": f'<w:p><w:r><a:blip {A} r:link="rId90"/></w:r></w:p>',
        "picture inside": f'<w:p><w:r><a:blip {A} r:embed="rId90"/></w:r></w:p>',
        "old picture": f'<w:p><w:r><w:pict><v:imagedata {V} r:id="rId90"/></w:pict></w:r></w:p>',
        "old picture by relid": (
            f'<w:p><w:r><w:pict><v:imagedata {V} o:relid="rId90"/></w:pict></w:r></w:p>'
        ),
        "old picture by href": (
            f'<w:p><w:r><w:pict><v:imagedata {V} r:href="rId90"/></w:pict></w:r></w:p>'
        ),
        "fill": f'<w:p><w:r><w:pict><v:fill {V} r:id="rId90"/></w:pict></w:r></w:p>',
        "header": "<w:p><w:pPr><w:sectPr><w:headerReference r:id='rId90'/></w:sectPr></w:pPr>"
        "</w:p>",
    }
    made = {}
    for name, xml in places.items():
        for kind in ("hyperlink", "attachedTemplate"):
            made[f"{name} as {kind}"] = word(relations(relation(kind)), xml)
    made["strict namespace"] = word(
        relations(relation("hyperlink")),
        f'<w:p><w:r><a:blip {A} xmlns:s="http://purl.oclc.org/ooxml/officeDocument/relationships" '
        's:link="rId90"/></w:r></w:p>',
    )
    made["an id that is not there"] = word({}, places["picture"])
    return made


# Elements and attributes that point outside without a relation.
INSIDE = {
    "src": f'<w:p><w:r><w:pict><v:imagedata {V} src="{AWAY}"/></w:pict></w:r></w:p>',
    "src to a file beside": (
        f'<w:p><w:r><w:pict><v:imagedata {V} src="a.png"/></w:pict></w:r></w:p>'
    ),
    "o:href": f'<w:p><w:r><w:pict><v:imagedata {V} o:href="{AWAY}"/></w:pict></w:r></w:p>',
    "o:href by reference": (
        f'<w:p><w:r><w:pict><v:imagedata {V} o:href="h&#116;tp&#58;//x"/></w:pict></w:r></w:p>'
    ),
    "another prefix": (
        '<w:p><w:r><w:pict><x-y.z:imagedata xmlns:x-y.z="urn:schemas-microsoft-com:vml" '
        f'src="{AWAY}"/></w:pict></w:r></w:p>'
    ),
    "fill src": f'<w:p><w:r><w:pict><v:fill {V} src="{AWAY}"/></w:pict></w:r></w:p>',
    "stroke o:href": f'<w:p><w:r><w:pict><v:stroke {V} o:href="{AWAY}"/></w:pict></w:r></w:p>',
    "image": f'<w:p><w:r><w:pict><v:image {V} src="{AWAY}"/></w:pict></w:r></w:p>',
    "link to a file": (f'<w:p><w:r><w:pict><v:shape {V} href="file:///x"/></w:pict></w:r></w:p>'),
    "an unknown attribute": f'<w:p><w:r><w:t w:fetch="{AWAY}">x</w:t></w:r></w:p>',
    "a share": r'<w:p><w:r><w:t w:from="\\x.example\a">x</w:t></w:r></w:p>',
    "a base": f'<w:p xml:base="{AWAY}"><w:r/></w:p>',
    "an action": (
        f'<w:p><w:r><a:hlinkClick {A} r:id="" action="ppaction://program?x"/></w:r></w:p>'
    ),
    "a movie": f'<w:p><w:r><a:videoFile {A} r:link="rId1"/></w:r></w:p>',
    "a web video": (
        '<w:p><w:r><wp15:webVideoPr xmlns:wp15="http://schemas.microsoft.com/office/word/2012/'
        'wordprocessingDrawing" embeddedHtml="&lt;iframe&gt;"/></w:r></w:p>'
    ),
    "an object": f'<w:p><w:r><w:object {V}><o:OLEObject Type="Link"/></w:object></w:r></w:p>',
    "a control": '<w:p><w:r><w:control r:id="rId1"/></w:r></w:p>',
    "a chunk": '<w:p><w:r/></w:p></w:body><w:altChunk r:id="rId1"/><w:body><w:p/>',
    "a chunk in a paragraph": '<w:p><w:altChunk r:id="rId1"/></w:p>',
    "a sub-document": '<w:p><w:subDoc r:id="rId1"/></w:p>',
    "a macro of a form": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="x"/>'
        "</w:ffData></w:fldChar></w:r></w:p>"
    ),
    "included": (
        f'<w:p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{AWAY}"/></w:p>'
    ),
    "a drawing of the web": f"<w:p><w:r>{SVG.decode()}</w:r></w:p>",
    "a page of the web": (
        f'<w:p><h:img xmlns:h="http://www.w3.org/1999/xhtml" src="{AWAY}"/></w:p>'
    ),
}
FRAMES = f"<w:webSettings {W} {R}><w:frameset><w:frame/></w:frameset></w:webSettings>"
MERGED = f"<w:settings {W} {R}><w:mailMerge><w:query w:val='x'/></w:mailMerge></w:settings>"
MACROS = types('<Default Extension="bin" ContentType="application/vnd.ms-office.v&#98;aProject"/>')
# Parts of kinds that carry or run something, and names that lead elsewhere.
PARTS = {
    "macros by reference": word({**MACROS, "word/a.bin": b"x"}),
    "macros related": related(
        f"{MS}/2006/relationships/vbaProject", "a.bin", "application/vnd.ms-office.vbaProject"
    ),
    "a chunk by reference": related(f"{OFFICE}/aFC&#104;unk", "a.html", "text/html"),
    "a chunk of Word": related("aFChunk", "a.docx", f"{WORD}.document.main+xml"),
    "an object": related(
        "oleObject", "a.bin", "application/vnd.openxmlformats-officedocument.oleObject"
    ),
    "a workbook": related(
        "package", "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
    "a control": related("control", "a.xml", "application/vnd.ms-office.activeX+xml"),
    "an add-in": related(
        "http://schemas.microsoft.com/office/2011/relationships/webextension",
        "a.xml",
        "application/vnd.ms-office.webextension+xml",
    ),
    "a chart": related(
        "chart", "a.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    ),
    "a header that is a picture": related("header", "a.png", "image/png", PNG),
    "a picture that is a page": related("image", "a.xml", f"{WORD}.header+xml"),
    "a picture that is a drawing of the web": related("image", "a.png", "image/png", SVG),
    "a picture that is a text": related("image", "a.png", "image/png", b"{{ host }}"),
    "frames": related("webSettings", "web.xml", f"{WORD}.webSettings+xml", FRAMES),
    "letters merged": word({"word/settings.xml": MERGED}),
    "sub-documents": word(relations(relation("subDocument", "a.docx"))),
    "a frame": word(relations(relation("frame", "a.htm"))),
    "a folder above": word({"../a.xml": "<x/>"}),
    "from the root": word({"/etc/a.xml": "<x/>"}),
    "a drive": word({"c:\\a.xml": "<x/>"}),
    "no kind": word({"word/a.exe": b"MZ"}),
    "two main parts": word(
        relations(relation("officeDocument", "styles.xml", "", "rId91"), name="_rels/.rels")
    ),
    "a main part outside": word(
        {
            "_rels/.rels": parts(DIGITAL, "nb")["_rels/.rels"]
            .decode()
            .replace('Target="word/document.xml"', f'Target="{AWAY}" TargetMode="External"')
        }
    ),
    "a link to a script": word(relations(relation("hyperlink", "javascript:alert(1)"))),
    "a link to a file": word(relations(relation("hyperlink", "file:///etc/hostname"))),
    "a link to a share": word(relations(relation("hyperlink", "\\\\x.example\\a"))),
    "a link without a mode to outside": word(relations(relation("hyperlink", AWAY, ""))),
    "the same id twice": word(relations(relation(), relation("styles", "styles.xml", ""))),
    "a strange element among the relations": word(relations("<x/>")),
    "another namespace": word({"word/styles.xml": "<html xmlns='http://www.w3.org/1999/xhtml'/>"}),
}
CODES = (
    *("INCLUDEPICTURE", 'INCLUDEPICTURE "http://x.example/a.png"', "includetext x", "IMPORT x"),
    *("DDEAUTO c:\\\\x", "DDE x y", "LINK x", "EMBED x", "DATABASE x", "HTMLACTIVEX", "RD x"),
    *(
        "MACROBUTTON x",
        "GOTOBUTTON x",
        "AUTOTEXT x",
        "FILLIN x",
        "ASK x y",
        "IF 1 = 1 x",
        "= 1 + 1",
    ),
    *("REF INCLUDEPICTURE", 'REF "INCLUDEPICTURE" \\d', "REF x INCLUDEPICTURE", "bokmerke"),
    *("STYLEREF x DDEAUTO", "TOC INCLUDETEXT", 'TOC \\f "INCLUDEPICTURE"', "TC INCLUDEPICTURE"),
    *("REF http://x.example/a", "REF a.docx", "REF \\\\x\\y", "SEQ a b c", "PAGE x", 'PAGE "x'),
    *("HYPERLINK file:///x", 'HYPERLINK "\\\\\\\\x\\\\y"', "HYPERLINK javascript:x", ""),
    *('HYPERLINK "https://x" "https://y"', "DATE \\@ \\\\x.example\\a", "PAGE " + "x" * 3000),
    *("INCLUDE&#80;ICTURE", "&#73;MPORT x", "\u00a0INCLUDEPICTURE", "PAGE INCLUDEPICTURE x"),
    *("QUOTE x", "SET a b", "DOCVARIABLE x", "MERGEFIELD x", "EQ x", "PRINT x", "TEMPLATE \\p"),
)


def _fields() -> dict[str, bytes]:
    """Return fields of Word that fetch or run something, in every place and cut."""
    simple = "<w:p><w:fldSimple w:instr='{}'/></w:p>"
    made = {f"{said[:40]!r}": complete(said) for said in CODES}
    made |= {f"simple {said[:40]!r}": simple.format(said) for said in CODES if "'" not in said}
    begin, separate, end = mark("begin"), mark("separate"), mark("end")
    import_, page = "INCLUDEPICTURE x", code("PAGE")
    cut = {
        "never ends": f"{begin}{code(import_)}",
        "never ends after its result": f"{begin}{page}{separate}{code(import_)}",
        "never begins": code(import_),
        "ends twice": f"{begin}{page}{separate}{run('1')}{end}{end}",
        "over two paragraphs": f"{begin}{code('INCLUDE')}</w:p><w:p>{code('PICTURE x')}{end}",
        "in pieces": f"{begin}{code('INC')}{code('LUDETEXT x')}{end}",
        "deleted code": f"{begin}{code(import_, 'delInstrText')}{end}",
        "inside a code": f"{begin}{code('REF ')}{begin}{page}{end}{end}",
        "inside a result": f"{begin}{page}{separate}{complete(import_)[5:-6]}{end}",
        "simple inside a code": f"{begin}{code('REF ')}<w:fldSimple w:instr='PAGE'/>{end}",
        "an unknown mark": f"{begin}{page}{mark('start')}{end}",
        "code after the result": f"{begin}{page}{separate}{code(import_)}{end}",
    }
    made |= {name: f"<w:p>{inside}</w:p>" for name, inside in cut.items()}
    found = {f"field, {name}": word({}, xml) for name, xml in made.items()}
    head = f"<w:hdr {W}>{complete(import_)}</w:hdr>"
    found["field, in the header"] = word({HEADER: head})
    notes = f'<w:footnotes {W}><w:footnote w:id="1">{complete(import_)}</w:footnote></w:footnotes>'
    for kind in ("footnotes", "endnotes", "comments"):
        xml = notes.replace("footnote", kind[:-1])
        found[f"field, in {kind}"] = related(kind, f"{kind}.xml", f"{WORD}.{kind}+xml", xml)
    return found


def attacks() -> dict[str, bytes]:
    """Return every file that must be refused, by what it tries."""
    inside = {f"in the body, {name}": word({}, xml) for name, xml in INSIDE.items()}
    carried = {f"part, {name}": data for name, data in PARTS.items()}
    return _spelt() | _disguised() | inside | carried | _fields()
