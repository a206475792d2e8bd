"""Understands what is said about people beyond the visit: lists, changes, the address book."""

from kvip_tui.commands.base import Aim
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names, quoted
from kvip_tui.domain.people.changes import (
    LONGEST_NAME,
    AddPeople,
    AddPerson,
    EditPerson,
    SetPresence,
)
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import one_line
from kvip_tui.domain.text.words import beginning, plain
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.store.addressbook import AddressBook
from kvip_tui.texts import people as texts_people
from kvip_tui.texts.floor import listed
from kvip_tui.texts.formats import isolated

ALL = "alle"


def _absent_or_not(visit: Visit, person: str, hand: bool) -> Intent:
    del hand
    known = visit.person(person)
    return SetPresence(person, present=not (known and known.present))


PRESENCE = Aim(m("Her eller borte: trykk bokstaven. Esc avbryter."), _absent_or_not)


def add(session: Session, text: str) -> Intent:
    """Make «ny NAVN, GRUPPE, TITTEL»."""
    from kvip_tui.store.peoplefile import parse_people  # noqa: PLC0415 - csv is rarely needed

    [line] = parse_people(text, session.visit.plan.groups)
    return AddPerson(name=line.name, group=line.group, title=line.title)


def add_list(session: Session, text: str) -> Intent:
    """Make «folk FIL»: everybody in a file of people.

    Raises:
        UserError: The file cannot be used.
    """
    from kvip_tui.store.peoplefile import people_in  # noqa: PLC0415 - csv is rarely needed

    return AddPeople(tuple(people_in(text, session.visit.plan.groups)))


def add_from_book(session: Session, text: str) -> Intent:
    """Make «fra adresseboka NAVN»."""
    return AddPeople((_one(session, text, offered(session)),))


def book(session: Session, text: str) -> str:
    """Return the address book in words, a line each."""
    del text
    return "\n".join(book_lines(session))


def sit_down(session: Session, text: str) -> str:
    """Carry out «jeg NAVN»: say who sits here from now on, on the list or not."""
    found = beginning(text, ((p.name, p.name) for p in session.visit.roster))
    name = found[0] if len(found) == 1 else one_line(text)
    if len(name) > LONGEST_NAME:
        raise Refusal("person.long_name", longest=LONGEST_NAME)
    session.choose_author(name)
    return _("Her sitter {name}").format(name=isolated(name))


def change(session: Session, text: str) -> Intent:
    """Make «endre person NAVN: NYTT NAVN, GRUPPE, TITTEL»."""
    from kvip_tui.store.peoplefile import parse_change  # noqa: PLC0415 - csv is rarely needed

    who, colon, new = text.partition(":")
    if not colon:
        raise Refusal("person.no_change")
    person = Names(session.visit, session.now()).person(who.strip())
    name, group, title = parse_change(new, session.visit.plan.groups)
    return EditPerson(person, name, group, title)


def book_of(session: Session) -> AddressBook:
    """Return the address book that goes with a session.

    Raises:
        Refusal: The session has none.
    """
    if session.book is None:
        raise Refusal("book.empty")
    return session.book.book


def offered(session: Session) -> tuple[PersonLine, ...]:
    """Return those of the address book who fit the plan's groups and are not on the roster."""
    if session.book is None:
        return ()
    groups = {group.id for group in session.visit.plan.groups}
    there = {(person.name, person.group) for person in session.visit.roster}
    return tuple(
        line
        for line in session.book.book.entries()
        if line.group in groups and (line.name, line.group) not in there
    )


def book_lines(session: Session) -> list[str]:
    """Return the address book in words, a line each.

    Raises:
        Refusal: It is empty.
    """
    book = book_of(session)
    plan = session.visit.plan
    lines = [texts_people.described(plan, line) for line in book.entries()]
    if not lines:
        raise Refusal("book.empty")
    return [*filter(None, [book.take_notice()]), *lines]


def _one(session: Session, text: str, lines: tuple[PersonLine, ...]) -> PersonLine:
    """Return the one of *lines* that is named."""
    found = beginning(text, [(line.name, line) for line in lines])
    if not found:
        raise Refusal("book.unknown", text=quoted(text))
    if len(found) > 1:
        names = listed(texts_people.described(session.visit.plan, line) for line in found)
        raise Refusal("book.ambiguous", text=quoted(text), names=names)
    return found[0]


def forget(session: Session, text: str) -> str:
    """Carry out «glem NAVN», or «glem alle», and say who is gone from the address book."""
    book = book_of(session)
    entries = tuple(book.entries())
    if plain(text) == ALL:
        if not entries:
            raise Refusal("book.empty")
        book.forget(entries)
        return _("Adresseboka er tømt")
    line = _one(session, text, entries)
    book.forget([line])
    who = texts_people.described(session.visit.plan, line)
    return _("{name} er slettet fra adresseboka").format(name=who)
