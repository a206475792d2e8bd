"""The rows under a block's clock: its room, its checklist and its prompts."""

from collections.abc import Sequence

from textual.content import Content

from kvip_tui.commands.keymap import key_text
from kvip_tui.commands.view import ROOM
from kvip_tui.domain.checks.shown import Item, roles_of
from kvip_tui.domain.day.timeline import BlockView
from kvip_tui.domain.notes.unsaid import to_tell
from kvip_tui.domain.state.plan import HOST, Privacy, Room
from kvip_tui.i18n import _
from kvip_tui.snapshot import Glance
from kvip_tui.texts import checks as texts_checks
from kvip_tui.texts import notes as texts_notes
from kvip_tui.ui.widgets.lines import told_apart


def wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    """Return *text* in rows of *width*, *first* before the first and *rest* before the others."""
    rows: list[str] = []
    line = first
    for word in text.split():
        candidate = f"{line}{'' if line in (first, rest) else ' '}{word}"
        if Content(candidate).cell_length > width and line not in (first, rest):
            rows.append(line)
            candidate = f"{rest}{word}"
        line = candidate
    return [*rows, line]


Row = tuple[Content, Item | None]
LEAST_TITLE = 16


def details_rows(
    glance: Glance, views: tuple[BlockView, ...], width: int, *, rooms: bool = True
) -> list[Row]:
    """Return the room, the checklist and the prompts of the blocks shown.

    A row that belongs to an item of the checklist comes with it. What only one of several blocks
    has stands under its name; *rooms* says whether their rooms are to be named here.
    """
    shared = _shared(views)
    apart = rooms and len({view.block.room for view in views}) > 1
    rows: list[Row] = []
    if rooms and not apart:
        rows = [(row, None) for row in _rooms(glance, views, width)]
    rows += [(row, None) for row in _to_say(glance, views, width)]
    numbered = tuple(enumerate(glance.items, 1))
    for view in views:
        own = [one for one in numbered if one[1].block.id == view.block.id and not one[1].carried]
        prompts = [text for text in view.block.prompts if text not in shared]
        own_rows = [*_item_rows(glance, own, width), *_prompt_rows(prompts, width)]
        where = [(row, None) for row in _rooms(glance, (view,), width)] if apart else []
        if len(views) > 1 and (own_rows or where):
            own_rows = [*where, *(row for row in own_rows if row[0].plain)]
            rows += [*_named_rows(glance, view, width), *own_rows]
        else:
            rows += [*((row, None) for row in _interview(glance, view, width)), *own_rows]
    ids = {view.block.id for view in views}
    others = [one for one in numbered if one[1].carried or one[1].block.id not in ids]
    rows += _item_rows(glance, others, width)
    rows += [(row, None) for row in _guide(views, width)]
    return [*rows, *_prompt_rows(shared, width)]


Numbered = Sequence[tuple[int, Item]]


def _shared(views: tuple[BlockView, ...]) -> list[str]:
    """Return the prompts that all of the blocks have, each once."""
    first, *others = (dict.fromkeys(view.block.prompts) for view in views)
    return [text for text in first if all(text in prompts for prompts in others)]


def _named_rows(glance: Glance, view: BlockView, width: int) -> list[Row]:
    """Return the name of one of several blocks, and who holds it, above what is its own."""
    rows = _interview(glance, view, width)
    if not view.block.roles:
        rows = [told_apart(view.block.title, glance.day.titles, width), *rows]
    return [(Content(""), None), *((row.stylize("bold"), None) for row in rows)]


def _item_rows(glance: Glance, items: Numbered, width: int) -> list[Row]:
    """Return a blank row and the items, each with its number."""
    rows: list[Row] = [(Content(""), None)] if items else []
    before: Item | None = None
    for number, item in items:
        rows += [(row, None) for row in _origin(before, item, width)]
        rows += [(row, item) for row in _item(number, item, _whose(glance, item), width)]
        before = item
    return rows


def _prompt_rows(prompts: Sequence[str], width: int) -> list[Row]:
    """Return a blank row and the prompts."""
    rows = [Content(line) for text in prompts for line in wrapped(text, width, "· ", "  ")]
    return [(row, None) for row in (Content(""), *rows)] if rows else []


def _to_say(glance: Glance, views: tuple[BlockView, ...], width: int) -> list[Content]:
    """Return what the host is to be told next, while she is there."""
    if not any(HOST in view.block.present for view in views):
        return []
    return [
        Content.styled(line, "bold $text-secondary")
        for note in to_tell(glance.visit)
        for line in wrapped(texts_notes.to_say(note), width, "▸ ", "  ")
    ]


def _rooms(glance: Glance, views: tuple[BlockView, ...], width: int) -> list[Content]:
    """Return the rooms, each once, cut so that no two of the plan's read alike."""
    said = {room.id: _room(room) for room in glance.visit.plan.rooms}
    found = (glance.visit.plan.room(view.block.room) for view in views)
    rows = []
    for room in dict.fromkeys(room for room in found if room is not None):
        link = Content.styled(room_key(room), "$text-accent")
        text = told_apart(said[room.id], said.values(), width - link.cell_length)
        rows.append(text.stylize("$text-secondary") + link)
    return rows


def room_key(room: Room) -> str:
    """Return the key that opens a room, with blanks before it; '' where it has no link."""
    key = key_text(ROOM) if room.url else ""
    return f"  [{key}]" if key else ""


def _room(room: Room) -> str:
    said = _("Rom: {title} {meeting_id}")
    if room.sensitive:
        said = _("Sensitivt rom: {title} {meeting_id}")
    return said.format(title=room.title, meeting_id=room.meeting_id).strip()


def _interview(glance: Glance, view: BlockView, width: int) -> list[Content]:
    """Return who leads what runs side by side with others, and how an interview ended early."""
    if view.block.privacy is not Privacy.INTERVIEW and not view.block.parallel:
        return []
    untitled = Content(texts_checks.interviewers(glance.visit, view.block, "")).cell_length
    title = told_apart(view.block.title, glance.day.titles, max(LEAST_TITLE, width - untitled))
    text = texts_checks.interviewers(glance.visit, view.block, title.plain)
    rows = [Content(line) for line in wrapped(text, width, "", "  ")] if view.block.roles else []
    outcome = texts_checks.outcome(glance.visit, view.block)
    return [*rows, Content.styled(outcome, "bold")] if outcome else rows


def _guide(views: tuple[BlockView, ...], width: int) -> list[Content]:
    """Return the guide for whoever interviews: the same for blocks side by side is shown once."""
    guide = dict.fromkeys(line for view in views for line in view.block.guide)
    if not guide:
        return []
    lines = [line for text in guide for line in wrapped(text, width, "· ", "  ")]
    head = Content.styled(_("For dere som intervjuer"), "bold $primary")
    return [Content(""), head, *map(Content, lines)]


def _origin(before: Item | None, item: Item, width: int) -> list[Content]:
    heading = texts_checks.origin(item, before)
    lines = wrapped(heading, width, "", "") if heading else []
    return [Content.styled(line, "$text-muted") for line in lines]


def _whose(glance: Glance, item: Item) -> str:
    """Return whose item it is, unless it is that of whoever sits here."""
    mine = item.check.role in roles_of(glance.visit, glance.author)
    return "" if mine or item.done else texts_checks.whose(glance.visit, item.check)


def _item(number: int, item: Item, whose: str, width: int) -> list[Content]:
    box = "☑" if item.done else "☐"
    text = texts_checks.item(item)
    if whose:
        text = _("{item} · {whose}").format(item=text, whose=whose)
    first = f"{number if number < 10 else ' '} {box} "
    style = "$text-muted" if item.done else "bold" if item.check.gate else ""
    return [Content.styled(line, style) for line in wrapped(text, width, first, "    ")]
