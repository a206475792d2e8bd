"""What the palette offers of the person's own choices, on every screen, and what they do."""

import os
from collections.abc import Callable, Iterator
from functools import partial

from textual.app import App, SystemCommand

from kvip_tui.errors import UserError
from kvip_tui.i18n import LANGUAGES, _, current_language
from kvip_tui.settings import Preferences, Signals
from kvip_tui.texts.preferences import SWITCHES, TITLES, language_name
from kvip_tui.ui.signals import switched, tell


class Chosen:
    """Offers looks, languages and signals; what cannot be kept for the next time is said.

    Args:
        app: What rings and shows notices.
        preferences: What has been chosen.
        say: Says a sentence, as a refusal or not.
    """

    def __init__(
        self, app: App[None], preferences: Preferences, say: Callable[[str, bool], None]
    ) -> None:
        self._app = app
        self._preferences = preferences
        self._say = say

    def looks(self) -> Iterator[SystemCommand]:
        """Yield the looks of the screens."""
        for look, title in TITLES.items():
            choose = partial(self._preferences.choose_look, look)
            yield self._command(_(title), choose)

    def languages(self) -> Iterator[SystemCommand]:
        """Yield the languages that the program is not in."""
        for code in LANGUAGES:
            if code != current_language():
                title = _("{label}: {name}").format(label=_("Språk"), name=language_name(code))
                choose = partial(self._preferences.choose_language, code)
                yield self._command(title, choose)

    def signals(self) -> Iterator[SystemCommand]:
        """Yield what can be told of, and how, to be switched."""
        for name, title in SWITCHES.items():
            on = getattr(self._preferences.settings.signals, name)
            said = _("Signaler: slå av {what}") if on else _("Signaler: slå på {what}")
            yield self._command(said.format(what=_(title)), partial(self._switch, name))

    def _command(self, title: str, choose: Callable[[], object]) -> SystemCommand:
        def chosen() -> None:
            try:
                choose()
            except UserError as error:
                self._say(error.message, True)

        return SystemCommand(title, _("Huskes til neste gang."), chosen)

    def _switch(self, name: str) -> None:
        """Switch a signal, or a way of giving it, and say and show how it is now."""
        on = self._preferences.switch(name)
        self._say(switched(name, on, os.environ), False)
        if on and name in {"bell", "desktop"}:
            trial = Signals(bell=name == "bell", desktop=name == "desktop")
            tell(self._app, _("Slik blir du varslet."), trial, os.environ)
