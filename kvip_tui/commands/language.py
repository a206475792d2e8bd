"""The command that gives a visit another language."""

from typing import cast

from kvip_tui.commands.base import Argument, Choice, Command, Now, Section
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.planning.language import ChooseLanguage
from kvip_tui.domain.report.names import one_of
from kvip_tui.domain.state.plan import Language
from kvip_tui.i18n import NAMES, _
from kvip_tui.i18n import marked as m
from kvip_tui.store.shipped.phrases import words
from kvip_tui.store.shipped.report_forms import form_ids, shipped_form
from kvip_tui.texts.planning import LANGUAGES


def _choose(names: Names, text: str) -> Intent:
    """Make «besøksspråk SPRÅK»."""
    language = cast(Language, one_of(text, NAMES))
    forms = tuple(shipped_form(form_id, language) for form_id in form_ids())
    return ChooseLanguage(language, words(names.visit.plan, language), forms)


def _others(now: Now) -> list[Choice]:
    """Return the languages that the visit does not have."""
    mine = now.glance.visit.plan.language
    return [Choice(code, _(name)) for code, name in LANGUAGES.items() if code != mine]


# fmt: off
LANGUAGE: tuple[Command, ...] = (
    Command("visit_language", Section.EDIT, m("Språket i besøket"),
            m("Gi plan, rapport og dokumenter et annet språk."), word="besøksspråk",
            takes=Argument(m("SPRÅK"), _choose, _others)),
)
# fmt: on
