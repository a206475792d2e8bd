"""Puts the parts of a template together into a Word file."""

from kvip_tui.export.word.document import ANY
from kvip_tui.store.packages.archive import TYPES, packed
from kvip_tui.store.shipped.report_forms import form_ids, shipped_form
from tests.templates import body, styles
from tests.templates.styles import HEAD
from tests.templates.words import WORDS

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# The parts of the document in the order of their ids, rId1 and on, and what each is.
PARTS = {
    "styles.xml": "styles",
    "numbering.xml": "numbering",
    "settings.xml": "settings",
    "header1.xml": "header",
    "header2.xml": "header",
    "footer2.xml": "footer",
    "footer1.xml": "footer",
    "fontTable.xml": "fontTable",
}


def templates() -> dict[str, bytes]:
    """Return every template by the name of its file."""
    return {
        f"{form}.{language}.docx": packed(parts(form, language))
        for form in (*form_ids(), ANY)
        for language in WORDS
    }


def parts(form_id: str, language: str) -> dict[str, bytes]:
    """Return the parts of the template of a form in a language."""
    words = WORDS[language]
    form = None if form_id == ANY else shipped_form(form_id, language)
    texts = {
        TYPES: _types(),
        "_rels/.rels": _relations(
            {
                "word/document.xml": f"{OFFICE}/officeDocument",
                "docProps/core.xml": f"{PACKAGE}/relationships/metadata/core-properties",
            }
        ),
        "docProps/core.xml": _core(),
        "word/_rels/document.xml.rels": _relations(
            {file: f"{OFFICE}/{kind}" for file, kind in PARTS.items()}
        ),
        "word/document.xml": body.document(form, words),
        "word/styles.xml": styles.styles(language),
        "word/numbering.xml": styles.numbering(),
        "word/settings.xml": styles.settings(language),
        "word/fontTable.xml": styles.fonts(),
        "word/header1.xml": body.header(words, 1, says=False),
        "word/header2.xml": body.header(words, 2, says=True),
        "word/footer1.xml": body.footer(words, says=False),
        "word/footer2.xml": body.footer(words, says=True),
    }
    return {name: text.encode() for name, text in texts.items()}


def _types() -> str:
    kinds = {"/word/document.xml": f"{WORD}.document.main+xml", "/docProps/core.xml": CORE}
    kinds |= {f"/word/{file}": f"{WORD}.{kind}+xml" for file, kind in PARTS.items()}
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _core() -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ title }} – {{ host }}</dc:title>'
        "</cp:coreProperties>"
    )
