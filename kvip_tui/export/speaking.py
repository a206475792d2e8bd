"""How long each person spoke: for the leader's own learning, only written when asked for."""

from datetime import datetime, timedelta

from msgspec import Struct

from kvip_tui.domain.floor.view import percentages
from kvip_tui.domain.state.floor import ZERO, up_to
from kvip_tui.domain.state.plan import Day
from kvip_tui.domain.state.visit import Visit
from kvip_tui.export.mdtext import typed
from kvip_tui.i18n import _
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats


class PersonTalk(Struct, frozen=True):
    """What one person said on a day: time, part of all talk in per cent, and number of turns."""

    person: str
    name: str
    group: str
    spoken: timedelta
    percent: int
    turns: int


def person_talk(visit: Visit, day: Day, now: datetime) -> tuple[PersonTalk, ...]:
    """Return what each person has said on a day, in the roster's order; () where nobody has."""
    accounts = up_to(visit.floor, now).accounts
    blocks = [accounts[block.id].people for block in day.blocks if block.id in accounts]
    spoken = {
        person.id: sum((people[person.id].spoken for people in blocks if person.id in people), ZERO)
        for person in visit.people
    }
    if not any(spoken.values()):
        return ()
    people = [person for person in visit.people if not person.removed or spoken[person.id]]
    percents = percentages([spoken[person.id] for person in people])
    return tuple(
        PersonTalk(
            person=person.id,
            name=texts_floor.name(visit, person.id),
            group=visit.plan.group_title(person.group),
            spoken=spoken[person.id],
            percent=percent,
            turns=sum(block[person.id].count for block in blocks if person.id in block),
        )
        for person, percent in zip(people, percents, strict=True)
    )


def person_table(visit: Visit, day: Day, now: datetime) -> str:
    """Return the speaking times of a day as a table in Markdown, or '' where nobody has spoken."""
    talks = person_talk(visit, day, now)
    if not talks:
        return ""
    heads = (_("Navn"), _("Gruppe"), _("Taletid"), _("Andel"), _("Ganger"))
    rows = [
        (
            typed(talk.name),
            typed(talk.group),
            formats.talk_time(talk.spoken),
            f"{talk.percent} %",
            str(talk.turns),
        )
        for talk in talks
    ]
    lines = [heads, ("---", "---", "---:", "---:", "---:"), *rows]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return "\n\n".join([_("### Taletid per person, til leders egen læring"), table])
