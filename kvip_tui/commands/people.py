"""The commands of people and roles, and of the address book."""

from kvip_tui.commands.arguments import a_person, alone, own_words
from kvip_tui.commands.base import (
    Aim,
    Argument,
    Bar,
    Choice,
    Command,
    InBar,
    Now,
    Page,
    Panel,
    Section,
    Typing,
)
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names, quoted
from kvip_tui.domain.people.changes import (
    LONGEST_NAME,
    AddPeople,
    AddPerson,
    AssignRole,
    EditPerson,
    FillRoles,
    RemovePerson,
    SetPresence,
)
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.visit import Visit
from kvip_tui.domain.text.legible import one_line
from kvip_tui.domain.text.words import beginning, plain
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.store.addressbook import AddressBook
from kvip_tui.texts import people as texts_people
from kvip_tui.texts.floor import listed
from kvip_tui.texts.formats import isolated

_P = Section.PEOPLE
NOBODY = "ingen"
# On the role board, where letters name people.
FILL_KEY = "S"
ALL = "alle"
# The place in the panel of people where one joins.
JOIN = "@join"


def _absent_or_not(visit: Visit, person: str, hand: bool) -> Intent:
    del hand
    known = visit.person(person)
    return SetPresence(person, present=not (known and known.present))


PRESENCE = Aim(m("Her eller borte: trykk bokstaven. Esc avbryter."), _absent_or_not)


def _add(session: Session, text: str) -> Intent:
    """Make «ny NAVN, GRUPPE, TITTEL»."""
    from kvip_tui.store.peoplefile import parse_people  # noqa: PLC0415 - csv is rarely needed

    [line] = parse_people(text, session.visit.plan.groups)
    return AddPerson(name=line.name, group=line.group, title=line.title)


def _add_list(session: Session, text: str) -> Intent:
    """Make «folk FIL»: everybody in a file of people.

    Raises:
        UserError: The file cannot be used.
    """
    from kvip_tui.store.peoplefile import people_in  # noqa: PLC0415 - csv is rarely needed

    return AddPeople(tuple(people_in(text, session.visit.plan.groups)))


def _read_list(session: Session, text: str) -> str:
    """Return how each line of «les folk FIL» was read; nobody is added.

    Raises:
        UserError: The file cannot be used.
    """
    from kvip_tui.store.peoplefile import read_lines  # noqa: PLC0415 - csv is rarely needed

    plan, roster = session.visit.plan, session.visit.roster
    return "\n".join(texts_people.readings(plan, read_lines(text, plan.groups), roster))


def _add_from_book(session: Session, text: str) -> Intent:
    """Make «fra adresseboka NAVN»."""
    return AddPeople((_one(session, text, offered(session)),))


def _book(session: Session, text: str) -> str:
    """Return the address book in words, a line each."""
    del text
    return "\n".join(book_lines(session))


def _sit_down(session: Session, text: str) -> str:
    """Carry out «jeg NAVN»: say who sits here from now on, on the list or not."""
    found = beginning(text, ((p.name, p.name) for p in session.visit.roster))
    name = found[0] if len(found) == 1 else one_line(text)
    if len(name) > LONGEST_NAME:
        raise Refusal("person.long_name", longest=LONGEST_NAME)
    session.choose_author(name)
    return _("Her sitter {name}").format(name=isolated(name))


def _change(session: Session, text: str) -> Intent:
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


def _forget(session: Session, text: str) -> str:
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


def _assign_role(names: Names, text: str) -> Intent:
    """Make «rolle ROLLE NAVN»."""
    role, person = names.role_and_person(text)
    return AssignRole(role=role, person=person)


def _roles(now: Now) -> list[Choice]:
    visit, said = now.glance.visit, _("Rolle: {role} → {name}")
    people = [(person.id, person.name) for person in visit.roster]
    return [
        Choice(f"{role.id} {person}", title=said.format(role=role.title, name=name))
        for role in visit.plan.roles
        for person, name in [*people, (NOBODY, _("ingen"))]
    ]


def _presence(*, present: bool) -> Argument:
    """Return the person of «her NAVN», or of «borte NAVN»."""
    return a_person(lambda names, text: SetPresence(person=names.person(text), present=present))


def _remove_person(names: Names, text: str) -> Intent:
    """Make «fjern person NAVN»."""
    return RemovePerson(names.person(text))


def _in_book(now: Now) -> list[Choice]:
    """Return those of the address book who are not here yet, each with what adds them."""
    try:
        lines = offered(now.session) if now.session.writer else ()
    except UserError:
        return []  # said by whoever asks for the address book itself
    plan = now.session.visit.plan
    return [
        Choice(line.name, texts_people.described(plan, line), intent=AddPeople((line,)))
        for line in lines
    ]


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
PEOPLE: tuple[Command, ...] = (
    SHOW_ROLES := Command("show_roles", _P, m("Roller"),
            m("Se og fordel rollene; samme tast går tilbake."),
            keys="f4", word="roller", panel=Panel.ROLES, typing=Typing.YES, page=Page.ROLES,
            bars=(InBar(Bar.ROLES, 10), InBar(Bar.PEOPLE, 50)),
            spoken=m("Si rollene, hvem som har dem, og hva som er ledig.")),
    Command("role", _P, m("Rolle"), m("Gi en rolle til noen, eller til «ingen»."),
            word="rolle", takes=Argument(m("ROLLE NAVN"), _assign_role, _roles)),
    Command("fill_roles", _P, m("Foreslå roller"), m("Fyll de ledige rollene etter reglene."),
            word="foreslå", takes=alone(FillRoles()), bars=(InBar(Bar.ROLES, 20, FILL_KEY),)),
    Command("show_people", _P, m("Folk"), m("Se hvem som er med; «folk FIL» legger til en liste."),
            keys="ctrl+b", word="folk", takes=own_words(m("[FIL]")), answer=_add_list,
            panel=Panel.PEOPLE, typing=Typing.YES, page=Page.PEOPLE,
            bars=(InBar(Bar.PEOPLE, 10), InBar(Bar.ROLES, 40))),
    Command("read_list", _P, m("Les liste"),
            m("Se hvordan en liste blir lest, uten å legge til noen."),
            word="les folk", takes=own_words(m("FIL")), answer=_read_list),
    Command("presence", _P, m("Her eller borte"), m("Tasten, så bokstaven: her, og borte igjen."),
            keys="apostrophe", aim=PRESENCE,
            bars=(InBar(Bar.ROLES, 30), InBar(Bar.PEOPLE, 40))),
    Command("here", _P, m("Er her"), m("Meld en person til stede."),
            word="her", takes=_presence(present=True)),
    Command("away", _P, m("Er borte"), m("Meld en person borte."),
            word="borte", takes=_presence(present=False)),
    ADD_PERSON := Command("person", _P, m("Ny person"),
            m("Legg til en person: «Navn, gruppe, tittel»."),
            keys="ctrl+a", word="ny", takes=own_words(m("NAVN, GRUPPE, TITTEL")), answer=_add,
            panel=Panel.PEOPLE, place=JOIN, bars=(InBar(Bar.PEOPLE, 20),)),
    Command("edit_person", _P, m("Endre person"), m("Gi en person et annet navn, eller mer."),
            word="endre person", takes=own_words(m("NAVN: NYTT NAVN, GRUPPE, TITTEL")),
            answer=_change),
    Command("remove_person", _P, m("Fjern person"), m("Ta noen av lista; det de sa, står."),
            word="fjern person", takes=a_person(_remove_person)),
    Command("book", _P, m("Adressebok"), m("Se hvem som har vært med i besøk før."),
            word="adressebok", answer=_book, panel=Panel.PEOPLE, place=JOIN),
    Command("from_book", _P, m("Fra adresseboka"), m("Legg til noen som har vært med før."),
            word="fra adresseboka", takes=Argument(m("NAVN"), choices=_in_book),
            answer=_add_from_book),
    Command("forget", _P, m("Glem"), m("Slett en person, eller «alle», fra adresseboka."),
            word="glem", takes=own_words(m("NAVN")), answer=_forget),
    Command("me", _P, m("Jeg er"), m("Si hvem som sitter her: notater og kryss får navnet."),
            word="jeg", takes=own_words(m("NAVN")), answer=_sit_down),
)
# fmt: on
