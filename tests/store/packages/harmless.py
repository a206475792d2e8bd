"""Word files that people have, with what Word and LibreOffice put in them."""

from tests.store.packages.files import (
    MS,
    PNG,
    SVG,
    WORD,
    A,
    V,
    complete,
    related,
    relation,
    relations,
    types,
    word,
)
from tests.templates.body import paragraph, run
from tests.templates.styles import W

CODES = (
    *(
        ' TOC \\o "1-3" \\h \\z \\u ',
        " PAGEREF _Toc123 \\h ",
        " REF _Ref1 \\r \\h ",
        " SEQ Figur ",
    ),
    *(' DATE \\@ "d. MMMM yyyy" ', " PAGE  \\* MERGEFORMAT ", ' STYLEREF "Overskrift 1" '),
    *(' HYPERLINK "https://www.akuttnettverket.no/" \\o "Nettstedet" ', " STYLEREF 1 \\s "),
    *(' HYPERLINK \\l "_Toc1" ', ' XE "uro: om natten" ', " DOCPROPERTY Title \\* Upper "),
    *(' TC "tekst" \\l 1 ', " NUMPAGES ", " SEQ Tabell \\* ARABIC ", ' TIME \\@ "HH:mm" '),
)
LINK = '<w:p><w:hyperlink r:id="rId90"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
SHAPE = f'<w:p><w:r><w:pict><v:shape {V} href="https://x.no" alt="x"/></w:pict></w:r></w:p>'
BLIP = f'<w:p><w:r><a:blip {A} r:embed="rId90"/></w:r></w:p>'
ICON = (
    f'<w:p><w:r><a:blip {A} r:embed="rId1"><a:extLst><a:ext uri="{{96DAC541-7B7A}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'r:embed="rId90"/></a:ext></a:extLst></a:blip></w:r></w:p>'
)
FILES = {
    "a contents list with page numbers inside": word(
        {}, complete(' TOC \\o "1-2" ').replace(run("1"), complete("PAGEREF _Toc1 \\h")[5:-6])
    ),
    "a link": word(relations(relation("hyperlink", "https://x.no/?a=b&amp;c=d")), LINK),
    "a link to mail": word(relations(relation("hyperlink", "mailto:post@x.no")), LINK),
    "a link of a shape": word({}, SHAPE),
    "a picture": word(
        {
            **types('<Default Extension="PNG" ContentType="image/png"/>'),
            **relations(relation("image", "media/image1.png", "")),
            "word/media/image1.png": PNG,
        },
        BLIP,
    ),
    "an icon": word(
        {
            **types('<Default Extension="svg" ContentType="image/svg+xml"/>'),
            **relations(relation("image", "media/image1.svg", "")),
            "word/media/image1.svg": SVG,
        },
        ICON,
    ),
    "a template of the hospital": word(
        relations(relation("attachedTemplate", "file:///X:/Maler/x.dotx"))
    ),
    "building blocks": related(
        *("glossaryDocument", "glossary/document.xml", f"{WORD}.document.glossary+xml"),
        f"<w:glossaryDocument {W}/>",
    ),
    "what was stored beside it": related("customXml", "../customXml/item1.xml", "x", "<a/>"),
    "a label": related(
        f"{MS}/2020/02/relationships/classificationlabels", "../docMetadata/LabelInfo.xml", "x"
    ),
    "a second body in words": word({}, paragraph("http://x.example er en adresse")),
}


def harmless() -> dict[str, bytes]:
    """Return every file that must be let in, by what it holds."""
    return FILES | {f"field{code}": word({}, complete(code)) for code in CODES}
