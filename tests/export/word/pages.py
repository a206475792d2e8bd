"""Word files for the tests: templates with whatever is to be tried, and what became of them."""

import re
from collections.abc import Mapping
from pathlib import Path

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kvip_tui.store.packages.archive import packed, unpacked
from tests.export.report.documents import DIGITAL
from tests.templates.body import R, paragraph
from tests.templates.package import parts
from tests.templates.styles import HEAD, W

BODY, HEADER, FOOTER, CORE = (
    *("word/document.xml", "word/header2.xml", "word/footer2.xml", "docProps/core.xml"),
)
# What places everything, so that a template can be about something else.
ALL = (
    "{{ title }}{{ visit }}{{ host }}{{ date }}{{ leader }}{{ version }}"
    "{% for p1 in team %}{{ p1 }}{% endfor %}{% for p1 in hosts %}{{ p1 }}{% endfor %}"
    "{% for s in sections %}{% for t in s.prose %}{{ t }}{% endfor %}"
    "{% for t in s.points %}{{ t.topic }}{{ t.text }}{{ t.status }}{% endfor %}"
    "{% for t in s.measures %}{{ t.theme }}{{ t.proposal }}{{ t.who }}{{ t.when }}{% endfor %}"
    "{% endfor %}{% for r1 in review %}{{ r1.step }}{{ r1.due }}{{ r1.done }}{% endfor %}"
)


def body(*paragraphs: str) -> str:
    """Return a body of paragraphs, given as text or as XML."""
    inside = "".join(
        p if p.startswith("<w:p>") or "<w:tbl" in p else paragraph(p) for p in paragraphs
    )
    edges = '<w:headerReference w:type="default" r:id="rId5"/>'
    return (
        f"{HEAD}<w:document {W} {R}><w:body>{inside}<w:sectPr>{edges}</w:sectPr></w:body>"
        "</w:document>"
    )


def template(folder: Path, changed: Mapping[str, str | bytes], name: str = "mal.docx") -> Path:
    """Write the digital template with some parts changed or added, and return where."""
    made: dict[str, bytes] = parts(DIGITAL, "nb")
    for part, text in changed.items():
        made[part] = text.encode() if isinstance(text, str) else text
    path = folder / name
    path.write_bytes(packed(made))
    return path


def root(content: bytes, part: str = BODY) -> BaseOxmlElement:
    """Return the XML of a part of a document."""
    return parse_xml(unpacked(content)[part])


def lines(content: bytes, part: str = BODY) -> list[str]:
    """Return the text of each paragraph of a part, line breaks and tabs as they are shown."""
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return [
        "".join(
            item.text or "" if item.tag == qn("w:t") else signs.get(item.tag, "")
            for item in found.iter(qn("w:t"), *signs)
            if item.getparent().tag == qn("w:r")
        )
        for found in root(content, part).iter(qn("w:p"))
    ]


def styled(content: bytes, part: str = BODY) -> str:
    """Return the paragraphs of a part with the style of each, one a line."""
    styles = [
        re.sub(r"^$", "Normal", found.style or "") for found in root(content, part).iter(qn("w:p"))
    ]
    shown = (line.replace("\n", "⏎").replace("\t", "⇥") for line in lines(content, part))
    return "".join(f"[{style}] {line}\n" for style, line in zip(styles, shown, strict=True))
