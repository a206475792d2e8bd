"""Reads the rules of the privacy check: a TOML file, and lists of words, one on a line.

Patterns are read with lists of words in them: ``{name}`` is any word of a list, ``{^name}`` one
that begins a word of the text; ``{<name}`` is behind one that ends here; ``{!name}``, behind the
first sign of what is sought, and ``{^name!other}`` allow no word of the list in front of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from kvip_tui.domain.privacy.check import (
    Anybody,
    Level,
    Matcher,
    Patterns,
    PrivacyRules,
    Rule,
    Together,
    Uncommon,
)
from kvip_tui.domain.privacy.names import Capitals, Roster
from kvip_tui.domain.privacy.phrases import Group, Phrase, phrase
from kvip_tui.domain.privacy.scan import Individuals, beginnings
from kvip_tui.domain.privacy.words import Listed, WordList, word_list
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.resources import assets
from kvip_tui.store.plans.problems import placed, shown
from kvip_tui.store.plans.toml import parse

RULES: Final = "rules.toml"
_LIST: Final = re.compile(r"\{([<^!]?)([a-z][a-z-]*+)(?:!([a-z][a-z-]*+))?\}")
_NUMERIC: Final = re.compile(r"\s*\[[0-9-]+\]")
_BEGUN: Final = re.compile(r"\s*\{\^([a-z][a-z-]*+)")
_PLACE: Final = re.compile(r"\$\.rule\[(\d+)\](?:\.(\w+))?")


class _Group(Struct, kw_only=True, forbid_unknown_fields=True):
    phrases: tuple[str, ...]
    lists: tuple[str, ...] = ()
    individual: bool = False


class _Rule(Struct, kw_only=True, tag_field="kind", forbid_unknown_fields=True):
    id: str
    level: Level
    title: str
    why: str
    hits: tuple[str, ...]
    misses: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    near: tuple[_Group, ...] = ()
    unless: tuple[str, ...] = ()
    shared: bool = False
    strangers: bool = False


class _Pattern(_Rule, tag="pattern"):
    patterns: tuple[str, ...] = ()
    long: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()


class _Words(_Rule, tag="words"):
    lists: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()


class _Roster(_Rule, tag="roster"):
    particles: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()


class _Capitals(_Rule, tag="capitals"):
    known: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


class _Together(_Rule, tag="together"):
    beside: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    of_names: tuple[str, ...] = ()


class _Anybody(_Rule, tag="anybody"):
    pass


class _Uncommon(_Rule, tag="uncommon"):
    common: tuple[str, ...]


class _Individuals(Struct, forbid_unknown_fields=True):
    nouns: tuple[str, ...]
    pronouns: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


_AnyRule = _Pattern | _Words | _Roster | _Capitals | _Together | _Anybody | _Uncommon


class _File(Struct, forbid_unknown_fields=True):
    title: str
    rule: tuple[_AnyRule, ...]
    individuals: _Individuals | None = None
    known: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()


Words = Callable[[str], tuple[str, ...]]
Lists = Callable[..., WordList]


@cache
def shipped_rules() -> PrivacyRules:
    """Return the rules that ship with the program."""
    return read_rules(assets() / "privacy")


def read_rules(folder: Path) -> PrivacyRules:
    """Return the rules in a folder: its ``rules.toml``, and its lists of words in ``words``.

    Raises:
        UserError: A file is missing, or something in it cannot be used.
    """

    @cache
    def words(name: str) -> tuple[str, ...]:
        lines = _text(folder / "words" / f"{name}.txt").splitlines()
        found = tuple(line.strip() for line in lines if line.strip() and line[0] != "#")
        if not found:
            raise _fault(_("lista har ingen ord; skriv ett på hver linje."), f"{name}.txt")
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
    return _made(file, words)


def _made(file: _File, words: Words) -> PrivacyRules:
    """Return the rules of a file."""

    @cache
    def listed(*names: str) -> WordList:
        return word_list(word for name in names for word in words(name))

    return PrivacyRules(
        title=file.title,
        rules=tuple(_rule(rule, words, listed) for rule in file.rule),
        individuals=_one_person(file.individuals, listed) if file.individuals else None,
        known=listed(*file.known),
        abbreviations=frozenset(word for name in file.abbreviations for word in words(name)),
    )


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8").removeprefix("\ufeff")
    except FileNotFoundError:
        said = _("fila mangler blant personvernreglene; legg den tilbake.")
    except UnicodeDecodeError:
        said = _("teksten er ikke UTF-8; lagre fila på nytt med tegnkodingen UTF-8.")
    except OSError:
        said = _("fila kan ikke leses; se om du har tilgang til den.")
    raise _fault(said, file.name)


def _misplaced(error: str) -> UserError:
    """Return what to say where a table has not the fields that it should have."""
    match = _PLACE.search(error)
    if match is None:
        return _fault(_("fila må ha title og regler i [[rule]]; rett den."))
    number, key = int(match[1]) + 1, match[2]
    if key is None:
        said = _("noe mangler eller er ukjent i regel nummer {number}; se på de andre reglene.")
        return _fault(said.format(number=number))
    said = _("«{key}» i regel nummer {number} har en verdi som ikke kan brukes; rett den.")
    return _fault(said.format(key=key, number=number))


def _fault(sentence: str, file: str = RULES) -> UserError:
    return UserError(placed(file, sentence).message)


def _one_person(read: _Individuals, listed: Lists) -> Individuals:
    return Individuals(
        nouns=listed(*read.nouns),
        pronouns=listed(*read.pronouns),
        traces=listed(*read.traces),
        names=listed(*read.names),
        staff=listed(*read.staff),
        groups=listed(*read.groups),
    )


def _rule(read: _AnyRule, words: Words, listed: Lists) -> Rule:
    matcher: Matcher
    match read:
        case _Pattern():
            matcher = _patterns(read, words)
        case _Words():
            matcher = Listed(listed(*read.lists), listed(*read.known), listed(*read.institutions))
        case _Roster():
            matcher = Roster(_gathered(read.particles, words), _gathered(read.ordinary, words))
        case _Capitals():
            matcher = Capitals(
                listed(*read.known),
                _gathered(read.abbreviations, words),
                listed(*read.institutions),
                tuple(sorted(_gathered(read.endings, words))),
            )
        case _Together():
            matcher = Together(
                *map(frozenset, (read.beside, read.nouns, read.names, read.of_names))
            )
        case _Uncommon():
            matcher = Uncommon(listed(*read.common))
        case _Anybody():
            matcher = Anybody()
    return Rule(
        id=read.id,
        level=read.level,
        title=read.title,
        why=read.why,
        matcher=matcher,
        groups=tuple(_groups(read, listed)),
        unless=listed(*read.unless) if read.unless else None,
        shared=read.shared,
        strangers=read.strangers,
        hits=read.hits,
        misses=read.misses,
        people=read.people,
    )


def _patterns(read: _Pattern, words: Words) -> Patterns:
    """Return patterns, those apart that need to be tried at some places only."""
    compiled = {text: _compiled(text, read.id, words) for text in read.patterns}
    begun = {text: _BEGUN.match(text) for text in compiled}
    numeric = [text for text in compiled if _NUMERIC.match(text)]
    rest = [text for text in compiled if text not in numeric and begun[text] is None]
    return Patterns(
        small=tuple(compiled[text] for text in rest),
        cased=tuple(_compiled(text, read.id, words) for text in read.cased),
        numeric=tuple(compiled[text] for text in numeric),
        long=tuple(_compiled(text, read.id, words) for text in read.long),
        verbal=tuple(
            (beginnings(words(match[1])), compiled[text])
            for text, match in begun.items()
            if match is not None
        ),
    )


def _gathered(names: Iterable[str], words: Words) -> frozenset[str]:
    return frozenset(word for name in names for word in words(name))


def _groups(read: _AnyRule, listed: Lists) -> Iterator[Group]:
    """Yield the phrases of a rule: those that always count, and those in certain sentences."""
    if read.phrases:
        yield Group(_phrases(read, read.phrases, listed))
    for group in read.near:
        yield Group(
            _phrases(read, group.phrases, listed),
            listed(*group.lists) if group.lists else None,
            group.individual,
        )


def _phrases(read: _AnyRule, texts: Iterable[str], listed: Lists) -> tuple[Phrase, ...]:
    phrases: list[Phrase] = []
    for text in texts:
        try:
            phrases.append(phrase(text, listed))
        except ValueError:
            said = _("en frase i regelen «{rule}» kan ikke leses: «{phrase}»; rett den.")
            raise _fault(said.format(rule=shown(read.id), phrase=shown(text))) from None
    return tuple(phrases)


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
