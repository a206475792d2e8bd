"""A fictional visit in the middle of its day, with a history that the rules themselves made."""

from collections.abc import Iterator
from datetime import date, datetime

from kvip_tui.clock import SystemClock
from kvip_tui.commands.table import by_word
from kvip_tui.domain.base import Record
from kvip_tui.domain.history import History, Intent, advance, begin, decide
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.people import PersonLine
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.plans.file import find_plan
from kvip_tui.time_parsing import local_date, moment
from kvip_tui.visits.create import visit_of

HOST = "BUP akutt Fjordby"
NOW = "10.52.07"
PEOPLE = (
    ("Anne Lie", "besoksteam", "Besøksleder, BUP akutt Nordlia"),
    ("Berit Moe", "vertsenhet", "Enhetsleder"),
    ("Fatima Ali", "brukerrepresentant", "Brukerrepresentant"),
    ("Henrik Dahl", "besoksteam", "Psykologspesialist"),
    ("Ingrid Nes", "vertsenhet", "Fagutvikler"),
    ("Jon Vik", "brukerrepresentant", "Pårørenderepresentant"),
    ("Kari Holm", "vertsenhet", "Overlege"),
    ("Lars Eide", "besoksteam", "Vernepleier"),
    ("Mona Sund", "vertsenhet", "Kvalitetsansvarlig"),
)
# A time of day and a command in words, as in line mode; {last} is the number of the last note.
HISTORY = """
08.22.00 rapportpunkt fjorårets: Ungdommene savnet faste aktiviteter på kveldstid
08.22.40 fulgt opp 1 ja
08.23.10 rapportpunkt fjorårets: Rutine for samtale etter tvang var ikke kjent for alle
08.27.00 kryss lyd-og-bilde
08.27.20 kryss erklaeringer-sendt
08.31.00 neste
08.33.00 rolle besoksleder Anne
08.33.20 rolle sekretaer Henrik
08.34.00 rolle chatansvarlig Lars
08.36.00 hånd Fatima
08.36.10 hånd Jon
08.40.00 ordet Anne
08.44.10 ordet Fatima
08.46.30 ordet Jon
08.48.00 rolle intervju-pasient-leder Fatima
08.48.15 rolle intervju-pasient-sekretaer Henrik
08.48.40 rolle intervju-parorende-leder Jon
08.50.00 hånd Henrik
08.52.30 ledig
08.55.00 kryss teamets-mote.erklaeringer
09.02.00 neste
09.03.00 ordet Anne
09.06.20 kryss moteregler
09.08.00 ordet Berit
09.12.00 fokusområder Overganger, Skjerming, Skole
09.16.40 notat Satsing siste året: tryggere overganger til kommunen #erfaring #fokus:overganger
09.18.00 ordet Ingrid
09.22.10 notat Mangler faste møter med barnevernet #utfordring
09.24.00 ordet Anne
09.25.30 kryss samtykker
09.28.00 +5
09.31.00 kryss stiller
09.35.10 ledig
09.36.30 neste
09.47.20 neste
09.48.00 ordet Anne
09.50.10 ordet Berit
09.57.40 notat Fast sykepleier på kveld har gitt roligere innsovning #styrke
09.58.30 løft {last} styrker
10.01.30 hånd Ingrid
10.03.10 neste taler
10.09.00 ordet Henrik
10.13.20 notat Prøv felles morgenmøte med skolen, Ingrid tar det opp i mars #tiltak
10.13.50 løft {last} tiltak
10.14.00 tanke Spør Fatima om hvordan morgenmøtet oppleves for ungdommene
10.15.00 hånd Kari
10.16.10 neste taler
10.22.40 kryss drofting-fokusomrader
10.24.00 pause
10.26.30 fortsett
10.27.00 ordet Lars
10.31.20 ordet Berit
10.38.00 notat Skjerming: foreldre blir med på å lage planen #styrke #fokus:skjerming
10.41.00 ordet Mona
10.45.30 ordet Kari
10.49.40 hånd Henrik
10.50.25 ordet Berit
10.51.10 notat «Vi har lært mest av å spørre dem som har vært her før» #læring
10.51.40 hånd Ingrid
"""


def make_demo(library: Library, on: date | None = None) -> tuple[VisitFolder, str]:
    """Make the visit of a date, else of today's; returns it and the time at which to look."""
    plan = find_plan("kvip-digital", None)
    today = on or local_date(SystemClock().now(), plan.timezone)
    people = [PersonLine(name=n, group=g, title=t) for n, g, t in PEOPLE]
    event = visit_of(plan, today, HOST, people, rehearsal=True)
    made = moment("08.20", today, plan.timezone)
    folder = library.create(event, made)
    with library.open(folder) as journal:
        journal.extend([(r.at, r.events) for r in _history(begin(journal.records[0]))])
    return folder, NOW


def _history(history: History) -> Iterator[Record]:
    """Yield the records that the commands of the morning bring about."""
    for n, line in enumerate(HISTORY.split("\n")[1:-1], start=2):
        clock, _blank, words = line.partition(" ")
        visit = history.visit
        at = moment(clock, visit.date, visit.plan.timezone)
        record = Record(n, at, decide(history, _intent(history, words, at), at))
        history = advance(history, record)
        yield record


def _intent(history: History, words: str, at: datetime) -> Intent:
    last = next((note.number for note in reversed(history.visit.notes)), "")
    found = by_word(words.replace("{last}", last))
    if found is None:
        raise ValueError(words)
    command, rest = found
    if command.make is None:
        raise ValueError(words)
    return command.make(Names(history.visit, at), rest)
