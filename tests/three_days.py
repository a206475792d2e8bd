"""A visit of three days: what is prepared, the day before, and the day itself."""

from kvip_tui.domain.state.plan import Block, Check, Day
from tests.builders import VisitBuilder, timetable, visit_of_days

READ = Check(id="lest", text="Alt er lest")
SOUND = Check(id="lyd", text="Lyd og bilde fungerer")
PREPARE = Day(
    id="forberedelser",
    title="Forberedelser",
    offset=-7,
    untimed=True,
    blocks=(Block(id="lesing", title="Lesing", checks=(READ,)),),
)
LUNCH = Day(
    id="lunsj",
    title="Dagen før: besøkslunsj",
    offset=-1,
    blocks=timetable("T 11:30-12:30", t={"checks": (SOUND,)}),
)
VISIT = Day(id="dagen", title="Besøksdagen", blocks=timetable("A 09:00-09:30, B> -10:00"))


def scene() -> VisitBuilder:
    """Return a visit with a checklist, a day before and the day, out of order in the plan."""
    return visit_of_days(VISIT, PREPARE, LUNCH)
