"""The command palette: what can be done now, found by some letters of it."""

from pathlib import Path

import pytest
from textual.command import CommandList
from textual.content import Content
from textual.widgets import Input

from kvip_tui.commands.table import COMMANDS, Section
from kvip_tui.domain.day.changes import BlockSkipped
from kvip_tui.domain.floor.turns import FloorGiven
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST
from kvip_tui.store.drafts.note import Draft
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.day.widgets.command_line import CommandLine
from kvip_tui.ui.palette.entries import day_entries
from kvip_tui.ui.palette.palette import Palette, matches
from kvip_tui.ui.searching import folded, places
from kvip_tui.ui.start.screen import StartScreen
from tests.builders import FakeKeeper, VisitBuilder, timetable, visit
from tests.ui.days import offered, small_day
from tests.ui.doors import at_day, at_start, day_of, kept, shown, type_fast


def meeting() -> VisitBuilder:
    """Return the small day with its opening meeting running and Berit holding the floor."""
    builder = small_day().ran("team", "08:30", "09:00").started("oppstart", "09:00")
    return builder.happened("09:05", FloorGiven(person="berit"))


def test_everything_that_takes_an_argument_is_offered_with_what_it_can_take() -> None:
    """Blocks to come, people here, items of the checklist, roles, and usual lengths of time."""
    assert {
        *("Neste", "Start: Pause", "Hopp over: Intervju", "+1 min", "+5 min", "+10 min", "−5 min"),
        *("Gi ordet: Anne Aas", "Replikk: Anne Aas", "Tegne seg: Anne Aas", "Er borte: Anne Aas"),
        *("Kryss av: Møteregler er gjennomgått", "Rolle: Sekretær → Berit Moe", "Ledig"),
        *("Notat", "Ny person", "Åpne rommet", "Kommando", "Hjelp", "Avslutt", "Strek"),
    } <= set(offered(meeting(), "09:10"))


def test_nothing_is_offered_that_would_be_refused() -> None:
    """What has been, who has the floor already, who is here already, is left out."""
    assert not {
        *("Start: Team", "Start: Oppstart", "Hopp over: Team", "Gi ordet: Berit Moe"),
        *("Er her: Anne Aas", "Ta av lista: Anne Aas", "Åpne lista", "Pass", "Fortsett", "Gjør om"),
        *("Neste taler", "Rolle: Sekretær → ingen", "Status"),
    } & set(offered(meeting(), "09:10"))


def test_a_gate_that_asks_once_more_is_no_refusal() -> None:
    """What open gates hold back is offered all the same: asked for twice it begins."""
    builder = small_day().ran("team", "08:30", "09:00").ran("oppstart", "09:00", "09:30")
    assert "Start: Intervju" in offered(builder, "09:50")


def test_a_window_that_may_only_read_offers_nothing_that_writes() -> None:
    """Read-only: nothing can be begun and nobody given the floor; help and panels are there."""
    titles = offered(meeting(), "09:10", writer=False)
    assert {"Hjelp", "Avslutt", "Erteposen"} <= set(titles)
    assert "Neste" not in titles
    session = meeting().session("09:10", FakeKeeper(meeting().records, writer=False))
    day = DayScreen(session, Draft(Path(), "x"))
    can = {command.id: day.possible(command, day.glance) for command in COMMANDS}
    assert (can["next"], can["undo"], can["release"], can["resume"]) == (None, None, None, False)
    assert (can["help"], can["show_floor"]) == (True, True)
    assert not [title for title in titles if title.startswith(("Start:", "Gi ordet:", "Kryss av:"))]


def test_blocks_with_one_title_are_told_apart_by_their_times() -> None:
    """Of two breaks each has its planned start; the other blocks have their titles alone."""
    pause = {"title": "Pause"}
    blocks = timetable("P1 09:00-09:15, Møte> -10:00, P2> -10:15", p1=pause, p2=pause)
    titles = offered(visit(blocks), "08:50")
    assert {"Start: Pause 09.00", "Start: Møte", "Start: Pause 10.00"} <= set(titles)


def test_the_latest_notes_are_offered_for_what_can_be_done_with_them() -> None:
    """By time and beginning, the newest first; nothing that would change nothing."""
    builder = meeting().do(AddNote("først", meeting().at("09:06")), "09:06")
    builder.do(AddNote("så " * 30, builder.at("09:07"), said=False), "09:07")
    titles = [title for title in offered(builder, "09:10") if "notat: " in title]
    assert titles[0].startswith("Slett notat: 09.07 så så")
    assert titles[1] == "Slett notat: 09.06 først"
    assert "Ikke sagt: 09.06 først" in offered(builder, "09:10")
    assert "Sagt: 09.06 først" not in offered(builder, "09:10")


def test_an_item_that_is_ticked_is_offered_for_clearing() -> None:
    """The digit ticks and clears; so does the palette, and says which."""
    builder = meeting().ticked("oppstart", "regler", "09:06")
    assert "Fjern krysset: Møteregler er gjennomgått" in offered(builder, "09:10")


def test_names_are_shown_as_they_are_written() -> None:
    """A name with brackets is no markup."""
    strange = Person(id="x", name="Åse [red] Ø", group=HOST, letter="x")
    builder = visit("Møte 09:00-10:00", people=(strange,)).started("møte", "09:00")
    session = builder.session("09:10")
    entries = day_entries(DayScreen(session, Draft(Path(), "x")))
    shown_as = [entry.shown.plain for entry in entries]
    assert "Gi ordet: Åse [red] Ø" in shown_as


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("HOPP pause", "Hopp over: Pause hopp"),
        ("rolle sekretaer BERIT", "Rolle: Sekretær → Berit Moe rolle"),
        ("hand åse", "Tegne seg: Åse hånd"),
        ("-5", "−5 min -"),
        ("ordet moe", "Gi ordet: Berit Moe ordet"),
    ],
)
def test_case_accents_and_order_are_forgiven(typed: str, title: str) -> None:
    """All the words that are typed have to be there, however they are written."""
    assert matches(folded(typed).split(), title) > 0
    assert matches([*folded(typed).split(), "finnesikke"], title) == 0


def test_what_begins_with_the_words_comes_first() -> None:
    """A beginning of words fits better than letters inside them."""
    assert matches(["pau"], "Pause") > matches(["pau"], "Hopp over: Lunsjpause")


def test_the_letters_that_were_found_are_marked() -> None:
    """A letter that is two when it is searched is still marked as one."""
    assert list(places(["saer"], "Sæ Sær")) == [(3, 6)]
    assert [Content("Start: Lunsj")[a:b].plain for a, b in places(["lun"], "Start: Lunsj")] == [
        "Lun"
    ]


async def test_a_command_of_the_palette_is_the_command_of_the_key(data: Path) -> None:
    """Ctrl+P, some letters and Enter do what the line would, however fast they are typed."""
    desk = at_day(data)
    async with shown(desk) as pilot:
        await type_fast(pilot, "ctrl+p", "hopp lunsj", "enter")
        assert kept(desk)[-1] == BlockSkipped("lunsj")
        await type_fast(pilot, "ctrl+p", "ny person", "enter")
        assert day_of(pilot).query_one("#people-field").has_focus


async def test_a_second_enter_does_not_do_it_again(data: Path) -> None:
    """Nor does it close another screen: the palette is closed once."""
    desk = at_day(data)
    async with shown(desk) as pilot:
        await type_fast(pilot, "ctrl+p", "hopp lunsj")
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        before = len(kept(desk))
        for _ in range(3):
            palette.query_one(Input).post_message(Input.Submitted(palette.query_one(Input), ""))
        for _ in range(5):
            await pilot.pause()
        assert kept(desk)[before:] == [BlockSkipped("lunsj")]
        assert isinstance(pilot.app.screen, DayScreen)
        palette.dismiss()
        assert isinstance(pilot.app.screen, DayScreen)


async def test_a_list_that_has_no_lines_yet_is_not_moved_in(data: Path) -> None:
    """A window that grows again shows the palette before its list is laid out."""
    async with shown(at_day(data)) as pilot:
        await type_fast(pilot, "ctrl+p", "hopp")
        commands = pilot.app.screen.query_one(CommandList)
        commands.display = False
        await pilot.pause()
        options = list(commands.options)
        commands.clear_options()
        commands.add_options(options)
        commands.highlighted = 0
        await pilot.press("pagedown", "pageup")
        assert isinstance(pilot.app.screen, Palette)
        assert commands.highlighted == 0


async def test_what_is_not_found_can_be_typed_as_a_command(data: Path) -> None:
    """Where nothing fits, Enter opens the command line with the words that were typed."""
    async with shown(at_day(data)) as pilot:
        await type_fast(pilot, "ctrl+p", "xyzzy", "enter")
        assert day_of(pilot).query_one(CommandLine).value == "xyzzy"


async def test_the_program_s_own_commands_are_in_norwegian(data: Path) -> None:
    """Outside a day it has looks, languages, keys, help, the way out, and nothing of Textual's."""
    async with shown(at_start(data)) as pilot:
        await pilot.press("ctrl+p")
        assert isinstance(pilot.app.screen, Palette)
        titles = [
            command.title for command in pilot.app.get_system_commands(pilot.app.screen_stack[-2])
        ]
        assert titles == [
            *("Hjelp", "Avslutt", "Bytt en tast"),
            *("Utseende: mørkt", "Utseende: lyst", "Utseende: høy kontrast"),
            *("Språk: nynorsk", "Språk: engelsk"),
        ]
        await pilot.press("ctrl+p")
        assert isinstance(pilot.app.screen, StartScreen)


def test_what_only_concerns_the_screen_is_always_there() -> None:
    """Panels, rooms, help: whatever needs no rules is offered by its label."""
    titles = offered(meeting(), "09:10")
    for command in COMMANDS:
        if command.make is None and command.section is Section.VIEW and command.keys:
            assert command.label in titles


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("eksport", "Skriv notatene"),
        ("skriv ut", "Skriv rapporten"),
        ("lenke", "Kopier lenka"),
        ("tavle", "Tavla"),
        ("lukk", "Avslutt"),
    ],
)
async def test_what_people_call_things_is_found(data: Path, typed: str, offered: str) -> None:
    """By what it does, and by other words for it, behind what is called so."""
    async with shown(at_day(data)) as pilot:
        await type_fast(pilot, "ctrl+p", typed)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        options = pilot.app.screen.query_one(CommandList).options
        assert any(str(option.prompt).startswith(offered) for option in options)
