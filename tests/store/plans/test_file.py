"""A plan file becomes a plan: keys, defaults and times (DESIGN 2 and 8)."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.state.plan import DEFAULT_GROUPS, Block, Ends, Plan, Privacy, Starts
from kvip_tui.store.plans.file import load_plan

HEAD = 'id = "p"\ntitle = "P"\n'
DAY = '[[day]]\nid = "d"\ntitle = "D"\n'
DESIGN = """
id = "kvip-digital"
title = "Digitalt KvIP-besøk"
timezone = "Europe/Oslo"
language = "nb"
warning = "7m"                       # thresholds of the phases
danger = 2

[[room]]
id = "join"
title = "Norsk Helsenett/Join"
url = "https://join.nhn.no/"
meeting_id = "716175"

[[role]]
id = "sekretaer"
title = "Sekretær"

[[day]]
id = "besoksdagen"
title = "Den digitale besøksdagen"
offset = 0

[[day.block]]
id = "oppstart"
title = "Oppstartsmøte"
start = "09.00"
end = "09.30"
room = "join"
class = "team"
present = ["vertsenhet", "besoksteam", "brukerrepresentant"]
prompts = ["Gå gjennom møtereglene"]
guide = ["Si at det er frivillig"]
roles = ["sekretaer"]

[[day.block.check]]
id = "samtykker"
text = "Samtykker fra pasient og pårørende er signert"
gate = true
role = "sekretaer"
"""


def blocks(*tables: str, day: str = "") -> tuple[Block, ...]:
    """Return the blocks of a day whose blocks have these keys besides id and title."""
    texts = [f'[[day.block]]\nid = "b{i}"\ntitle = "B"\n{keys}\n' for i, keys in enumerate(tables)]
    return load_plan(HEAD + DAY + day + "\n" + "".join(texts), "p.toml").days[0].blocks


def times(*tables: str, day: str = "") -> list[tuple[int | None, int | None]]:
    """Return the planned minutes of the blocks."""
    return [(block.start, block.end) for block in blocks(*tables, day=day)]


def sample() -> Plan:
    """Return the example of DESIGN 8, with its thresholds and class changed from the defaults."""
    return load_plan(DESIGN, "design.toml")


def test_the_example_of_the_design_is_read() -> None:
    """Every key of the example lands where it belongs."""
    plan = sample()
    (block,) = plan.days[0].blocks
    (check,) = block.checks
    room = plan.room(block.room)
    assert (plan.warning, plan.danger, plan.timezone, plan.language) == (7, 2, "Europe/Oslo", "nb")
    assert (block.start, block.end, block.privacy) == (540, 570, Privacy.TEAM)
    assert block.present == ("vertsenhet", "besoksteam", "brukerrepresentant")
    assert (block.roles, block.prompts) == (("sekretaer",), ("Gå gjennom møtereglene",))
    assert block.guide == ("Si at det er frivillig",)
    assert (check.id, check.gate, check.role) == ("samtykker", True, "sekretaer")
    assert room is not None
    assert (room.url, room.meeting_id, room.sensitive) == ("https://join.nhn.no/", "716175", False)


def test_what_is_left_out_has_the_defaults_of_the_design() -> None:
    """A plan of one block needs no more than ids, titles and a time."""
    plan = load_plan(f'{HEAD}{DAY}[[day.block]]\nid="b"\ntitle="B"\nstart="09.00–10.00"', "p.toml")
    (block,) = plan.days[0].blocks
    assert (plan.timezone, plan.language, plan.warning, plan.danger) == ("Europe/Oslo", "nb", 5, 1)
    assert plan.groups == DEFAULT_GROUPS
    assert (plan.days[0].offset, plan.days[0].untimed, plan.days[0].inferred) == (0, False, False)
    assert (block.ends, block.min, block.changeover) == (Ends.DURATION, None, 0)
    assert (block.parallel, block.room, block.privacy) == (None, None, Privacy.PLENUM)


def test_groups_of_a_plan_replace_the_three_of_a_visit() -> None:
    """A workshop has its own groups, in the order of the file."""
    text = HEAD + '[[group]]\nid="kommuner"\ntitle="Kommuner"\n' + DAY
    plan = load_plan(text + '[[day.block]]\nid="b"\ntitle="B"\nstart="09.00–10.00"', "p.toml")
    assert [group.id for group in plan.groups] == ["kommuner"]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_and_a_byte_order_mark_make_no_difference(ending: str, mark: str) -> None:
    """A file saved by a Windows editor is the same plan."""
    assert load_plan(mark + DESIGN.replace("\n", ending), "design.toml") == sample()


@pytest.mark.parametrize(
    "keys",
    [
        'start = "09.00"\nend = "09.30"',
        'start = "9:00"\nduration = "30m"',
        'start = "09.00"\nduration = 30',
        'start = "09.00"\nend = "09.30"\nduration = "0:30"',
        'start = "09.00 –\\n09.30"',
        'start = """09.00-\n09.30"""',
    ],
)
def test_a_block_s_time_may_be_written_in_several_ways(keys: str) -> None:
    """An end, a length or both; or the span as the day plan prints it."""
    assert times(keys) == [(540, 570)]


def test_a_number_is_minutes_where_a_text_is_read_as_typed() -> None:
    """«120» in quotation marks is 1 hour 20, the number 120 is two hours."""
    assert times('start="09.00"\nduration="120"') == [(540, 620)]
    assert times('start="09.00"\nduration=120') == [(540, 660)]


def test_lengths_alone_are_chained_from_the_start_of_the_day() -> None:
    """The row of VECTORS: 5, 25, 15, 10, 90, 25, 20 min from 09.00."""
    lengths = [5, 25, 15, 10, 90, 25, 20]
    found = blocks(*(f'duration = "{n}m"' for n in lengths), day='start = "09.00"')
    assert [b.start for b in found] == [540, 545, 570, 585, 595, 685, 710]
    assert found[-1].end == 730
    assert [b.starts for b in found] == [Starts.FIXED] + [Starts.FOLLOWS] * 6


@given(st.lists(st.integers(1, 300), min_size=1, max_size=12), st.integers(0, 720))
def test_chained_blocks_touch_and_keep_their_lengths(lengths: list[int], start: int) -> None:
    """Whatever the lengths, each block begins where the one before it ends."""
    opening = f'start = "{start // 60:02}.{start % 60:02}"'
    found = times(*(f"duration = {n}" for n in lengths), day=opening)
    ends = list(accumulate(lengths, initial=start))
    assert found == list(pairwise(ends))


def test_a_block_follows_where_it_touches_the_one_before() -> None:
    """The first block and one after a gap are fixed, unless the file says otherwise."""
    found = blocks(
        'start="09.00"\nend="09.30"',
        'start="09.30"\nend="10.00"',
        'start="10.15"\nend="10.30"',
        'start="10.30"\nend="11.00"\nstarts="appointment"',
        'start="11.05"\nend="11.30"\nchangeover=5',
        'start="11.40"\nend="12.00"\nstarts="follows"',
        'duration="5m"',
    )
    fixed, follows, appointment = Starts.FIXED, Starts.FOLLOWS, Starts.APPOINTMENT
    assert [block.starts for block in found] == [
        fixed, follows, fixed, appointment, follows, follows, follows,
    ]  # fmt: skip


def test_a_changeover_is_kept_free_before_a_chained_block() -> None:
    """Without a written start a block begins when the change of room is done."""
    assert times('start="09.00–09.30"', "duration=30\nchangeover=10") == [(540, 570), (580, 610)]


def test_parallel_blocks_begin_together_and_what_follows_waits_for_the_last() -> None:
    """The interviews of VECTORS: side by side, then the pause."""
    found = blocks(
        'start="12.00"\nend="12.40"\nparallel="intervju"\nstarts="appointment"',
        'start="12.00"\nend="13.00"\nparallel="intervju"\nstarts="appointment"',
        'duration="15m"',
    )
    assert [(b.start, b.end) for b in found] == [(720, 760), (720, 780), (780, 795)]
    assert found[2].starts is Starts.FOLLOWS


def test_parallel_blocks_may_have_lengths_only() -> None:
    """A member without a start begins with its group."""
    group = 'duration = "90m"\nparallel = "g"'
    found = blocks('duration="10m"', group, group, group, day='start="09.00"')
    assert [(b.start, b.end) for b in found[1:]] == [(550, 640)] * 3
    assert {b.starts for b in found[1:]} == {Starts.FOLLOWS}


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (
            ['start="23.00"\nend="00.30"', 'start="00.30"\nend="02.00"'],
            [(1380, 1470), (1470, 1560)],
        ),
        (['start="23.00–00.00"', 'start="00.00–01.00"'], [(1380, 1440), (1440, 1500)]),
        (['start="22.00–23.00"', 'start="00.15–01.00"'], [(1320, 1380), (1455, 1500)]),
        (['start="18.00–06.00"', 'start="06.00–07.00"'], [(1080, 1800), (1800, 1860)]),
        (['start="00.30–01.00"'], [(30, 60)]),
    ],
)
def test_an_evening_may_run_past_midnight(
    tables: list[str], expected: list[tuple[int, int]]
) -> None:
    """From 18.00 on an earlier clock time is in the next night, counted on from 1440."""
    assert times(*tables) == expected


def test_an_untimed_day_has_no_times() -> None:
    """A pure checklist has blocks without start and end."""
    (block,) = blocks('prompts = ["Les"]', day="untimed = true")
    assert (block.start, block.end) == (None, None)


def test_a_day_may_have_a_negative_offset() -> None:
    """The day before the visit is −1; a checklist may share a timetable's date."""
    block = '[[day.block]]\nid = "b{0}"\ntitle = "B"\n'
    text = (
        HEAD
        + DAY + "offset = -1\n" + block.format(1) + 'start="09.00–10.00"\n'
        + DAY.replace('"d"', '"e"') + "offset = -1\nuntimed = true\n" + block.format(2)
    )  # fmt: skip
    assert [day.offset for day in load_plan(text, "p.toml").days] == [-1, -1]


def test_texts_keep_markup_and_lose_line_breaks() -> None:
    """Square brackets are text; blanks and line breaks of the file are folded."""
    (block,) = blocks('start="09.00–10.00"\nprompts = ["husk [red]", """to\n  linjer"""]')
    assert block.prompts == ("husk [red]", "to linjer")


def test_ids_of_checks_need_only_be_their_block_s_own() -> None:
    """Two blocks may each have a check with the same id."""
    check = '[[day.block.check]]\nid = "c"\ntext = "C"\n'
    found = blocks(f'start="09.00–10.00"\n{check}', f"duration=5\n{check}")
    assert [block.checks[0].id for block in found] == ["c", "c"]
