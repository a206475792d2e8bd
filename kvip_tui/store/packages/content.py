"""What stands in one part of a package: elements, where they point, and the fields of Word."""

import re
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from kvip_tui.i18n import _
from kvip_tui.store.packages.fields import first_word, is_harmless
from kvip_tui.store.packages.rules import OFFICE, Rules, W, is_followed, leads_outside

# The namespaces of what office programs write; anything else belongs to another kind of document.
_KNOWN: Final = (
    *("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/"),
    *("urn:schemas-microsoft-com:", "http://purl.org/dc/", "http://schemas.libreoffice.org/"),
)
_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_VML: Final = "urn:schemas-microsoft-com:vml"
# What fetches, runs or holds something else, by its bare name, in whatever namespace it stands.
_ACTIVE: Final = frozenset(
    {
        *("altChunk", "subDoc", "object", "OLEObject", "control", "frameset", "frame", "mailMerge"),
        *("movie", "contentPart", "scriptAnchor", "entryMacro", "exitMacro", "webVideoPr"),
        *("audioFile", "videoFile", "quickTimeFile", "wavAudioFile", "audioCd", "externalData"),
        *("dde", "ddeLink", "oleLink", "applet", "embed", "iframe", "script"),
    }
)
# Attributes that hold an address by their nature, and those that hold words or formal names.
_ADDRESSES: Final = frozenset({"src", "href", "althref"})
_WORDS: Final = frozenset(
    {
        *("uri", "descr", "title", "tooltip", "alt", "val", "displayText", "value", "string"),
        *("prefixMappings", "style", "name", "author", "initials", "cat", "loTypeId", "qsTypeId"),
        *("csTypeId", "loCatId", "qsCatId", "csCatId", "uniqueId", "instr"),
    }
)
_SHAPES: Final = frozenset(
    f"{{{_VML}}}{shape}"
    for shape in ("shape", "rect", "group", "oval", "line", "polyline", "roundrect", "arc", "curve")
)
_P, _T = f"{{{W}}}p", f"{{{W}}}t"
_CHAR, _SIMPLE = f"{{{W}}}fldChar", f"{{{W}}}fldSimple"
_CODES: Final = frozenset({f"{{{W}}}instrText", f"{{{W}}}delInstrText"})


class NotListedError(Exception):
    """Something that is on no list.

    Args:
        part: The part and the place in it.
        kind: What it is, as the file calls it.
        address: Where it points, if it does.
        field: What the field of Word calls itself, if it is one.
    """

    def __init__(self, part: str, kind: str, address: str = "", field: str | None = None) -> None:
        super().__init__(part, kind)
        self.part, self.kind, self.address, self.field = part, kind, address, field


class _Open(Struct):
    """A field that has begun: its code so far, and whether that is over."""

    element: Any
    code: str = ""
    read: bool = False


class Content:
    """Looks through the XML of one part, and takes out what points at what was left out.

    Args:
        part: The name of the part.
        rules: The lists.
        relations: The relations of the part, by id.
        outside: Those that lead outside, with the kind of each.
        left_out: Those to what was left out.
    """

    def __init__(
        self,
        part: str,
        rules: Rules,
        relations: set[str],
        outside: Mapping[str, str],
        left_out: set[str],
    ) -> None:
        self._part, self._rules = part, rules
        self._relations, self._outside, self._left_out = relations, outside, left_out
        self._fields: list[_Open] = []

    def look_through(self, root: Any) -> None:
        """Refuse what is on no list.

        Raises:
            NotListedError: Something is.
        """
        gone = []
        for element in root.iter():
            self._look_at(element)
            gone += [element] if self._points_at_left_out(element) else []
            self._follow_field(element)
        if self._fields:
            raise self._field(self._fields[0].element, self._fields[0].code)
        for element in gone:
            if element.getparent() is not None:
                element.getparent().remove(element)

    def _look_at(self, element: Any) -> None:
        space, local = _split(element.tag)
        if local in _ACTIVE or not space.startswith(_KNOWN):
            raise NotListedError(self._place(element), local)
        for name, value in element.attrib.items():
            space, local = _split(name)
            if _is_reference(space, local):
                self._reference(element, local, value)
            elif local in _ADDRESSES:
                if local != "href" or element.tag not in _SHAPES or not is_followed(value):
                    raise NotListedError(self._place(element), local, value or "?")
            elif local not in _WORDS and leads_outside(value):
                raise NotListedError(self._place(element), local, value)

    def _reference(self, element: Any, local: str, value: str) -> None:
        """Refuse an id that names no relation, or one that leads outside from where none may."""
        if value and value not in self._relations:
            raise NotListedError(self._place(element), f"{_split(element.tag)[1]} {local} {value}")
        kind = self._outside.get(value)
        if kind is not None and self._rules.outside.get(element.tag) != kind:
            raise NotListedError(
                self._place(element), _split(element.tag)[1], kind.rpartition("/")[2]
            )

    def _points_at_left_out(self, element: Any) -> bool:
        return any(
            value in self._left_out and _is_reference(*_split(name))
            for name, value in element.attrib.items()
        )

    def _follow_field(self, element: Any) -> None:
        """Take the next element, where it belongs to a field, and refuse a field on no list."""
        tag, top = element.tag, self._fields[-1] if self._fields else None
        in_code = top is not None and not top.read
        if tag == _SIMPLE:
            code = element.get(f"{{{W}}}instr") or ""
            if in_code or not is_harmless(code):
                raise self._field(element, code)
        elif tag in _CODES:
            if top is None or top.read:
                raise self._field(element, element.text or "")
            top.code += element.text or ""
        elif tag == _CHAR:
            self._mark(element, element.get(f"{{{W}}}fldCharType") or "", top)

    def _mark(self, element: Any, kind: str, top: _Open | None) -> None:
        """Take a mark of where a field begins, has said what it is, or ends."""
        if kind == "begin" and (top is None or top.read):
            self._fields.append(_Open(element))
        elif kind == "separate" and top is not None and not top.read:
            self._over(top)
            top.read = True
        elif kind == "end" and top is not None:
            if not top.read:
                self._over(top)
            self._fields.pop()
        else:
            raise self._field(element, top.code if top is not None else "")

    def _over(self, field: _Open) -> None:
        if not is_harmless(field.code):
            raise self._field(field.element, field.code)

    def _field(self, element: Any, code: str) -> NotListedError:
        return NotListedError(self._place(element), "", field=first_word(code))

    def _place(self, element: Any) -> str:
        """Return where an element stands: the part, and the paragraph where it is in one."""
        inside = element if element.tag == _P else next(element.iterancestors(_P), None)
        if inside is None:
            return self._part
        root = element.getroottree().getroot()
        number = next(n for n, found in enumerate(root.iter(_P), 1) if found is inside)
        words = re.sub(r"\s+", " ", "".join(text.text or "" for text in inside.iter(_T)))
        first = words if len(words) <= 40 else f"{words[:39]}…"
        said = _("{part}, avsnitt {number} («{words}»)")
        return said.format(part=self._part, number=number, words=first)


def _is_reference(space: str, local: str) -> bool:
    """Return whether an attribute holds the id of a relation."""
    return space in {OFFICE, _STRICT} or local in {"relid", "relId", "pict"}


def _split(name: str) -> tuple[str, str]:
    """Return the namespace of a name, '' where it has none, and the bare name."""
    space, _brace, local = name.rpartition("}")
    return space.lstrip("{"), local
