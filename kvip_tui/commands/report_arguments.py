"""Turns the words that stand after a command of the report into what is asked for.

Every function raises Refusal where the words name nothing, or more than one thing. Points are
named by their number in the report, notes by theirs, sections by a beginning of their title.
"""

from datetime import date
from typing import Final

from kvip_tui.commands.base import Make
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.report.changes import (
    QUESTIONS,
    ChooseForm,
    DateReview,
    ReceiveNotes,
    WriteFeedback,
    WriteProse,
)
from kvip_tui.domain.report.names import named_point, named_section, one_of
from kvip_tui.domain.report.points import (
    AddPoint,
    AddSources,
    ClearPoints,
    DetailPoint,
    MergePoints,
    MovePoint,
    PromoteNotes,
    RemovePoint,
    RewordPoint,
)
from kvip_tui.domain.report.sources import form_of
from kvip_tui.domain.state.report import Aspect, Feedback, FollowUp, Step
from kvip_tui.domain.text.words import plain
from kvip_tui.store.shipped.report_forms import form_ids, shipped_form
from kvip_tui.time_parsing import local_date, read_date

AND: Final = "og"
TODAY: Final = "i dag"
NOT_DONE: Final = "ikke"
STEPS: Final = {
    "besøksteamet": Step.TEAM,
    "vertsenheten": Step.HOST,
    "nettverksleder": Step.NETWORK,
    "godkjenning": Step.APPROVED,
}
STATUSES: Final = {"ja": FollowUp.MET, "delvis": FollowUp.PARTLY, "ikke": FollowUp.NOT_MET}
ASPECTS: Final = {
    "drøftet": Aspect.DISCUSSED,
    "erfaring": Aspect.EXPERIENCE,
    "idé": Aspect.IDEA,
}
ANSWERED: Final = {
    "standarder": "standards",
    "organisering": "organisation",
    "dagsplan": "day_plan",
    "tips": "tips",
    "bra": "went_well",
    "annerledes": "differently",
}


def _at_colon(text: str, word: str) -> tuple[str, str]:
    """Return what stands before and behind the first colon."""
    before, colon, behind = text.partition(":")
    if not colon or not before.strip():
        raise Refusal("report.colon", word=word)
    return before.strip(), behind.strip()


def _first(text: str, word: str) -> tuple[str, str]:
    """Return the first word, without a colon behind it, and the rest, which must be something."""
    first, _blank, rest = text.partition(" ")
    if not rest.strip():
        raise Refusal("report.more", word=word)
    return first.removesuffix(":"), rest.strip()


def _numbers(text: str) -> list[str]:
    return [word for word in text.replace(",", " ").split() if plain(word) != AND]


def lift(names: Names, text: str) -> Intent:
    """Make «løft NOTAT [NOTAT …] [DEL][: EGNE ORD]»."""
    named, _colon, words = text.partition(":")
    numbers = _numbers(named)
    count = next((i for i, word in enumerate(numbers) if not _is_number(word)), len(numbers))
    count = max(1, count)
    section = " ".join(numbers[count:])
    return PromoteNotes(
        notes=tuple(names.note(word) for word in numbers[:count]),
        section=named_section(names.visit, section) if section else "",
        text=words.strip(),
    )


def _is_number(word: str) -> bool:
    """Whether a word is the number of a note, or its whole id: «12», «12-1», «maskin.12»."""
    return word.rpartition(".")[2].replace("-", "").isdecimal()


def add_point(names: Names, text: str) -> Intent:
    """Make «rapportpunkt DEL: TEKST»."""
    section, words = _at_colon(text, "rapportpunkt")
    return AddPoint(section=named_section(names.visit, section), text=words)


def reword(names: Names, text: str) -> Intent:
    """Make «omskriv PUNKT TEKST»."""
    point, words = _first(text, "omskriv")
    return RewordPoint(point=named_point(names.visit, point), text=words)


def add_sources(names: Names, text: str) -> Intent:
    """Make «kilde PUNKT NOTAT [NOTAT …]»."""
    point, notes = _first(text, "kilde")
    found = tuple(names.note(word) for word in _numbers(notes))
    return AddSources(point=named_point(names.visit, point), notes=found)


def merge(names: Names, text: str) -> Intent:
    """Make «samle PUNKT PUNKT [PUNKT …][: TEKST]»."""
    points, _colon, words = text.partition(":")
    found = tuple(named_point(names.visit, word) for word in _numbers(points))
    return MergePoints(points=found, text=words.strip())


def move(names: Names, text: str) -> Intent:
    """Make «plasser PUNKT [DEL] [PLASS]»; without a section it stays in its own."""
    first, rest = _first(text, "plasser")
    point = named_point(names.visit, first)
    words = rest.split()
    place = int(words.pop()[:6]) if words[-1].isdecimal() else None
    found = names.visit.report.point(point)
    here = found.section if found else ""
    section = named_section(names.visit, " ".join(words)) if words else here
    return MovePoint(point=point, section=section, place=place)


def remove(names: Names, text: str) -> Intent:
    """Make «stryk PUNKT»."""
    return RemovePoint(named_point(names.visit, text))


def detail(name: str, word: str) -> Make:
    """Return the maker of «tema PUNKT TEKST», or of another detail in words; «-» takes it away."""

    def make(names: Names, text: str) -> Intent:
        first, words = _first(text, word)
        point = named_point(names.visit, first)
        said = "" if words == "-" else words
        return _detailed(point, name, said)

    return make


def _detailed(point: str, name: str, said: str) -> DetailPoint:
    match name:
        case "who":
            return DetailPoint(point=point, who=said)
        case "due":
            return DetailPoint(point=point, due=said)
        case _:
            return DetailPoint(point=point, topic=said)


def follow_up(names: Names, text: str) -> Intent:
    """Make «fulgt opp PUNKT [ja|delvis|ikke]»."""
    number, _blank, word = text.partition(" ")
    status = one_of(word, STATUSES) if word.strip() else FollowUp.MET
    return DetailPoint(point=named_point(names.visit, number), status=status)


def aspect(names: Names, text: str) -> Intent:
    """Make «gjelder PUNKT drøftet|erfaring|idé»."""
    number, word = _first(text, "gjelder")
    point = named_point(names.visit, number)
    return DetailPoint(point=point, aspect=one_of(word, ASPECTS))


def clear(names: Names, text: str) -> Intent:
    """Make «varslet PUNKT [PUNKT …]: HVEM, DATO, HVORDAN»."""
    points, words = _at_colon(text, "varslet")
    parts = [part.strip() for part in words.split(",", maxsplit=2)]
    if len(parts) < 3:
        raise Refusal("clear.missing")
    who, on, how = parts
    return ClearPoints(
        points=tuple(named_point(names.visit, word) for word in _numbers(points)),
        who=who,
        on=_date(names, on),
        how=how,
    )


def write(*, more: bool) -> Make:
    """Return the maker of «skriv DEL: TEKST», or of «tilføy DEL: TEKST» for one more paragraph."""

    def make(names: Names, text: str) -> Intent:
        title, words = _at_colon(text, "tilføy" if more else "skriv")
        visit = names.visit
        section_id = named_section(visit, title)
        form = form_of(visit)
        section = form.section(section_id) if form else None
        before = visit.report.prose.get(section_id, section.text if section else "")
        kept = f"{before}\n\n" if more and before else ""
        return WriteProse(section=section_id, text=f"{kept}{words}")

    return make


def review(names: Names, text: str) -> Intent:
    """Make «gjennomgang STEG [DATO|ikke]»; without a date it is today."""
    step, _blank, day = text.partition(" ")
    found = one_of(step, STEPS)
    if plain(day) == NOT_DONE:
        return DateReview(step=found, on=None)
    return DateReview(step=found, on=_date(names, day or TODAY))


def received(*, came: bool) -> Make:
    """Return the maker of «notater fra NAVN», or of «notater mangler NAVN»."""
    return lambda names, text: ReceiveNotes(person=names.person(text), received=came)


def answer(names: Names, text: str) -> Intent:
    """Make «svar SPØRSMÅL: TEKST»: an answer of one of the feedbacks."""
    word, said = _at_colon(text, "svar")
    question = one_of(word, ANSWERED)
    to = next(to for to in Feedback if question in QUESTIONS[to])
    return WriteFeedback(to=to, question=question, text=said)


def choose_form(names: Names, text: str) -> Intent:
    """Make «rapportmal NAVN»."""
    form_id = one_of(text, {form_id: form_id for form_id in form_ids()})
    return ChooseForm(form=shipped_form(form_id, names.visit.plan.language))


def _date(names: Names, text: str) -> date:
    visit = names.visit
    if plain(text) == TODAY:
        return local_date(names.now, visit.plan.timezone)
    return read_date(text, near=visit.date)
