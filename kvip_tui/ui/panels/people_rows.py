"""The rows of the people of a visit."""

from itertools import groupby

from textual.content import Content

from kvip_tui.domain.people.changes import by_group
from kvip_tui.domain.people.roles import hosts_problem, many_hosts
from kvip_tui.domain.state.people import Person, shown_names
from kvip_tui.domain.state.plan import HOST
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.texts import people as texts_people
from kvip_tui.ui.day.widgets.floor_rows import fitted
from kvip_tui.ui.widgets.details import wrapped

# A row, and the id of the person that it is about, or ''.
Row = tuple[Content, str]
PRESENCE, NAME = 8, 24


def people_rows(visit: Visit, picked: str, width: int) -> list[Row]:
    """Return everybody on the roster by group, with title, roles and presence."""
    roster = visit.roster
    if not roster:
        return [(Content.styled(_("Ingen er med ennå."), "italic"), "")]
    names = shown_names(visit.people)
    key = max(len(person.letter) for person in roster)
    rows: list[Row] = []
    for group, people in groupby(by_group(visit), key=lambda person: person.group):
        there = list(people)
        here = sum(person.present for person in there)
        heading = _("{group} · {here} av {n} er her").format(
            group=visit.plan.group_title(group), here=here, n=len(there)
        )
        rows.append((Content.styled(heading, "bold"), ""))
        if group == HOST and many_hosts(person.group for person in roster):
            hint = texts_people.role_problem(hosts_problem(visit.plan))
            rows += [
                (Content.styled(line, "$text-warning"), "")
                for line in wrapped(hint, width, "! ", "  ")
            ]
        rows += [(_row(visit, p, names[p.id], key, width, p.id == picked), p.id) for p in there]
    return rows


def _row(visit: Visit, person: Person, called: str, key: int, width: int, picked: bool) -> Content:
    """Return a person's key, name, title with roles, and presence; a sign marks who is picked."""
    sign = "▸" if picked else " "
    left = Content.assemble((f"{sign}{person.letter:>{key}} ", "bold $text-accent"))
    size = max(8, min(NAME, (width - left.cell_length - PRESENCE) // 2))
    style = "bold" if picked else "" if person.present else "$text-muted"
    about = ", ".join(texts_people.work(visit, person))
    room = max(1, width - left.cell_length - size - PRESENCE - 2)
    word = _("her") if person.present else _("borte")
    presence = Content.styled(word.rjust(PRESENCE), "" if person.present else "$text-warning")
    return (
        Content(" ")
        .join([left + fitted(called, size, style), fitted(about, room, "$text-muted"), presence])
        .truncate(width)
    )
