"""The calendar file: what other programs make of it, and what must never be in it."""

import platform
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from kvip_tui.domain.base import Record, Undone
from kvip_tui.domain.day.changes import SkipBlock
from kvip_tui.domain.history import Undo
from kvip_tui.domain.planning.vocabulary import BlockAdded
from kvip_tui.domain.report.document import review_rows
from kvip_tui.domain.state.plan import Block, Day, Plan, Privacy
from kvip_tui.domain.state.report import Step
from kvip_tui.errors import UserError
from kvip_tui.export.calendar import visit_calendar
from tests.builders import DATE, timetable
from tests.export.visits import PEOPLE, PLAN, Story, finished, mid_day
from tests.reports import written as report_written

OSLO = ZoneInfo("Europe/Oslo")


def written(story: Story) -> str:
    """Return the calendar of a visit."""
    return visit_calendar(story.visit, story.records)


def read(story: Story) -> dict[str, Any]:
    """Return the events by block, as another program reads them."""
    calendar: Any = Calendar.from_ical(written(story))
    assert calendar["METHOD"] == "PUBLISH"
    return {event["UID"].split(".")[1].split("@")[0]: event for event in calendar.events}


def one_day(*blocks: Block, on: date = DATE, timezone: str = "Europe/Oslo") -> Story:
    """Return a visit of one day."""
    day = Day(id="dagen", title="Dagen", blocks=blocks)
    return Story(Plan(id="plan", title="Plan", days=(day,), timezone=timezone), on)


def local(moment: datetime) -> str:
    """Return an instant as the clock on the wall in Oslo."""
    return f"{moment.astimezone(OSLO):%d.%m %H:%M}"


def alarmed(story: Story) -> list[str]:
    """Return the blocks that ring five minutes before they begin."""
    found = read(story)
    for event in found.values():
        for alarm in event.walk("VALARM"):
            assert alarm["TRIGGER"].dt == timedelta(minutes=-5)
    return [block for block, event in found.items() if event.walk("VALARM")]


def test_every_block_with_a_time_is_an_event_at_its_planned_time() -> None:
    """Both days are there, at the clock on the wall; a checklist is not."""
    found = read(finished())
    assert len(found) == 9
    assert "rapport" not in found
    assert (local(found["proving"].start), local(found["proving"].end)) == (
        "15.03 11:30",
        "15.03 12:00",
    )
    assert (local(found["drofting"].start), local(found["drofting"].end)) == (
        "16.03 09:45",
        "16.03 11:30",
    )


def test_an_event_says_where_and_with_whom() -> None:
    """Room, meeting id, link and groups; people's names are not needed for that."""
    event = read(finished())["oppstart"]
    assert event["SUMMARY"] == "Oppstartsmøte"
    assert event["LOCATION"] == "Norsk Helsenett/Join 716175"
    assert event["URL"] == "https://join.example/;x,y"
    assert event["DESCRIPTION"].split("\n") == [
        "Til stede: Vertsenhet, Besøksteam, Brukerrepresentanter",
        "Rom: Norsk Helsenett/Join 716175",
        "Lenke: https://join.example/;x,y",
    ]
    assert "ikke oppgitt i dagsplanen" in read(finished())["drofting"]["DESCRIPTION"]


def test_an_interview_tells_nobody_whose_it_is() -> None:
    """Neither its title nor its link is there, whatever the plan says."""
    blocks = timetable(
        "I1|g⚑ 12:00-13:00, I2|g⚑ 12:00-13:00",
        i1={"title": "Intervju med mor til Ola", "privacy": Privacy.INTERVIEW, "room": "join"},
        i2={"title": "Intervju med Ola", "privacy": Privacy.INTERVIEW},
    )
    days = (Day(id="dagen", title="Dagen", blocks=blocks),)
    story = Story(replace(PLAN, days=days))
    found = read(story)
    assert [event["SUMMARY"] for event in found.values()] == ["Intervju 1 av 2", "Intervju 2 av 2"]
    for event in found.values():
        assert event["LOCATION"] == "Sensitivt rom"
        assert event["CLASS"] == "PRIVATE"
        assert "lenken sendes av verten" in event["DESCRIPTION"]
        assert "URL" not in event
    assert "Ola" not in written(story)
    assert "join.example" not in written(story)


def test_nothing_of_people_machines_or_sensitive_rooms_is_in_the_file() -> None:
    """The file is handed round: names, titles and secret links stay at home."""
    text = written(finished())
    names = [part for person in PEOPLE for part in person.name.split()]
    for secret in ("skjult", "Rom for", *names, platform.node()):
        assert secret not in text


def test_who_changes_rooms_is_reminded_five_minutes_before() -> None:
    """The first room of a day, the interviews, and the way back; nothing where all stay."""
    assert alarmed(mid_day()) == ["proving", "team", "pasient", "parorende", "pause"]


def test_a_skipped_block_is_cancelled_and_reminds_nobody() -> None:
    """Its title says so too, and who went past it is reminded at the next."""
    found = read(finished())
    assert found["pause"]["STATUS"] == "CANCELLED"
    assert found["pause"]["SUMMARY"] == "Avlyst: Pause"
    assert found["team"]["STATUS"] == "CONFIRMED"
    assert "pause" not in alarmed(finished())
    assert "avslutning" in alarmed(finished())


def test_a_new_file_updates_the_old_one() -> None:
    """The same events under the same ids, with a higher number and a later change."""
    before, after = read(mid_day()), read(finished())
    assert list(before) == list(after)
    for block, event in before.items():
        assert event["UID"] == after[block]["UID"]
        assert event["SEQUENCE"] < after[block]["SEQUENCE"]
        assert event["LAST-MODIFIED"].dt < after[block]["LAST-MODIFIED"].dt
        assert event["CREATED"].dt == after[block]["CREATED"].dt


def test_the_same_journal_gives_the_same_bytes() -> None:
    """The file holds no time of writing, so two machines write the same."""
    assert written(finished()) == written(finished())


def test_undoing_does_not_turn_the_number_back() -> None:
    """A calendar that has seen the skip must learn that it was taken back."""
    story = one_day(*timetable("A 09:00-09:30, B> -10:00"))
    skipped = read(story.asked("08:00", SkipBlock("b")))["b"]
    back = read(story.asked("08:01", Undo()))["b"]
    assert (skipped["STATUS"], back["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert back["SEQUENCE"] > skipped["SEQUENCE"]


def test_what_was_taken_out_of_the_plan_is_cancelled() -> None:
    """Be it from the first plan or added later; what was never in force is not mentioned."""
    story = one_day(*timetable("A 09:00-09:30, B> -10:00"))
    first = story.records[0]
    added = timetable("C 10:00-10:15, D 11:00-11:15")
    records = [
        first,
        Record(2, story.at("08:00"), (BlockAdded("dagen", added[0], "b"),)),
        Record(3, story.at("08:01"), (BlockAdded("dagen", added[1], "c"),)),
        Record(4, story.at("08:02"), (Undone(record=3),)),
    ]
    left = replace(story.visit.plan.days[0], blocks=story.visit.plan.days[0].blocks[:1])
    visit = replace(story.visit, plan=replace(story.visit.plan, days=(left,)))
    events: Any = Calendar.from_ical(visit_calendar(visit, records))
    assert [(str(e["SUMMARY"]), str(e["STATUS"])) for e in events.walk("VEVENT")] == [
        ("A", "CONFIRMED"),
        ("Avlyst: B", "CANCELLED"),
        ("Avlyst: C", "CANCELLED"),
    ]


@pytest.mark.parametrize(
    ("on", "timezone", "start"),
    [
        (date(2021, 3, 27), "Europe/Oslo", datetime(2021, 3, 27, 8, tzinfo=UTC)),
        (date(2021, 3, 28), "Europe/Oslo", datetime(2021, 3, 28, 7, tzinfo=UTC)),
        (date(2021, 10, 31), "Europe/Oslo", datetime(2021, 10, 31, 8, tzinfo=UTC)),
        (date(2021, 7, 1), "Europe/London", datetime(2021, 7, 1, 8, tzinfo=UTC)),
        (date(2021, 7, 1), "Asia/Kathmandu", datetime(2021, 7, 1, 3, 15, tzinfo=UTC)),
    ],
)
def test_times_are_right_across_summer_time_and_zones(
    on: date, timezone: str, start: datetime
) -> None:
    """Nine o'clock is nine o'clock where the visit is, on the day that it is."""
    event = read(one_day(*timetable("A 09:00-10:00"), on=on, timezone=timezone))["a"]
    assert event["DTSTART"].dt == start
    assert event["DTEND"].dt == start + timedelta(hours=1)
    assert "TZID" not in event["DTSTART"].params


def test_a_night_with_two_hours_of_one_name_keeps_its_length() -> None:
    """When summer time ends the hour between two and three is there twice."""
    found = read(one_day(*timetable("A 01:30-03:30, B> -04:00"), on=date(2021, 10, 31)))
    assert found["a"]["DTEND"].dt - found["a"]["DTSTART"].dt == timedelta(hours=3)
    assert found["b"]["DTSTART"].dt == found["a"]["DTEND"].dt


def test_a_block_in_the_hour_that_is_missing_has_no_length() -> None:
    """An event never ends before it begins, nor when it begins."""
    event = read(one_day(*timetable("A 02:30-03:00, B 03:15-04:00"), on=date(2021, 3, 28)))["a"]
    assert "DTEND" not in event


@pytest.mark.parametrize(
    "title",
    [
        "Lunsj; med, skilletegn: og \\n som tekst",
        "Æøå 🙂 " + "ord " * 60,
        "X\r\nBEGIN:VALARM\r\nACTION:AUDIO",
        "[red]hei[/]\x07\x00",
    ],
)
def test_any_title_stays_one_title(title: str) -> None:
    """What is typed is read back as typed, in one line, and makes no lines of its own."""
    story = one_day(*timetable("A 09:00-10:00", a={"title": title}))
    found = read(story)
    printable = "".join(c for c in title.replace("\r", " ").replace("\n", " ") if c.isprintable())
    assert found["a"]["SUMMARY"] == " ".join(printable.split())
    assert not found["a"].walk("VALARM")
    assert all(len(line.encode()) <= 75 for line in written(story).split("\r\n"))


def test_a_rehearsal_says_that_it_is_one() -> None:
    """Nobody turns up to a rehearsal by mistake."""
    story = one_day(*timetable("A 09:00-10:00"))
    rehearsal = replace(story.visit, rehearsal=True)
    calendar: Any = Calendar.from_ical(visit_calendar(rehearsal, story.records))
    assert [event["SUMMARY"] for event in calendar.events] == ["ØVING: A"]


def test_a_plan_without_times_has_no_calendar() -> None:
    """The sentence names the visit and what can be written instead."""
    lists = Day(id="ark", title="Ark", untimed=True, blocks=(Block("x", "X"),))
    story = Story(Plan(id="plan", title="Plan", days=(lists,)))
    with pytest.raises(UserError, match=r"2021-03-16-bup-akutt-alesund .* \.md, \.csv"):
        written(story)


def test_the_reports_deadlines_are_days_that_stay_free() -> None:
    """A step of the review an event, taken or not, the same one in every file."""
    built = report_written()
    calendar: Any = Calendar.from_ical(visit_calendar(built.visit, built.records))
    events = {event["UID"]: event for event in calendar.events}
    steps = {uid: event for uid, event in events.items() if ".rapport-" in uid}
    assert [(event.start - DATE).days for event in steps.values()] == [10, 14, 21, 21]
    assert {str(event["TRANSP"]) for event in steps.values()} == {"TRANSPARENT"}
    first = steps["besok.rapport-team@kvip"]
    assert first["SUMMARY"] == "Gjort: Frist for rapporten fra Vert: besøksteamet"
    assert first["DESCRIPTION"].startswith("besøksteamet: ferdig tir. 16. mars 2021")


def test_what_is_not_done_of_the_report_reminds_the_morning_before() -> None:
    """A step that is done says so and is silent; the others ring at nine the day before."""
    built = report_written()
    calendar: Any = Calendar.from_ical(visit_calendar(built.visit, built.records))
    done = {row.step for row in review_rows(built.visit) if row.done is not None}
    assert done
    assert len(done) < len(Step)
    for step in Step:
        event = next(found for found in calendar.events if f".rapport-{step}@" in found["UID"])
        rings = [
            datetime.combine(event.start, time()) + alarm["TRIGGER"].dt
            for alarm in event.walk("VALARM")
        ]
        eve = datetime.combine(event.start - timedelta(days=1), time(9))
        assert rings == ([] if step in done else [eve]), step
        assert event["SUMMARY"].startswith("Gjort: ") == (step in done), step
