"""The door for files that others made: every part parsed, and only what is on the lists let in.

What comes out is written anew from what was parsed, so that whoever reads it next sees exactly
what was looked at: no entity, no comment, no other encoding, no part that nothing leads to.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from lxml import etree
from msgspec import Struct

from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.packages.archive import MOST_XML, TYPES, invalid, read_archive
from kvip_tui.store.packages.content import Content, NotListedError
from kvip_tui.store.packages.rules import (
    LINK,
    MAIN,
    PACKAGE,
    TEMPLATE,
    Rules,
    is_followed,
    is_picture,
)

_TYPES: Final = f"{PACKAGE}/content-types"
_RELATIONS: Final = f"{PACKAGE}/relationships"
_RELATIONS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_DRAWN: Final = "image/svg+xml"
_NAME: Final = re.compile(r"[\w .()+,=@~$!-]++(?:/[\w .()+,=@~$!-]++)*+")
_MACROS: Final = re.compile(r"macro|vba", re.IGNORECASE)
_EMBEDDED: Final = re.compile(
    r"embed|activeX|afchunk|oleObject|control|package$|subDocument|frame$", re.IGNORECASE
)


class Relation(Struct, frozen=True):
    """What leads from a part to another, or outside: its kind and where it leads."""

    id: str
    kind: str
    target: str
    outside: bool


def read_package(path: Path, rules: Rules) -> dict[str, bytes]:
    """Return the parts of the package in a file, written anew, the list of their kinds first.

    Raises:
        UserError: It cannot be read, or holds something that is on no list of *rules*; the part
            and what it holds are named.
    """
    parts = read_archive(path, rules.said)
    try:
        return _Door(path, rules, parts).let_in()
    except (etree.XMLSyntaxError, BrokenError) as error:
        raise invalid(path, rules.said) from error
    except NotListedError as refused:
        raise UserError(_sentence(path, refused)) from None


def parsed(data: bytes) -> Any:
    """Return the root of XML that somebody else wrote.

    Raises:
        BrokenError: It is in another encoding, declares entities, or is too much.
        XMLSyntaxError: It is no XML.
    """
    if len(data) > MOST_XML:
        raise BrokenError
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenError from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text or "\0" in text:
        raise BrokenError
    # The encoding is said here: one that the text declares for itself is not asked for.
    parser = etree.XMLParser(
        **{"encoding": "utf-8", "resolve_entities": False, "no_network": True, "load_dtd": False},
        **{"huge_tree": False, "remove_comments": True, "remove_pis": True},
    )
    return etree.fromstring(text.encode(), parser)


class BrokenError(Exception):
    """A package that does not hang together."""


class _Door:
    """Looks through one package."""

    def __init__(self, path: Path, rules: Rules, parts: dict[str, bytes]) -> None:
        self._path, self._rules, self._parts = path, rules, parts
        self._types: dict[str, str] = {}
        self._roots: dict[str, Any] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}

    def let_in(self) -> dict[str, bytes]:
        """Return what is let in, written anew."""
        self._types = self._kinds()
        self._roots = {name: parsed(data) for name, data in self._parts.items() if self._xml(name)}
        self._relations = {name: tuple(self._leading(name)) for name in ("", *self._parts)}
        main = [relation for relation in self._relations[""] if relation.kind == MAIN]
        if len(main) != 1 or main[0].outside:
            raise BrokenError
        as_ = {main[0].target: self._main(main[0].target)}
        kept = self._reached(main[0].target, everything=False)
        every = set(self._reached(main[0].target, everything=True))
        for name, kind in self._types.items():
            beside = name == TYPES or name.endswith(".rels") or name in every
            if not beside and kind not in self._rules.types:
                raise NotListedError(name, kind)
        for name in ("", *kept):
            self._look_at(name)
        return self._written({name: as_.get(name, self._types[name]) for name in kept})

    def _reached(self, main: str, *, everything: bool) -> list[str]:
        """Return the parts that the package leads to, the main one first."""
        found, to_do = {main: None}, ["", main]
        while to_do:
            for relation in self._relations[to_do.pop(0)]:
                if relation.outside or relation.target in found:
                    continue
                if everything or not self._is_left_out(relation):
                    found[relation.target] = None
                    to_do.append(relation.target)
        return list(found)

    def _xml(self, name: str) -> bool:
        """Return whether a part is XML, whatever its name says."""
        kind = self._types.get(name, "")
        return name == TYPES or name.endswith((".xml", ".rels")) or kind.endswith("xml")

    def _kinds(self) -> dict[str, str]:
        """Return the kind of each part, as the package says it."""
        if TYPES not in self._parts:
            raise BrokenError
        endings, named = dict[str, str](), dict[str, str]()
        for item in parsed(self._parts[TYPES]):
            kind = item.get("ContentType") or ""
            if item.tag == f"{{{_TYPES}}}Default":
                endings[(item.get("Extension") or "").casefold()] = kind
            elif item.tag == f"{{{_TYPES}}}Override":
                named[(item.get("PartName") or "").lstrip("/").casefold()] = kind
            else:
                raise BrokenError
        found = {}
        for name in self._parts:
            if name != TYPES and not _NAME.fullmatch(name):
                raise NotListedError(name, "")
            ending = name.rpartition(".")[2].casefold()
            found[name] = named.get(name.casefold()) or endings.get(ending, "")
        return found

    def _main(self, name: str) -> str:
        """Return what the main part is kept as."""
        kind = self._types.get(name, "")
        if kind in self._rules.main:
            return self._rules.main[kind]
        if _MACROS.search(kind):
            raise NotListedError(name, kind)
        raise BrokenError

    def _leading(self, name: str) -> Iterator[Relation]:
        """Yield what leads from a part, each to a part that is there."""
        folder, beside = posixpath.dirname(name), _beside(name)
        root = self._roots.get(beside)
        seen = set[str]()
        for item in () if root is None else root:
            if item.tag != f"{{{_RELATIONS}}}Relationship" or item.get("Id") in {*seen, None}:
                raise BrokenError
            seen.add(item.get("Id"))
            mode = item.get("TargetMode") or "Internal"
            kind, target = item.get("Type") or "", item.get("Target") or ""
            if mode not in {"Internal", "External"}:
                raise NotListedError(beside, mode)
            if mode == "Internal":
                target = self._target(folder, target)
            yield Relation(item.get("Id"), kind, target, mode == "External")

    def _target(self, folder: str, target: str) -> str:
        """Return the part that a relation leads to, as the zip calls it."""
        said = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").casefold()
        found = next((name for name in self._parts if name.casefold() == said), None)
        if found is None or found == TYPES or found.endswith(".rels"):
            raise BrokenError
        return found

    def _is_left_out(self, relation: Relation) -> bool:
        """Return whether what a relation leads to is left out, as a picture drawn a second way."""
        if relation.outside:
            return False
        kind = self._types.get(relation.target, "")
        return relation.kind in self._rules.left_out or kind == _DRAWN

    def _look_at(self, name: str) -> None:
        """Refuse what a part holds that is on no list, and what leads from it."""
        relations = self._relations[name]
        for relation in relations:
            self._look_at_relation(name, relation)
        if name in self._roots:
            left_out = {item.id for item in relations if self._is_left_out(item)}
            outside = {item.id: item.kind for item in relations if item.outside}
            ids = {item.id for item in relations}
            Content(name, self._rules, ids, outside, left_out).look_through(self._roots[name])
        elif name and self._types[name].startswith("image/") and not is_picture(self._parts[name]):
            raise NotListedError(name, self._types[name])

    def _look_at_relation(self, name: str, relation: Relation) -> None:
        kind = relation.kind.rpartition("/")[2]
        if relation.outside:
            follows = relation.kind == LINK and is_followed(relation.target)
            if not follows and relation.kind != TEMPLATE:
                raise NotListedError(_beside(name), kind, relation.target or "?")
        elif relation.kind != MAIN and not self._is_left_out(relation):
            types = self._rules.relations.get(relation.kind, frozenset())
            if self._types[relation.target] not in types:
                raise NotListedError(relation.target, kind)

    def _written(self, kept: Mapping[str, str]) -> dict[str, bytes]:
        """Return the package as it was understood: the parts of these kinds."""
        types = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        etree.SubElement(types, "Default", Extension="rels", ContentType=_RELATIONS_TYPE)
        for name, kind in kept.items():
            etree.SubElement(types, "Override", PartName=f"/{name}", ContentType=kind)
        made = {TYPES: _bytes(types)}
        for name in ("", *kept):
            if name:
                made[name] = _bytes(self._roots[name]) if name in self._roots else self._parts[name]
            found = [item for item in self._relations[name] if not self._is_left_out(item)]
            if found:
                made[_beside(name)] = _links(found)
        return made


def _beside(name: str) -> str:
    """Return the part that says what leads from a part."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _links(relations: Iterable[Relation]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for item in relations:
        target = item.target if item.outside else f"/{item.target}"
        mode = {"TargetMode": "External"} if item.outside else {}
        etree.SubElement(root, "Relationship", Id=item.id, Type=item.kind, Target=target, **mode)
    return _bytes(root)


def _bytes(root: Any) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _sentence(path: Path, refused: NotListedError) -> str:
    """Return what to say of what is on no list: the part, what it is, and what to do."""
    what = f"{refused.part} {refused.kind}"
    if _MACROS.search(what):
        said = _("{path} inneholder makroer ({part}): lagre den som et vanlig dokument uten dem.")
    elif _EMBEDDED.search(what):
        said = _("{path} har en annen fil inni seg ({part}, {kind}): slett objektet fra fila.")
    elif refused.address:
        said = _(
            "{path} henter noe utenfra ({part}, {kind}: {address}): sett det inn i fila, "
            "eller slett det."
        )
    elif refused.field is not None:
        said = _("{path}, {part}: Word-feltet «{field}» kan hente noe utenfra: slett det.")
    else:
        said = _("{path} har noe som ikke kan være med ({part}, {kind}): slett det fra fila.")
    return said.format(
        path=path,
        part=refused.part[:120],
        kind=refused.kind[:80] or _("ukjent slag"),
        address=refused.address[:80],
        field=refused.field,
    )
