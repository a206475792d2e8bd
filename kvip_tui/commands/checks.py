"""The commands of checklists, passed gates and interviews, and how their words are read."""

from kvip_tui.commands.arguments import a_block, own_words
from kvip_tui.commands.base import (
    Act,
    Argument,
    Bar,
    Choice,
    Command,
    InBar,
    Now,
    Page,
    Panel,
    Section,
)
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.checks.changes import (
    AddCheck,
    EndInterview,
    GiveReason,
    RemoveCheck,
    ToggleCheck,
)
from kvip_tui.domain.checks.shown import roles_of, standings
from kvip_tui.domain.history import Intent
from kvip_tui.domain.names import Names
from kvip_tui.domain.state.visit import Outcome, Visit
from kvip_tui.domain.text.words import plain
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m

_D = Section.DAY
_N = Section.NOTES
IN = "i"
ALL, MINE = "", "mine"


def _add_check(names: Names, text: str) -> Intent:
    """Make «nytt punkt [ROLLE:] TEKST [i BLOKK]»; without a block the one that is now."""
    role, text = _role(names, text)
    text, block = _place(names, text)
    if block is None:
        now = (names.day.running or names.day.upcoming or names.day.blocks[-1:])[0]
        block = now.block.id
    return AddCheck(block=block, text=text, role=role)


def _role(names: Names, text: str) -> tuple[str | None, str]:
    """Return the role that stands before a colon, and the rest; a word that is none is text."""
    title, colon, rest = text.partition(":")
    for role in names.visit.plan.roles if colon else ():
        if plain(title) in {plain(role.id), plain(role.title)}:
            return role.id, rest.strip()
    return None, text


def _place(names: Names, text: str) -> tuple[str, str | None]:
    """Return the text, and the block behind its last «i» where that names one."""
    words = text.split()
    places = [i for i, word in enumerate(words) if plain(word) == IN and 0 < i < len(words) - 1]
    for place in places[-1:]:
        try:
            return " ".join(words[:place]), names.block(" ".join(words[place + 1 :]))
        except Refusal as refusal:
            if refusal.code == "name.block_ambiguous":
                raise
    return text, None


def check_filter(names: Names, text: str) -> str:
    """Return whose items «punkter [HVEM]» shows: '' for all, «mine», or the id of a role."""
    said = plain(text)
    if said in {"", "alle", "alt"}:
        return ALL
    return MINE if said in {"mine", "mitt"} else names.role(text)


def chosen_roles(visit: Visit, author: str, chosen: str) -> frozenset[str] | None:
    """Return the roles whose items a filter shows, None for everybody's."""
    if chosen == ALL:
        return None
    return roles_of(visit, author) if chosen == MINE else frozenset({chosen})


def _remove_check(names: Names, text: str) -> Intent:
    """Make «fjern punkt PUNKT»."""
    block, check = names.item(text)
    return RemoveCheck(block=block, check=check)


def _give_reason(names: Names, text: str) -> Intent:
    """Make «grunn TEKST»."""
    return GiveReason(text)


def _end_interview(outcome: Outcome) -> Argument:
    """Return the block of «avsluttet tidlig BLOKK», or of «trakk seg BLOKK»."""
    return a_block(lambda names, text: EndInterview(block=names.interview(text), outcome=outcome))


def _toggle_check(names: Names, text: str) -> Intent:
    """Make «kryss PUNKT»."""
    block, check = names.item(text)
    return ToggleCheck(block=block, check=check)


def _items(now: Now) -> list[Choice]:
    found = []
    for item in now.glance.items:
        said = _("Fjern krysset: {text}") if item.done else _("Kryss av: {text}")
        title = said.format(text=item.check.text)
        found.append(Choice(f"{item.block.id}.{item.check.id}", title=title))
    return found


def _own_items(now: Now) -> list[Choice]:
    """Return the items that were added on the day and are not ticked."""
    return [
        Choice(f"{one.block.id}.{one.check.id}", one.check.text)
        for one in standings(now.glance.visit)
        if one.check.own and one.tick is None
    ]


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
CHECKS: tuple[Command, ...] = (
    Command("tick", _N, m("Kryss av"), m("Tallet foran punktet: kryss av, og fjern igjen."),
            keys="1–9", word="kryss", takes=Argument(m("PUNKT"), _toggle_check, _items),
            screen=Act.TICK,
            spoken=m("Kryss av et punkt, eller ta krysset bort; «status alt» viser numrene.")),
    Command("show_checks", _N, m("Åpne punkter"), m("Vis alt som er åpent; «punkter mine» ditt."),
            keys="question_mark", word="punkter", takes=own_words(m("[HVEM]")), footer=11,
            panel=Panel.CHECKS, page=Page.CHECKS, bars=(InBar(Bar.LISTS, 10),)),
    Command("add_check", _N, m("Nytt punkt"), m("Legg et eget punkt til lista, ellers i det nå."),
            keys="ampersand", word="nytt punkt", takes=own_words(m("TEKST [i BLOKK]"), _add_check),
            bars=(InBar(Bar.LISTS, 30),)),
    Command("remove_check", _N, m("Fjern punkt"), m("Fjern et eget punkt som ikke er krysset av."),
            keys="delete", word="fjern punkt",
            takes=Argument(m("PUNKT"), _remove_check, _own_items), bars=(InBar(Bar.LISTS, 40),)),
)
PASSAGES: tuple[Command, ...] = (
    Command("reason", _D, m("Grunn"), m("Si hvorfor dere startet likevel, etter at det er gjort."),
            word="grunn", takes=own_words(m("TEKST"), _give_reason),
            when=lambda now: bool(now.glance.visit.passages) or None),
    Command("ended_early", _D, m("Avsluttet tidlig"), m("Ett intervju ble avsluttet før tida."),
            word="avsluttet tidlig", takes=_end_interview(Outcome.ENDED_EARLY)),
    Command("withdrew", _D, m("Trakk seg"), m("Den ene som skulle intervjues, trakk seg."),
            word="trakk seg", takes=_end_interview(Outcome.WITHDREW)),
)
# fmt: on
