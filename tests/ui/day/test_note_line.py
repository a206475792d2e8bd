"""The line in which a note is written: what stands around it, what it offers, what stops it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from kvip_tui import privacy_check
from kvip_tui.domain.floor.turns import FloorGiven
from kvip_tui.domain.notes.vocabulary import AddNote
from kvip_tui.domain.privacy.check import Finding, Level, check
from kvip_tui.domain.state.plan import Privacy
from kvip_tui.ui.day import actions, note_area
from kvip_tui.ui.day.actions import BOUNCE
from kvip_tui.ui.day.completion import rest_of_word, vocabulary
from kvip_tui.ui.day.note_area import PAUSE, because_of
from kvip_tui.ui.day.widgets.notes.frame import RULES
from kvip_tui.ui.day.widgets.notes.line import MOST_PASTED, NoteLine
from tests.ui.days import DayApp, closing_day, said, small_day, text

Opened = Callable[..., DayApp]
NUMBER = "Ring 90 12 34 56 i dag"


def line(pilot: Pilot[None]) -> NoteLine:
    """Return the line of new notes."""
    return pilot.app.screen.query_one("#note-line", NoteLine)


def frame(pilot: Pilot[None]) -> str:
    """Return what the frame of the note says."""
    return text(pilot.app.screen, "#note-class")


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ("#st", "yrke"),
        ("fint #ST", "yrke"),
        ("#styrke", ""),
        ("#f", "jorårets"),
        ("#fok", "us:"),
        ("#fokus:ov", "erganger"),
        ("hei @be", "rit"),
        ("#ny", ""),
        ("@", ""),
        ("#", ""),
        ("a#st", ""),
        ("##st", ""),
        ("#st yr", ""),
        ("x" * 100_000 + " #st", "yrke"),
    ],
)
def test_a_tag_or_name_is_completed(before: str, rest: str) -> None:
    """By what it begins with, case forgiven, only at its end, and never with nothing to go by."""
    words = ("#styrke", "#fjorårets", "#fokus:", "#fokus:overganger", "@Berit")
    assert rest_of_word(before, lambda: words) == rest


def test_what_is_offered_is_usual_or_used_or_here() -> None:
    """The usual tags, the focus areas, the tags used, the most used first, and the people."""
    builder = small_day().started("oppstart", "09:00")
    for words in ("a #natt", "b #mat #natt"):
        builder.do(AddNote(words, builder.at("09:01")), "09:01")
    found = vocabulary(builder.visit)
    assert found[:2] == ("#styrke", "#utfordring")
    assert found.index("#natt") < found.index("#mat")
    assert {"@Anne", "@Berit"} <= set(found)


async def test_tab_takes_what_is_offered_and_nothing_moves(opened: Opened) -> None:
    """Tab and → take it, Enter stores what was typed; inside a line nothing is offered."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", *"bra #st")
        assert line(pilot).suggestion == "yrke"
        await pilot.press("tab", *" @be", "right")
        assert line(pilot).text == "bra #styrke @berit"
        assert line(pilot).has_focus
        await pilot.press("home", *"#ut")
        assert line(pilot).suggestion == ""
        await pilot.press("end", *" #ti", "enter")
        note = day.session.visit.notes[-1]
        assert note.text == "#utbra #styrke @berit #ti"
        assert note.mentions == ("berit",)


async def test_delete_takes_out_what_stands_behind_the_cursor(opened: Opened) -> None:
    """In an empty line it is about what is set aside, and here nothing is."""
    async with opened("09:05", begun="oppstart").app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", *"abc", "home", "delete")
        assert line(pilot).text == "bc"
        await pilot.press("delete", "delete", "delete", "x")
        assert line(pilot).text == "x"


async def test_lines_are_broken_and_it_is_told_what_was_said(opened: Opened) -> None:
    """Ctrl+J and Shift+Enter break it; Ctrl+S makes it a thought, which the next note is not."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "a", "ctrl+j", "b", "shift+enter", "c")
        assert "· sagt" in frame(pilot)
        await pilot.press("ctrl+s")
        assert "· egen tanke" in frame(pilot)
        await pilot.press("enter")
        note = day.session.visit.notes[-1]
        assert (note.text, note.said) == ("a\nb\nc", False)
        assert "· sagt" in frame(pilot)
        await pilot.press("escape", "ctrl+s", *"tenk", "enter")
        assert not day.session.visit.notes[-1].said
        await pilot.press("x")
        await pilot.click("#note-class", offset=(frame(pilot).index("^S"), 0))
        await pilot.press("escape", "colon", "ctrl+s", "escape", "escape", "b")
        assert "· egen tanke" in frame(pilot)
        assert day.session.visit.floor.holder == "berit"


@pytest.mark.parametrize(
    ("block", "clock", "words"),
    [
        ("oppstart", "09:00", "P · plenum"),
        ("team", "08:30", "T · bare teamet"),
        ("intervju", "10:00", "D · intervju, bare i minnet"),
    ],
)
async def test_the_frame_says_the_class(opened: Opened, block: str, clock: str, words: str) -> None:
    """In word, by a line of its own, and by the letter before the text."""
    day = opened(clock, begun=block)
    async with day.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        privacy = day.session.visit.plan.days[0].blocks
        rule = RULES[next(b.privacy for b in privacy if b.id == block)]
        assert frame(pilot).startswith(f"{rule * 2} {words}")
        assert text(pilot.app.screen, "#note-sign").startswith(f"{words[0]}>")


async def test_an_impression_is_written_in_the_closing_meeting_only(
    tmp_path: Path, opened: Opened
) -> None:
    """Ctrl+F makes the note one there; elsewhere it says why not. A crash loses none of that."""
    day = DayApp(tmp_path, closing_day(), "11:10")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", *"varm tone", "ctrl+f")
        assert frame(pilot).startswith("┈┈ I · inntrykk")
        pilot.app.screen.tick()  # type: ignore[attr-defined]
    again = DayApp(tmp_path, closing_day(), "11:10")
    async with again.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("tab", "enter")
        note = again.session.visit.notes[-1]
        assert (note.text, note.privacy) == ("varm tone", Privacy.IMPRESSION)
    elsewhere = opened("09:05", begun="oppstart")
    async with elsewhere.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "x", "ctrl+f")
        assert said(pilot).startswith("! Inntrykk skrives i teamets avsluttende møte")
        assert frame(pilot).startswith("── P")


async def test_what_may_name_somebody_is_marked_while_it_is_typed(opened: Opened) -> None:
    """After a pause it is underlined and named in the frame; it is stored all the same."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        line(pilot).insert("Berit og jenter på 12 år")
        await pilot.press(" ")
        assert line(pilot).marks == ()
        await pilot.pause(2 * PAUSE + 0.1)
        assert [one.level for one in line(pilot).marks] == [Level.LOOK, Level.LOOK]
        assert "se: navn på en som er med, alder" in frame(pilot)
        styles = [s.style for s in line(pilot).render_line(0) if s.text.startswith("Berit")]
        assert styles
        assert all(style and style.underline for style in styles)
        await pilot.press("home", "x")
        assert line(pilot).marks == ()
        await pilot.press("enter")
        assert len(day.session.visit.notes) == 1


async def test_a_stop_stores_nothing_and_offers_three_ways(opened: Opened) -> None:
    """It says why without the words; each way is a key, and the text waits beside the line."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        line(pilot).insert(NUMBER)
        await pilot.press("enter")
        offer = text(pilot.app.screen, "#note-offer")
        assert (day.session.visit.notes[:], line(pilot).text) == ([], "")
        assert "lagt til side: Telefonnummer" in offer
        assert "setebelte" in offer
        assert "90 12" not in offer
        assert "^X Fjern  Tab Skriv om  Enter Behold fordi …  Del Kast" in offer
        await pilot.press("tab")
        assert line(pilot).selected_text == "90 12 34 56"
        await pilot.press(*"Kari", "enter")
        assert day.session.visit.notes[-1].text == "Ring Kari i dag"
        assert text(pilot.app.screen, "#note-offer") == ""
        line(pilot).insert(NUMBER)
        await pilot.press("enter", "ctrl+x")
        assert day.session.visit.notes[-1].text == "Ring […] i dag"


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (80, 24), (60, 20)])
async def test_however_much_is_found_the_keys_stand_below_it(
    opened: Opened, size: tuple[int, int]
) -> None:
    """What is said gets shorter; the first place is always named."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=size) as pilot:
        await pilot.press("enter")
        line(pilot).insert("Pasienten heter Emma, er 15 år og bor i Storgata 5, ring 912 34 567")
        await pilot.press("enter")
        rows = text(pilot.app.screen, "#note-offer").split("\n")
        assert len(rows) <= 4
        assert "Ikke lagret" in rows[0]
        assert "^X Fjern" in rows[-1]


async def test_what_was_stopped_is_kept_for_a_reason(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second Enter behind the same text, not one that bounced, asks for it; Escape goes back."""
    seconds = [100.0]
    monkeypatch.setattr(actions, "monotonic", lambda: seconds[0])
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        line(pilot).insert(NUMBER)
        await pilot.press("enter", "enter")
        assert line(pilot).has_focus
        seconds[0] += BOUNCE + 0.1
        await pilot.press("enter")
        assert pilot.app.screen.query_one("#command-line").has_focus
        await pilot.press("escape")
        assert (line(pilot).has_focus, line(pilot).text) == (True, "")
        rows = text(pilot.app.screen, "#note-offer").split("\n")
        await pilot.click("#note-offer", offset=(rows[-1].index("Behold"), len(rows) - 1))
        await pilot.press(*"vakta", "enter")
        note = day.session.visit.notes[-1]
        assert (note.text, note.because) == (NUMBER, "vakta")
        assert (line(pilot).has_focus, line(pilot).text) == (True, "")


@pytest.mark.parametrize(("written", "stored"), [(NUMBER, 0), ("Alt er på plass", 1)])
async def test_a_note_is_read_once_on_its_way_in(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, written: str, stored: int
) -> None:
    """What stops it is shown from the answer that it got; no second look is taken."""
    read: list[str] = []
    found = check

    def counted(text: str, **how: Any) -> tuple[Finding, ...]:
        read.append(text)
        return found(text, **how)

    monkeypatch.setattr(note_area, "PAUSE", 60.0)
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        line(pilot).insert(written)
        with monkeypatch.context() as patch:
            privacy_check.clear_cache()
            patch.setattr(privacy_check, "check", counted)
            await pilot.press("enter")
        assert read == [written]
        assert len(day.session.visit.notes) == stored
        assert ("Telefonnummer" in text(pilot.app.screen, "#note-offer")) == (not stored)


async def test_what_stops_a_note_is_marked_where_it_stands(opened: Opened) -> None:
    """Blanks before a text are not stored with it; the place is the same when it is fetched."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        line(pilot).insert(f"\n  Berit og jenter på 12 år. {NUMBER}")
        await pilot.pause(2 * PAUSE + 0.1)
        await pilot.press("enter")
        assert "Telefonnummer i linje 2" in text(pilot.app.screen, "#note-offer")
        await pilot.press("tab")
        assert [one.level for one in line(pilot).marks] == [Level.STOP]
        assert line(pilot).selected_text == "90 12 34 56"


async def test_no_text_is_its_own_reason(opened: Opened) -> None:
    """What was stopped and written again is stopped again, however soon."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        for _again in range(3):
            line(pilot).insert(NUMBER)
            await pilot.press("enter")
        assert day.session.visit.notes[:] == []
        assert day.session.held is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("fordi det haster", "det haster"),
        ("Fordi  x", "x"),
        ("det haster", "det haster"),
        ("fordi", ""),
    ],
)
def test_a_reason_may_begin_with_because(words: str, reason: str) -> None:
    """«fordi» belongs to the command, not to the reason."""
    assert because_of(words) == reason


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("en\r\nto\rtre", "en\nto\ntre"),
        ("\x1b]0;ond\x07\x1b[31mrød\x00", "rød"),
        ("halv \ud83d dag", "halv  dag"),
        ("[red]nei[/] [/", "[red]nei[/] [/"),
    ],
)
async def test_what_is_pasted_is_only_text(opened: Opened, pasted: str, stored: str) -> None:
    """Commands to a terminal, half characters and markup do nothing, and the rest is stored."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "x")
        pilot.app.post_message(events.Paste(pasted))
        await pilot.pause()
        await pilot.press("enter")
        assert day.session.visit.notes[-1].text == f"x{stored}"


async def test_too_much_is_refused_and_nothing_is_lost(opened: Opened) -> None:
    """A megabyte leaves the line as it was; a hundred kilobytes stay in it to be cut."""
    day = opened("09:05", begun="oppstart")
    async with day.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *"før")
        pilot.app.post_message(events.Paste("ord " * 250_000))
        await pilot.pause()
        assert line(pilot).text == "før"
        assert "! Det er 1000000 tegn, og et notat rommer 20000" in said(pilot)
        pilot.app.post_message(events.Paste("ord\n" * (MOST_PASTED // 4)))
        await pilot.pause()
        await pilot.press("enter")
        assert said(pilot).startswith("! Notatet er for langt")
        assert (len(line(pilot).text), day.session.visit.notes[:]) == (MOST_PASTED + 3, [])


async def test_the_whole_day_is_led_while_a_note_is_written(opened: Opened) -> None:
    """On, pause, the floor, panels, the end: what leads the day works, and the text stays."""
    day = opened("08:35", begun="team")
    day.pass_time(2)
    async with day.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", *"halv")
        await pilot.press("f8")
        assert day.session.visit.run("oppstart").running
        await pilot.press("f7", "f7", "ctrl+g", "b", "ctrl+g", "comma", "a")
        held = [e.person for r in day.keeper.records for e in r.events if isinstance(e, FloorGiven)]
        assert held == ["berit", "anne"]
        await pilot.press("f3", "f3", "ctrl+r", "ctrl+r", "f9")
        assert day.session.visit.run("oppstart").ended
        assert line(pilot).text == "halv"
