"""Reads the rules of the privacy check: a TOML file, and lists of words, one on a line.

Patterns are read with lists of words in them: ``{name}`` is any word of a list, ``{^name}`` one
that begins a word of the text; ``{<name}`` is behind one that ends here; ``{!name}``, behind the
first sign of what is sought, and ``{^name!other}`` allow no word of the list in front of it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources.abc import Traversable
from typing import Final

import msgspec
from msgspec import Struct

from kvip_tui.domain.privacy.check import Level, Patterns, PrivacyRules, Rule
from kvip_tui.domain.privacy.names import Capitals, Roster
from kvip_tui.domain.privacy.words import Listed, word_list
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.resources import assets
from kvip_tui.store.plans.problems import placed, shown
from kvip_tui.store.plans.toml import parse

RULES: Final = "rules.toml"
_LIST: Final = re.compile(r"\{([<^!]?)([a-z][a-z-]*+)(?:!([a-z][a-z-]*+))?\}")
_PLACE: Final = re.compile(r"\$\.rule\[(\d+)\](?:\.(\w+))?")


class _Rule(Struct, kw_only=True, tag_field="kind", forbid_unknown_fields=True):
    id: str
    level: Level
    title: str
    why: str
    hits: tuple[str, ...]
    misses: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class _Pattern(_Rule, tag="pattern"):
    patterns: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()


class _Words(_Rule, tag="words"):
    lists: tuple[str, ...]
    known: tuple[str, ...] = ()


class _Roster(_Rule, tag="roster"):
    particles: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()


class _Capitals(_Rule, tag="capitals"):
    known: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()


class _File(Struct, forbid_unknown_fields=True):
    title: str
    rule: tuple[_Pattern | _Words | _Roster | _Capitals, ...]


Words = Callable[[str], tuple[str, ...]]


@cache
def shipped_rules() -> PrivacyRules:
    """Return the rules that ship with the program."""
    return read_rules(assets() / "privacy")


def read_rules(folder: Traversable) -> PrivacyRules:
    """Return the rules in a folder: its ``rules.toml``, and its lists of words in ``words``.

    Raises:
        UserError: A file is missing, or something in it cannot be used.
    """

    @cache
    def words(name: str) -> tuple[str, ...]:
        lines = _text(folder / "words" / f"{name}.txt").splitlines()
        found = tuple(line.strip() for line in lines if line.strip() and line[0] != "#")
        if not found:
            raise _fault(_("listen har ingen ord; skriv ett på hver linje."), f"{name}.txt")
        return found

    raw = parse(_text(folder / RULES), RULES)
    try:
        file = msgspec.convert(raw, _File)
    except msgspec.ValidationError as error:
        raise _misplaced(str(error)) from None
    ids = [rule.id for rule in file.rule]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        said = _("to regler har id-en «{rule}»; gi den ene en annen.")
        raise _fault(said.format(rule=shown(twice)))
    return PrivacyRules(file.title, tuple(_rule(rule, words) for rule in file.rule))


def _text(file: Traversable) -> str:
    try:
        return file.read_text("utf-8").removeprefix("\ufeff")
    except FileNotFoundError:
        said = _("filen mangler blant personvernreglene; legg den tilbake.")
    except UnicodeDecodeError:
        said = _("teksten er ikke UTF-8; lagre filen på nytt med tegnkodingen UTF-8.")
    except OSError:
        said = _("filen kan ikke leses; se om du har tilgang til den.")
    raise _fault(said, file.name)


def _misplaced(error: str) -> UserError:
    """Return what to say where a table has not the fields that it should have."""
    match = _PLACE.search(error)
    if match is None:
        return _fault(_("filen må ha title og regler i [[rule]]; rett den."))
    number, key = int(match[1]) + 1, match[2]
    if key is None:
        said = _("noe mangler eller er ukjent i regel nummer {number}; se på de andre reglene.")
        return _fault(said.format(number=number))
    said = _("«{key}» i regel nummer {number} har en verdi som ikke kan brukes; rett den.")
    return _fault(said.format(key=key, number=number))


def _fault(sentence: str, file: str = RULES) -> UserError:
    return UserError(placed(file, sentence).message)


def _rule(read: _Pattern | _Words | _Roster | _Capitals, words: Words) -> Rule:
    def gathered(names: Iterable[str]) -> list[str]:
        return [word for name in names for word in words(name)]

    matcher: Patterns | Listed | Roster | Capitals
    match read:
        case _Pattern():
            matcher = Patterns(
                small=tuple(_compiled(text, read.id, words) for text in read.patterns),
                cased=tuple(_compiled(text, read.id, words) for text in read.cased),
            )
        case _Words():
            matcher = Listed(word_list(gathered(read.lists)), word_list(gathered(read.known)))
        case _Roster():
            matcher = Roster(
                frozenset(gathered(read.particles)), frozenset(gathered(read.ordinary))
            )
        case _Capitals():
            known = word_list(gathered(read.known))
            matcher = Capitals(known, frozenset(gathered(read.abbreviations)))
    return Rule(
        read.id, read.level, read.title, read.why, matcher, read.hits, read.misses, read.people
    )


def _compiled(text: str, rule: str, words: Words) -> re.Pattern[str]:
    try:
        return re.compile(_LIST.sub(lambda match: _expanded(match, words), text), re.VERBOSE)
    except (re.error, OverflowError, RecursionError):
        said = _(
            "et mønster i regelen «{rule}» er ikke et regulært uttrykk: «{pattern}»; rett det."
        )
        raise _fault(said.format(rule=shown(rule), pattern=shown(text.strip()))) from None


def _expanded(match: re.Match[str], words: Words) -> str:
    """Return the pattern that a list in braces stands for."""
    kind, name, forbidden = match.groups()
    known = words(name)
    match kind:
        case "<":
            return "(?>" + "|".join(f"(?<={_literal(word)})" for word in known) + ")"
        case "!":
            return _not_behind(known)
        case "^":
            return _beginning(known, _not_behind(words(forbidden)) if forbidden else "")
        case _:
            return _either(known)


def _beginning(words: Sequence[str], guard: str) -> str:
    """Return a pattern for a word at the beginning of a word.

    Its first letter comes first and what must not stand before it only then: such a pattern is
    searched for by those letters, many times as fast as where a boundary is.
    """
    rests = {
        first: _either(word[1:] for word in words if word[0] == first)
        for first in dict.fromkeys(word[0] for word in words)
    }
    ahead = {first: f"(?={rest}){guard}" if guard else "" for first, rest in rests.items()}
    branches = [rf"{_literal(c)}(?<!\w.){ahead[c]}{rest}" for c, rest in rests.items()]
    return f"(?:{'|'.join(branches)})"


def _not_behind(words: Iterable[str]) -> str:
    """Return a pattern that forbids words in front of the sign before it."""
    return "".join(rf"(?<!\b{_literal(word)}\s.)" for word in words)


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first so that it wins."""
    ordered = sorted(map(_literal, words), key=len, reverse=True)
    return f"(?>{'|'.join(ordered)})"


def _literal(word: str) -> str:
    return re.escape(word.lower()).replace(r"\ ", r"\s")
