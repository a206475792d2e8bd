"""What a package may hold, by list: kinds of parts, relations, elements that point, and at what.

What is on no list is refused. The lists hold what Word and LibreOffice write of themselves.
"""

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.store.packages.archive import REVIEWED as REVIEWED_SENTENCES
from kvip_tui.store.packages.archive import SPREADSHEET as SHEET_SENTENCES
from kvip_tui.store.packages.archive import WORD as WORD_SENTENCES
from kvip_tui.store.packages.archive import Sentences

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHEET_XML: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MS: Final = "http://schemas.microsoft.com/office"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_VND: Final = "application/vnd.openxmlformats-officedocument"
_DRAWN: Final = f"{_VND}.drawingml"
_CORE: Final = frozenset({"application/vnd.openxmlformats-package.core-properties+xml"})
MAIN: Final = f"{OFFICE}/officeDocument"
LINK: Final = f"{OFFICE}/hyperlink"
TEMPLATE: Final = f"{OFFICE}/attachedTemplate"

# How the pictures begin that may stand in a document: programs go by this, not by the name.
_PICTURES: Final = (
    *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*"),
    *(b"\x01\0\0\0", b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x02\0\x09\0"),
)
_PICTURE_TYPES: Final = frozenset(
    f"image/{kind}"
    for kind in ("png", "jpeg", "jpg", "gif", "bmp", "tiff", "x-emf", "emf", "x-wmf", "wmf")
)
# What a link may lead to: people see it and click it, and nothing is fetched before.
_FOLLOWED: Final = re.compile(r"(?:https?://[^\s\\]+|mailto:[^\s\\]+|#\S*)", re.IGNORECASE)
# What names a place outside: an address, a share, a drive.
_OUTSIDE: Final = re.compile(
    r"://|^\s*(?:\\\\|//|[a-z]:[\\/]|(?:file|ftps?|smb|data|cid|res|jar|mhtml|about|"
    r"javascript|vbscript|search-ms|ms-[a-z]+|webdavs?):)",
    re.IGNORECASE,
)


class Rules(Struct, frozen=True):
    """What may be in a package of one kind.

    Args:
        main: The kinds that its main part may be of, and what each is kept as.
        relations: Each kind of relation to another part, with the kinds of part it may lead to.
        left_out: The kinds of relation that are left out, with what they lead to.
        outside: Which element may point outside the package, and by what kind of relation.
        folder: Where its main part lies, as «word/».
        said: What is said of a file that is something else.
    """

    main: Mapping[str, str]
    relations: Mapping[str, frozenset[str]]
    left_out: frozenset[str]
    outside: Mapping[str, str]
    folder: str
    said: Sentences

    @property
    def types(self) -> frozenset[str]:
        """The kinds of part that may be in the package."""
        return frozenset(self.main).union(*self.relations.values())


def _word(*kinds: str) -> dict[str, frozenset[str]]:
    """Return the relations to parts that are called as the relation is."""
    return {f"{OFFICE}/{kind}": frozenset({f"{_WORD}.{kind}+xml"}) for kind in kinds}


WORD: Final = Rules(
    main={
        f"{_WORD}.document.main+xml": f"{_WORD}.document.main+xml",
        # A .dotx is a .docx that says of itself that it is a template.
        f"{_WORD}.template.main+xml": f"{_WORD}.document.main+xml",
    },
    relations={
        **_word("styles", "numbering", "settings", "webSettings", "fontTable"),
        **_word("header", "footer", "footnotes", "endnotes", "comments"),
        f"{OFFICE}/theme": frozenset({f"{_VND}.theme+xml"}),
        f"{OFFICE}/image": _PICTURE_TYPES,
        f"{OFFICE}/font": frozenset({f"{_VND}.obfuscatedFont"}),
        f"{OFFICE}/diagramData": frozenset({f"{_DRAWN}.diagramData+xml"}),
        f"{OFFICE}/diagramLayout": frozenset({f"{_DRAWN}.diagramLayout+xml"}),
        f"{OFFICE}/diagramQuickStyle": frozenset({f"{_DRAWN}.diagramStyle+xml"}),
        f"{OFFICE}/diagramColors": frozenset({f"{_DRAWN}.diagramColors+xml"}),
        f"{_MS}/2007/relationships/diagramDrawing": frozenset(
            {"application/vnd.ms-office.drawingml.diagramDrawing+xml"}
        ),
        f"{_MS}/2007/relationships/stylesWithEffects": frozenset(
            {"application/vnd.ms-word.stylesWithEffects+xml"}
        ),
        f"{_MS}/2011/relationships/commentsExtended": frozenset({f"{_WORD}.commentsExtended+xml"}),
        f"{_MS}/2011/relationships/people": frozenset({f"{_WORD}.people+xml"}),
        f"{_MS}/2016/09/relationships/commentsIds": frozenset({f"{_WORD}.commentsIds+xml"}),
        f"{_MS}/2018/08/relationships/commentsExtensible": frozenset(
            {f"{_WORD}.commentsExtensible+xml"}
        ),
        f"{PACKAGE}/relationships/metadata/core-properties": _CORE,
        # LibreOffice writes it so.
        f"{OFFICE.replace('officeDocument', 'officedocument')}/metadata/core-properties": _CORE,
        f"{OFFICE}/extended-properties": frozenset({f"{_VND}.extended-properties+xml"}),
        f"{OFFICE}/custom-properties": frozenset({f"{_VND}.custom-properties+xml"}),
    },
    left_out=frozenset(
        {
            *(f"{OFFICE}/{kind}" for kind in ("customXml", "glossaryDocument", "printerSettings")),
            f"{PACKAGE}/relationships/metadata/thumbnail",
            f"{_MS}/2006/relationships/keyMapCustomizations",
            f"{_MS}/2019/05/relationships/documenttasks",
            f"{_MS}/2020/02/relationships/classificationlabels",
            f"{_MS}/2020/10/relationships/intelligence",
        }
    ),
    outside={
        f"{{{W}}}hyperlink": LINK,
        f"{{{W}}}attachedTemplate": TEMPLATE,
        f"{{{_A}}}hlinkClick": LINK,
        f"{{{_A}}}hlinkHover": LINK,
        f"{{{_A}}}hlinkMouseOver": LINK,
    },
    folder="word/",
    said=WORD_SENTENCES,
)


# What comes back from those who have read the report: read, and never sent on.
REVIEWED: Final = replace(WORD, said=REVIEWED_SENTENCES)

_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# A spreadsheet that a timetable is read from: its cells are read, and nothing of it is sent on.
SPREADSHEET: Final = Rules(
    main={f"{_SHEET}.sheet.main+xml": f"{_SHEET}.sheet.main+xml"},
    relations={
        f"{OFFICE}/worksheet": frozenset({f"{_SHEET}.worksheet+xml"}),
        f"{OFFICE}/styles": frozenset({f"{_SHEET}.styles+xml"}),
        f"{OFFICE}/sharedStrings": frozenset({f"{_SHEET}.sharedStrings+xml"}),
        f"{OFFICE}/theme": frozenset({f"{_VND}.theme+xml"}),
        f"{PACKAGE}/relationships/metadata/core-properties": _CORE,
        f"{OFFICE.replace('officeDocument', 'officedocument')}/metadata/core-properties": _CORE,
        f"{OFFICE}/extended-properties": frozenset({f"{_VND}.extended-properties+xml"}),
        f"{OFFICE}/custom-properties": frozenset({f"{_VND}.custom-properties+xml"}),
    },
    left_out=frozenset(
        {
            *(f"{OFFICE}/{kind}" for kind in ("calcChain", "customXml", "printerSettings")),
            *(f"{OFFICE}/{kind}" for kind in ("drawing", "vmlDrawing", "comments", "table")),
            f"{OFFICE}/sheetMetadata",
            f"{PACKAGE}/relationships/metadata/thumbnail",
            f"{_MS}/2017/10/relationships/threadedComment",
            f"{_MS}/2017/10/relationships/person",
            f"{_MS}/2020/02/relationships/classificationlabels",
        }
    ),
    outside={f"{{{_SHEET_XML}}}hyperlink": LINK},
    folder="xl/",
    said=SHEET_SENTENCES,
)


def is_followed(address: str) -> bool:
    """Return whether an address is one that people click, and that nothing is fetched from."""
    return _FOLLOWED.fullmatch(address.strip()) is not None


def leads_outside(value: str) -> bool:
    """Return whether a value names a place outside the package."""
    return _OUTSIDE.search(value) is not None


def is_picture(data: bytes) -> bool:
    """Return whether a part begins as a picture of a kind that holds nothing but itself."""
    return data.startswith(_PICTURES)
