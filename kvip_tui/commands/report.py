"""The commands of the report, and of what comes after the day.

Points are named by their number in the report, notes by theirs, sections by a beginning of their
title.
"""

from datetime import date
from typing import Final

from kvip_tui.commands.arguments import notes, own_words
from kvip_tui.commands.base import (
    Argument,
    Bar,
    Choice,
    Command,
    InBar,
    Make,
    Now,
    Page,
    Panel,
    Section,
    Typing,
)
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
from kvip_tui.domain.report.document import review_rows
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
from kvip_tui.domain.report.sources import form_of, senders
from kvip_tui.domain.state.plan import HOST
from kvip_tui.domain.state.report import Aspect, Feedback, FollowUp, Step
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.store.shipped.report_forms import form_ids, shipped_form
from kvip_tui.texts import report as texts_report
from kvip_tui.time_parsing import local_date, read_date

_R = Section.REPORT
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


def _lift(names: Names, text: str) -> Intent:
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


def _add_point(names: Names, text: str) -> Intent:
    """Make «rapportpunkt DEL: TEKST»."""
    section, words = _at_colon(text, "rapportpunkt")
    return AddPoint(section=named_section(names.visit, section), text=words)


def _reword(names: Names, text: str) -> Intent:
    """Make «omskriv PUNKT TEKST»."""
    point, words = _first(text, "omskriv")
    return RewordPoint(point=named_point(names.visit, point), text=words)


def _add_sources(names: Names, text: str) -> Intent:
    """Make «kilde PUNKT NOTAT [NOTAT …]»."""
    point, notes = _first(text, "kilde")
    found = tuple(names.note(word) for word in _numbers(notes))
    return AddSources(point=named_point(names.visit, point), notes=found)


def _merge(names: Names, text: str) -> Intent:
    """Make «samle PUNKT PUNKT [PUNKT …][: TEKST]»."""
    points, _colon, words = text.partition(":")
    found = tuple(named_point(names.visit, word) for word in _numbers(points))
    return MergePoints(points=found, text=words.strip())


def _move(names: Names, text: str) -> Intent:
    """Make «plasser PUNKT [DEL] [PLASS]»; without a section it stays in its own."""
    first, rest = _first(text, "plasser")
    point = named_point(names.visit, first)
    words = rest.split()
    place = int(words.pop()[:6]) if words[-1].isdecimal() else None
    found = names.visit.report.point(point)
    here = found.section if found else ""
    section = named_section(names.visit, " ".join(words)) if words else here
    return MovePoint(point=point, section=section, place=place)


def _remove(names: Names, text: str) -> Intent:
    """Make «stryk PUNKT»."""
    return RemovePoint(named_point(names.visit, text))


def _detail(name: str, word: str) -> Make:
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


def _follow_up(names: Names, text: str) -> Intent:
    """Make «fulgt opp PUNKT [ja|delvis|ikke]»."""
    number, _blank, word = text.partition(" ")
    status = one_of(word, STATUSES) if word.strip() else FollowUp.MET
    return DetailPoint(point=named_point(names.visit, number), status=status)


def _aspect(names: Names, text: str) -> Intent:
    """Make «gjelder PUNKT drøftet|erfaring|idé»."""
    number, word = _first(text, "gjelder")
    point = named_point(names.visit, number)
    return DetailPoint(point=point, aspect=one_of(word, ASPECTS))


def _clear(names: Names, text: str) -> Intent:
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


def _write(*, more: bool) -> Make:
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


def _review(names: Names, text: str) -> Intent:
    """Make «gjennomgang STEG [DATO|ikke]»; without a date it is today."""
    step, _blank, day = text.partition(" ")
    found = one_of(step, STEPS)
    if plain(day) == NOT_DONE:
        return DateReview(step=found, on=None)
    return DateReview(step=found, on=_date(names, day or TODAY))


def _received(*, came: bool) -> Make:
    """Return the maker of «notater fra NAVN», or of «notater mangler NAVN»."""
    return lambda names, text: ReceiveNotes(person=names.person(text), received=came)


def _answer(names: Names, text: str) -> Intent:
    """Make «svar SPØRSMÅL: TEKST»: an answer of one of the feedbacks."""
    word, said = _at_colon(text, "svar")
    question = one_of(word, ANSWERED)
    to = next(to for to in Feedback if question in QUESTIONS[to])
    return WriteFeedback(to=to, question=question, text=said)


def _choose_form(names: Names, text: str) -> Intent:
    """Make «rapportmal NAVN»."""
    form_id = one_of(text, {form_id: form_id for form_id in form_ids()})
    return ChooseForm(form=shipped_form(form_id, names.visit.plan.language))


def _date(names: Names, text: str) -> date:
    visit = names.visit
    if plain(text) == TODAY:
        return local_date(names.now, visit.plan.timezone)
    return read_date(text, near=visit.date)


def _steps_left(now: Now) -> list[Choice]:
    """Return the steps of the review that have not been taken."""
    left = {row.step for row in review_rows(now.glance.visit) if row.done is None}
    return [
        Choice(word, _(texts_report.STEPS[step])) for word, step in STEPS.items() if step in left
    ]


def _those_missing(now: Now) -> list[Choice]:
    """Return those of the team whose notes have not come in."""
    visit = now.glance.visit
    sent = senders(visit)
    return [Choice(p.id, p.name) for p in visit.roster if p.group != HOST and p.id not in sent]


def _those_who_sent(now: Now) -> list[Choice]:
    """Return those of whom it was said that their notes have come in."""
    visit = now.glance.visit
    return [Choice(p.id, p.name) for p in visit.people if p.id in visit.report.received]


def _other_forms(now: Now) -> list[Choice]:
    """Return the forms that the report does not have."""
    visit = now.glance.visit
    forms = [shipped_form(form_id, visit.plan.language) for form_id in form_ids()]
    return [Choice(form.id, form.title) for form in forms if form != form_of(visit)]


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
REPORT: tuple[Command, ...] = (
    Command("show_report", _R, m("Rapport"), m("Vis rapporten, eller en del av den."),
            keys="f6", word="rapport", takes=own_words(m("[DEL]")), panel=Panel.REPORT,
            typing=Typing.YES, page=Page.REPORT, bars=(InBar(Bar.REPORT, 10),)),
    Command("lift", _R, m("Løft notat"), m("Gjør notater til et punkt i rapporten."),
            word="løft", takes=Argument(m("NR [NR] [DEL][: ORD]"), _lift, notes),
            bars=(InBar(Bar.NOTES, 120, "l", m("løft"), footer=120),)),
    Command("report_point", _R, m("Nytt punkt"), m("Skriv et punkt uten notat som kilde."),
            word="rapportpunkt", takes=own_words(m("DEL: TEKST"), _add_point)),
    Command("reword", _R, m("Omskriv"), m("Gi et punkt andre ord; kildene blir stående."),
            word="omskriv", takes=own_words(m("PUNKT TEKST"), _reword)),
    Command("source", _R, m("Kilde"), m("Knytt flere notater til et punkt."),
            word="kilde", takes=own_words(m("PUNKT NR"), _add_sources)),
    Command("merge_points", _R, m("Samle"), m("Gjør flere punkter til ett, med kildene til alle."),
            word="samle", takes=own_words(m("PUNKT PUNKT[: TEKST]"), _merge)),
    Command("place", _R, m("Plasser"), m("Flytt et punkt til en annen del eller plass."),
            word="plasser", takes=own_words(m("PUNKT [DEL] [PLASS]"), _move)),
    Command("strike_point", _R, m("Stryk"), m("Ta et punkt ut av rapporten; notatene blir."),
            word="stryk", takes=own_words(m("PUNKT"), _remove)),
    Command("theme", _R, m("Tema"), m("Si hvilket tema eller fokusområde et punkt gjelder."),
            word="tema", takes=own_words(m("PUNKT TEKST"), _detail("topic", "tema"))),
    Command("who", _R, m("Hvem"), m("Si hvem som skal gjøre et tiltak."),
            word="hvem", takes=own_words(m("PUNKT TEKST"), _detail("who", "hvem"))),
    Command("due", _R, m("Når"), m("Si når et tiltak skal gjøres."),
            word="når", takes=own_words(m("PUNKT TEKST"), _detail("due", "når"))),
    Command("aspect", _R, m("Gjelder"), m("Si om et punkt er drøftet, en erfaring eller en idé."),
            word="gjelder", takes=own_words(m("PUNKT HVA"), _aspect)),
    Command("follow_up", _R, m("Fulgt opp"), m("Si om et funn fra i fjor er fulgt opp."),
            word="fulgt opp", takes=own_words(m("PUNKT [ja|delvis|ikke]"), _follow_up)),
    Command("clear", _R, m("Varslet"), m("Si hvem hos verten som vet om punktet på forhånd."),
            word="varslet", takes=own_words(m("PUNKT: HVEM, DATO, HVORDAN"), _clear)),
    Command("prose", _R, m("Skriv"), m("Skriv teksten i en del av rapporten på nytt."),
            word="skriv", takes=own_words(m("DEL: TEKST"), _write(more=False))),
    Command("more_prose", _R, m("Tilføy"), m("Skriv et avsnitt til i en del av rapporten."),
            word="tilføy", takes=own_words(m("DEL: TEKST"), _write(more=True))),
    Command("check_report", _R, m("Sjekk"), m("Se hva som må rettes før rapporten sendes."),
            word="sjekk", panel=Panel.REPORT, place="@checks", page=Page.CONCERNS),
    Command("review", _R, m("Gjennomgang"), m("Se fristene, eller si at et steg er ferdig."),
            word="gjennomgang", takes=Argument(m("[STEG [DATO]]"), _review, _steps_left),
            panel=Panel.REPORT, place="@review", page=Page.REVIEW),
    Command("received", _R, m("Notater fra"), m("Se hvem som ikke har sendt; si at noen har."),
            word="notater fra", takes=Argument(m("[NAVN]"), _received(came=True), _those_missing),
            panel=Panel.REPORT, place="@received", page=Page.RECEIVED),
    Command("not_received", _R, m("Notater mangler"), m("Si at noen likevel ikke har sendt."),
            word="notater mangler",
            takes=Argument(m("NAVN"), _received(came=False), _those_who_sent)),
    Command("feedback", _R, m("Svar"), m("Svar på et spørsmål i tilbakemeldingene."),
            word="svar", takes=own_words(m("SPØRSMÅL: TEKST"), _answer)),
    Command("report_form", _R, m("Rapportmal"), m("Velg hvilke deler rapporten skal ha."),
            word="rapportmal", takes=Argument(m("MAL"), _choose_form, _other_forms)),
)
# fmt: on
