"""Reads lists of people: CSV files, and lines pasted from elsewhere (DESIGN 8)."""

import csv
import io
import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Final

from msgspec import Struct

from kvip_tui.domain.state.people import PersonLine, Reading
from kvip_tui.domain.state.plan import DEFAULT_GROUPS, Group
from kvip_tui.domain.text.words import beginning, plain
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.store.pasted_list import PastedList, tidied
from kvip_tui.store.plans.problems import LONGEST_PATH, placed, shown
from kvip_tui.store.shipped.phrases import group_names

MOST_PEOPLE: Final = 500
LONGEST_TEXT: Final = 200
NO_TITLE: Final = "-"
LARGEST: Final = 1_000_000  # bytes
LONGEST_LINE: Final = 2_000
_SPREADSHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_COLUMNS: Final = {
    **dict.fromkeys(("navn", "namn", "name"), "name"),
    **dict.fromkeys(("gruppe", "group"), "group"),
    **dict.fromkeys(("tittel", "title", "stilling"), "title"),
}
_WITHOUT_HEADER: Final = ["name", "group", "title"]
_EMAIL: Final = re.compile(r"[^\s@]@[^\s@]")
_ELEVEN_DIGITS: Final = re.compile(r"\d(?:\W*+\d){10}")
# How spreadsheets say in the first line what parts the fields.
_SEPARATOR: Final = re.compile(r"\Asep=[;,\t]\r?(?=\n)", re.IGNORECASE)
_INVISIBLE: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SHORTEST_ENDING: Final = 4


class ListFault(UserError):  # noqa: N818 - as others of its kind
    """What keeps a list from being used, and the sentence alone, without file and line."""

    def __init__(self, message: str, sentence: str) -> None:
        super().__init__(message)
        self.sentence = sentence


class _Row(Struct, frozen=True):
    """A row of the list: the line it begins on, and its cells."""

    line: int
    cells: tuple[str, ...]


def read_people(path: Path, groups: Sequence[Group] = DEFAULT_GROUPS) -> list[PersonLine]:
    """Return the people in a CSV file: ``navn;gruppe;tittel``, with or without a header.

    Raises:
        UserError: The file cannot be read, or something in it cannot be used.
    """
    return parse_people(_text_of(path), groups, shown(path.name))


def _text_of(path: Path) -> str:
    """Return the text of a CSV file.

    Raises:
        UserError: It cannot be read, or is none.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        said = _("Finner ikke personlista {path}: se om navnet er riktig skrevet.")
        raise UserError(said.format(path=shown(str(path), LONGEST_PATH))) from error
    except (OSError, ValueError) as error:
        said = _("Kan ikke lese personlista {path}: se om du har tilgang til fila.")
        raise UserError(said.format(path=shown(str(path), LONGEST_PATH))) from error
    name = shown(path.name)
    if len(data) > LARGEST:
        raise _fault(name, _("fila er større enn 1 MB; velg en CSV-fil med personer."))
    if data.startswith(_SPREADSHEETS):
        raise _fault(name, _("dette er et regneark, ikke CSV; lagre det som CSV UTF-8."))
    return _decoded(data)


def parse_people(
    text: str, groups: Sequence[Group] = DEFAULT_GROUPS, name: str = ""
) -> list[PersonLine]:
    """Return the people in a text: CSV, or lines such as «Berit Moe, enhetsleder, vert».

    Bullets, numbers and addresses in brackets are left out; a heading such as «Besøksteam:» names
    the group of those below it who have none of their own.

    Args:
        text: The lines; commas, semicolons or tabs part the fields.
        groups: The groups that people may belong to, named by id, title or a part of one.
        name: What the text is called in messages.

    Raises:
        UserError: There is nobody in the text, or something in it cannot be used.
    """
    name = name or _("Personlista")
    pasted, rows = _listed(text, groups, name)
    for row in rows:
        _refuse_unfit(row, name)
    columns = _header(rows[0], name) if rows else None
    people = _bounded(rows if columns is None else rows[1:], name)
    return [_person(row, columns, groups, name, pasted.group_at(row.line)) for row in people]


def read_lines(text: str, groups: Sequence[Group] = DEFAULT_GROUPS) -> list[Reading]:
    """Return how each line of a pasted list, or of the file that *text* names, was read.

    A header is no line of it. A line that cannot be used says why, and the others stand.

    Raises:
        UserError: There is nobody in the list, or it cannot be read as one.
    """
    path = _named_file(text)
    name = shown(path.name) if path else _("Personlista")
    text = _text_of(path) if path else text
    pasted, rows = _listed(text, groups, name)
    if rows:
        _refuse_unfit(rows[0], name)
    columns = _header(rows[0], name) if rows else None
    lines = re.split("\r\n|\r|\n", text)
    found = {
        number: Reading(" ".join(lines[number - 1].split()), heading=group.title)
        for number, group in pasted.headings.items()
    }
    for row in _bounded(rows if columns is None else rows[1:], name):
        written = " ".join(" ".join(lines[row.line - 1 : row.line]).split())
        try:
            _refuse_unfit(row, name)
            person = _person(row, columns, groups, name, pasted.group_at(row.line))
        except ListFault as fault:
            found[row.line] = Reading(written, why=fault.sentence)
        else:
            found[row.line] = Reading(written, person)
    return [found[number] for number in sorted(found)]


def is_list(text: str) -> bool:
    """Return whether a text has several lines, or names a file."""
    return "\n" in text.strip() or _named_file(text) is not None


def _listed(text: str, groups: Sequence[Group], name: str) -> tuple[PastedList, list[_Row]]:
    """Return a list without what is not part of it, and its rows.

    Raises:
        UserError: It is no text, or longer than can be read.
    """
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _fault(name, _("dette er ikke en tekstfil; lagre lista som CSV UTF-8."), line)
    _refuse_long(text, name)
    pasted = tidied(text.removeprefix("\ufeff"), lambda words: _named(words, groups))
    return pasted, list(_rows(pasted.text, name))


def _bounded(people: list[_Row], name: str) -> list[_Row]:
    """Return the rows of people, of which there are some, and not too many."""
    if not people:
        raise _fault(name, _("det står ingen personer her; skriv navn;gruppe;tittel på en linje."))
    if len(people) > MOST_PEOPLE:
        said = _("det er mer enn {most} personer her; velg lista over dem som er med på besøket.")
        raise _fault(name, said.format(most=MOST_PEOPLE), people[MOST_PEOPLE].line)
    return people


def people_in(text: str, groups: Sequence[Group] = DEFAULT_GROUPS) -> list[PersonLine]:
    """Return the people of a pasted list, or of the file that *text* names.

    Raises:
        UserError: There is nobody in it, or something in it cannot be used.
    """
    path = _named_file(text)
    return read_people(path, groups) if path else parse_people(text, groups)


def _named_file(text: str) -> Path | None:
    """Return the file that a line names, as terminals write the path of a file dropped on them."""
    line = text.strip()
    if "\n" in line:
        return None
    bare = line.strip("'\"")
    try:
        paths = [Path(name).expanduser() for name in (bare, bare.replace("\\ ", " "))]
        there = next((path for path in paths if path.is_file()), None)
    except (OSError, ValueError, RuntimeError):
        return None
    named = bare.casefold().endswith(".csv") and not any(mark in bare for mark in ";\t")
    return there or (paths[0] if named else None)


def parse_change(
    text: str, groups: Sequence[Group] = DEFAULT_GROUPS
) -> tuple[str, str | None, str | None]:
    """Return the name, group and title of «Kari Nes, vert, overlege»; None for what is left out.

    Raises:
        UserError: Something in it cannot be used.
    """
    name = _("Endringen")
    _refuse_long(text, name)
    rows = list(_rows(text.splitlines()[0] if text.strip() else "", name))
    if not rows:
        raise _fault(name, _("navnet mangler; skriv det først på linja."))
    _refuse_unfit(rows[0], name)
    first, *rest = rows[0].cells
    fields: dict[str, str] = {}
    for cell in filter(None, rest):
        named = _named(cell, groups)
        field = "group" if len(named) == 1 and "group" not in fields else "title"
        if field in fields:
            raise _fault(name, _("det er flere enn navn, gruppe og tittel her; fjern resten."))
        fields[field] = named[0].id if field == "group" else cell
    title = "" if fields.get("title") == NO_TITLE else fields.get("title")
    return first, fields.get("group"), title


def written(line: PersonLine, groups: Sequence[Group] = DEFAULT_GROUPS, like: str = "") -> str:
    """Return a person as a line of a list, parted as the list *like* is, that reads back so."""
    group = next((group.title for group in groups if group.id == line.group), line.group)
    out = io.StringIO()
    row = [line.name, group, line.title] if line.title else [line.name, group]
    csv.writer(out, delimiter=_delimiter(like), lineterminator="").writerow(row)
    return out.getvalue()


def first_cell(line: str) -> str:
    """Return what stands first on a line of a list, '' where it cannot be told."""
    try:
        row = next(_rows(line, ""), None)
    except UserError:
        return ""
    return row.cells[0] if row else ""


def _refuse_long(text: str, name: str) -> None:
    """Refuse what no list of people is, before anything of it is looked at."""
    if len(text) > LARGEST:
        raise _fault(name, _("teksten er lengre enn 1 MB; velg lista over dem som er med."))
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            said = _("linja er lengre enn {most} tegn; skriv en person på hver linje.")
            raise _fault(name, said.format(most=LONGEST_LINE), number)


def _fault(name: str, sentence: str, line: int | None = None) -> ListFault:
    return ListFault(placed(name, sentence, line).message, sentence)


def _decoded(data: bytes) -> str:
    """Return a file's text: UTF-8, UTF-16 with its mark, or what older Windows programs write."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _rows(text: str, name: str) -> Iterator[_Row]:
    """Yield the rows that are not empty, each cell with its blanks folded."""
    text = _SEPARATOR.sub("", text.removeprefix("\ufeff"))
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_delimiter(text), skipinitialspace=True, strict=True)
    line = 1
    try:
        for cells in reader:
            folded = tuple(" ".join(cell.split()) for cell in cells)
            if any(folded):
                yield _Row(line, folded)
            line = reader.line_num + 1
    except csv.Error as error:
        said = _(
            "et anførselstegn er ikke lukket, eller står midt i et felt; rett eller fjern det."
        )
        raise _fault(name, said, line) from error


def _delimiter(text: str) -> str:
    """Return what parts the fields, by the first line that has any of the three."""
    bare = re.sub('"[^"]*"', "", text)
    first = next((line for line in bare.splitlines() if re.search("[\t;,]", line.strip())), "")
    return next((mark for mark in "\t;," if mark in first.strip()), ";")


def _refuse_unfit(row: _Row, name: str) -> None:
    """Refuse what must not be stored about people, and what no name can hold; quotes nothing."""
    for cell in row.cells:
        if _EMAIL.search(cell) or _ELEVEN_DIGITS.search(cell):
            said = _(
                "lista har e-postadresser eller fødselsnumre, som kvip ikke skal ha; "
                "fjern kolonnen og behold navn, gruppe og tittel."
            )
            raise _fault(name, said, row.line)
        if len(cell) > LONGEST_TEXT:
            said = _("et felt er lengre enn {most} tegn; kort det ned.")
            raise _fault(name, said.format(most=LONGEST_TEXT), row.line)
        if _INVISIBLE.search(cell) or any(unicodedata.category(c) in {"Cc", "Cs"} for c in cell):
            raise _fault(name, _("et felt har usynlige styretegn; skriv det på nytt."), row.line)


def _header(row: _Row, name: str) -> list[str] | None:
    """Return what the columns hold where the first row is a header, else None."""
    columns = [_COLUMNS.get(plain(cell), "") for cell in row.cells]
    filled = [column for cell, column in zip(row.cells, columns, strict=True) if cell]
    if "name" not in columns and not all(filled):
        return None
    if not all(filled):
        unknown = next(c for c, k in zip(row.cells, columns, strict=True) if c and not k)
        said = _("kolonnen «{column}» er ikke med i kvip; behold navn, gruppe og tittel.")
        raise _fault(name, said.format(column=shown(unknown)), row.line)
    if len(set(filled)) < len(filled) or not {"name", "group"} <= set(filled):
        said = _("overskriften må ha navn og gruppe, hver én gang; rett den.")
        raise _fault(name, said, row.line)
    return columns


def _person(
    row: _Row,
    columns: list[str] | None,
    groups: Sequence[Group],
    name: str,
    heading: Group | None,
) -> PersonLine:
    """Return the person on a row; without a header the group is where a group is named.

    The group of the *heading* is that of a row on which none is named.
    """
    known = columns or _WITHOUT_HEADER
    if any(cell for cell, column in zip_longest(row.cells, known) if not column):
        said = _("det er flere enn navn, gruppe og tittel her; fjern resten.")
        raise _fault(name, said, row.line)
    fields = dict(zip(known, row.cells, strict=False))
    person, group, title = (fields.get(column, "") for column in _WITHOUT_HEADER)
    if not person:
        raise _fault(name, _("navnet mangler; skriv det først på linja."), row.line)
    named = _named(group, groups)
    if columns is None and len(named) != 1 and len(_named(title, groups)) == 1:
        group, title = title, group
    elif columns is None and not named and _leads(person, groups):
        person, group = group, person
    elif heading and not named and (columns is None or not group):
        if group and title:
            raise _fault(name, _neither(group, title, groups), row.line)
        group, title = heading.id, title or group
    elif columns is None and not named and title:
        raise _fault(name, _neither(group, title, groups), row.line)
    return PersonLine(person, _group_id(group, groups, name, row.line), title)


def _neither(one: str, other: str, groups: Sequence[Group]) -> str:
    """Return what to say where neither of two fields names a group."""
    said = _("verken «{one}» eller «{other}» er en gruppe i planen; skriv en av {groups}.")
    titles = ", ".join(group.title for group in groups)
    return said.format(one=shown(one), other=shown(other), groups=titles)


def _leads(cell: str, groups: Sequence[Group]) -> bool:
    """Return whether a line begins with a group in place of a name."""
    return len(plain(cell)) >= _SHORTEST_ENDING and len(_named(cell, groups)) == 1


def _group_id(text: str, groups: Sequence[Group], name: str, line: int) -> str:
    found = _named(text, groups)
    if len(found) == 1:
        return found[0].id
    if not text:
        said = _("gruppa mangler; skriv en av {groups} etter navnet.")
    elif found:
        said = _("«{text}» kan være flere grupper; skriv hele navnet på en av {groups}.")
    else:
        said = _("«{text}» er ikke en gruppe i planen; skriv en av {groups}.")
    titles = ", ".join(group.title for group in found or groups)
    raise _fault(name, said.format(text=shown(text), groups=titles), line)


def _named(text: str, groups: Sequence[Group]) -> list[Group]:
    """Return the groups that *text* may mean: «vert» and «bruker» begin a name, «team» ends one.

    They are understood in all three languages.
    """
    names = [(name, group) for group in groups for name in (group.id, *group_names(group))]
    if found := beginning(text, names):
        return found
    ending = plain(text)
    if len(ending) < _SHORTEST_ENDING:
        return []
    return list(dict.fromkeys(group for name, group in names if plain(name).endswith(ending)))
