"""What the program says of notes: refusals, classes, and what became of a note."""

from kvip_tui.domain.notes.balance import Balance
from kvip_tui.domain.notes.reading import untagged
from kvip_tui.domain.notes.unsaid import Unsaid
from kvip_tui.domain.notes.vocabulary import (
    FocusAreasSet,
    ImpressionPromoted,
    NoteAdded,
    NoteChange,
    NoteDeleted,
    NoteEdited,
    NoteEvent,
    NoteMarked,
    NoteMoved,
    NoteRaised,
    NotesJoined,
    NoteSplit,
    NoteTold,
    SpeakerNamed,
)
from kvip_tui.domain.state.plan import Plan, Privacy
from kvip_tui.domain.state.visit import Note, Telling, Version, Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats

REFUSALS: dict[str, str] = {
    "privacy.stop": m(
        "{why} Det gjelder tegn {where}. Skriv om, ta det bort med «fjern funn», eller lagre det "
        "med «behold fordi …» eller ved å gjøre det en gang til."
    ),
    "privacy.reason": m("{why} Skriv en begrunnelse uten slikt."),
    "privacy.promote": m("{why} Endre notatet før det løftes."),
    "privacy.look": m(
        "Se på dette i inntrykket: {titles}. Gjør det en gang til for å løfte det som det står. "
        "{worth}"
    ),
    "privacy.in_notes": m("Endre notatene ett for ett før de slås sammen."),
    "note.throw_away": m("Teksten finnes bare her; gjør det en gang til for å kaste den."),
    "privacy.nothing": m(
        "Personvernkontrollen har ikke stanset noe nå; skriv notatet med «notat»."
    ),
    "privacy.all": m("Da er det ingenting igjen; skriv det om."),
    "note.empty": m("Notatet er tomt; skriv noe, eller gå ut med Esc."),
    "note.long": m("Notatet er for langt; del det i stykker på høyst {longest} tegn."),
    "note.long_impression": m("Et inntrykk er kort; skriv det med høyst {longest} tegn."),
    "note.long_reason": m("Begrunnelsen er for lang; bruk høyst {longest} tegn."),
    "note.no_impression": m(
        "Inntrykk skrives i teamets avsluttende møte etter intervjuene; skriv et vanlig notat nå."
    ),
    "note.unknown": m("Notatet finnes ikke lenger; «notater» viser dem som finnes."),
    "note.on_disk": m(
        "Notat {note} er alt lagret på disk, og det er et intervjunotat aldri; «slett notat» tar "
        "det bort fra alt som vises og deles, men det blir stående i loggfila."
    ),
    "note.more": m("Skriv mer etter nummeret på notatet."),
    "note.no_words": m("Notatet har ikke «{text}» i seg; skriv ordene slik de står."),
    "note.no_class": m("«{text}» er ikke en klasse å heve til; skriv T eller I."),
    "name.note_unknown": m("Det finnes ikke noe notat «{text}»; «notater» viser numrene."),
    "name.note_ambiguous": m("«{text}» kan være flere notater: {names}; skriv hele id-en."),
    "note.not_told": m(
        "Notat {note} kommer fra et inntrykk eller et intervju, og sies ikke videre til verten; "
        "velg et annet."
    ),
    "note.only_seen": m("Tekster fra intervju vises bare i et terminalvindu; åpne besøket i et."),
    "note.no_half": m("Et notat deles der det er noe både foran og bak; skriv ord midt i det."),
    "note.join_one": m("Nevn minst to notater som skal slås sammen."),
    "note.mixed": m(
        "Et intervjunotat finnes bare i minnet og kan ikke slås sammen med et som er lagret; slå "
        "sammen dem av samme slag."
    ),
    "note.not_stricter": m(
        "Et notat kan bare få en strengere klasse enn den det har; «slett notat» tar det bort."
    ),
    "note.not_impression": m(
        "Notat {note} er ikke et inntrykk, så det trenger ikke løftes; bruk «løft»."
    ),
    "note.same_person": m("{name} skrev det selv; en annen på lista må også si ja."),
    "note.closed": m(
        "Notater fra intervju slettes når teamets avsluttende møte er over; dette lagres ikke; "
        "skriv et notat uten det som kom fram der."
    ),
    "forget.sure": m(
        "Dette tar ordene ut av journalen og kladdene for godt (så mange steder: {count}), og kan "
        "ikke angres. Gjør det en gang til for å ta dem ut."
    ),
    "forget.nothing": m(
        "Det står ingen ord å ta bort der, eller de er borte alt; «notater» viser det som er igjen."
    ),
    "forget.unknown": m(
        "Det har aldri vært noe notat «{text}» i dette besøket; «notater» viser dem som finnes."
    ),
    "forget.memory": m("Notater fra intervjuer står bare i minnet; «slett notat {note}» er nok."),
    "forget.short": m("Skriv minst {least} bokstaver av det som skal bort."),
    "forget.what": m(
        "Skriv nummeret på et notat, «punkt NR», «tekst DEL», «begrunnelse BLOKK», «navn PERSON» "
        "eller ordene selv mellom « og »."
    ),
    "interview.text": m(
        "Under intervjuet lagres bare notater, og bare i minnet; skriv dette etterpå. Gjør det en "
        "gang til for å lagre det likevel. Er du ikke i et intervju, skriv «i intervju ingen»."
    ),
    "interview.none": m("«{text}» er ikke et intervju; skriv hvilket av dem, eller «ingen»."),
    "interview.which": m(
        "Hvilket intervju er du i? Skriv «i intervju» og hvilket, eller «ingen»; lagrer du en gang "
        "til, står notatet under begge."
    ),
    "whispers.wiped": m(
        "Da viskes notatene fra intervjuene ut ({count}); gjør det en gang til for å viske dem ut."
    ),
    "focus.too_much": m("Skriv høyst {most} fokusområder, hvert på høyst {longest} tegn."),
}

PRIVACY: dict[Privacy, str] = {
    Privacy.PLENUM: m("P · plenum"),
    Privacy.TEAM: m("T · bare teamet"),
    Privacy.IMPRESSION: m("I · inntrykk, deles ikke"),
    Privacy.INTERVIEW: m("D · intervju, bare i minnet"),
}


TELLING: dict[Telling, str] = {
    Telling.TOLD: m("Merket som sagt til verten"),
    Telling.NEXT: m("Står som det neste å si til verten"),
    Telling.OPEN: m("Merket som ikke sagt til verten"),
}


def privacy(value: Privacy, plan: Plan | None = None) -> str:
    """Return the class of a note as its letter and its words, as a plan calls it."""
    if value is Privacy.TEAM and plan is not None and not plan.visiting:
        return _("T · bare arrangørene")
    return _(PRIVACY[value])


def happened(visit: Visit, event: NoteEvent) -> str:
    """Return what became of a note; its text is never repeated."""
    match event:
        case NoteAdded():
            return _added(visit, event)
        case FocusAreasSet():
            return _areas(event)
        case _:
            return _changed(visit, event)


def _changed(visit: Visit, event: NoteChange) -> str:
    match event:
        case NoteEdited():
            return _("Notatet er endret; de tidligere utgavene er tatt vare på")
        case NoteDeleted():
            return _("Notatet er slettet")
        case NoteMoved():
            return _moved(visit, event)
        case NoteSplit():
            return _("Notatet er delt i to")
        case NotesJoined():
            return _("{count} notater er slått sammen").format(count=len(event.notes))
        case NoteMarked():
            return _("Merket som sagt") if event.said else _("Merket som egen tanke")
        case SpeakerNamed():
            return _spoken(visit, event)
        case NoteTold():
            return _(TELLING[event.telling])
        case NoteRaised():
            return _("Notatet er nå {privacy}").format(privacy=privacy(event.privacy, visit.plan))
        case ImpressionPromoted():
            person = visit.person(event.second)
            name = person.name if person else event.second
            return _("Inntrykket er løftet til teamet; {name} sa også ja").format(name=name)


def _spoken(visit: Visit, event: SpeakerNamed) -> str:
    person = visit.person(event.holder)
    if person is None:
        return _("Notatet er ikke lenger noens ord")
    return _("Notatet er det {name} sa").format(name=person.name)


def _added(visit: Visit, event: NoteAdded) -> str:
    match event.privacy:
        case Privacy.INTERVIEW:
            return _("Notatet er bare i minnet, og slettes når teamets avsluttende møte er over")
        case Privacy.IMPRESSION:
            return _("Inntrykket er lagret på denne maskinen, og deles ikke")
        case _:
            stored = _("Notatet er lagret")
            return f"{stored} · {privacy(event.privacy, visit.plan)}"


def _moved(visit: Visit, event: NoteMoved) -> str:
    blocks = filter(None, map(visit.block, event.blocks))
    titles = ", ".join(block.title for block in blocks) or _("utenom blokkene")
    text = _("Notatet er flyttet: {titles}, {privacy}")
    return text.format(titles=titles, privacy=privacy(event.privacy, visit.plan))


def _areas(event: FocusAreasSet) -> str:
    text = ngettext(
        "{count} fokusområde er skrevet inn",
        "{count} fokusområder er skrevet inn",
        len(event.areas),
    )
    return text.format(count=len(event.areas))


def version(had: Version, zone: str) -> str:
    """Return a text that a note has had, in a line, with when it was written and by whom."""
    text = " / ".join(had.text.split("\n"))
    clock = formats.clock(had.at, zone)
    if not had.by:
        return _("{clock}: {text}").format(clock=clock, text=text)
    said = _("{clock} {name}: {text}")
    return said.format(clock=clock, name=formats.isolated(had.by), text=text)


def balance(found: Balance) -> str:
    """Return what the notes are about so far, in one quiet line: what a visit has none of, too."""
    parts = []
    if found.visiting or found.strengths or found.challenges or found.measures:
        said = _("Styrker {strengths}, utfordringer {challenges}, tiltak {measures}")
        parts.append(
            said.format(
                strengths=found.strengths, challenges=found.challenges, measures=found.measures
            )
        )
    if found.visiting or found.users:
        parts.append(_("brukerrepresentant {count}").format(count=found.users))
    if found.untouched:
        areas = ", ".join(map(formats.isolated, found.untouched))
        parts.append(_("ikke berørt: {areas}").format(areas=areas))
    return " · ".join(parts)


def to_say(note: Note) -> str:
    """Return what a note says as a prompt: to be said to the host, in one line, without tags."""
    return _("Si til verten: {text}").format(text=plain_text(note))


def plain_text(note: Note) -> str:
    """Return a note's text in one line, without its tags."""
    return " / ".join((untagged(note.text) or note.text).split("\n"))


def not_said(count: int) -> str:
    """Return how many notes the host has not heard; '' for none."""
    if not count:
        return ""
    text = ngettext(
        "{count} notat er ikke sagt til verten", "{count} notater er ikke sagt til verten", count
    )
    return text.format(count=count)


def heading(one: Unsaid) -> str:
    """Return the heading of notes that the host has not heard."""
    return one.section.title if one.section else _("Uten merkelapp")
