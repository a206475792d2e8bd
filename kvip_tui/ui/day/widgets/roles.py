"""Who has which role, vacant ones first to see."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from kvip_tui.commands.people import SHOW_ROLES
from kvip_tui.domain.people.roles import due, role_problems
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import people as texts_people
from kvip_tui.texts.floor import name
from kvip_tui.ui.day.widgets.keybar import KeyBar
from kvip_tui.ui.keymap import key_text
from kvip_tui.ui.widgets.details import wrapped
from kvip_tui.ui.widgets.lines import Lines, sides, told_apart


class RolesPanel(VerticalScroll, can_focus=False):
    """Shows the roles and what speaks against them; a click leads to the board."""

    def __init__(self) -> None:
        super().__init__(id="roles")
        self._made_of: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the rows."""
        yield Lines(id="role-rows")

    def show_glance(self, glance: Glance) -> None:
        """Show the roles as they are."""
        width = max(10, self.scrollable_content_region.width)
        day = glance.current
        blocks = tuple(view.block for view in (*day.running, *day.upcoming))
        made_of = (glance.visit.plan, glance.visit.people, glance.visit.roles, blocks, width)
        if made_of != self._made_of:
            self._made_of = made_of
            self.query_one(Lines).show(role_rows(glance, width))

    @on(Lines.Picked)
    def _board(self, event: Lines.Picked) -> None:
        """Show the board, where roles are given."""
        event.stop()
        self.post_message(KeyBar.Chosen(SHOW_ROLES))


def role_rows(glance: Glance, width: int) -> list[Content]:
    """Return a row for each role that is vacant or due, the hints, and how many more there are."""
    visit, day = glance.visit, glance.current
    shown = due(visit, (v.block for v in day.running), (v.block for v in day.upcoming))
    titles = [role.title for role in visit.plan.roles]
    rows: list[Content] = []
    for role in shown:
        person = visit.person(visit.roles.get(role.id))
        away = person is not None and not person.present
        text = name(visit, person.id) if person else _("ledig")
        if away:
            text = _("{name} (borte)").format(name=text)
        holder = Content.styled(text, "bold" if person and not away else "italic $text-warning")
        title = told_apart(role.title, titles, width - holder.cell_length - 1)
        rows.append(sides(title, holder, width))
    hints = [problem for problem in role_problems(visit) if problem.code not in texts_people.QUIET]
    for problem in hints:
        text = texts_people.role_problem(problem)
        rows += [Content.styled(line, "$text-warning") for line in wrapped(text, width, "! ", "  ")]
    if filled := len(visit.plan.roles) - len(shown):
        said = Content.styled(texts_people.filled(filled), "$text-muted")
        rows.append(sides(said, Content.styled(f"[{key_text(SHOW_ROLES)}]", "$text-accent"), width))
    return rows
