"""The report screen: notes become points, and points are worked on, by keys and by the mouse."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from kvip_tui.domain.base import Undone
from kvip_tui.domain.notes.vocabulary import ImpressionPromoted
from kvip_tui.domain.report.changes import FeedbackWritten, NotesReceived, ReviewDated
from kvip_tui.domain.report.points import (
    PointAdded,
    PointDetailed,
    PointMoved,
    PointRemoved,
    PointReworded,
    PointsMerged,
)
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.report import Aspect, Clearance, FollowUp
from kvip_tui.ui.palette.entries import day_entries
from kvip_tui.ui.panels.report.keys import KEYS, Column
from kvip_tui.ui.panels.report.panel import AIMING, ReportPanel
from kvip_tui.ui.widgets.lines import Lines
from tests.reports import SAID, TEAMS, THOUGHT, noted, promoted, reported
from tests.ui.days import said
from tests.ui.doors import day_of, paste
from tests.ui.panels.report.reporting import (
    CHALLENGES,
    FOCUS,
    LAST_YEAR,
    MEASURES,
    STRENGTHS,
    board,
    column,
    drawn,
    happened,
    panel,
    report_day,
)

SIZE = (100, 30)


def test_every_key_of_the_table_does_something() -> None:
    """At once, or with the letter of a section; nothing is done that has no key."""
    assert sorted([*ReportPanel().acts, *AIMING]) == sorted(key.id for key in KEYS)


async def test_a_note_is_promoted_with_two_keys_and_undo_brings_it_back(tmp_path: Path) -> None:
    """The key and a section's letter; Enter for the section shown; of marked notes one point."""
    day = report_day(tmp_path)
    async with day.app.run_test(size=SIZE) as pilot:
        await pilot.press("f6", "left")
        notes = column(pilot, Column.NOTES)
        assert notes.has_focus
        assert list(notes.keys) == [SAID, THOUGHT, TEAMS]
        await pilot.press("l", STRENGTHS)
        assert happened(day) == PointAdded(
            point="p1", section="styrker", text="Fast sykepleier på kveld", sources=(SAID,)
        )
        assert list(notes.keys) == [THOUGHT, TEAMS]
        await pilot.press("ctrl+z")
        assert isinstance(happened(day), Undone)
        assert list(notes.keys) == [SAID, THOUGHT, TEAMS]
        await pilot.press("g", CHALLENGES, "right")
        assert list(notes.keys) == [THOUGHT, TEAMS, SAID]
        assert notes.current == THOUGHT
        await pilot.press("space", "space", "enter")
        point = day.session.visit.report.points[-1]
        assert (point.section, point.sources) == ("utfordringer", (THOUGHT, TEAMS))
        await pilot.press("colon", *"stryk", "space", "1", "enter")
        assert day.session.visit.report.points == ()
        await pilot.press("ctrl+z")
        count = len(day.keeper.records)
        await pilot.press("left", "right", "l", "escape", "l", "å")
        assert "å" in said(pilot)
        assert len(day.keeper.records) == count
        assert day.session.visit.floor.holder is None


async def test_only_what_may_be_used_is_offered_with_its_class_in_a_word(tmp_path: Path) -> None:
    """Impressions only with a second person's yes and in words of one's own; filters go round."""
    builder = reported()
    noted(builder, "Et inntrykk", "09:50", privacy=Privacy.IMPRESSION)
    noted(builder, "Et løftet inntrykk", "09:51", privacy=Privacy.IMPRESSION)
    builder.happened("09:55", ImpressionPromoted(note="6", second="berit"))
    promoted(builder, SAID)
    day = report_day(tmp_path, builder)
    async with day.app.run_test(size=SIZE) as pilot:
        await pilot.press("f6", "g", CHALLENGES, "right")
        await pilot.pause()
        notes = column(pilot, Column.NOTES)
        shown = drawn(notes)
        assert [word in shown for word in ("Et inntrykk", "tanke", "team")] == [False, True, True]
        assert list(notes.keys) == [THOUGHT, TEAMS, "6"]
        await pilot.press("u")
        assert list(notes.keys) == [THOUGHT, TEAMS]
        await pilot.press("u")
        assert list(notes.keys) == [THOUGHT, TEAMS, SAID, "6"]
        assert "→1" in drawn(notes)
        await pilot.press("end", "l", CHALLENGES)
        field = pilot.app.screen.query_one("#sheet-text", TextArea)
        assert field.text == "Et løftet inntrykk"
        await pilot.press("enter")
        assert "egne ord" in said(pilot)
        field.clear()
        await paste(pilot, "Rom for mer ro")
        await pilot.press("enter")
        assert day.session.visit.report.points[-1].sources == ("6",)
        assert not pilot.app.screen.query("#report-editor")


async def test_a_point_is_reworded_moved_merged_and_taken_out(tmp_path: Path) -> None:
    """Each is an event; the sources stay; the keys of the day are the day's all the while."""
    builder = reported()
    for note in (SAID, THOUGHT, TEAMS):
        promoted(builder, note, to="utfordringer")
    day = report_day(tmp_path, builder)
    async with day.app.run_test(size=SIZE) as pilot:
        await pilot.press("f6", "g", CHALLENGES, "down", "enter")
        await paste(pilot, " og helg")
        await pilot.press("enter")
        assert happened(day) == PointReworded("p1", "Fast sykepleier på kveld og helg")
        assert day.session.visit.report.points[0].sources == (SAID,)
        await pilot.press("pagedown")
        assert happened(day) == PointMoved("p1", "utfordringer", after="p2")
        points = column(pilot, Column.POINTS)
        assert points.current == "p1"
        await pilot.press("pageup", "ctrl+down", "ctrl+up", "pageup")
        assert happened(day) == PointMoved("p1", "utfordringer", after=None)
        await pilot.press("space", "down", "space", "s")
        event = happened(day)
        assert isinstance(event, PointsMerged)
        assert (event.into, event.points) == ("p1", ("p3",))
        await pilot.press("home", "down", "f", STRENGTHS)
        assert day.session.visit.report.points[-1].section == "styrker"
        await pilot.press("end", "x")
        assert happened(day) == PointRemoved("p2")
        await pilot.press("ctrl+z")
        assert [point.id for point in day.session.visit.report.of("utfordringer")] == ["p2"]
        await pilot.press("f8")
        assert day.session.visit.running()


async def test_what_a_section_asks_for_besides_the_text_is_filled_in(tmp_path: Path) -> None:
    """Theme, who and when of a measure, and who was told of it beforehand."""
    builder = reported()
    promoted(builder, TEAMS, to="tiltak")
    day = report_day(tmp_path, builder)
    async with day.app.run_test(size=SIZE) as pilot:
        await pilot.press("f6", "g", MEASURES, "down", "enter")
        await paste(pilot, "Møter")
        await pilot.press("tab", "tab")
        await paste(pilot, "Ingrid")
        await pilot.press("tab")
        await paste(pilot, "i mars")
        await pilot.press("enter")
        event = happened(day)
        assert event == PointDetailed("p1", topic="Møter", who="Ingrid", due="i mars")
        await pilot.press("v")
        await paste(pilot, "Berit")
        await pilot.press("tab", "tab")
        await paste(pilot, "på telefon")
        await pilot.press("enter")
        told = day.session.visit.report.points[0].clearance
        assert told == Clearance("Berit", day.session.visit.date, "på telefon")


async def test_what_became_of_things_is_said_with_one_key(tmp_path: Path) -> None:
    """Of a focus area, which are entered there too, and of a finding entered before the visit."""
    builder = reported()
    promoted(builder, SAID, to="fokus")
    day = report_day(tmp_path, builder)
    async with day.app.run_test(size=SIZE) as pilot:
        await pilot.press("f6", "g", FOCUS, "home", "down", "enter")
        await paste(pilot, "Skjerming, Overganger")
        await pilot.press("enter")
        assert day.session.visit.focus_areas == ("Skjerming", "Overganger")
        await pilot.press("end", "t", "t")
        assert day.session.visit.report.points[0].aspect is Aspect.EXPERIENCE
        await pilot.press("g", LAST_YEAR, "n")
        await paste(pilot, "Flere aktiviteter")
        await pilot.press("enter", "t", "t")
        point = day.session.visit.report.points[-1]
        assert (point.text, point.status) == ("Flere aktiviteter", FollowUp.PARTLY)


async def test_checks_lead_to_their_places_and_points_to_their_notes(tmp_path: Path) -> None:
    """Round and round; a final report waits; a note leads to its block on the day."""
    builder = reported()
    promoted(builder, THOUGHT)
    day = report_day(tmp_path, builder)
    async with day.app.run_test(size=SIZE) as pilot:
        await pilot.press("f6", "E")
        assert board(pilot).place == "utfordringer"
        assert column(pilot, Column.POINTS).current == "p1"
        assert "!" in said(pilot)
        assert "overraskelse" in drawn(column(pilot, Column.POINTS))
        places = []
        for _ in range(len(board(pilot).shown.concerns) + 1):
            await pilot.press("k")
            places.append((board(pilot).place, column(pilot, Column.POINTS).current))
        assert places[0] == places[-1] != places[1]
        await pilot.press("g", CHALLENGES, "end", "o")
        notes = column(pilot, Column.NOTES)
        assert notes.has_focus
        assert notes.current == THOUGHT
        await pilot.press("o")
        assert day_of(pilot).panels.shown is None
        assert "09.12" in said(pilot)


async def test_review_senders_and_feedback_stand_beside_the_sections(tmp_path: Path) -> None:
    """Dates of the steps, ticks, answers of their own, and no keys for points where none are."""
    day = report_day(tmp_path)
    async with day.app.run_test(size=SIZE) as pilot:
        keys = []
        for pressed in (("f6", "right"), ("left", "end", "up", "up", "up", "up", "enter")):
            await pilot.press(*pressed)
            await pilot.pause()
            keys.append(pilot.app.screen.query_one("#report-keys", Lines).render_line(0).text)
        assert [("Flytt" in shown, "Skriv" in shown) for shown in keys] == [
            (True, True),
            (False, True),
        ]
        await pilot.press("enter")
        field = pilot.app.screen.query_one("#sheet-on", Input)
        assert field.value == "i dag"
        await pilot.press("enter")
        assert happened(day) == ReviewDated("team", day.session.visit.date)  # type: ignore[arg-type]
        await pilot.press("left", "down", "down", "enter", "enter")
        event = happened(day)
        assert isinstance(event, NotesReceived)
        assert event.received
        await pilot.press("left", "down", "enter", "down", "down", "enter")
        await paste(pilot, "Ja")
        await pilot.press("escape")
        assert happened(day) == FeedbackWritten("network", "day_plan", "Ja")  # type: ignore[arg-type]


@pytest.mark.parametrize(("size", "seen"), [((140, 40), 3), ((80, 24), 1)], ids=["140", "80"])
async def test_it_is_used_with_the_mouse_at_every_size(
    tmp_path: Path, size: tuple[int, int], seen: int
) -> None:
    """One column at a time where it is narrow; a click chooses, a second one opens."""
    day = report_day(tmp_path)
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("f6")
        await pilot.pause()
        lists = [column(pilot, which) for which in Column]
        assert sum(entries.is_on_screen for entries in lists) == seen
        assert pilot.app.screen.query_one("#clock-line").is_on_screen
        await pilot.click("#report-outline", offset=(4, 4))
        assert board(pilot).place == "utfordringer"
        await pilot.press("left")
        assert lists[2].is_on_screen
        await pilot.click("#report-notes", offset=(10, 1))
        assert lists[2].current == TEAMS
        await pilot.click("#report-keys", offset=(2, 0))
        assert lists[0].is_on_screen
        await pilot.pause()
        assert "Utfordringer" in drawn(lists[0]), "the rows were not fitted to the width again"
        await pilot.press(STRENGTHS)
        assert day.session.visit.report.points[-1].section == "styrker"
        await pilot.click("#report-notes", offset=(10, 0), times=2)
        assert [p.section for p in day.session.visit.report.points] == ["styrker", "utfordringer"]
        await pilot.press("escape")
        assert day_of(pilot).panels.shown is None


async def test_words_and_the_palette_lead_to_the_same_places(tmp_path: Path) -> None:
    """«rapport DEL» shows a section, «sjekk» the checks; what keys do is offered by name."""
    builder = reported()
    promoted(builder, THOUGHT)
    day = report_day(tmp_path, builder)
    async with day.app.run_test(size=SIZE) as pilot:
        screen = day_of(pilot)
        screen.carry_out_line("rapport styrker")
        await pilot.pause()
        assert board(pilot).place == "styrker"
        assert column(pilot, Column.POINTS).has_focus
        offers = {offer.title: offer for offer in panel(pilot).offers()}
        assert offers["Rapport: Løft"].key == "l"
        await offers["Rapport: Løft hit"].run()  # type: ignore[misc]
        assert day.session.visit.report.points[-1].section == "styrker"
        screen.carry_out_line("rapport ukjent")
        await pilot.pause()
        assert "ukjent" in said(pilot)
        await pilot.press("escape")
        screen.carry_out_line("sjekk")
        await pilot.pause()
        await pilot.press("right", "enter", "left")
        assert day.session.visit.report.points[-1].section == "utfordringer"
        concerns = board(pilot).shown.concerns
        assert len(column(pilot, Column.POINTS).keys) == len(concerns)
        await pilot.press("enter")
        assert board(pilot).place == concerns[0].section
        titles = {entry.title for entry in day_entries(screen)}
        assert {
            *("Rapport: Endelig", "Gjennomgang: nettverksleder", "Notater fra: Anne Aas"),
            "Rapportmal: Besøksrapport",
        } <= titles
