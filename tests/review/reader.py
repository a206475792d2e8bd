"""Somebody who reads a report in an office program: comments, changes with and without track."""

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, Self
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml import etree

from kvip_tui.store.packages.archive import packed, unpacked

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Reader:
    """A Word document that somebody works in; ``by`` is who."""

    def __init__(self, path: Path, by: str = "Berit Moe") -> None:
        self.parts = unpacked(path.read_bytes())
        self.root = parse_xml(self.parts["word/document.xml"])
        self.by = by
        self._comments: list[tuple[str, str, str]] = []

    def paragraphs(self) -> Iterator[Any]:
        """Yield the paragraphs of the body."""
        yield from self.root.iter(qn("w:p"))

    def paragraph(self, begins: str) -> Any:
        """Return the paragraph whose words begin so."""
        return next(p for p in self.paragraphs() if self.words(p).startswith(begins))

    def words(self, paragraph: Any) -> str:
        """Return the words of a paragraph."""
        return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))

    def run(self, paragraph: Any) -> Any:
        """Return the first run of a paragraph that has words."""
        return next(r for r in paragraph.iter(qn("w:r")) if r.find(qn("w:t")) is not None)

    def comment(self, begins: str, text: str, *, by: str = "", answers: int | None = None) -> Self:
        """Say something of a paragraph, or answer the comment of that number."""
        number = len(self._comments)
        paragraph = self.paragraph(begins)
        run = self.run(paragraph)
        run.addprevious(parse_xml(f'<w:commentRangeStart {nsdecls("w")} w:id="{number}"/>'))
        run.addnext(parse_xml(f'<w:r {nsdecls("w")}><w:commentReference w:id="{number}"/></w:r>'))
        run.addnext(parse_xml(f'<w:commentRangeEnd {nsdecls("w")} w:id="{number}"/>'))
        parent = "" if answers is None else f"{answers + 1:08X}"
        self._comments.append((by or self.by, text, parent))
        return self

    def tracked(self, tag: str, words: str, by: str = "") -> Any:
        """Return words that were inserted or deleted while that was kept track of."""
        inner = "delText" if tag in {"del"} else "t"
        return parse_xml(
            f'<w:{tag} {nsdecls("w")} w:id="900" w:author="{by or self.by}" '
            f'w:date="2021-03-20T10:00:00Z"><w:r><w:{inner} xml:space="preserve">{escape(words)}'
            f"</w:{inner}></w:r></w:{tag}>"
        )

    def replace(self, begins: str, old: str, new: str, *, track: bool = True, by: str = "") -> Self:
        """Write other words in a paragraph in the place of some."""
        run = self.run(self.paragraph(begins))
        text = run.find(qn("w:t"))
        before, _old, after = (text.text or "").partition(old)
        if not track:
            text.text = f"{before}{new}{after}"
            return self
        rest = deepcopy(run)
        text.text, rest.find(qn("w:t")).text = before, after
        for one in (text, rest.find(qn("w:t"))):
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made = [self.tracked("del", old, by), self.tracked("ins", new, by), rest]
        for element in reversed(
            [one for one, word in zip(made, (old, new, " "), strict=True) if word]
        ):
            run.addnext(element)
        return self

    def at_end(self, begins: str, words: str, *, track: bool = True) -> Self:
        """Write on at the end of a paragraph, behind whatever stands there."""
        made = self.tracked("ins", words)
        self.paragraph(begins).append(made if track else made[0])
        return self

    def added(self, behind: str, words: str, *, track: bool = True) -> Self:
        """Write a paragraph behind another one."""
        made = parse_xml(f"<w:p {nsdecls('w')}/>")
        self.paragraph(behind).addnext(made)
        inserted = self.tracked("ins", words)
        made.append(inserted if track else inserted[0])
        return self

    def struck(self, begins: str, *, track: bool = True) -> Self:
        """Take a paragraph out."""
        paragraph = self.paragraph(begins)
        if not track:
            paragraph.getparent().remove(paragraph)
            return self
        self._instead(paragraph, "del")
        return self

    def _instead(self, paragraph: Any, tag: str) -> None:
        """Let the words of a paragraph stand in it as tracked ones."""
        runs = [r for r in paragraph.iter(qn("w:r")) if r.find(qn("w:t")) is not None]
        for run in runs:
            words = "".join(text.text or "" for text in run.iter(qn("w:t")))
            run.addnext(self.tracked(tag, words))
            run.getparent().remove(run)

    def moved(self, begins: str, behind: str, *, track: bool = True) -> Self:
        """Move a paragraph behind another one."""
        paragraph = self.paragraph(begins)
        target = self.paragraph(behind)
        if not track:
            target.addnext(paragraph)
            return self
        words = self.words(paragraph)
        here = parse_xml(f"<w:p {nsdecls('w')}/>")
        here.append(self.tracked("moveTo", words))
        target.addnext(here)
        self._instead(paragraph, "moveFrom")
        return self

    def rewritten(self) -> Self:
        """Lose every name, as programs do that write a document anew in their own way."""
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(self.root.iter(qn(f"w:{tag}"))):
                mark.getparent().remove(mark)
        return self

    def put(self, xml: str) -> Self:
        """Put a raw element at the end of the body, before what says how pages look."""
        self.root.body.insert(len(self.root.body) - 1, parse_xml(xml))
        return self

    def save(self, path: Path, last_by: str = "Berit Moe") -> Path:
        """Store the document."""
        self.parts["word/document.xml"] = etree.tostring(self.root)
        if self._comments:
            self._add_comments()
        core = re.sub(
            rb"<cp:lastModifiedBy>.*?</cp:lastModifiedBy>", b"", self.parts["docProps/core.xml"]
        )
        said = f"<cp:lastModifiedBy>{last_by}</cp:lastModifiedBy></cp:coreProperties>".encode()
        self.parts["docProps/core.xml"] = core.replace(b"</cp:coreProperties>", said)
        path.write_bytes(packed(self.parts))
        return path

    def _add_comments(self) -> None:
        w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
        made = "".join(
            f'<w:comment w:id="{n}" w:author="{by}"><w:p w14:paraId="{n + 1:08X}"><w:r><w:t>{text}'
            "</w:t></w:r></w:p></w:comment>"
            for n, (by, text, _parent) in enumerate(self._comments)
        )
        self.parts["word/comments.xml"] = (
            f"<w:comments {nsdecls('w')} {w14}>{made}</w:comments>".encode()
        )
        more = "".join(
            f'<w15:commentEx w15:paraId="{n + 1:08X}" w15:paraIdParent="{parent}" w15:done="0"/>'
            for n, (_by, _text, parent) in enumerate(self._comments)
            if parent
        )
        self.parts["word/commentsExtended.xml"] = (
            f'<w15:commentsEx xmlns:w15="{w15}">{more}</w15:commentsEx>'.encode()
        )
        self._relate("comments", f"{_KIND}/comments", f"{_WORD}.comments+xml")
        self._relate(
            "commentsExtended",
            "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
            f"{_WORD}.commentsExtended+xml",
        )

    def _relate(self, name: str, kind: str, content: str) -> None:
        rels = "word/_rels/document.xml.rels"
        self.parts[rels] = self.parts[rels].replace(
            b"</Relationships>",
            f'<Relationship Id="x{name}" Type="{kind}" Target="{name}.xml"/>'.encode()
            + b"</Relationships>",
        )
        self.parts["[Content_Types].xml"] = self.parts["[Content_Types].xml"].replace(
            b"</Types>",
            f'<Override PartName="/word/{name}.xml" ContentType="{content}"/></Types>'.encode(),
        )
