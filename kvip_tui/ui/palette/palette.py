"""The commands that can be given right now, found by typing some letters of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.content import Content
from textual.widgets import Button, Input
from textual.worker import Worker, WorkerState

from kvip_tui.i18n import _
from kvip_tui.ui.day.screen import DayScreen
from kvip_tui.ui.palette.entries import Entry, day_entries, open_line
from kvip_tui.ui.searching import folded, places

MOST = 50  # hits; whoever looks for something types on


class Palette(CommandPalette):
    """Finds a command by some letters of it."""

    DEFAULT_CSS = "Palette SearchIcon { color: $text-accent; }"

    def __init__(self) -> None:
        super().__init__(placeholder=_("skriv hva du vil gjøre …"))
        self._entered = self._chosen = False

    def on_mount(self) -> None:
        """Use a sign that every terminal has, let nothing blink, and be ready to be typed in."""
        self.query_one(SearchIcon).icon = ">"
        field = self.query_one(CommandInput)
        field.cursor_blink = False
        self.set_focus(field)

    @on(Input.Submitted)
    def _wait_for_the_search(self, event: Input.Submitted) -> None:
        """Let Enter wait until what is listed is what was typed, however fast that was.

        Behind a choice it does nothing: a second Enter would do the same again.
        """
        if self._chosen:
            event.prevent_default()
            event.stop()
        elif any(worker.node is self and not worker.is_finished for worker in self.workers):
            self._entered = True
            event.prevent_default()
            event.stop()

    @on(Worker.StateChanged)
    async def _searched(self, event: Worker.StateChanged) -> None:
        if self._entered and event.state is WorkerState.SUCCESS:
            self._entered = False
            await self.query_one(CommandInput).action_submit()

    def _select_or_command(self, event: Input.Submitted | Button.Pressed | None = None) -> None:
        if not self._chosen:
            self._chosen = self._selected_command is not None and not self._list_visible
            super()._select_or_command(event)

    def _action_command_list(self, action: str) -> None:
        """Act on the list; without lines, before it is laid out, it has no page to move by."""
        if self.query_one(CommandList).scrollable_content_region or not action.startswith("page"):
            super()._action_command_list(action)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close, unless it is closed already, or covered: then another screen would be."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class Commands(Provider):
    """Offers the commands of the day, where a day is shown, and those of the whole program."""

    async def startup(self) -> None:
        """Work out, once, what can be done."""
        self._all = list(self._entries())

    async def discover(self) -> Hits:
        """Yield the commands that can be given, in the order of their table."""
        for entry in self._all:
            if entry.listed:
                yield DiscoveryHit(entry.shown, entry.run, text=entry.title)

    async def search(self, query: str) -> Hits:
        """Yield what has all the words of *query*, case and accents forgiven."""
        words = folded(query).split()
        scored = [(_score(words, e), e) for e in self._all if e.found]
        best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])[:MOST]
        for score, entry in best:
            yield Hit(score, self._marked(entry, words), entry.run, text=entry.title)
        if not best:
            said = _("Ingen treff på «{words}».").format(words=query)
            entry = Entry(said, self._type(query), help=self._advice())
            yield Hit(1, entry.shown, entry.run, text=query)

    def _entries(self) -> Iterator[Entry]:
        if isinstance(self.screen, DayScreen):
            for entry in day_entries(self.screen):
                yield replace(entry, run=partial(while_there, self.screen, entry.run))
        for title, help_text, run, _discover in self.app.get_system_commands(self.screen):
            yield Entry(title, run, help=help_text, also=help_text)

    def _marked(self, entry: Entry, words: list[str]) -> Content:
        """Return an entry's title with the letters found in it marked."""
        title = entry.shown
        for start, end in places(words, entry.title):
            title = title.stylize(self.match_style or "bold", start, end)
        return title

    def _type(self, words: str) -> Callable[[], object]:
        if isinstance(self.screen, DayScreen):
            return partial(while_there, self.screen, partial(open_line, self.screen, words))
        return lambda: None

    def _advice(self) -> str:
        if isinstance(self.screen, DayScreen):
            return _("Enter åpner kommandolinja med det du skrev.")
        return _("Skriv noe annet, eller trykk Esc.")


def while_there(day: DayScreen, run: Callable[[], object]) -> object:
    """Do what was chosen, unless the day has been left since."""
    return run() if day.is_attached and day.is_running else None


def matches(words: list[str], text: str) -> float:
    """Return how well *words* fit a text: 0 not at all, most where its words begin with them."""
    whole = f" {folded(text)}"
    if not all(word in whole for word in words):
        return 0.0
    begun = sum(f" {word}" in whole for word in words)
    return (1 + begun) / (1 + len(words)) + 1 / len(whole)


def _score(words: list[str], entry: Entry) -> float:
    """Return how well words fit an entry: what it is called counts before what is said of it."""
    named = f"{entry.title} {entry.word}"
    return matches(words, named) or matches(words, f"{named} {entry.also}") / 10
