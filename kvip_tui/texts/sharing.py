"""Sentences about the other machines: refusals, what happened, who is there, what goes."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from kvip_tui.domain.sharing.changes import (
    ClockOffset,
    ClockTaken,
    Joined,
    MateNamed,
    NoteCarried,
    NoteWithdrawn,
    OverruledUsed,
    Received,
    SharingEvent,
)
from kvip_tui.domain.state.shared import Shared
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.sharing.company import stood_at
from kvip_tui.sharing.presence import AWAY, DIFFERS, Heard
from kvip_tui.texts import formats

# So many files are named; more are told of by «…».
_NAMED: Final = 5

REFUSALS: dict[str, str] = {
    "share.alone": m("Besøket er ikke delt med noen: del det med «kvip share», eller bli med."),
    "share.nobody": m(
        "Ingen maskin i besøket heter noe som begynner på «{name}»; «maskiner» viser dem "
        "som finnes."
    ),
    "share.several": m("«{name}» kan være flere: skriv mer av navnet."),
    "share.nothing": m(
        "Det er ingenting å slå sammen: alt i mappa er med; «maskiner» viser hva som er kommet."
    ),
    "clock.have": m("Styringen er allerede der; «maskiner» viser hvem som er med."),
    "clock.elsewhere": m("{name} har styringen; skriv «ta styringen» for å overta."),
    "clock.held": m("{name} har styringen og er her nå: skriv «ta styringen» en gang til."),
    "clock.offset": m("Så mye feil kan ikke en klokke gå: skriv for eksempel «-3m»."),
    "clock.nothing": m(
        "Alt som er gjort med klokka, gjelder: det er ikke noe å ta med; «maskiner» viser hva som "
        "er kommet."
    ),
    "clock.bad_offset": m("Skriv navn og avvik, for eksempel «klokkeavvik Henrik -3m»."),
}


def happened(visit: Visit, event: SharingEvent) -> str:
    """Return what an event says."""
    shared = visit.shared or Shared("", "")
    match event:
        case Joined(person=person, machine=machine) | MateNamed(person=person, machine=machine):
            return _("{name} er med").format(name=person or machine)
        case ClockTaken(machine=machine):
            return _("{name} har styringen").format(name=shared.person(machine))
        case ClockOffset(machine=machine, by=by):
            text = _("Klokka på maskinen til {name} rettes med {offset}")
            return text.format(name=shared.person(machine), offset=offset(by))
        case Received(machines=machines):
            names = ", ".join(shared.person(machine) for machine, _n in machines)
            return _("Hentet inn fra {names}").format(names=names)
        case OverruledUsed(records=records):
            text = ngettext(
                "{n} endring av klokka gjelder likevel",
                "{n} endringer av klokka gjelder likevel",
                len(records),
            )
            return text.format(n=len(records))
        case NoteWithdrawn():
            return _("Et notat er trukket tilbake")
        case NoteCarried():
            return _("Et notat er delt")


def offset(by: timedelta) -> str:
    """Return a correction of a clock as it is typed: «-3m», «+1m30s»."""
    seconds = int(abs(by).total_seconds())
    minutes, rest = divmod(seconds, 60)
    sign = "-" if by < timedelta(0) else "+"
    return sign + (f"{minutes}m" if minutes or not rest else "") + (f"{rest}s" if rest else "")


def ago(span: timedelta) -> str:
    """Return how long ago something was, in few words."""
    if span < timedelta(minutes=1):
        return _("{n} s").format(n=max(0, formats.seconds(span)))
    return formats.minutes(span)


def presence(session: Session, now: datetime) -> list[str]:
    """Return a line on each other machine: who sits there, what has come of it, and how it is."""
    shared, circle = session.visit.shared, session.circle
    if shared is None or circle is None:
        return []
    if circle.deleted is not None:
        return [_("Besøket er slettet av den som hadde styringen, og deles ikke mer.")]
    counts, heard = circle.note_counts(), circle.heard()
    lines = []
    for machine in sorted({*shared.mates, *heard} - {circle.machine}):
        mate = shared.person(machine)
        name = heard[machine].seen.person or mate if machine in heard else mate
        received = counts.get(machine, 0)
        lines.append(_mate(name, heard.get(machine), received, now, closed=session.closed))
    post = circle.post
    if (since := stood_at(circle, session.visit)) is not None:
        lines.insert(0, formats.as_it_stood(since, session.visit.plan.timezone))
    if post is not None and post.away_since is not None:
        text = _("Den delte mappa er borte; det som skrives her, sendes når den er tilbake.")
        lines.append(text)
    return lines


def all_here(session: Session) -> list[str]:
    """Return, once the closing meeting has ended, a sentence on each whose notes are all here."""
    shared, circle = session.visit.shared, session.circle
    if shared is None or circle is None or not session.closed:
        return []
    counts = circle.note_counts()
    heard = {m: one for m, one in sorted(circle.heard().items()) if m != circle.machine}
    return [
        _notes_from(one.seen.person or shared.person(machine), counts.get(machine, 0), one)
        for machine, one in heard.items()
        if counts.get(machine, 0) >= max(1, one.seen.notes)
    ]


def _notes_from(name: str, received: int, heard: Heard) -> str:
    total = max(received, heard.seen.notes)
    text = ngettext(
        "{received} av {total} notat fra {name} er her",
        "{received} av {total} notater fra {name} er her",
        total,
    )
    return text.format(received=received, total=total, name=name)


def _mate(name: str, heard: Heard | None, received: int, now: datetime, *, closed: bool) -> str:
    """Return how a machine is; once the meeting is over, what counts is whether all is here."""
    total = received if heard is None else max(received, heard.seen.notes)
    age = now - heard.since if heard is not None else timedelta(0)
    if closed and total and heard is not None and (heard.seen.left or age <= AWAY):
        return _notes_from(name, received, heard)
    text = ngettext(
        "{received} av {total} notat er her", "{received} av {total} notater er her", total
    )
    here = text.format(received=received, total=total)
    if heard is None:
        return f"{name}: {here}"
    if heard.seen.left:
        return _("{name} har gått ut · {here}").format(name=name, here=here)
    if age <= AWAY:
        text = _("{name} er med · {here} · for {ago} siden")
    else:
        text = _("{name}: ikke hørt fra på {ago} · {here}")
    return text.format(name=name, here=here, ago=ago(age))


def clocks_that_differ(session: Session) -> dict[str, str]:
    """Return a sentence on each other machine whose clock is far from this one's."""
    shared, circle = session.visit.shared, session.circle
    found: dict[str, str] = {}
    if shared is None or circle is None:
        return found
    for machine, heard in circle.heard().items():
        ahead = heard.ahead
        if ahead is None or abs(ahead) < DIFFERS or machine in shared.offsets:
            continue
        text = (
            _("Klokka på maskinen til {name} går {ago} foran: «klokkeavvik {name} {offset}».")
            if ahead > timedelta(0)
            else _("Klokka på maskinen til {name} går {ago} etter: «klokkeavvik {name} {offset}».")
        )
        minutes = timedelta(minutes=round(ahead / timedelta(minutes=1)))
        name = heard.seen.person or machine
        found[machine] = text.format(name=name, ago=ago(abs(ahead)), offset=offset(-minutes))
    return found


def forgotten_elsewhere(left: Sequence[Path]) -> str:
    """Return what is said where another machine forgot for good, and what still has the words."""
    said = _("Noe er slettet for godt på en annen maskin, og er tatt ut her også.")
    return f"{said} {still_there(left)}" if left else said


def still_there(left: Sequence[Path]) -> str:
    """Return a sentence that names the files which still have what was forgotten."""
    text = _("Disse filene har dem fortsatt; slett dem selv: {files}.")
    named = [str(path) for path in left[:_NAMED]] + ["…"] * (len(left) > _NAMED)
    return text.format(files=", ".join(named))


def overruled(visit: Visit) -> Iterable[str]:
    """Yield a sentence on what was done to the clock by somebody who did not hold it."""
    shared = visit.shared
    if shared is not None and shared.overruled:
        text = ngettext(
            "{n} endring av klokka ble gjort uten styringen og gjelder ikke ({names}): «maskiner» "
            "viser den, «bruk disse» tar den med.",
            "{n} endringer av klokka ble gjort uten styringen og gjelder ikke ({names}): "
            "«maskiner» viser dem, «bruk disse» tar dem med.",
            len(shared.overruled),
        )
        names = sorted({shared.person(lost.machine) for lost in shared.overruled})
        yield text.format(n=len(shared.overruled), names=", ".join(names))
    if shared is not None and shared.forgotten:
        yield ngettext(
            "{n} notat ble skrevet mens et intervju pågikk, og er ikke tatt med.",
            "{n} notater ble skrevet mens et intervju pågikk, og er ikke tatt med.",
            len(shared.forgotten),
        ).format(n=len(shared.forgotten))
    if shared is not None and shared.twice:
        yield ngettext(
            "{n} notat er endret to steder samtidig: begge tekstene er blant versjonene.",
            "{n} notater er endret to steder samtidig: begge tekstene er blant versjonene.",
            len(shared.twice),
        ).format(n=len(shared.twice))
