"""Jinja for templates that anybody may have written: fields, conditions and loops, nothing else.

The template sees plain fields. It cannot call, calculate, index, filter, define or import, and no
attribute of a Python object is ever looked up. What it makes is bounded in steps and in size.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

MOST_STEPS: Final = 100_000
MOST_TEXT: Final = 30_000_000
LOOP: Final = ("first", "last", "index", "length")
_ALLOWED: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr),
    *(nodes.For, nodes.If, nodes.Not, nodes.And, nodes.Or),
)
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Braces too: docxtpl turns «{_{» in the finished document into «{{».
_ESCAPES: Final = {ord(char): f"&#{ord(char)};" for char in "&<>\"'{}"}


class XmlText(str):
    """Text that may stand in XML as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text: it is escaped already."""
        return self


class Field(Struct, frozen=True):
    """A text of the report that a template can place.

    Args:
        key: Tells it from all others; what stands before its last dot is its row.
        text: What it says, possibly nothing.
        path: Where a template finds it.
        heading: What it belongs under in the report.
    """

    key: str
    text: str
    path: str = ""
    heading: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


# What a report is to its template: texts, flags, groups of named things, and lists.
Plain: TypeAlias = "Field | bool | Mapping[str, Plain] | tuple[Plain, ...]"


class Rows:
    """A list that a template can go through; all lists of a document share their steps."""

    __slots__ = ("_items", "_placing")

    def __init__(self, items: tuple[object, ...], placing: "Placing") -> None:
        self._items = items
        self._placing = placing

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[object]:
        for item in self._items:
            self._placing.step()
            yield item


class Placing:
    """What a template has placed so far, by key, and how many steps it took.

    ``sign`` says of a field, where it is shown, which one it is.
    """

    def __init__(self, sign: Callable[[str, str], str] = lambda _key, text: text) -> None:
        self.placed: set[str] = set()
        self._sign = sign
        self._steps = 0

    def step(self) -> None:
        """Count a step of a loop; refuses one too many."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise SecurityError("too many steps")

    def visible(self, value: Plain) -> object:
        """Return the same with its lists as rows: what the template sees."""
        if isinstance(value, Mapping):
            return {name: self.visible(item) for name, item in value.items()}
        if isinstance(value, tuple):
            return Rows(tuple(map(self.visible, value)), self)
        return value

    def shown(self, value: object) -> str:
        """Return what a template prints as XML, and note that it was placed."""
        text = printed(value)
        if isinstance(value, Field):
            self.placed.add(value.key)
            text = self._sign(value.key, text)
        return XmlText(text.translate(_ESCAPES))


def printed(value: object) -> str:
    """Return what a template prints, as plain text."""
    if isinstance(value, Field):
        return fit_for_xml(value.text)
    if isinstance(value, Undefined) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise SecurityError("only texts are printed")


def fit_for_xml(text: str) -> str:
    """Return *text* without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _bounded(pieces: Iterable[str]) -> str:
    """Join what a template made; refuses what no report is."""
    kept, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_TEXT:
            raise SecurityError("too much text")
        kept.append(piece)
    return "".join(kept)


class FieldEnvironment(ImmutableSandboxedEnvironment):
    """The little of Jinja that a template needs.

    Args:
        names: The fields there are.
        shown: Makes text of what is printed; it decides what may be.
    """

    concat = staticmethod(_bounded)
    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(
        self, names: Iterable[str], shown: Callable[[object], str], *, autoescape: bool = True
    ) -> None:
        super().__init__(
            undefined=StrictUndefined, autoescape=autoescape, finalize=shown, cache_size=0
        )
        for table in (self.globals, self.filters, self.tests):
            table.clear()
        self._names = {*names, "loop"}

    def getattr(self, obj: object, attribute: str) -> object:
        """Return a named thing of a group, or where a loop is; never an attribute of Python."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """Refuse: templates name things, and never count or compute them."""
        raise SecurityError("no indexing")

    def call(self, *called: object, **named: object) -> object:
        """Refuse: nothing is ever called."""
        raise SecurityError("no calls")

    def call_binop(self, *operation: object) -> object:
        """Refuse: nothing is ever calculated."""
        raise SecurityError("no arithmetic")

    def call_unop(self, *operation: object) -> object:
        """Refuse: nothing is ever calculated."""
        raise SecurityError("no arithmetic")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template and refuse, before anything of it is run, what is not of the little."""
        parsed = super()._parse(source, name, filename)
        known = self._names | {
            loop.target.name
            for loop in parsed.find_all(nodes.For)
            if isinstance(loop.target, nodes.Name)
        }
        for node in parsed.find_all(nodes.Node):
            plain = isinstance(node, _ALLOWED) and not (
                isinstance(node, nodes.For) and node.recursive
            )
            if not plain or (isinstance(node, nodes.Name) and node.name not in known):
                raise SecurityError(type(node).__name__)
        return parsed
