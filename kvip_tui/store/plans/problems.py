"""Collects what is wrong with a plan file, each with its line and a remedy."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct

from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.plans.lines import Path, line_of

_WORD: Final = 40
# More of them at once help nobody, and a file made to waste time is done with sooner.
MOST_PROBLEMS: Final = 100
LONGEST_PATH: Final = 400


class PlanProblem(Struct, frozen=True):
    """One thing to mend in a plan file; ``line`` counts from 1 and is None for the whole file."""

    line: int | None
    message: str


class PlanErrors(UserError):  # noqa: N818 - it is several of them
    """A plan that cannot be used, with everything that was found in it, in the order of lines."""

    def __init__(self, problems: Iterable[PlanProblem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line or 0)
        told = [problem.message for problem in self.problems]
        if len(told) >= MOST_PROBLEMS:
            told.append(_("Det kan være flere: de vises når disse er rettet."))
        super().__init__("\n".join(told))


class Problems:
    """The problems found so far in the file called *name*.

    Args:
        name: What the file is called.
        find_lines: Finds the lines on which things begin; asked where something is wrong.
    """

    def __init__(self, name: str, find_lines: Callable[[], Mapping[Path, int]]) -> None:
        self._name = name
        self._find_lines = find_lines
        self._found: dict[PlanProblem, None] = {}

    def add(self, path: Path, sentence: str) -> None:
        """Note what is wrong at *path*, in a sentence that names the remedy.

        Raises:
            PlanErrors: There is as much wrong as is told at once.
        """
        self._found[placed(self._name, sentence, self.line(path))] = None
        if len(self._found) == MOST_PROBLEMS:
            self.raise_any()

    def line(self, path: Path) -> int:
        """Return the line on which *path* begins."""
        return line_of(self._lines, path)

    @cached_property
    def _lines(self) -> Mapping[Path, int]:
        return self._find_lines()

    def raise_any(self) -> None:
        """Raise PlanErrors where anything was found."""
        if self._found:
            raise PlanErrors(self._found)


def placed(name: str, sentence: str, line: int | None = None) -> PlanProblem:
    """Return a problem whose message says which file, and which line where one is known."""
    place = _("{name}, linje {line}: {sentence}") if line else _("{name}: {sentence}")
    return PlanProblem(line, place.format(name=name, line=line, sentence=sentence))


def shown(text: str, longest: int = _WORD) -> str:
    """Return *text* as a message can show it: short, and without control characters."""
    plain = "".join(c if c.isprintable() else "·" for c in text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that *word* was probably meant to be, or None."""
    import difflib  # noqa: PLC0415 - 2 ms, and only for what was misspelt

    return next(iter(difflib.get_close_matches(word[:200], sorted(known), 1, 0.6)), None)


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Return what to say of a key that its table does not take."""
    near = nearest(key, known)
    if near is None:
        return _("ukjent nøkkel «{key}»; her kan det stå {known}.").format(
            key=shown(key), known=", ".join(known)
        )
    return _("ukjent nøkkel «{key}»; mente du «{near}»?").format(key=shown(key), near=near)


def unknown_value(key: str, value: str, known: Iterable[str]) -> str:
    """Return what to say of a value that is none of those the plan or the format knows."""
    choices = list(known)
    near = nearest(value, choices)
    if near is not None:
        return _("«{value}» er ukjent for «{key}»; mente du «{near}»?").format(
            value=shown(value), key=key, near=near
        )
    if not choices:
        return _("«{value}» er ukjent for «{key}»; legg den til i planen først.").format(
            value=shown(value), key=key
        )
    return _("«{value}» er ukjent for «{key}»; velg blant {known}.").format(
        value=shown(value), key=key, known=", ".join(choices)
    )
