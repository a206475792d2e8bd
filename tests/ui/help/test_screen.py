"""The help: the commands from their table, and the page for users in each language."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from kvip_tui.clock import RehearsalClock
from kvip_tui.commands.base import Panel
from kvip_tui.commands.table import COMMANDS
from kvip_tui.i18n import LANGUAGES, use_language
from kvip_tui.resources import assets
from kvip_tui.store.plans.file import load_plan
from kvip_tui.ui.help.pages import command_rows, manual, opened, page_rows
from kvip_tui.ui.help.screen import HelpScreen, user_page
from kvip_tui.ui.widgets.lines import Lines
from tests.ui.doors import at_day, at_start, day_of, kept, shown

ENGLISH = re.compile(r"\b(the|and|with|press|quit|screen|keys?|help|undo|next|your|of)\b", re.I)
FENCED = re.compile(r"```\n(.*?)```", re.DOTALL)
# Words that are typed as they stand, in Norwegian too.
TYPED = re.compile(r"`[^`]+`|https?://\S+|--\w+")


def plain(rows: list[object]) -> str:
    """Return rows as one text with single blanks."""
    return " ".join(" ".join(str(row) for row in rows).split())


@pytest.mark.parametrize("width", [54, 74, 134])
def test_every_command_stands_in_the_help_with_its_words(width: int) -> None:
    """Its label and what it does, its word for the line mode, at every width."""
    rows = command_rows(width)
    text = plain([*rows])
    for command in COMMANDS:
        assert command.label in text
        assert command.word in text
    assert all(row.cell_length <= width for row in rows)


@pytest.mark.parametrize("width", [20, 54, 134])
def test_a_page_fits_its_width_and_loses_no_word(width: int) -> None:
    """Lists hang, long words are cut, and all that is written is there."""
    page = "# Tittel\n\nEt avsnitt med **fete ord** og\n`kode`.\n\n1. Første\n   punkt\n- andre\n"
    rows = page_rows(page, width)
    assert plain([*rows]) == "Tittel Et avsnitt med fete ord og kode. 1. Første punkt · andre"
    assert all(row.cell_length <= width for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_the_same_in_each_language(language: str) -> None:
    """The same headings and lists, and the commands to type are there in all of them."""
    own, norwegian = user_page(language), user_page("nb")
    assert (assets() / "help" / f"{language}.md").is_file()
    for mark in ("# ", "## ", "- ", "1. ", "```"):
        shape = [line.startswith(mark) for page in (own, norwegian) for line in page.splitlines()]
        here, there = shape[: len(own.splitlines())], shape[len(own.splitlines()) :]
        assert sum(here) == sum(there), mark
    for word in ("kvip line", "kvip export", "kvip plan check", "KVIP_DATA", "Ctrl+P", "--clock"):
        assert word in own


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_in_the_page_is_a_plan(language: str) -> None:
    """What users copy from the page is valid."""
    [plan] = [text for text in FENCED.findall(user_page(language)) if text.startswith("id =")]
    assert len(load_plan(plan, "plan.toml").days[0].blocks) == 2


def test_the_norwegian_help_has_no_english() -> None:
    """Not a word of English in page or table, but for what is typed as it stands."""
    text = TYPED.sub("", FENCED.sub("", user_page("nb"))) + plain([*command_rows(100)])
    assert [match[0] for match in ENGLISH.finditer(text)] == []


def test_a_language_without_a_page_gets_the_source_language() -> None:
    """The fallback is bokmål."""
    assert user_page("fi") == user_page("nb")


def test_the_first_steps_stand_before_the_keys_and_all_the_rest_behind() -> None:
    """A newcomer reads how a day goes before a hundred commands; not a word of the page is lost."""
    page = user_page("nb")
    first, rest = opened(page)
    assert first + rest == page
    assert first.count("\n## ") == 1
    assert "Led dagen" in first


@pytest.mark.parametrize("size", [(140, 40), (60, 15)])
async def test_help_opens_over_everything_scrolls_and_closes(
    data: Path, size: tuple[int, int]
) -> None:
    """F1 shows it, PgDn goes on, F1 or Escape gives back what was there."""
    async with shown(at_start(data), size) as pilot:
        start = pilot.app.screen
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        scroll = pilot.app.screen.query_one(VerticalScroll)
        await pilot.press("pagedown", "down")
        await pilot.pause()
        assert scroll.scroll_y > 5
        await pilot.press("escape")
        assert pilot.app.screen is start
        await pilot.press("f1")
        await pilot.pause()
        assert scroll.scroll_y == 0
        await pilot.press("f1")
        assert pilot.app.screen is start


async def test_no_key_reaches_the_day_behind_the_help(data: Path) -> None:
    """F8, a letter and Enter do nothing there; the day goes on by the clock all the while."""
    desk = at_day(data, "08.25")
    async with shown(desk, (140, 40)) as pilot:
        before, session = kept(desk), day_of(pilot).session
        await pilot.press("f1")
        await pilot.press("f8", "1", "enter", "ctrl+z", "ctrl+n", "a")
        assert kept(desk) == before
        day = pilot.app.screen_stack[-2]
        clock = session.clock
        assert isinstance(clock, RehearsalClock)
        clock.set(clock.now() + timedelta(minutes=16))
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert day_of(pilot) is day
        day_of(pilot).tick()
        assert "08.41.00" in day_of(pilot).query_one("#headline", Lines).rows[0].plain


async def test_help_is_shown_in_the_language_in_use(data: Path) -> None:
    """With English chosen the page is the English one."""
    use_language("en")
    async with shown(at_start(data)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        rows = pilot.app.screen.query_one("#page", Lines).rows
        assert "First day in five steps" in plain([*rows])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_panel_has_a_place_in_the_page(language: str) -> None:
    """And the signs have one; what stands in braces is not shown."""
    found = manual(user_page(language), 80)
    topics = {panel.value.removeprefix("show_") for panel in Panel} | {"signs"}
    assert topics <= found.topics.keys()
    assert not any(re.search(r" \{[a-z ]+\}$", row.plain) for row in found.rows)
    assert len({found.topics["notes"], found.topics["report"], found.topics["signs"]}) == 3


def test_words_are_found_across_rows_without_case_or_accents() -> None:
    """They are marked where they begin."""
    found = manual("# Én\n\nEn blå bok.\n\n## To\n\nBLÅ bøker", 80)
    rows, places = found.searched("bla bok")
    assert [rows[place].plain for place in places] == ["En blå bok.", "BLÅ bøker"]
    narrow = manual("# Én\n\n" + "Et ord og enda et ord.\n", 20)
    rows, [place] = narrow.searched("enda et ord")
    assert rows[place].plain.startswith("Et ord og enda")
    assert found.searched("  ")[1] == found.searched("finnes ikke")[1] == []


async def test_the_help_opens_at_what_is_shown_and_is_searched_by_typing(data: Path) -> None:
    """F1 again goes to the signs; what is typed is looked for, Enter goes on, Escape gives up."""
    async with shown(at_day(data), (100, 30)) as pilot:
        await pilot.press("f5", "f1")
        await pilot.pause()
        await pilot.pause()
        page = pilot.app.screen.query_one(VerticalScroll)
        found = manual(user_page("nb"), 94)
        assert page.scroll_y == found.topics["notes"]
        await pilot.press("f1")
        assert page.scroll_y == found.topics["signs"]
        await pilot.press(*"intervju", "enter")
        places = found.searched("intervju")[1]
        headline = pilot.app.screen.query_one("#headline", Lines).rows[0].plain
        assert page.scroll_y in {places[0], places[1 % len(places)], page.max_scroll_y}
        assert f"{len(places)} treff" in headline
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        assert day_of(pilot)
