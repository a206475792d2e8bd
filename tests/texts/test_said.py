"""Every refusal, role problem, nudge and event has its words, and their parameters fit."""

import ast
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

import kvip_tui
from kvip_tui.domain.base import AnyEvent, Redone, Refusal, Undone, UnknownEvent
from kvip_tui.domain.board.changes import BoardWritten
from kvip_tui.domain.card.changes import (
    DilemmaRaised,
    DilemmaShared,
    DilemmaStepCleared,
    DilemmaStepTaken,
    SupportNoted,
)
from kvip_tui.domain.catchup.planner import CatchupApplied
from kvip_tui.domain.checks.changes import (
    CheckAdded,
    CheckCleared,
    CheckRemoved,
    CheckTicked,
    GateReasonGiven,
    OutcomeNoted,
)
from kvip_tui.domain.day.changes import (
    BlockEnded,
    BlockPaused,
    BlockResumed,
    BlockSkipped,
    BlockStarted,
    TimeAdded,
)
from kvip_tui.domain.day.gates import GatesPassed
from kvip_tui.domain.floor.corrections import HandoverMoved, TurnDeleted, TurnReassigned
from kvip_tui.domain.floor.turns import (
    FloorGiven,
    FloorReleased,
    HandLowered,
    HandMoved,
    HandRaised,
    ListClosed,
    ListOpened,
    NudgesSilenced,
    RoundEnded,
    RoundPassed,
    RoundStarted,
)
from kvip_tui.domain.history import KnownEvent, VisitCreated
from kvip_tui.domain.notes.vocabulary import (
    FocusAreasSet,
    ImpressionPromoted,
    NoteAdded,
    NoteDeleted,
    NoteEdited,
    NoteMarked,
    NoteMoved,
    NoteRaised,
    NotesJoined,
    NoteSplit,
    NoteTold,
    SpeakerNamed,
    TypedInInterview,
    Written,
)
from kvip_tui.domain.people.changes import (
    PersonAdded,
    PersonEdited,
    PersonRemoved,
    PresenceChanged,
    RoleAssigned,
)
from kvip_tui.domain.people.roles import RoleProblem
from kvip_tui.domain.planning.identity import VisitRenamed
from kvip_tui.domain.planning.language import LanguageChosen
from kvip_tui.domain.planning.leaving import LeavingChanged
from kvip_tui.domain.planning.vocabulary import (
    BlockAdded,
    BlockRemoved,
    BlockRenamed,
    BlockRestored,
    BlocksMoved,
    BlockSplit,
    BlocksRetimed,
    EndMoved,
    LengthChanged,
    PartStarted,
    StartChanged,
    StartMoved,
)
from kvip_tui.domain.review.changes import RemarkSettled, RemarksReceived, ReportSent
from kvip_tui.domain.sharing.changes import (
    ClockOffset,
    ClockTaken,
    Joined,
    MateNamed,
    NoteCarried,
    NoteWithdrawn,
    OverruledUsed,
    Received,
)
from kvip_tui.domain.state.dilemma import Step, Variant
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.plan import TEAM, Block, Check, Privacy, Starts
from kvip_tui.domain.state.report import Remark, Remarked, Verdict
from kvip_tui.domain.state.visit import Note, Outcome, Part, Telling
from kvip_tui.texts import people as texts_people
from kvip_tui.texts import said as texts
from tests.builders import PEOPLE, minutes, timetable, visit
from tests.texts import of_report as texts_of_report

PACKAGE = Path(kvip_tui.__file__).parent
SCENE = visit(timetable("A 09:00-09:30", a={"checks": (Check(id="lyd", text="Lyd er prøvd"),)}))
INSTANT = datetime(2021, 3, 16, 8, tzinfo=UTC)


def raised(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield where the package makes a Refusal or a RoleProblem: the file and the call."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) and node.args else None
            if isinstance(node, ast.Call) and isinstance(called, ast.Name) and called.id == name:
                yield path.name, node


def codes(call: ast.Call) -> list[str]:
    """Return the codes that a call may have: its literal, or all that its pattern fits."""
    match call.args[0]:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.JoinedStr(values=values):
            fixed = [value.value for value in values if isinstance(value, ast.Constant)]
            first, last = str(fixed[0]), str(fixed[-1])
            return [c for c in texts.REFUSALS if c.startswith(first) and c.endswith(last)]
        case _:
            return []


def fields(template: str) -> set[str]:
    """Return the parameters that a sentence names."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_refusal_has_a_sentence_whose_parameters_it_gives() -> None:
    """Read from the source: no code without words, no words without what they name."""
    found = 0
    for file, call in raised("Refusal"):
        given = {keyword.arg for keyword in call.keywords}
        for code in codes(call):
            assert code in texts.REFUSALS, f"{file}:{call.lineno} {code}"
            missing = fields(texts.REFUSALS[code]) - given
            assert not missing, f"{file}:{call.lineno} {code} lacks {missing}"
            found += 1
    assert found > 50


def is_of_the_texts(path: Path) -> bool:
    """Return whether a file of the package holds the sentences themselves."""
    return path.relative_to(PACKAGE).parts[0].startswith("texts")


def test_no_sentence_is_left_over() -> None:
    """Each code is written somewhere outside the texts, as a literal or by its pattern."""
    paths = [p for p in PACKAGE.rglob("*.py") if not is_of_the_texts(p)]
    source = "".join(path.read_text("utf-8") for path in paths)
    made = {code for _, call in raised("Refusal") for code in codes(call)}
    assert [code for code in texts.REFUSALS if code not in made and f'"{code}"' not in source] == []


def test_every_role_problem_has_a_sentence() -> None:
    """With the parameters that it is made with."""
    found = set()
    for _, call in raised("RoleProblem"):
        code, params = call.args
        assert isinstance(code, ast.Constant)
        assert isinstance(params, ast.Dict)
        given = {key.value for key in params.keys if isinstance(key, ast.Constant)}
        assert fields(texts_people.ROLE_PROBLEMS[str(code.value)]) <= given
        found.add(code.value)
    assert found == set(texts_people.ROLE_PROBLEMS)
    problem = RoleProblem("role.vacant", {"role": "Sekretær"})
    assert texts_people.role_problem(problem) == "Ingen som er her, er sekretær."


@pytest.mark.parametrize("privacy", list(Privacy))
def test_every_class_of_notes_has_its_letter(privacy: Privacy) -> None:
    """As the screen shows it."""
    assert texts.privacy(privacy)[0] in "PTID"


def test_a_refusal_is_a_sentence() -> None:
    """With its parameters filled in, braces in them left alone."""
    refusal = Refusal("name.block_unknown", text="{x}")
    assert (
        texts.refusal(refusal)
        == "Ingen blokk heter noe som begynner på «{x}»; «tider» viser dem som finnes."
    )


SAID: list[tuple[AnyEvent, str]] = [
    (BlockStarted("a"), "A er i gang"),
    (BlockEnded("a"), "A er avsluttet"),
    (BlockPaused("a"), "Klokka står: A"),
    (BlockResumed("a"), "Klokka går igjen: A"),
    (BlockSkipped("a"), "A er droppet"),
    (TimeAdded(block="a", by=minutes(5)), "A fikk 5 min til"),
    (TimeAdded(block="a", by=minutes(-3)), "A fikk 3 min mindre"),
    (
        CatchupApplied(day="dagen", changes=(("a", minutes(-4)),)),
        "Innhenting: ta 4 min fra «A»",
    ),
    (CheckAdded("a", Check(id="kaffe", text="Kaffe", own=True)), "Nytt punkt i A: Kaffe"),
    (CheckRemoved("a", "kaffe"), "Et eget punkt er fjernet fra A"),
    (GateReasonGiven("a", "papir"), "Grunnen er lagret"),
    (OutcomeNoted("a", Outcome.WITHDREW), "A: trakk seg"),
    (SupportNoted("Drift", "8–15"), "Brukerstøtte: Drift · 8–15"),
    (SupportNoted(""), "Brukerstøtten er tatt bort"),
    (LanguageChosen("nn"), "Besøket er på nynorsk nå"),
    (
        VisitRenamed("BUP Bodø", date(2021, 3, 17)),
        "Besøket er til BUP Bodø, ons. 17. mars 2021",
    ),
    (BoardWritten("Vi starter 09.50"), "På tavla: Vi starter 09.50"),
    (BoardWritten(""), "Beskjeden på tavla er tatt bort"),
    (DilemmaRaised(Variant.CONCERN), "Ført på lederkortet"),
    (DilemmaStepTaken(1, Step.TEAM_FIRST), "Ført på lederkortet"),
    (DilemmaStepCleared(1, Step.TEAM_FIRST), "Ført på lederkortet"),
    (DilemmaShared(1, "anne"), "Ført på lederkortet"),
    (CheckTicked(block="a", check="lyd"), "Krysset av: Lyd er prøvd"),
    (CheckCleared(block="a", check="lyd"), "Krysset fjernet: Lyd er prøvd"),
    (GatesPassed(block="a", checks=(("a", "lyd"),)), "Startet likevel med 1 åpent punkt"),
    (
        GatesPassed(block="a", checks=(("a", "lyd"), ("a", "x"))),
        "Startet likevel med 2 åpne punkter",
    ),
    (PersonAdded(person=PEOPLE[0]), "Anne Aas er lagt til"),
    (PresenceChanged(person="anne", present=True), "Anne Aas er her"),
    (PresenceChanged(person="anne", present=False), "Anne Aas er borte"),
    (RoleAssigned(role="sekretaer", person="anne"), "Sekretær: Anne Aas"),
    (RoleAssigned(role="sekretaer", person=None), "Sekretær er ledig"),
    (
        RoleAssigned("sekretaer", "anne", "suggest.team_writes"),
        "Sekretær: Anne Aas, teamet skriver",
    ),
    (PersonEdited(person="anne", name="Anne Bø", group=TEAM), "Anne Bø er endret"),
    (PersonRemoved(person="anne"), "Anne Aas er fjernet"),
    (FloorGiven("anne", TurnKind.REPLY), "Anne Aas har ordet"),
    (FloorGiven("anne", resumed=True), "Anne Aas fortsetter"),
    (FloorReleased(), "Ingen har ordet"),
    (HandMoved("anne", before="berit"), "Anne Aas er flyttet på lista"),
    (
        NudgesSilenced("not_heard", ("anne", "berit")),
        "Ikke mer om det i denne blokka: Anne Aas, Berit Moe",
    ),
    (HandoverMoved(INSTANT), "Ordet gikk over 09.00.00"),
    (TurnReassigned(turn=3, person="anne"), "Rettet: tur 3 var Anne Aas"),
    (TurnDeleted(turn=3), "Tur 3 er slettet: tida er ledig"),
    (HandRaised("berit"), "Berit Moe står på lista"),
    (HandLowered("berit"), "Berit Moe er tatt av lista"),
    (ListClosed(), "Strek er satt"),
    (ListOpened(), "Talelista er åpen igjen"),
    (RoundStarted(people=("anne",)), "Runden er i gang"),
    (RoundPassed("anne"), "Anne Aas sa pass"),
    (RoundEnded(), "Runden er avbrutt"),
    (NoteAdded("hemmelig", INSTANT, Privacy.TEAM), "Notatet er lagret · T · bare teamet"),
    (
        NoteAdded("hemmelig", INSTANT, Privacy.INTERVIEW),
        "Notatet er bare i minnet, og slettes når teamets avsluttende møte er over",
    ),
    (
        NoteAdded("hemmelig", INSTANT, Privacy.IMPRESSION),
        "Inntrykket er lagret på denne maskinen, og deles ikke",
    ),
    (
        NoteEdited("1", Written("hemmelig")),
        "Notatet er endret; de tidligere utgavene er tatt vare på",
    ),
    (NoteDeleted("1"), "Notatet er slettet"),
    (Joined(uid="u", machine="pc-2", person="Henrik"), "Henrik er med"),
    (MateNamed(machine="pc-2", person="", mark="M"), "pc-2 er med"),
    (ClockTaken(machine="pc-2"), "pc-2 har styringen"),
    (
        ClockOffset(machine="pc-2", by=timedelta(seconds=-90)),
        "Klokka på maskinen til pc-2 rettes med -1m30s",
    ),
    (OverruledUsed(records=(("pc-2", 3),)), "1 endring av klokka gjelder likevel"),
    (Received(machines=(("pc-2", 3), ("pc-3", 1))), "Hentet inn fra pc-2, pc-3"),
    (NoteWithdrawn(note="pc-2.4"), "Et notat er trukket tilbake"),
    (
        NoteCarried(
            note=Note(1, INSTANT, "hemmelig", INSTANT, Privacy.TEAM, (), None, "", True, ())
        ),
        "Et notat er delt",
    ),
    (
        NoteMoved("1", ("a",), INSTANT, None, Privacy.TEAM),
        "Notatet er flyttet: A, T · bare teamet",
    ),
    (
        NoteMoved("1", (), INSTANT, None, Privacy.PLENUM),
        "Notatet er flyttet: utenom blokkene, P · plenum",
    ),
    (NoteSplit("1", Written("hem"), Written("melig")), "Notatet er delt i to"),
    (
        NotesJoined(("1", "2"), Written("hemmelig"), ("a",), Privacy.TEAM, said=True),
        "2 notater er slått sammen",
    ),
    (SpeakerNamed("1", "anne"), "Notatet er det Anne Aas sa"),
    (SpeakerNamed("1", None), "Notatet er ikke lenger noens ord"),
    (NoteMarked("1", said=True), "Merket som sagt"),
    (NoteMarked("1", said=False), "Merket som egen tanke"),
    (NoteTold("1", Telling.TOLD), "Merket som sagt til verten"),
    (NoteTold("1", Telling.NEXT), "Står som det neste å si til verten"),
    (NoteTold("1", Telling.OPEN), "Merket som ikke sagt til verten"),
    (NoteRaised("1", Privacy.IMPRESSION), "Notatet er nå I · inntrykk, deles ikke"),
    (
        ImpressionPromoted("1", "anne"),
        "Inntrykket er løftet til teamet; Anne Aas sa også ja",
    ),
    (FocusAreasSet(("a", "b")), "2 fokusområder er skrevet inn"),
    (Undone(record=1), "Angret"),
    (Redone(record=1), "Gjort om"),
    (
        VisitCreated("v", "V", "H", date(2021, 3, 16), SCENE.visit.plan),
        "Besøket er opprettet",
    ),
    (UnknownEvent(kind="nytt", data={}), "Noe fra en nyere utgave av kvip"),
    (TypedInInterview(), "Skrevet under intervjuet, og deles ikke"),
    (BlockRenamed("a", "[b]"), "A heter nå [b]"),
    (LengthChanged("a", 75), "A skal vare 1 t 15 min"),
    (StartChanged("a", Starts.FOLLOWS), "A begynner når det forrige er slutt"),
    (StartChanged("a", Starts.FIXED, 570), "A begynner ikke før 09.30"),
    (StartChanged("a", Starts.APPOINTMENT), "A er en avtale 09.00"),
    (LeavingChanged("vertsenhet", ("a",), 705), "Verten går 11.45"),
    (LeavingChanged("vertsenhet", ("a",)), "Verten blir til det er slutt"),
    (BlockAdded("d", Block("n", "Ny", start=0, end=9), "a"), "Ny, 9 min er satt etter A"),
    (BlockAdded("d", Block("n", "Ny")), "Ny er satt først"),
    (BlockRemoved("a"), "A er tatt ut av planen; «tilbake» henter den inn igjen"),
    (BlockRestored("a"), "A er hentet tilbake"),
    (BlocksMoved(("a", "x"), "y"), "A + x er satt etter y"),
    (BlocksRetimed(()), ""),
    (BlockSplit("a", (Part("e", "En"), Part("t", "To"))), "A er delt i 2: En, To"),
    (BlockSplit("a", ()), "A er ikke delt opp lenger"),
    (PartStarted("a", "e"), "A: e er i gang"),
    (StartMoved("a", INSTANT), "A begynte 09.00"),
    (EndMoved("a", INSTANT), "A sluttet 09.00"),
    *texts_of_report.SAID,
    (ReportSent("Berit Moe", date(2021, 3, 16)), "Sendt til Berit Moe tir. 16. mars 2021"),
    (
        RemarksReceived(
            "a.docx",
            (Remark("r1", Remarked.COMMENT), Remark("r2", Remarked.COMMENT, section="styrker")),
        ),
        "2 merknader er hentet inn, 1 av dem har ikke fått plass",
    ),
    (RemarkSettled("r1", Verdict.TAKEN), "Merknad ? er tatt inn"),
    (BlockStarted("ukjent"), "ukjent er i gang"),
    (FloorGiven("ukjent"), "ukjent har ordet"),
]


@pytest.mark.parametrize(("event", "text"), SAID)
def test_every_event_says_what_happened(event: AnyEvent, text: str) -> None:
    """In a few words, with titles and names; a note's text is not repeated."""
    assert texts.happened(SCENE.visit, (event,)) == text


def test_no_kind_of_event_is_forgotten() -> None:
    """The table above has them all."""
    assert {type(event) for event, _ in SAID} == {*get_args(KnownEvent), UnknownEvent}


def test_several_events_are_one_line() -> None:
    """What one command brought about is said together."""
    events = (BlockEnded("a"), ListOpened())
    assert texts.happened(SCENE.visit, events) == "A er avsluttet · Talelista er åpen igjen"
    joined = tuple(PersonAdded(person=person) for person in PEOPLE[:3])
    assert texts.happened(SCENE.visit, joined) == "3 personer er lagt til"
