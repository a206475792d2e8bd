"""Reads the parts of a plan file: groups, rooms, roles, days, blocks and checklists."""

from typing import Final, cast
from zoneinfo import ZoneInfo, available_timezones

from msgspec import UNSET, Struct, UnsetType

from kvip_tui.domain.state.plan import (
    BLOCK_CLASSES,
    DEFAULT_GROUPS,
    Block,
    Check,
    Day,
    Ends,
    Group,
    Language,
    Phrase,
    Plan,
    Privacy,
    Role,
    Room,
)
from kvip_tui.i18n import LANGUAGES, _
from kvip_tui.store.plans.leaves import check_groups, leaves_settled
from kvip_tui.store.plans.lines import Path
from kvip_tui.store.plans.problems import nearest, shown
from kvip_tui.store.plans.table import Table
from kvip_tui.store.plans.times import TIME_KEYS, Draft, read_times, settle
from kvip_tui.store.shipped.report_forms import NEUTRAL, form_ids, shipped_form

PLAN_KEYS: Final = (
    "id", "title", "timezone", "language", "warning", "danger", "group", "room", "role", "day",
    "report", "text",
)  # fmt: skip
DAY_KEYS: Final = ("id", "title", "offset", "start", "untimed", "inferred", "block")
BLOCK_KEYS: Final = (
    "id", "title", *TIME_KEYS, "parallel", "present", "class", "room", "prompts", "roles",
    "inferred", "guide", "check", "leaves",
)  # fmt: skip
GROUP_KEYS: Final = ("id", "title", "leaves")
ROOM_KEYS: Final = ("id", "title", "url", "meeting_id", "sensitive")
CHECK_KEYS: Final = ("id", "text", "gate", "role", "chosen")
MOST_DAYS: Final = 366
DEFAULTS: Final = Plan(id="", title="", days=())


class Names(Struct, frozen=True):
    """The ids that blocks may refer to, and those of the blocks read so far with their lines."""

    groups: tuple[str, ...]
    rooms: tuple[str, ...]
    roles: tuple[str, ...]
    blocks: dict[str, Path]


def read_parts(table: Table) -> Plan:
    """Return the plan of a file's outermost table; not to be used where problems were found."""
    table.only(PLAN_KEYS)
    groups, rooms, roles = _groups(table), _rooms(table), _roles(table)
    names = Names(
        groups=tuple(group.id for group in groups if group.id),
        rooms=tuple(room.id for room in rooms if room.id),
        roles=tuple(role.id for role in roles if role.id),
        blocks={},
    )
    warning, danger = _thresholds(table)
    chosen = table.choice("language", LANGUAGES) or DEFAULTS.language
    language = cast(Language, chosen)
    days = _days(table, names)
    check_groups(table.tables("group"), groups, days)
    return Plan(
        id=table.identity({}),
        title=table.text("title", required=True),
        days=days,
        timezone=_timezone(table),
        language=language,
        warning=warning,
        danger=danger,
        groups=groups,
        rooms=rooms,
        roles=roles,
        phrases=_phrases(table),
        report=shipped_form(table.choice("report", form_ids()) or NEUTRAL, language),
    )


def _phrases(table: Table) -> tuple[Phrase, ...] | UnsetType:
    """Return the plan's own words for its texts in the three languages."""
    phrases = []
    for entry in table.tables("text"):
        entry.only(LANGUAGES)
        bokmal = entry.text("nb", required=True)
        phrases.append(Phrase(nb=bokmal, nn=entry.text("nn"), en=entry.text("en")))
    return tuple(phrases) or UNSET


def _thresholds(table: Table) -> tuple[int, int]:
    warning, danger = table.length("warning"), table.length("danger")
    warning = DEFAULTS.warning if warning is None else warning
    danger = DEFAULTS.danger if danger is None else danger
    if warning < danger:
        table.report(
            _("«warning» må være minst like lang som «danger»; bytt om på dem."),
            "warning" if "warning" in table else "danger",
        )
    return warning, danger


def _timezone(table: Table) -> str:
    name = table.text("timezone") or DEFAULTS.timezone
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        near = nearest(name, available_timezones()) or DEFAULTS.timezone
        table.report(
            _("tidssonen «{zone}» er ukjent; mente du «{near}»?").format(
                zone=shown(name), near=near
            ),
            "timezone",
        )
    return name


def _groups(table: Table) -> tuple[Group, ...]:
    """Return the plan's own groups, else the three of a KvIP visit."""
    seen: dict[str, Path] = {}
    groups = []
    for entry in table.tables("group"):
        entry.only(GROUP_KEYS)
        group = Group(
            id=entry.identity(seen),
            title=entry.text("title", required=True),
            leaves=_leaves(entry),
        )
        groups.append(group)
    return tuple(groups) or DEFAULT_GROUPS


def _leaves(table: Table) -> int | UnsetType:
    """Return until when people are there."""
    minute = table.clock("leaves")
    return UNSET if minute is None else minute


def _roles(table: Table) -> tuple[Role, ...]:
    """Return the roles of the plan."""
    seen: dict[str, Path] = {}
    roles = []
    for entry in table.tables("role"):
        entry.only(("id", "title"))
        roles.append(Role(id=entry.identity(seen), title=entry.text("title", required=True)))
    return tuple(roles)


def _rooms(table: Table) -> tuple[Room, ...]:
    """Return the rooms of the plan."""
    seen: dict[str, Path] = {}
    rooms = []
    for entry in table.tables("room"):
        entry.only(ROOM_KEYS)
        room = Room(
            id=entry.identity(seen),
            title=entry.text("title", required=True),
            url=entry.text("url"),
            meeting_id=entry.text("meeting_id"),
            sensitive=entry.flag("sensitive"),
        )
        rooms.append(room)
    return tuple(rooms)


def _days(table: Table, names: Names) -> tuple[Day, ...]:
    """Return the days of the plan, with every block's planned times settled."""
    seen: dict[str, Path] = {}
    timed: dict[int, Day] = {}
    days = []
    for entry in table.tables("day"):
        day = _day(entry, names, seen)
        days.append(day)
        if not day.untimed and timed.setdefault(day.offset, day) is not day:
            entry.report(
                _("dagen har samme «offset» som «{day}»; gi den et annet tall.").format(
                    day=shown(timed[day.offset].title)
                ),
                "offset",
            )
    if table.lacks("day"):
        table.report(
            _("planen har ingen dager; legg til minst én [[day]] med en [[day.block]]."), "day"
        )
    return tuple(days)


def _day(table: Table, names: Names, seen: dict[str, Path]) -> Day:
    table.only(DAY_KEYS)
    untimed = table.flag("untimed")
    drafts = [_draft(entry, names) for entry in table.tables("block")]
    if table.lacks("block"):
        table.report(_("dagen har ingen blokker; legg til minst én [[day.block]]."), "block")
    if untimed:
        _check_untimed(table, drafts)
    blocks = tuple(draft.block for draft in drafts) if untimed else settle(table, drafts)
    return Day(
        id=table.identity(seen),
        title=table.text("title", required=True),
        blocks=blocks if untimed else leaves_settled(drafts, blocks),
        offset=table.whole("offset", MOST_DAYS),
        untimed=untimed,
        inferred=table.flag("inferred"),
    )


def _check_untimed(table: Table, drafts: list[Draft]) -> None:
    """Report the times of a day that says it has none."""
    clocks = (*TIME_KEYS, "leaves")
    for entry, keys in [(table, ("start",)), *((draft.table, clocks) for draft in drafts)]:
        for key in keys:
            if key in entry:
                entry.report(
                    _("dagen er en ren sjekkliste (untimed); fjern «{key}».").format(key=key), key
                )


def _draft(table: Table, names: Names) -> Draft:
    table.only(BLOCK_KEYS)
    return Draft(block=_block(table, names), table=table, written=read_times(table))


def _block(table: Table, names: Names) -> Block:
    """Return a block without its planned times and start rule."""
    room = table.choice("room", names.rooms)
    return Block(
        id=table.identity(names.blocks),
        title=table.text("title", required=True),
        ends=Ends(table.choice("ends", tuple(Ends)) or Ends.DURATION),
        min=table.length("min"),
        changeover=table.length("changeover") or 0,
        parallel=table.text("parallel") or None,
        present=table.choices("present", names.groups),
        privacy=Privacy(table.choice("class", BLOCK_CLASSES) or Privacy.PLENUM),
        room=room,
        checks=_checks(table, names),
        prompts=table.texts("prompts"),
        roles=table.choices("roles", names.roles),
        inferred=table.flag("inferred"),
        guide=table.texts("guide"),
        leaves=_leaves(table),
    )


def _checks(table: Table, names: Names) -> tuple[Check, ...]:
    seen: dict[str, Path] = {}
    checks = []
    for entry in table.tables("check"):
        entry.only(CHECK_KEYS)
        check = Check(
            id=entry.identity(seen),
            text=entry.text("text", required=True),
            gate=entry.flag("gate"),
            role=entry.choice("role", names.roles),
            chosen=entry.choices("chosen", names.roles) or UNSET,
        )
        checks.append(check)
    return tuple(checks)
