"""The commands of notes: how their words are read, and what is answered about the check."""

import re

from msgspec.structs import replace

from kvip_tui.commands.arguments import a_note, names, own_words
from kvip_tui.commands.base import (
    Act,
    Argument,
    Bar,
    Command,
    InBar,
    Now,
    Section,
    Typing,
)
from kvip_tui.commands.forgetting import forgot
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.day.projection import date_of
from kvip_tui.domain.day.timeline import current_day
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names, quoted
from kvip_tui.domain.notes.balance import balance
from kvip_tui.domain.notes.numbers import numbers
from kvip_tui.domain.notes.vocabulary import (
    AddNote,
    DeleteNote,
    EditNote,
    JoinNotes,
    MarkNote,
    MoveNote,
    NameSpeaker,
    PromoteImpression,
    RaiseNote,
    SetFocusAreas,
    SplitNote,
)
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Note
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.texts import formats
from kvip_tui.texts import notes as texts_notes
from kvip_tui.time_parsing import moment

_N = Section.NOTES
LETTERS = {"t": Privacy.TEAM, "i": Privacy.IMPRESSION, "d": Privacy.INTERVIEW}
NONE = "ingen"
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}([.:]\d{2})?")
_BECAUSE = re.compile(r"fordi\s+(.+)", re.IGNORECASE | re.DOTALL)


def _named(names: Names, text: str) -> tuple[str, str]:
    """Return the id of the note that the first word names, and what stands after it."""
    number, _blank, rest = text.partition(" ")
    return names.note(number), rest.strip()


def _rest(names: Names, text: str) -> tuple[str, str]:
    note, rest = _named(names, text)
    if not rest:
        raise Refusal("note.more")
    return note, rest


def _edit_note(names: Names, text: str) -> Intent:
    """Make «endre notat NR TEKST»."""
    note, rest = _rest(names, text)
    return EditNote(note=note, text=rest)


def _move_note(names: Names, text: str) -> Intent:
    """Make «flytt notat NR BLOKK», or «flytt notat NR TT.MM» of the day looked at."""
    note, rest = _rest(names, text)
    if _CLOCK.fullmatch(rest):
        on = date_of(names.visit, names.day.day)
        return MoveNote(note=note, to=moment(rest, on, names.visit.plan.timezone))
    return MoveNote(note=note, block=names.block(rest))


def _name_speaker(names: Names, text: str) -> Intent:
    """Make «sagt av NR NAVN», of nobody without a name."""
    note, rest = _named(names, text)
    return NameSpeaker(note=note, person=names.person(rest) if rest else None)


def _split_note(names: Names, text: str) -> Intent:
    """Make «del notat NR ORD»: the words that the second half begins with, as they stand."""
    note, rest = _rest(names, text)
    found = next((one for one in names.notes if one.id == note), None)
    place = found.text.find(rest) if found else -1
    if place < 0:
        raise Refusal("note.no_words", text=quoted(rest))
    return SplitNote(note=note, place=place)


def _join_notes(names: Names, text: str) -> Intent:
    """Make «slå sammen NR NR …»."""
    words = text.replace(",", " ").split()
    return JoinNotes(notes=tuple(names.note(word) for word in words if plain(word) != "og"))


def _raise_note(names: Names, text: str) -> Intent:
    """Make «hev notat NR [T|I]»."""
    note, rest = _named(names, text)
    if rest and plain(rest) not in LETTERS:
        raise Refusal("note.no_class", text=quoted(rest))
    return RaiseNote(note=note, privacy=LETTERS.get(plain(rest)))


def _promote_impression(names: Names, text: str) -> Intent:
    """Make «løft inntrykk NR NAVN»."""
    note, rest = _rest(names, text)
    return PromoteImpression(note=note, second=names.person(rest))


def _set_focus_areas(names: Names, text: str) -> Intent:
    """Make «fokusområder A, B», or «fokusområder ingen»."""
    if plain(text) == NONE:
        return SetFocusAreas(areas=())
    return SetFocusAreas(areas=tuple(text.split(",")))


def _waits(now: Now) -> bool:
    """Return whether a text that is not stored can be gone to."""
    return now.stopped or now.aside


def _droppable(now: Now) -> bool:
    """Return whether there is a text that is not stored and can be thrown away."""
    return now.aside or now.session.held is not None


def _held(now: Now) -> bool:
    """Return whether there is a text that the privacy check stopped."""
    return now.stopped or now.session.held is not None


def named(session: Session, text: str) -> Note:
    """Return the note that words name by its number or id.

    Raises:
        Refusal: There is none.
    """
    known = names(session)
    note_id = known.note(text)
    return next(note for note in known.notes if note.id == note_id)


def _written(*, said: bool = True, impression: bool = False) -> Argument:
    """Return a note's text, begun this moment: «notat TEKST», «tanke TEKST», «inntrykk TEKST»."""

    def make(names: Names, text: str) -> Intent:
        return AddNote(text=text, typed_at=names.now, said=said, impression=impression)

    return own_words(m("TEKST"), make)


def _mark(*, said: bool) -> Argument:
    """Return the note of «sagt NR», or of «egen tanke NR»."""
    return a_note(lambda note: MarkNote(note=note, said=said))


def _in_list(rank: int, keys: str, label: str) -> InBar:
    """Return where a command stands in the list of notes: its letter means it only there."""
    return InBar(Bar.NOTES, rank, keys, label, footer=rank)


def _kept(session: Session, text: str) -> Intent:
    """Make «behold fordi …» of the text that the privacy check stopped."""
    match session.held:
        case AddNote() | EditNote() | JoinNotes():
            found = _BECAUSE.fullmatch(text)
            if found is None:
                raise Refusal("line.missing", word="behold", takes=_("fordi …"))
            return replace(session.held, because=found[1])
        case _:
            raise Refusal("privacy.nothing")


def _cleared(session: Session, text: str) -> Intent:
    """Make «fjern funn» of the text that the privacy check stopped."""
    from kvip_tui import privacy_check as check  # noqa: PLC0415 - 5 ms before the first picture

    match session.held:
        case AddNote() | EditNote():
            ours = check.names(session.visit), check.own(session.visit)
            left = check.removed(session.held.text, *ours)
            if not left:
                raise Refusal("privacy.all")
            return replace(session.held, text=left)
        case JoinNotes():
            raise Refusal("privacy.in_notes")
        case _:
            raise Refusal("privacy.nothing")


def _dropped(session: Session, text: str) -> str:
    """Throw away the text that the privacy check stopped."""
    if session.held is None:
        raise Refusal("privacy.nothing")
    session.held = None
    return _("Teksten er kastet")


def _wiped(session: Session, text: str) -> str:
    """Wipe the interviews' notes from memory at once, and say how many they were."""
    count = len(session.whispers)
    session.forget()
    text = ngettext(
        "{count} notat fra intervjuene er visket ut",
        "{count} notater fra intervjuene er visket ut",
        count,
    )
    return text.format(count=count)


def _seated(session: Session, text: str) -> str:
    """Say in which interview whoever writes here sits, or that it is none."""
    if plain(text) == NONE:
        session.seat.leave(session.visit)
        return _("Du er ikke i noe intervju: det du skriver, er teamets")
    block = session.visit.block(names(session).interview(text))
    if block is None or block.privacy is not Privacy.INTERVIEW:
        raise Refusal("interview.none", text=quoted(text))
    session.seat.take(block.id)
    return _("Du er i {title}").format(title=block.title)


def _versions(session: Session, text: str) -> str:
    """Return the texts that a note has had, the oldest first, with who wrote them and when."""
    note, zone = named(session, text), session.visit.plan.timezone
    return "\n".join(texts_notes.version(version, zone) for version in note.versions)


def _balanced(session: Session, text: str) -> str:
    """Return what the notes are about so far, in one line."""
    return texts_notes.balance(balance(session.visit))


def _found(session: Session, text: str) -> str:
    """Look at the day of a note, and return in which block and when it was written."""
    note, visit = named(session, text), session.visit
    day = next(filter(None, map(visit.day_of, note.blocks)), current_day(visit, note.typed_at))
    session.choose_day(day.id)
    titles = [block.title for block in map(visit.block, note.blocks) if block]
    return _("Notat {number}: {clock}, {blocks}").format(
        number=numbers(visit, session.history.machine).of(note),
        clock=formats.clock(note.typed_at, visit.plan.timezone),
        blocks=", ".join(titles) or _("utenom blokkene"),
    )


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
NOTES: tuple[Command, ...] = (
    NOTE := Command("note", _N, m("Notat"), m("Skriv et notat; Enter lagrer, Esc går ut."),
            keys="enter", word="notat", takes=_written(), footer=2, screen=Act.NOTE,
            spoken=m("Skriv et notat; «Berit: …» sier hvem sine ord det er.")),
    THOUGHT := Command("thought", _N, m("Egen tanke"),
            m("Skriv et notat om noe som ikke ble sagt."),
            keys="ctrl+s", word="tanke", takes=_written(said=False), screen=Act.THOUGHT,
            typing=Typing.IN_NOTES),
    IMPRESSION := Command("impression", _N, m("Inntrykk"),
            m("Skriv et kort inntrykk, som ikke deles."),
            keys="ctrl+f", word="inntrykk", takes=_written(said=False, impression=True),
            screen=Act.IMPRESSION, typing=Typing.IN_NOTES),
    EDIT_NOTE := Command("edit_note", _N, m("Endre notat"),
            m("Gi et notat ny tekst; den gamle blir bevart."),
            word="endre notat", takes=own_words(m("NR TEKST"), _edit_note), screen=Act.CHANGE,
            bars=(_in_list(20, "enter", m("endre")),)),
    Command("delete_note", _N, m("Slett notat"), m("Ta bort et notat; «angre» henter det igjen."),
            word="slett notat", takes=a_note(DeleteNote),
            bars=(_in_list(40, "delete,backspace", m("slett")),)),
    Command("erase", _N, m("Slett for godt"), m("Ta ordene ut av journalen selv; angres ikke."),
            word="slett for godt", takes=own_words(m("NR|HVA")), answer=forgot),
    Command("move_note", _N, m("Flytt notat"), m("Si hvilken blokk eller tid det hører til."),
            word="flytt notat", takes=own_words(m("NR BLOKK"), _move_note),
            bars=(_in_list(80, "m", m("flytt")),)),
    Command("split_note", _N, m("Del notat"), m("Del et notat foran ordene som nevnes."),
            word="del notat", takes=own_words(m("NR ORD"), _split_note), screen=Act.CUT,
            bars=(_in_list(90, "s", m("del")),)),
    Command("join_notes", _N, m("Slå sammen"), m("Gjør flere notater til ett."),
            word="slå sammen", takes=own_words(m("NR NR"), _join_notes), screen=Act.JOIN,
            bars=(_in_list(100, "j", m("slå sammen")),)),
    Command("said", _N, m("Sagt"), m("Et notat gjelder noe som ble sagt i møtet."),
            word="sagt", takes=_mark(said=True), screen=Act.TURN_SAID,
            bars=(_in_list(70, "t", m("sagt/tanke")),)),
    Command("speaker", _N, m("Sagt av"), m("Si hvem som sa det; uten navn er det ingens."),
            word="sagt av", takes=own_words(m("NR [NAVN]"), _name_speaker),
            bars=(_in_list(75, "v", m("hvem sa det")),)),
    Command("own_thought", _N, m("Ikke sagt"), m("Et notat er din egen tanke."),
            word="egen tanke", takes=_mark(said=False)),
    Command("raise_note", _N, m("Hev notat"), m("Gi et notat en strengere klasse, T eller I."),
            word="hev notat", takes=a_note(RaiseNote, m("NR [KLASSE]"), _raise_note),
            bars=(_in_list(110, "k", m("hev")),)),
    Command("promote", _N, m("Løft inntrykk"), m("La teamet bruke et inntrykk; en til må si ja."),
            word="løft inntrykk", takes=own_words(m("NR NAVN"), _promote_impression),
            bars=(_in_list(130, "i", m("løft inntrykk")),)),
    Command("versions", _N, m("Utgaver"), m("Se alle tekstene et notat har hatt."),
            word="utgaver", takes=own_words(m("NR")), answer=_versions, screen=Act.VERSIONS,
            bars=(_in_list(140, "h", m("utgaver")),), quotes=True),
    KEEP := Command("keep", _N, m("Behold"),
            m("Lagre det personvernkontrollen stanset; si hvorfor."),
            word="behold", takes=own_words(m("fordi …")), answer=_kept, screen=Act.KEEP,
            when=_held, bars=(InBar(Bar.STOPPED, 30, "enter", m("Behold fordi …")),)),
    Command("strike", _N, m("Fjern funn"), m("Lagre teksten uten det kontrollen stanset."),
            keys="ctrl+x", word="fjern funn", answer=_cleared, screen=Act.STRIKE,
            when=_held, typing=Typing.YES, bars=(InBar(Bar.STOPPED, 10, label=m("Fjern")),)),
    DROP := Command("drop", _N, m("Kast"), m("Kast teksten som ikke er lagret."),
            word="kast", answer=_dropped, screen=Act.DROP, when=_droppable,
            bars=(InBar(Bar.STOPPED, 40, "delete"), InBar(Bar.UNFINISHED, 20, "delete"))),
    Command("focus", _N, m("Fokusområder"), m("Skriv inn fokusområdene, med komma mellom."),
            word="fokusområder", takes=own_words(m("A, B"), _set_focus_areas)),
    Command("balance", _N, m("Balanse"), m("Se hva notatene handler om så langt."),
            word="balanse", answer=_balanced),
    Command("sit", _N, m("I intervju"), m("Si hvilket intervju du er i, eller «ingen»."),
            word="i intervju", takes=own_words(m("BLOKK|ingen")), answer=_seated),
    Command("wipe", _N, m("Visk ut"), m("Visk ut notatene fra intervjuene fra minnet nå."),
            word="visk ut", answer=_wiped, screen=Act.WIPE),
    Command("rewrite", _N, m("Skriv om"), m("Hent fram teksten som ikke er lagret, og skriv om."),
            keys="tab", screen=Act.REWRITE, when=_waits, typing=Typing.YES,
            bars=(InBar(Bar.STOPPED, 20), InBar(Bar.UNFINISHED, 10, label=m("Bruk")))),
    Command("jump", _N, m("Gå til notatet"), m("Vis blokka et notat hører til."),
            word="gå til notat", takes=own_words(m("NR")), answer=_found, screen=Act.JUMP,
            bars=(_in_list(60, "g", m("gå til")),)),
)
# What only a panel offers, and help does not.
IN_PANELS: tuple[Command, ...] = (
    Command("find_notes", _N, m("finn"), m("Skriv hva notatene skal inneholde."),
            screen=Act.FIND, bars=(_in_list(30, "slash", m("finn")),)),
)
# fmt: on
