"""A fictional visit told by what was asked for and when, to be exported."""

from datetime import date, timedelta
from typing import Any, Self

from msgspec.structs import replace

from kvip_tui.domain.base import UnknownEvent
from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.day.changes import (
    AddTime,
    EndBlock,
    NextBlock,
    PauseBlock,
    ResumeBlock,
    SkipBlock,
    StartBlock,
)
from kvip_tui.domain.floor.turns import GiveFloor, ReleaseFloor
from kvip_tui.domain.history import Intent, Undo, begin
from kvip_tui.domain.notes.vocabulary import (
    AddNote,
    DeleteNote,
    EditNote,
    MoveNote,
    PromoteImpression,
    RaiseNote,
)
from kvip_tui.domain.people.changes import AssignRole
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import (
    HOST,
    TEAM,
    USERS,
    Block,
    Check,
    Day,
    Ends,
    Plan,
    Privacy,
    Role,
    Room,
    Starts,
)
from tests.builders import DATE, VisitBuilder

EVERYBODY = (HOST, TEAM, USERS)
GUESTS = (TEAM, USERS)
PEOPLE = (
    Person(id="anne", name="Anne Lie", group=TEAM, title="Overlege", letter="a"),
    Person(id="berit", name="Berit Moe", group=HOST, title="Seksjonsleder", letter="b"),
    Person(id="fatima", name="Fatima Ali", group=USERS, title="Brukerrepresentant", letter="f"),
    Person(id="henrik", name="Henrik Dahl", group=HOST, title="Vernepleier", letter="h"),
    Person(id="jon", name="Jon Vik", group=TEAM, title="Sykepleier", letter="j"),
)
CONSENTS = Check(id="samtykker", text="Samtykker er signert", gate=True)
SOUND = Check(id="lyd", text="Lyd og bilde er prøvd", gate=True)
RULES = Check(id="regler", text="Møtereglene er gjennomgått")


def _interview(block_id: str, title: str) -> Block:
    return Block(
        id=block_id,
        title=title,
        start=720,
        end=780,
        starts=Starts.APPOINTMENT,
        parallel="intervju",
        present=GUESTS,
        privacy=Privacy.INTERVIEW,
        room=f"rom-{block_id}",
    )


def _in_join(block_id: str, title: str, start: int, end: int, **more: Any) -> Block:
    return Block(block_id, title, start, end, room="join", **{"present": EVERYBODY, **more})


PLAN = Plan(
    id="prove",
    title="Digitalt KvIP-besøk",
    rooms=(
        Room("join", "Norsk Helsenett/Join", url="https://join.example/;x,y", meeting_id="716175"),
        Room("rom-pasient", "Rom for pasient", url="https://skjult.example/", sensitive=True),
        Room("rom-parorende", "Rom for pårørende", sensitive=True),
    ),
    roles=(Role("besoksleder", "Besøksleder"), Role("sekretaer", "Sekretær")),
    days=(
        Day(
            id="dagen-for",
            title="Dagen før",
            offset=-1,
            blocks=(
                Block("proving", "Testlunsj", 690, 720, room="join", checks=(SOUND, CONSENTS)),
            ),
        ),
        Day(
            id="dagen",
            title="Den digitale besøksdagen",
            blocks=(
                _in_join("team", "Teamets møte", 510, 540, present=GUESTS, privacy=Privacy.TEAM),
                _in_join("oppstart", "Oppstartsmøte", 540, 570, checks=(RULES,)),
                _in_join("drofting", "Drøfting", 585, 690, inferred=True),
                Block("lunsj", "Lunsj", 690, 720, ends=Ends.FIXED, present=GUESTS),
                _interview("pasient", "Intervju pasient"),
                _interview("parorende", "Intervju pårørende"),
                _in_join("pause", "Pause", 780, 795, present=GUESTS),
                _in_join(
                    "avslutning", "Avslutning", 795, 855, present=GUESTS, privacy=Privacy.TEAM
                ),
            ),
        ),
        Day(
            id="etterpa",
            title="Etter besøket",
            offset=14,
            untimed=True,
            blocks=(Block("rapport", "Rapporten sendes"),),
        ),
    ),
)


class Story(VisitBuilder):
    """A visit to «BUP akutt Ålesund», told by what was asked for and when."""

    def __init__(
        self, plan: Plan = PLAN, on: date = DATE, people: tuple[Person, ...] = PEOPLE
    ) -> None:
        super().__init__(plan, on, people)
        first = replace(
            self.history.first,
            id="2021-03-16-bup-akutt-alesund",
            title="Digitalt KvIP-besøk",
            host="BUP akutt Ålesund",
        )
        made = self.at("12:00") - timedelta(days=15)
        self.records = [replace(self.records[0], at=made, events=(first,))]
        self.history = begin(self.records[0])

    def on_day(self, on: date) -> Self:
        """Let times of day from now on be of that day."""
        self.on = on
        return self

    def asked(self, clock: str, *intents: Intent) -> Self:
        """Carry out what was asked for at one time; a refusal is raised."""
        for intent in intents:
            self.do(intent, clock)
        return self

    def noted(self, clock: str, text: str, author: str = "Jon Vik", *, said: bool = True) -> Self:
        """Store a note whose typing began at a full minute, twenty seconds after that."""
        note = AddNote(text=text, typed_at=self.at(clock), author=author, said=said)
        return self.do(note, f"{clock}:20")


def mid_day() -> Story:
    """Return a visit in the middle of its discussion, with the clock stopped, at 10:52:07."""
    story = Story()
    story.on_day(DATE - timedelta(days=1))
    story.asked("11:32", StartBlock("proving"), ToggleCheck("proving", "lyd"))
    story.asked("11:58", EndBlock()).on_day(DATE)
    story.asked("08:20", AssignRole("besoksleder", "anne"), AssignRole("sekretaer", "jon"))
    story.noted("08:25", "Alle er på plass", author="Anne Lie")
    story.asked("08:31", StartBlock("team"))
    story.noted("08:40", "Spør om *fjorårets* tiltak #fjorårets", said=False)
    story.asked("09:02", NextBlock(), ToggleCheck("oppstart", "regler"))
    story.asked("09:05", AddTime(5))
    story.noted("09:06", "Dette skulle ikke vært skrevet").asked("09:07", Undo())
    story.asked("09:37:30", EndBlock())
    story.noted("09:45", "Kaffen er kald\n\n- men 1 < 2 | og #lyd_ok er [bra]\n2. igjen")
    story.asked("09:52", StartBlock("drofting")).asked("09:53", GiveFloor("berit"))
    story.noted("10:41", "Sengeposten har fått fast sykepleier på kveld #styrke #tiltak")
    story.asked("10:43", GiveFloor("fatima", TurnKind.REPLY))
    story.asked("10:44", ReleaseFloor())
    story.happened("10:45", UnknownEvent("fra_fremtiden", {"tekst": "hemmelig"}))
    return story.asked("10:50", PauseBlock())


def finished() -> Story:
    """Return a visit whose day is over, with a gate passed, a pause skipped and an early end."""
    story = mid_day()
    story.asked("10:55", ResumeBlock()).asked("11:20", AddTime(-5)).asked("11:34", NextBlock())
    story.asked("12:01", StartBlock("pasient", anyway=True, reason="Signert på _papir_"))
    story.asked("12:03", StartBlock("parorende")).asked("12:58", EndBlock("pasient"))
    story.asked("13:02", EndBlock("parorende"), SkipBlock("pause"))
    story.asked("13:03", StartBlock("avslutning"), GiveFloor("jon"))
    story.noted("13:10", "Vi tar med oss overgangene hjem #læring")
    return story.asked("14:02", EndBlock())


def reworked() -> Story:
    """Return a visit in its closing meeting, with notes of every class changed in every way."""
    story = mid_day()
    story.asked("10:55", ResumeBlock()).asked("11:34", NextBlock())
    story.noted("11:40", "=1+1 \N{EM DASH} @Fatima Ali hadde rett\nom #overganger").noted(
        "11:41", "bort"
    )
    story.asked("12:01", StartBlock("pasient", anyway=True)).asked("13:02", NextBlock())
    story.asked("13:15", StartBlock("avslutning"))
    story.asked("13:20", AddNote("Det var trygt", story.at("13:20"), "Jon Vik", impression=True))
    story.asked("13:21", AddNote("Lite mat", story.at("13:21"), "Jon Vik", impression=True))
    *_, formula, gone, _kept, promoted = story.visit.notes
    story.asked("13:30", DeleteNote(gone.id), PromoteImpression(promoted.id, "anne"))
    story.asked("13:31", EditNote(story.visit.notes[0].id, "Alle er på plass, og i rute"))
    story.asked("13:32", RaiseNote(story.visit.notes[1].id, Privacy.IMPRESSION))
    return story.asked("13:33", MoveNote(formula.id, block="drofting"))
