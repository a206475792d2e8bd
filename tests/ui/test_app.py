"""The app around the screens: looks, size of the window, the ways out."""

import math
from itertools import combinations
from pathlib import Path

import pytest
from textual.color import Color
from textual.geometry import Size
from textual.theme import Theme
from textual.widgets import Input, Static, TextArea

from kvip_tui.commands.keymap import use_keys
from kvip_tui.domain.day.changes import StartBlock
from kvip_tui.i18n import use_language
from kvip_tui.settings import FILE, Look, Settings, keep_settings, read_settings
from kvip_tui.store.library import Library
from kvip_tui.ui.colourless import contrast as told_apart
from kvip_tui.ui.day.widgets.too_small import TooSmall, fits
from kvip_tui.ui.help.pages import command_rows
from kvip_tui.ui.start.screen import StartScreen
from kvip_tui.ui.theme import THEMES, TONES
from kvip_tui.ui.workspace import Desk
from tests.ui import days
from tests.ui.doors import at_day, at_start, day_of, kept, make, paste, said, shown

TEXTS = ("text", "foreground", *TONES, *(f"text-{tone}" for tone in ("muted", *TONES)))
# So far apart two colours are plainly two, as CIE 1976 measures it.
TWO = 30.0


def in_force(theme: Theme) -> dict[str, str]:
    """Return the colours of a theme as the app has them."""
    return {**theme.to_color_system().generate(), **theme.variables}


def contrast(theme: Theme, text: str, ground: str) -> float:
    """Return the contrast of two of a theme's colours, as they are blended on the screen."""
    colors = in_force(theme)
    behind = Color.parse(colors[ground])
    kind, _blank, percent = colors[text].partition(" ")
    if kind == "auto":
        over = behind.get_contrast_text(float(percent.rstrip("%")) / 100)
    else:
        over = Color.parse(colors[text])
    return told_apart(behind, behind + over)


@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
@pytest.mark.parametrize("look", Look)
def test_every_text_can_be_read_in_every_look(look: Look, ground: str) -> None:
    """4.5 to 1 at least, on all that texts stand on."""
    for text in TEXTS:
        assert contrast(THEMES[look], text, ground) >= 4.5, text
    assert contrast(THEMES[look], "block-cursor-foreground", "block-cursor-background") >= 4.5


def lab(color: Color) -> tuple[float, float, float]:
    """Return where a colour stands among those that people tell apart."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (byte / 255 for byte in color.rgb)
    )
    light = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in light)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("look", Look)
def test_each_meaning_has_a_colour_of_its_own(look: Look) -> None:
    """A key, a place, what there is, a warning, a fault and what is well: as texts are drawn."""
    colors = in_force(THEMES[look])
    drawn = {tone: lab(Color.parse(colors[f"text-{tone}"])) for tone in TONES}
    for one, other in combinations(TONES, 2):
        assert math.dist(drawn[one], drawn[other]) >= TWO, (one, other)


async def test_a_look_is_chosen_in_the_palette_and_remembered(data: Path) -> None:
    """«Utseende: lyst» is there at once, and the next time."""
    async with shown(at_start(data)) as pilot:
        assert pilot.app.theme == "kvip-mork"
        await pilot.press("ctrl+p")
        await paste(pilot, "lyst")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.theme == "kvip-lys"
    async with shown(at_start(data)) as pilot:
        assert pilot.app.theme == "kvip-lys"
        light = Color.parse(THEMES[Look.LIGHT].background or "")
        assert pilot.app.screen.styles.background == light


async def test_the_language_is_changed_inside_and_remembered(data: Path) -> None:
    """On the list of visits and on the day, by the palette and by words, with a note begun."""
    try:
        async with shown(at_start(data)) as pilot:
            await pilot.press("ctrl+p")
            await paste(pilot, "nynorsk")
            await pilot.press("enter")
            await pilot.pause()
            assert said(pilot) == "Programmet er på nynorsk."
        assert read_settings(data)[0].language == "nn"
        async with shown(at_day(data), (100, 30)) as pilot:
            await pilot.press("enter")
            await paste(pilot, "begynt")
            await pilot.press("escape")
            before = day_of(pilot)
            day_of(pilot).carry_out_line("språk english")
            for _each in range(3):
                await pilot.pause()
            assert pilot.app.screen is not before
            assert days.said(pilot) == "The program is in English."
            assert day_of(pilot).notes.aside or "begynt" in day_of(pilot).notes.line.text
            assert "write a note" in str(day_of(pilot).notes.line.placeholder)
    finally:
        use_language("nb")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'{"look": "rosa"}', b"[]", b"\0" * 50])
def test_settings_that_cannot_be_read_are_said_and_not_used(data: Path, content: bytes) -> None:
    """The program starts as if nothing had been chosen, says so, and changes nothing."""
    data.mkdir(parents=True)
    (data / FILE).write_bytes(content)
    settings, notice = read_settings(data)
    assert settings == Settings()
    assert notice == (
        f"{data / FILE} kan ikke leses og er ikke brukt: velg utseende på nytt med Ctrl+P."
    )
    assert (data / FILE).read_bytes() == content
    keep_settings(data, Settings(look=Look.CONTRAST))
    assert read_settings(data) == (Settings(look=Look.CONTRAST), "")


async def test_the_first_screen_says_what_is_wrong_with_the_settings(data: Path) -> None:
    """The sentence stands on the quiet line of the start screen."""
    data.mkdir(parents=True)
    (data / FILE).write_bytes(b"{")
    async with shown(at_start(data)) as pilot:
        assert said(pilot).endswith("velg utseende på nytt med Ctrl+P.")


async def test_a_look_that_cannot_be_kept_is_used_all_the_same(data: Path) -> None:
    """Where the settings cannot be written a sentence says so; the look is there until the end."""
    make(Library(data))
    (data / FILE).mkdir()
    desk = at_start(data)
    async with shown(desk) as pilot:
        await pilot.press("ctrl+p")
        await paste(pilot, "høy kontrast")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.theme == "kvip-kontrast"
        assert said(pilot).startswith(f"! {data / FILE}")


@pytest.mark.parametrize(
    ("size", "ok"), [((60, 15), True), ((59, 15), False), ((60, 14), False), ((0, 0), False)]
)
def test_the_least_window_is_60_by_15(size: tuple[int, int], ok: bool) -> None:
    """Both sides count."""
    assert fits(Size(*size)) is ok


@pytest.mark.parametrize("size", [(20, 5), (1, 1)])
async def test_a_window_that_is_too_small_says_so_and_how_large_it_must_be(
    data: Path, size: tuple[int, int]
) -> None:
    """One sentence stands there in place of the screen, from the beginning."""
    async with shown(at_start(data), size) as pilot:
        assert isinstance(pilot.app.screen, TooSmall)
        sentence = str(pilot.app.screen.query_one(Static).content)
        width, height = size
        assert sentence == f"Vinduet er for lite ({width}×{height}): gjør det minst 60×15."


async def test_the_day_comes_back_when_the_window_grows(data: Path) -> None:
    """While it is covered the day takes no key; the note begun before is still there."""
    desk = at_day(data)
    async with shown(desk, (100, 30)) as pilot:
        day = day_of(pilot)
        await pilot.press("enter")
        await paste(pilot, "begynt")
        before = kept(desk)
        heights = []
        for size in ((20, 5), (1, 1), (40, 15)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            heights.append(pilot.app.screen.query_one("#small-clock").size.height)
        assert heights[0] == 1
        assert heights[2] >= 3
        assert days.text(pilot.app.screen, "#small-next").strip().startswith("Neste ")
        await pilot.press("f8", "x", "ctrl+p", "f1")
        assert isinstance(pilot.app.screen, TooSmall)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert day_of(pilot) is day
        assert kept(desk) == before
        await pilot.press("enter")
        assert day.session.visit.notes[-1].text == "begynt"


async def test_every_screen_is_covered_and_comes_back(data: Path) -> None:
    """The form, the help and the palette stand the smallest window too."""
    async with shown(at_start(data)) as pilot:
        for key in ("n", "f1", "ctrl+p"):
            await pilot.press(key)
            await pilot.pause()
            screen = pilot.app.screen
            await pilot.resize_terminal(1, 1)
            await pilot.pause()
            assert isinstance(pilot.app.screen, TooSmall)
            await pilot.resize_terminal(60, 15)
            await pilot.pause()
            assert pilot.app.screen is screen
            await pilot.press("escape")


async def test_ctrl_c_says_in_norwegian_how_to_leave(data: Path) -> None:
    """Who tries Ctrl+C is told of Ctrl+Q, on the quiet line."""
    async with shown(at_start(data)) as pilot:
        await pilot.press("ctrl+c")
        assert said(pilot) == "Ctrl+Q avslutter; alt er lagret."
        assert isinstance(pilot.app.screen, StartScreen)


async def test_leaving_keeps_what_was_being_typed(data: Path) -> None:
    """Ctrl+Q in the middle of a note: the next time the note is there."""
    desk = at_day(data)
    assert desk.opened is not None
    draft = desk.opened.draft
    async with shown(desk) as pilot:
        await pilot.press("enter")
        await paste(pilot, "halvferdig")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert (typed := draft.load()) is not None
    assert typed.text == "halvferdig"


@pytest.mark.parametrize("keys", [("enter",), ("colon",), ("f5", "slash"), ("ctrl+p",)])
async def test_the_terminal_carries_out_nothing_that_was_pasted(
    data: Path, keys: tuple[str, ...]
) -> None:
    """Into a note, a command, what to find, the palette: commands to a terminal are dropped."""
    async with shown(at_day(data)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        await paste(pilot, "a\x1b[31mb\x1b]0;tittel\x07c\x9b2J\x00\u202ed")
        field = pilot.app.focused
        assert isinstance(field, Input | TextArea)
        assert (field.value if isinstance(field, Input) else field.text) == "abc2Jd"


@pytest.mark.parametrize("action", ["quit", "leave_day"])
async def test_leaving_asks_where_an_interviews_note_would_go(data: Path, action: str) -> None:
    """Stored or half written; what is asked for a second time is done, and leaves no draft."""
    desk = at_day(data)
    assert desk.opened is not None
    session, draft = desk.opened.session, desk.opened.draft
    session.do(StartBlock("intervju-pasient", anyway=True))
    async with shown(desk) as pilot:
        await pilot.press("enter", *"en", "enter", *"to")
        await pilot.app.run_action(action)
        await pilot.pause()
        assert "2 notater fra intervjuene viskes ut" in days.text(pilot.app.screen, "#message")
        assert pilot.app.is_running
        await pilot.app.run_action(action)
        await pilot.pause()
        assert action == "quit" or isinstance(pilot.app.screen, StartScreen)
    assert draft.load() is None


async def test_without_colours_words_and_signs_are_the_same(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR takes the colours, and nothing of what is said."""
    make(Library(data))
    (data / "visits" / "2021-tom").mkdir()
    monkeypatch.setenv("NO_COLOR", "1")
    async with shown(at_start(data)) as pilot:
        assert pilot.app.no_color
        await pilot.press("down", "enter")
        assert said(pilot).startswith("! 2021-tom: mappa har ingen journal")


def test_a_desk_holds_one_visit_at_a_time(data: Path) -> None:
    """What lay open is let go of when something else is laid there."""
    library = Library(data)
    folders = [make(library), make(library)]
    desk = Desk(library)
    desk.open(folders[0])
    desk.open(folders[1])
    with library.open(folders[0]) as journal:
        assert journal.writer
    desk.clear()


async def test_ones_own_keys_are_in_force_and_shown(data: Path) -> None:
    """A key that was chosen does it, the one it replaced no longer does, and help says so."""
    keep_settings(data, Settings(keys={"neste": "F12, §", "slutt": "F8", "danse": "F9"}))
    async with shown(at_day(data), (140, 40)) as pilot:
        assert "«danse» er ingen kommando" in days.said(pilot)
        screen = day_of(pilot)
        await pilot.press("f12")
        assert len(screen.session.visit.running()) == 1
        await pilot.press("f9")
        assert len(screen.session.visit.running()) == 1
        await pilot.press("enter", "a", "section_sign", "escape")
        await pilot.press("f8")
        assert screen.session.visit.running() == ()
        assert "F12 Neste" in days.text(pilot.app.screen, "#keybar")
        await pilot.press("f1")
        await pilot.pause()
        assert "F12" in "\n".join(row.plain for row in command_rows(100))
    use_keys({})
