"""Reads the keys of one table of a plan file, strictly typed, and reports what is wrong."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeVar

from kvip_tui.domain.text import clock
from kvip_tui.domain.text.clock import DAY, is_span, span
from kvip_tui.domain.text.words import slug
from kvip_tui.i18n import _
from kvip_tui.store.plans.lines import Path
from kvip_tui.store.plans.problems import Problems, shown, unknown_key, unknown_value

T = TypeVar("T")

_SLUG: Final = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+")
_BLANKS: Final = re.compile(r"[ \t\r\n]+")


class Table:
    """A table of the file, the way to it, and the problems it adds to."""

    def __init__(self, raw: Mapping[str, object], path: Path, problems: Problems) -> None:
        self._raw = raw
        self._path = path
        self._problems = problems

    def __contains__(self, key: str) -> bool:
        return key in self._raw

    def lacks(self, key: str) -> bool:
        """Return whether the table has nothing to list under a key."""
        return self._raw.get(key, []) == []

    def report(self, sentence: str, *way: str | int) -> None:
        """Note what is wrong with the table, or with what *way* leads to inside it."""
        self._problems.add((*self._path, *way), sentence)

    def only(self, known: Collection[str]) -> None:
        """Report every key that is not among the known ones."""
        for key in self._raw:
            if key not in known:
                self.report(unknown_key(key, known), key)

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text with its blanks folded; '' where it is missing or cannot be used."""
        value = self._typed(key, str, _("tekst i anførselstegn"))
        if required and (not value.strip() if value is not None else key not in self._raw):
            self.report(_('«{key}» mangler; legg til {key} = "…".').format(key=key), key)
        return self._clean(value, key) if value is not None else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts without those that cannot be used."""
        items = self._typed(key, list, _("en liste av tekster i hakeparentes"))
        found = []
        for i, item in enumerate(items or ()):
            if isinstance(item, str) and item.strip():
                found.append(self._clean(item, key, i))
            else:
                self.report(
                    _(
                        "«{key}» kan bare ha tekster i anførselstegn; rett eller fjern denne."
                    ).format(key=key),
                    key,
                    i,
                )
        return tuple(found)

    def identity(self, seen: dict[str, Path]) -> str:
        """Return the table's id and note its place in *seen*; '' where it cannot be used."""
        name = self.text("id", required=True)
        if not name:
            return ""
        if not _SLUG.fullmatch(name):
            self.report(
                _(
                    "id «{id}» kan bare ha små bokstaver a–z, tall og bindestrek; skriv «{slug}»."
                ).format(id=shown(name), slug=shown(slug(name)) or "min-id"),
                "id",
            )
        elif name in seen:
            self.report(
                _("id «{id}» er brukt før, på linje {line}; velg en annen id.").format(
                    id=shown(name), line=self._problems.line(seen[name])
                ),
                "id",
            )
        else:
            seen[name] = (*self._path, "id")
        return name

    def flag(self, key: str) -> bool:
        """Return a boolean, False where it is missing."""
        return self._typed(key, bool, _("true eller false, uten anførselstegn")) or False

    def whole(self, key: str, limit: int) -> int:
        """Return a whole number from -limit to limit, 0 where it is missing."""
        value = self._typed(key, int, _("et helt tall uten anførselstegn")) or 0
        if abs(value) <= limit:
            return value
        self.report(
            _("«{key}» må være et tall fra −{limit} til {limit}.").format(key=key, limit=limit),
            key,
        )
        return 0

    def clock(self, key: str) -> int | None:
        """Return a time of day in minutes since midnight, None where there is none to use."""
        sentence = _('«{value}» er ikke et klokkeslett; skriv for eksempel "09.00".')
        return self._time(key, clock.clock, sentence)

    def clock_or_span(self, key: str) -> tuple[int | None, int | None]:
        """Return a time of day, and a second one where both are written with a dash between."""
        value = self._raw.get(key)
        if not isinstance(value, str) or not is_span(value):
            return self.clock(key), None
        sentence = _('«{value}» er ikke to klokkeslett; skriv for eksempel "08.30–09.00".')
        return self._time(key, span, sentence) or (None, None)

    def length(self, key: str) -> int | None:
        """Return a length of at most a day in minutes, None where there is none to use."""
        value = self._raw.get(key)
        if value is None:
            return None
        try:
            minutes = clock.length(value) if isinstance(value, str | int) else -1
        except ValueError:
            minutes = -1
        if 0 <= minutes <= DAY:
            return minutes
        self.report(
            _(
                '«{key}» er ikke en lengde på høyst ett døgn; skriv for eksempel "90m", "1h30" '
                "eller 90."
            ).format(key=key),
            key,
        )
        return None

    def choice(self, key: str, known: Collection[str]) -> str | None:
        """Return one of the known words, None where it is missing or another."""
        value = self._typed(key, str, _("tekst i anførselstegn"))
        if value is None or self._is_known(value, key, known):
            return value
        return None

    def choices(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        """Return a list of known words, without the others."""
        return tuple(
            word for i, word in enumerate(self.texts(key)) if self._is_known(word, key, known, i)
        )

    def tables(self, key: str) -> list["Table"]:
        """Return the tables of an array of tables, in order."""
        value = self._raw.get(key, [])
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return [
                Table(item, (*self._path, key, i), self._problems) for i, item in enumerate(value)
            ]
        names = [name for name in (*self._path, key) if isinstance(name, str)]
        self.report(
            _("«{key}» må skrives som en tabell med doble klammer: [[{header}]].").format(
                key=key, header=shown(".".join(names))
            ),
            key,
        )
        return []

    def _typed(self, key: str, kind: type[T], expected: str) -> T | None:
        value = self._raw.get(key)
        if value is None or type(value) is kind:
            return value
        self.report(
            _("«{key}» har feil type; skriv {expected}.").format(key=key, expected=expected), key
        )
        return None

    def _clean(self, text: str, *way: str | int) -> str:
        folded = _BLANKS.sub(" ", text).strip()
        if not folded.isprintable() and any(unicodedata.category(c) == "Cc" for c in folded):
            self.report(_("teksten inneholder et styretegn; skriv den på nytt uten det."), *way)
            return ""
        return folded

    def _time(self, key: str, read: Callable[[str], T], otherwise: str) -> T | None:
        value = self._typed(key, str, _('klokkeslettet i anførselstegn, for eksempel "09.00"'))
        if value is None:
            return None
        try:
            return read(value)
        except ValueError:
            self.report(otherwise.format(value=shown(value)), key)
            return None

    def _is_known(self, value: str, key: str, known: Collection[str], *way: int) -> bool:
        if value in known:
            return True
        self.report(unknown_value(key, value, known), key, *way)
        return False
