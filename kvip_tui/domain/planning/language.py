"""The language of a visit: what may be asked, what happens, the rule and the fold.

A plan's texts are its own, so that another language is other words for each of them; what was
typed on the day has no other words and stays.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal, Sent
from kvip_tui.domain.state.form import Form
from kvip_tui.domain.state.plan import Block, Language, Plan
from kvip_tui.domain.state.visit import Visit

LANGUAGES: Final[tuple[Language, ...]] = ("nb", "nn", "en")


class LanguageChosen(Sent, frozen=True, tag="language_chosen"):
    """The visit got another language: *words* for the texts of its plan, and its forms in it."""

    language: Language
    words: Mapping[str, str] = {}
    forms: tuple[Form, ...] = ()


class ChooseLanguage(Struct, frozen=True):
    """Give the visit another language.

    Args:
        language: The language.
        words: The texts that are known in the visit's language, and in that one.
        forms: The forms that there are for reports, in that one.
    """

    language: Language
    words: Mapping[str, str] = {}
    forms: tuple[Form, ...] = ()


def texts_of(plan: Plan) -> Iterator[str]:
    """Yield every text of a plan that people read, some more than once."""
    yield plan.title
    yield from (named.title for part in (plan.groups, plan.rooms, plan.roles) for named in part)
    for day in plan.days:
        yield day.title
        for block in day.blocks:
            yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    yield from (block.title, *block.prompts, *block.guide)
    yield from (check.text for check in block.checks)


def spoken(
    plan: Plan, language: Language, words: Mapping[str, str], forms: tuple[Form, ...] = ()
) -> Plan:
    """Return a plan in another language; a text that has no other words stays as it is."""

    def say(text: str) -> str:
        return words.get(text, text)

    days = (
        replace(day, title=say(day.title), blocks=tuple(_spoken(b, words) for b in day.blocks))
        for day in plan.days
    )
    return replace(
        plan,
        title=say(plan.title),
        language=language,
        groups=tuple(replace(group, title=say(group.title)) for group in plan.groups),
        rooms=tuple(replace(room, title=say(room.title)) for room in plan.rooms),
        roles=tuple(replace(role, title=say(role.title)) for role in plan.roles),
        days=tuple(days),
        report=_form(plan.report, forms),
    )


def _spoken(block: Block, words: Mapping[str, str]) -> Block:
    return replace(
        block,
        title=words.get(block.title, block.title),
        prompts=tuple(words.get(text, text) for text in block.prompts),
        guide=tuple(words.get(text, text) for text in block.guide),
        checks=tuple(replace(c, text=words.get(c.text, c.text)) for c in block.checks),
    )


def _form(form: Form | None, forms: tuple[Form, ...]) -> Form | None:
    """Return a form in the language of *forms*; one that is not among them stays as it is."""
    return next((other for other in forms if form and other.id == form.id), form)


def decide_language(visit: Visit, intent: ChooseLanguage) -> LanguageChosen:
    """Return what the intent brings about, no words in it but those that the plan has.

    Raises:
        Refusal: The visit is in that language.
    """
    if intent.language == visit.plan.language:
        raise Refusal("language.already")
    taken_out = (text for kept in visit.removed.values() for text in _texts(kept.block))
    texts = dict.fromkeys((visit.title, *texts_of(visit.plan), *taken_out))
    mine = {form.id for form in (visit.report.form, visit.plan.report) if form}
    return LanguageChosen(
        language=intent.language,
        words={text: intent.words[text] for text in texts if text in intent.words},
        forms=tuple(form for form in intent.forms if form.id in mine),
    )


def apply_language(visit: Visit, event: LanguageChosen) -> Visit:
    """Return the visit in another language."""
    removed = {
        block_id: replace(kept, block=_spoken(kept.block, event.words))
        for block_id, kept in visit.removed.items()
    }
    return replace(
        visit,
        title=event.words.get(visit.title, visit.title),
        plan=spoken(visit.plan, event.language, event.words, event.forms),
        removed=removed,
        report=replace(visit.report, form=_form(visit.report.form, event.forms)),
    )
