"""Understands what is said about people beyond the visit: lists, changes, the address book."""

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names, quoted
from kvip_tui.domain.people.changes import AddPeople, AddPerson, EditPerson
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.text.words import beginning, plain
from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.store.addressbook import AddressBook
from kvip_tui.texts import people as texts_people
from kvip_tui.texts.floor import listed

ALL = "alle"
COMMANDS = frozenset({"person", "show_people", "edit_person", "from_book", "forget", "book"})


def asked(session: Session, command_id: str, text: str) -> Intent | str:
    """Return what a command of `COMMANDS` asks for, or what there is to say once it is done.

    Raises:
        Refusal: The words name nobody, or several.
        UserError: A list cannot be used, or the address book not be read or written.
    """
    match command_id:
        case "person":
            from kvip_tui.store.peoplefile import parse_people  # noqa: PLC0415 - csv is rarely needed

            [line] = parse_people(text, session.visit.plan.groups)
            return AddPerson(name=line.name, group=line.group, title=line.title)
        case "show_people":
            from kvip_tui.store.peoplefile import people_in  # noqa: PLC0415 - csv is rarely needed

            return AddPeople(tuple(people_in(text, session.visit.plan.groups)))
        case "edit_person":
            return _changed(session, text)
        case "from_book":
            return AddPeople((_one(session, text, offered(session)),))
        case "forget":
            return _forget(session, text)
        case _:
            return "\n".join(book_lines(session))


def _changed(session: Session, text: str) -> EditPerson:
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


def _forget(session: Session, text: str) -> str:
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
