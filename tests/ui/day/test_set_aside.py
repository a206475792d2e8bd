"""What was stopped or left unfinished waits beside the line, and nothing of it is lost."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kvip_tui.domain.day.changes import EndBlock, StartBlock
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.store.drafts.note import Draft, Typed, with_aside
from kvip_tui.ui.day import actions
from kvip_tui.ui.day.actions import BOUNCE
from kvip_tui.ui.day.set_aside import DraftKeeper, SetAside, Unstored
from kvip_tui.ui.day.widgets.notes.line import NoteLine
from tests.ui.days import DayApp, said, small_day, text

Opened = Callable[..., DayApp]
NUMBER = "Ring 90 12 34 56 i dag"
MAIL = "Skriv til berit@sykehus.no"


def line(pilot: Pilot[None]) -> NoteLine:
    """Return the line of new notes."""
    return pilot.app.screen.query_one("#note-line", NoteLine)


def offer(pilot: Pilot[None]) -> str:
    """Return what is said of the text that waits."""
    return text(pilot.app.screen, "#note-offer")


async def test_the_notes_after_a_stop_are_stored(opened: Opened) -> None:
    """The line is free at once, two texts wait, and each can be fetched back and changed."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        line(pilot).insert(NUMBER)
        await pilot.press("enter", *"neste", "enter")
        assert [note.text for note in day.session.visit.notes] == ["neste"]
        assert offer(pilot).startswith("! Stanset 09.05: Telefonnummer")
        assert "Tab Skriv om" in offer(pilot)
        line(pilot).insert(MAIL)
        await pilot.press("enter")
        assert " Og 1 til." in offer(pilot)
        await pilot.press("tab", "ctrl+x")
        assert line(pilot).text == "Skriv til "
        await pilot.press(*"Berit", "enter", "tab", *"Kari", "enter")
        texts = [note.text for note in day.session.visit.notes]
        assert texts == ["neste", "Skriv til Berit", "Ring Kari i dag"]
        assert offer(pilot) == ""


async def test_keys_of_a_text_that_waits_are_the_lines_own_while_it_is_written_in(
    opened: Opened,
) -> None:
    """^X cuts and Delete deletes there; Enter on the empty line goes out, not to a reason."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        line(pilot).insert(NUMBER)
        await pilot.press("enter", *"abc", "home", "delete", "shift+end", "ctrl+x")
        assert (line(pilot).text, day.session.visit.notes[:]) == ("", [])
        await pilot.press(*"x", "enter", "enter")
        assert pilot.app.screen.focused is None
        assert [note.text for note in day.session.visit.notes] == ["x"]
        await pilot.press("ctrl+x")
        assert day.session.visit.notes[-1].text == "Ring […] i dag"


async def test_what_is_fetched_changes_places_with_what_is_being_written(opened: Opened) -> None:
    """Clicked in the middle of a note: both are kept, the one in the line, the other beside it."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        line(pilot).insert(NUMBER)
        await pilot.press("enter", *"halv")
        rows = offer(pilot).split("\n")
        await pilot.click("#note-offer", offset=(rows[-1].index("Skriv om"), len(rows) - 1))
        assert line(pilot).text == NUMBER
        assert "Uferdig tekst fra 09.05: «halv»" in offer(pilot)
        await pilot.press(*"Kari", "enter", "tab", "end", *" ferdig", "enter")
        texts = [note.text for note in day.session.visit.notes]
        assert texts == ["Ring Kari i dag", "halv ferdig"]


async def test_it_is_thrown_away_when_that_is_asked_for_twice(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once only warns, and the draft on disk goes with it."""
    seconds = [100.0]
    monkeypatch.setattr(actions, "monotonic", lambda: seconds[0])
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        line(pilot).insert(NUMBER)
        await pilot.press("enter", "delete")
        assert said(pilot).startswith("! Teksten finnes bare her")
        kept = day.draft.load()
        assert kept is not None
        assert [one.text for one in kept.aside] == [NUMBER]
        seconds[0] += BOUNCE + 0.1
        await pilot.press("delete")
        assert (offer(pilot), said(pilot)) == ("", "Teksten er kastet")
        assert day.draft.load() is None


@pytest.mark.parametrize("days", [0, 9])
async def test_what_was_left_unfinished_is_offered_and_never_opens_by_itself(
    tmp_path: Path, days: int
) -> None:
    """However short ago; what is typed meanwhile stands, and both are seen."""
    builder = small_day().started("oppstart", "09:00")
    day = DayApp(tmp_path, builder, "09:30")
    begun = builder.at("09:10") - timedelta(days=days)
    stopped = Typed(NUMBER, begun)
    day.draft.save(Typed("Halvferdig", begun, aside=(stopped,)))
    async with day.app.run_test(size=(100, 30)) as pilot:
        since = "7. mars 09.10" if days else "09.10"
        assert f"Uferdig tekst fra {since}: «Halvferdig» Og 1 til." in offer(pilot)
        await pilot.press("enter", *"nyere")
        assert line(pilot).text == "nyere"
        day.app.screen.tick()  # type: ignore[attr-defined]
        assert day.draft.load() == Typed(
            "nyere", day.session.now(), aside=(stopped, Typed("Halvferdig", begun))
        )


async def test_an_interviews_text_that_waits_is_in_no_file_and_wiped(tmp_path: Path) -> None:
    """What makes room for a fetched text in an interview is memory's, as what stands there is."""
    builder = small_day().ran("team", "08:30", "09:00").started("pause", "09:30")
    day = DayApp(tmp_path, builder, "09:50")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        line(pilot).insert(NUMBER)
        await pilot.press("enter")
        day.session.do(StartBlock("intervju", anyway=True))
        await pilot.press(*"hemmelig")
        day.app.screen.action_command("rewrite")  # type: ignore[attr-defined]
        await pilot.pause()
        assert "intervju" in offer(pilot)
        assert "hemmelig" not in offer(pilot)
        day.app.screen.tick()  # type: ignore[attr-defined]
        assert not any(b"hemmelig" in f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())
        day.session.do(EndBlock())
        await pilot.press("escape")
        day.app.screen.carry_out_line("visk ut")  # type: ignore[attr-defined]
        await pilot.pause()
        assert offer(pilot) == ""


def test_a_text_set_aside_before_an_interview_is_the_teams_after_it(tmp_path: Path) -> None:
    """Nobody wrote on it in there, so it is stored, as begun now; during it, it is the interview's.

    While nothing has come between it keeps its moment.
    """
    builder = small_day().ran("team", "08:30", "09:00").started("pause", "09:30")
    day = DayApp(tmp_path, builder, "09:50")
    typed = Typed("ferdig", day.session.now())
    waits = Unstored(typed)
    assert waits.taken_up(day.session) is typed
    day.session.do(StartBlock("intervju", anyway=True))
    day.pass_time(5)
    assert waits.taken_up(day.session) is typed
    day.session.do(StartBlock("oppstart", anyway=True))
    day.pass_time(5)
    taken = waits.taken_up(day.session)
    assert (taken.text, taken.typed_at, taken.least) == ("ferdig", day.session.now(), Privacy.TEAM)


def test_the_draft_holds_all_that_waits_and_no_interviews(tmp_path: Path) -> None:
    """Saved together, read back in order; an empty line has none of its own."""
    day = DayApp(tmp_path, small_day().started("oppstart", "09:00"), "09:30")
    now, aside = day.session.now(), SetAside()
    for waits in (
        Unstored(Typed("en", now)),
        Unstored(Typed("to", now), secret=True),
        Unstored(Typed("tre", now, said=False)),
    ):
        aside.put(waits)
    keeper = DraftKeeper(day.session, day.draft, aside)
    keeper.save([None, Typed("i linja", now)])
    again = SetAside()
    assert DraftKeeper(day.session, Draft(day.draft._folder, "x"), again).restore() is False
    assert DraftKeeper(day.session, day.draft, again).restore() is True
    assert again.savable == (
        Typed("en", now),
        Typed("tre", now, said=False),
        Typed("i linja", now),
    )
    assert with_aside(None, ()) is None
