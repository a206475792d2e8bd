"""The fields of Word, such as a page number: which may stand in a document, and with what.

A field computes what it shows when the document is opened, and some fetch a file or run a
program. Those that do not are listed, and each is held to the shape of what follows its name.
"""

import re
from typing import Final, NamedTuple

from kvip_tui.store.packages.rules import is_followed

# What may follow the name: nothing but switches and formats; one name of a place in the document
# or of a property; a text; an address.
_BARE: Final = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TITLE", "SUBJECT", "DATE", "TIME"),
        *("CREATEDATE", "SAVEDATE", "TOC", "INDEX"),
    }
)
_NAMING: Final = frozenset({"REF", "PAGEREF", "NOTEREF", "STYLEREF", "SEQ", "DOCPROPERTY"})
_TEXT: Final = frozenset({"TC", "XE"})
_LINK: Final = "HYPERLINK"
# The other names that Word takes for a field: none may hide where a name or a text should be.
_OTHERS: Final = """
    ADDRESSBLOCK ADVANCE ASK AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BARCODE
    BIBLIOGRAPHY CITATION COMPARE CONTROL DATABASE DDE DDEAUTO DISPLAYBARCODE DOCVARIABLE EDITTIME
    EMBED EQ FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN FORMTEXT FORMULA GLOSSARY GOTOBUTTON
    GREETINGLINE HTMLACTIVEX IF IMPORT INCLUDE INCLUDEPICTURE INCLUDETEXT INFO LASTSAVEDBY LINK
    LISTNUM MACROBUTTON MERGEBARCODE MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NUMCHARS NUMWORDS
    PRINT PRINTDATE PRIVATE QUOTE RD REVNUM SET SHAPE SKIPIF SUBSCRIBER SYMBOL TA TEMPLATE TOA
    USERADDRESS USERINITIALS USERNAME
"""
_NAMES: Final = frozenset(_OTHERS.split())
# A quoted text, a switch, or a word; a quotation mark that is not closed is none of them.
_PIECE: Final = re.compile(r'\s*(?:["”“]([^"”“]*)["”“]|(\\[^\s"”“\\]{1,2})|([^\s"”“\\]+))')
# A place outside; and a name that may be of a file.
_REACHES: Final = re.compile(r"://|\\|^\s*//|^\s*[a-z]:/", re.IGNORECASE)
_FILE: Final = re.compile(r"[:/]|\.\w+$")
_LONGEST: Final = 2000


class _Piece(NamedTuple):
    """A part of a field's code: a switch, or what stands beside one."""

    text: str
    switch: bool


def is_harmless(code: str) -> bool:
    """Return whether a field reaches nothing outside its document, and runs nothing."""
    pieces = _pieces(code) if len(code) <= _LONGEST else None
    if not pieces or pieces[0].switch:
        return False
    word, rest = pieces[0].text.upper(), pieces[1:]
    values = _unswitched(rest)
    if word == _LINK:
        return len(values) <= 1 and all(map(is_followed, values))
    said = [piece.text for piece in rest if not piece.switch]
    if any(text.strip().upper() in _NAMES or _REACHES.search(text) for text in said):
        return False
    if word in _NAMING:
        return len(values) == 1 and not _FILE.search(values[0])
    return word in _TEXT or (word in _BARE and not values)


def first_word(code: str) -> str:
    """Return what a field calls itself, to be shown."""
    return next(iter(code.split()), "")[:30]


def _pieces(code: str) -> list[_Piece] | None:
    """Return the words, switches and quoted texts of a code; None where it cannot be read."""
    at, text, pieces = 0, code.rstrip(), list[_Piece]()
    while at < len(text):
        found = _PIECE.match(text, at)
        if found is None:
            return None
        at = found.end()
        quoted, switch, word = found.groups()
        pieces.append(_Piece(switch or (word if quoted is None else quoted), bool(switch)))
    return pieces


def _unswitched(pieces: list[_Piece]) -> list[str]:
    """Return the values that belong to no switch before them."""
    before = [False, *(piece.switch for piece in pieces)]
    return [
        piece.text
        for piece, after_switch in zip(pieces, before, strict=False)
        if not (piece.switch or after_switch)
    ]
