"""The day log: what it tells of, and what it never tells."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from kvip_tui.domain.checks.changes import ToggleCheck
from kvip_tui.domain.day.changes import AddTime, EndBlock, PauseBlock, ResumeBlock, StartBlock
from kvip_tui.domain.floor.turns import GiveFloor
from kvip_tui.domain.history import Undo
from kvip_tui.domain.notes.vocabulary import NoteAdded
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST, Block, Day, Plan, Privacy
from kvip_tui.export.markdown import day_log
from tests.builders import DATE
from tests.export.visits import Story, finished, mid_day

GROUP_WORK = Plan(
    id="gruppearbeid",
    title="Gruppearbeid",
    days=(
        Day(
            id="dagen",
            title="Dagen",
            blocks=(
                Block("en", "Gruppe *1*", 540, 600, parallel="grupper"),
                Block("to", "Gruppe 2", 540, 600, parallel="grupper"),
            ),
        ),
    ),
)


def log(story: Story, clock: str = "15:00") -> str:
    """Return the log as it is at a time."""
    return day_log(story.visit, story.records, story.at(clock))


def section(text: str, title: str) -> str:
    """Return what stands under the heading that ends with *title*."""
    _before, _title, after = text.partition(f"{title}\n")
    return after.partition("\n#")[0]


def test_a_visit_that_has_not_begun_says_so() -> None:
    """Without anything that happened there are no days, but a sentence."""
    text = log(Story())
    assert text.endswith("\n\nBesøket har ikke begynt, og ingenting er notert.\n")
    assert "##" not in text


def test_a_day_is_told_of_when_it_has_begun_or_something_is_ticked_or_noted() -> None:
    """A tick alone makes its day appear, a note alone its own; no other day does."""
    ticked = log(Story().asked("08:00", ToggleCheck("proving", "lyd")))
    assert "## Dagen før" in ticked
    assert "besøksdagen" not in ticked
    noted = log(Story().noted("08:00", "Klar"))
    assert "## Den digitale besøksdagen" in noted
    assert "## Dagen før" not in noted


@pytest.mark.parametrize(("days", "title"), [(-9, "Dagen før"), (-1, "Dagen før"), (3, "besøksd")])
def test_a_note_outside_the_blocks_stands_on_its_day_or_the_last_before_it(
    days: int, title: str
) -> None:
    """A note of no planned day belongs to the day before it, or to the first."""
    story = Story().on_day(DATE + timedelta(days=days)).noted("08:00", "Klar")
    _head, heading, rest = log(story).partition("\n## ")
    assert heading
    assert title in rest.splitlines()[0]
    assert "> Klar" in section(rest, "### Utenom blokkene")


def test_pause_added_time_and_overtime_stand_apart() -> None:
    """The table has each number in its own column, and says deviations in words."""
    story = Story().asked("09:07", StartBlock("oppstart")).asked("09:10", PauseBlock())
    story.asked("09:14", ResumeBlock()).asked("09:15", AddTime(5)).asked("09:48", EndBlock())
    row = next(line for line in log(story).splitlines() if line.startswith("| Oppstart"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1:] == [
        "09.00–09.30",
        "09.07–09.48",
        "30 min",
        "37 min",
        "4 min",
        "5 min",
        "2 min",
        "7 min etter plan",
        "18 min etter plan",
    ]


def test_a_note_is_stamped_with_when_its_typing_began_and_who_had_the_floor() -> None:
    """The line above a note names time, author and holder of the floor; tags stand in its text."""
    text = log(mid_day())
    assert "**10.41** · Jon Vik · Berit Moe hadde ordet\n\n> Sengeposten" in text
    assert "på kveld #styrke #tiltak" in text


def test_a_note_of_the_team_is_marked_and_one_of_the_plenum_is_not() -> None:
    """Only what the team wrote among themselves is marked as theirs; so is one's own thought."""
    text = log(mid_day())
    assert "**08.40** · Jon Vik · egen tanke · T · bare teamet" in text
    assert "plenum" not in text


def test_a_note_of_parallel_blocks_stands_once_and_names_the_others() -> None:
    """A note written while several blocks ran is under the first and says where else it belongs."""
    story = Story(GROUP_WORK).asked("09:00", StartBlock("en"), StartBlock("to"))
    text = log(story.noted("09:10", "Begge grupper"))
    assert text.count("> Begge grupper") == 1
    assert "også i Gruppe 2" in section(text, r"Gruppe \*1\*")


def test_a_gate_that_was_passed_is_told_with_its_reason() -> None:
    """The block that was begun anyway says what was open and why."""
    passed = r"Startet likevel kl. 12.01 med dette åpent: Samtykker er signert."
    text = section(log(finished()), "Intervju pasient")
    assert rf"{passed} Begrunnelse: Signert på \_papir\_" in text


def test_a_gate_that_was_passed_without_a_reason_says_that() -> None:
    """Silence is told as such."""
    story = Story().asked("12:01", StartBlock("pasient", anyway=True))
    assert "Lyd og bilde er prøvd; Samtykker er signert. Ingen begrunnelse." in log(story)


def test_a_passing_that_was_taken_back_is_not_told() -> None:
    """What is undone never happened."""
    story = Story().asked("12:01", StartBlock("pasient", anyway=True, reason="Feil"), Undo())
    story.asked("12:02", StartBlock("team"))
    assert "likevel" not in log(story)


def test_an_interview_says_that_its_notes_are_not_kept() -> None:
    """Each interview that has begun has the sentence, and no other block."""
    text = log(finished())
    assert text.count("Notater fra intervju lagres ikke.") == 2
    assert "Notater fra intervju" not in log(mid_day())


def test_a_note_of_an_interview_never_appears() -> None:
    """Even where a journal holds one, the log does not."""
    story = finished()
    at = story.at("12:30")
    story.happened("12:30", NoteAdded("Sagt i tillit", at, Privacy.INTERVIEW, ("pasient",)))
    story.happened("12:31", NoteAdded("Sagt i tillit", at, Privacy.INTERVIEW))
    assert len(story.visit.notes) == 7
    assert "tillit" not in log(story)


def test_only_the_groups_shares_of_the_talk_are_told() -> None:
    """The day has one line with the groups; who spoke for how long is not in the log."""
    text = log(mid_day())
    assert "Taletid: Vertsenhet 98 % (1 gang) · Besøksteam 0 % (0 ganger) · Bruker" in text
    assert "Henrik Dahl" not in text
    assert text.count("Fatima") == 0


def test_text_of_people_cannot_break_the_log() -> None:
    """Titles, names and reasons are shown as typed, wherever they stand."""
    person = Person(id="x", name="<b>|Per|</b>", group=HOST)
    story = Story(GROUP_WORK, people=(person,)).asked("09:00", StartBlock("en"))
    story.asked("09:01", GiveFloor("x")).noted("09:02", "# Nei", author="a\n# b")
    text = log(story)
    assert r"| Gruppe \*1\* |" in text
    assert r"**09.02** · a # b · \<b\>\|Per\|\</b\> hadde ordet" in text
    assert r"> \# Nei" in text


def test_a_rehearsal_says_that_it_is_one() -> None:
    """Nobody takes a rehearsal for the visit."""
    story = Story()
    visit = replace(story.visit, rehearsal=True)
    assert "Dette er en øving." in day_log(visit, story.records, story.at("08:00"))
    assert "øving" not in log(story)


def test_a_day_without_times_has_no_table() -> None:
    """A mere checklist that has only notes has nothing to compare."""
    story = Story().on_day(DATE + timedelta(days=15)).noted("08:00", "Sendt")
    text = log(story)
    assert "## Etter besøket · tir. 30. mars 2021" in text
    assert "| Rapporten sendes" not in text


def test_a_note_stands_on_the_day_with_times_before_a_checklist_of_the_same_date() -> None:
    """Where two days share a date, a note outside the blocks belongs to the timed one."""
    timed = GROUP_WORK.days[0]
    checklist = Day(id="liste", title="Lista", untimed=True, blocks=(Block("a", "A"),))
    for days in ((timed, checklist), (checklist, timed)):
        text = log(Story(replace(GROUP_WORK, days=days)).noted("08:00", "Klar"))
        assert "## Dagen ·" in text
        assert "Lista" not in text
