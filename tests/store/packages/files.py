"""Word files with some parts changed or added."""

import posixpath
from collections.abc import Mapping

from kvip_tui.store.packages.archive import TYPES, packed
from tests.export.report.documents import DIGITAL
from tests.export.word.pages import BODY, body
from tests.templates.body import run
from tests.templates.package import OFFICE, parts

LINKS = "word/_rels/document.xml.rels"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MS = "http://schemas.microsoft.com/office"
AWAY = "http://x.example/a.png"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
V = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    b'<image xlink:href="http://x.example/a.png"/></svg>'
)


def word(changed: Mapping[str, str | bytes] = {}, *inside: str) -> bytes:
    """Return a Word file with some parts changed or added, and *inside* in its body."""
    made: dict[str, bytes] = parts(DIGITAL, "nb")
    if inside:
        made[BODY] = body(*inside).encode()
    for part, data in changed.items():
        made[part] = data.encode() if isinstance(data, str) else data
    return packed(made)


def relations(*more: str, name: str = LINKS) -> dict[str, str]:
    """Return the relations of the body with some more, as they are spelt."""
    made = parts(DIGITAL, "nb")[name].decode()
    return {name: made.replace("</Relationships>", f"{''.join(more)}</Relationships>")}


def types(*more: str) -> dict[str, str]:
    """Return the list of kinds with some more."""
    made = parts(DIGITAL, "nb")[TYPES].decode()
    return {TYPES: made.replace("</Types>", f"{''.join(more)}</Types>")}


def relation(
    kind: str = "image",
    target: str = AWAY,
    mode: str = ' TargetMode="External"',
    id_: str = "rId90",
) -> str:
    """Return a relation, as Word spells it."""
    kind = kind if "/" in kind else f"{OFFICE}/{kind}"
    return f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"{mode}/>'


def related(kind: str, target: str, content: str, data: bytes | str = b"<x/>") -> bytes:
    """Return a Word file with a part more, which the body leads to."""
    part = posixpath.normpath(f"word/{target}")
    more = {part: data, **types(f'<Override PartName="/{part}" ContentType="{content}"/>')}
    return word({**more, **relations(relation(kind, target, ""))})


def mark(kind: str) -> str:
    """Return a mark of where a field begins, has said what it is, or ends."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str, name: str = "instrText") -> str:
    """Return what a field says it is."""
    return f"<w:r><w:{name}>{text}</w:{name}></w:r>"


def complete(text: str) -> str:
    """Return a paragraph with a field that has a result."""
    return f"<w:p>{mark('begin')}{code(text)}{mark('separate')}{run('1')}{mark('end')}</w:p>"
