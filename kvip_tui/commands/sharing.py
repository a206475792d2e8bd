"""The commands towards the other machines of a visit, and what they ask for."""

import re
from datetime import timedelta

from kvip_tui.commands.arguments import alone
from kvip_tui.commands.base import Argument, Command, Now, Section
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.sharing.changes import GiveClock, Receive, SetOffset, TakeClock, UseOverruled
from kvip_tui.i18n import marked as m
from kvip_tui.session import Session
from kvip_tui.texts import machines as texts

_OFFSET = re.compile(r"([+−-])?(?:(\d{1,4})m)?(?:(\d{1,5})s)?")
_S = Section.SHARING


def shared(now: Now) -> bool:
    """Return whether several machines write the visit."""
    return now.session.visit.shared is not None


def take_clock(now: Now) -> bool | None:
    """Return whether another machine holds the clock: False for a visit of one machine."""
    found = now.session.visit.shared
    if found is None:
        return False
    return True if found.holder != now.session.machine else None


def overruled(now: Now) -> bool | None:
    """Return whether something was done to the clock that does not count; None: nothing was."""
    found = now.session.visit.shared
    if found is None:
        return False
    return True if found.overruled else None


def offered(now: Now) -> bool:
    """Return whether a journal lies in the visit's folder that is not counted."""
    circle = now.session.circle
    return circle is not None and bool(circle.missing())


def give_clock(names: Names, text: str) -> Intent:
    """Make «gi styringen NAVN»."""
    del names
    return GiveClock(text)


def set_offset(names: Names, text: str) -> Intent:
    """Make «klokkeavvik NAVN -3m»."""
    del names
    person, _blank, written = text.rpartition(" ")
    found = _OFFSET.fullmatch(written)
    if not person or found is None or not (found[2] or found[3]):
        raise Refusal("clock.bad_offset")
    by = timedelta(minutes=int(found[2] or 0), seconds=int(found[3] or 0))
    return SetOffset(person.strip(), by if found[1] in {None, "+"} else -by)


def machines(session: Session, text: str) -> str:
    """Answer «maskiner»."""
    del text
    return "\n".join(texts.machines(session, session.now()))


def merge_journals(session: Session, text: str) -> Intent:
    """Make «slå sammen journaler»."""
    del text
    if session.circle is None or not session.circle.missing():
        raise Refusal("share.nothing")
    return Receive(machines=session.circle.offered())


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
SHARING: tuple[Command, ...] = (
    Command("take_clock", _S, m("Ta styringen"), m("La dagen styres fra denne maskinen."),
            word="ta styringen", takes=alone(TakeClock()), when=take_clock),
    Command("give_clock", _S, m("Gi styringen"), m("La dagen styres fra en annens maskin."),
            word="gi styringen", takes=Argument(m("NAVN"), give_clock), when=shared),
    Command("use_overruled", _S, m("Bruk disse"),
            m("La det gjelde som ble gjort med klokka uten styringen."),
            word="bruk disse", takes=alone(UseOverruled()), when=overruled),
    Command("offset", _S, m("Klokkeavvik"), m("Rett klokka på en annens maskin."),
            word="klokkeavvik", takes=Argument(m("NAVN AVVIK"), set_offset), when=shared),
    Command("machines", _S, m("Maskiner"), m("Se hvem som er med, og hva som er kommet."),
            word="maskiner", answer=machines, when=shared),
    Command("merge_journals", _S, m("Slå sammen journaler"),
            m("Ta med journaler som ligger ved siden av denne."),
            word="slå sammen journaler", answer=merge_journals, when=offered),
)
# fmt: on
