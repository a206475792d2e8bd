"""What is wrong with a plan is said with its line and a remedy, all of it at once.

In the tables below ``#!`` marks the line that the sentence must name.
"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvip_tui.domain.state.plan import Plan
from kvip_tui.resources import assets
from kvip_tui.store.plans.file import load_plan
from kvip_tui.store.plans.problems import PlanErrors, PlanProblem

HEAD = 'id = "p"\ntitle = "P"\n'
ROOM = '[[room]]\nid = "join"\ntitle = "Join"\n'
ROLE = '[[role]]\nid = "sekretaer"\ntitle = "Sekretær"\n'
DAY = '[[day]]\nid = "d"\ntitle = "D"\n'
A = '[[day.block]]\nid = "a"\ntitle = "A"\n'
B = '[[day.block]]\nid = "b"\ntitle = "B"\n'
NINE = 'start = "09.00"\nend = "10.00"\n'
GOOD = HEAD + DAY + A + NINE
NIGHT = 'start = "10.00"\nend = "09.00" #!\n'


def problems(text: str, name: str = "p.toml") -> list[PlanProblem]:
    """Return what is wrong with a plan."""
    with pytest.raises(PlanErrors) as caught:
        load_plan(text, name)
    assert caught.value.exit_code == 2
    return caught.value.problems


HOST_AND_TEAM = 'present = ["vertsenhet", "besoksteam"]\n'
TEAM_ONLY = B + 'end = "11.00"\npresent = ["besoksteam"]\n'
GROUP = '[[group]]\nid = "kommuner"\ntitle = "Kommuner"\n'
GROUPED = DAY + A + NINE + 'present = ["kommuner"]\n'

LEAVING = [
    (GOOD + HOST_AND_TEAM + 'leaves = "halv ti" #!\n' + TEAM_ONLY, "ikke et klokkeslett"),
    (GOOD + HOST_AND_TEAM + 'leaves = "09.30" #!\n' + TEAM_ONLY, "09.30, før «A» slutter 10.00"),
    (GOOD + 'leaves = "10.00" #!\n' + TEAM_ONLY, "sier ikke hvem som går"),
    (GOOD + 'leaves = "10.00" #!\npresent = ["besoksteam"]\n' + TEAM_ONLY, "også med i «B»"),
    (HEAD + DAY + "untimed = true\n" + A + 'leaves = "10.00" #!\n', "ren sjekkliste"),
    (HEAD + GROUP + 'leaves = "09.59" #!\n' + GROUPED, "09.59, før «A» slutter 10.00"),
    (HEAD + GROUP + 'leaves = "10.00" #!\n' + DAY + A + NINE, "ikke med på selve besøksdagen"),
    (HEAD + GROUP + "leaves = 10 #!\n" + GROUPED, "anførselstegn"),
    (HEAD + GROUP + 'leves = "10.00" #!\n' + GROUPED, "mente du «leaves»?"),
]

SYNTAX = [
    ('id = "p"\ntitle = "P #!\nx = 1\n', "mangler anførselstegn til slutt"),
    ("id = 'p #!\n", "mangler anførselstegn til slutt"),
    ('id = """p #!\n', "her eller lenger opp"),
    ('id = "p"\nstart = 09.00 #!\n', "klokkeslett i anførselstegn"),
    ('id = "p"\nstart = ni #!\n', "klokkeslett i anførselstegn"),
    ('id = "p"\nid = "q" #!\n', "to ganger"),
    ('[[day]]\nid = "d"\n[day] #!\n', "doble klammer"),
    ('id = "a\\q" #!\n', "skråstrek"),
    ('id = "a\x01" #!\n', "styretegn"),
    ("id #!\n", "likhetstegn"),
    ("[[day #!\n", "klamme"),
    ("prompts = [1 2] #!\n", "ikke avsluttet"),
    ("= 3 #!\n", "ikke TOML"),
]

KEYS = [
    (HEAD + "strat = 1 #!\n" + DAY + A + NINE, "ukjent nøkkel «strat»"),
    (HEAD + DAY + A + NINE + 'strat = "09.00" #!\n', "mente du «start»?"),
    (HEAD + DAY + "dato = 1 #!\n" + A + NINE, "ukjent nøkkel «dato»; her kan det stå id, title"),
    (HEAD + ROOM + 'lenke = "x" #!\n' + DAY + A + NINE, "ukjent nøkkel «lenke»"),
    (GOOD + '[[day.block.check]]\nid="c"\ntekst="x" #!\ntext="y"\n', "mente du «text»?"),
    ('#!\ntitle = "P"\n' + DAY + A + NINE, "«id» mangler"),
    ('id = "p"\ntitle = " " #!\n' + DAY + A + NINE, "«title» mangler"),
    (HEAD + '[[day]] #!\nid = "d"\n' + A + NINE, "«title» mangler"),
    (HEAD + DAY + '[[day.block]] #!\nid = "a"\n' + NINE, "«title» mangler"),
    (GOOD + '[[day.block.check]] #!\nid = "c"\n', "«text» mangler"),
    ('id = "p" #!\ntitle = "P"\n', "ingen dager"),
    (HEAD + "day = [] #!\n", "ingen dager"),
    (HEAD + DAY + "block = [] #!\n", "ingen blokker"),
    (HEAD + DAY.replace("]]", "]] #!"), "ingen blokker"),
    (HEAD + "day = 3 #!\n", "[[day]]"),
    (HEAD + '[day] #!\nid = "d"\ntitle = "D"\n', "[[day]]"),
    (HEAD + DAY + "block = [1] #!\n", "[[day.block]]"),
]

TYPES = [
    ("id = 1 #!\n" + GOOD.split("\n", 1)[1], "«id» har feil type; skriv tekst"),
    (HEAD + DAY + 'offset = "0" #!\n' + A + NINE, "«offset» har feil type"),
    (HEAD + DAY + "offset = true #!\n" + A + NINE, "«offset» har feil type"),
    (HEAD + DAY + "offset = 999999 #!\n" + A + NINE, "fra −366 til 366"),
    (GOOD + 'inferred = "ja" #!\n', "true eller false"),
    (GOOD + "inferred = 1 #!\n", "true eller false"),
    (GOOD + 'prompts = "Husk" #!\n', "en liste av tekster"),
    (GOOD + 'guide = "Spør" #!\n', "en liste av tekster"),
    (GOOD + 'prompts = [\n  "Husk",\n  3, #!\n]\n', "bare ha tekster"),
    (GOOD + 'prompts = [\n  "Husk",\n  " ", #!\n]\n', "bare ha tekster"),
    (GOOD + "room = 3 #!\n", "«room» har feil type"),
    (HEAD + DAY + A + 'start = 9.30 #!\nend = "10.00"\n', "anførselstegn"),
    (HEAD + DAY + A + 'start = 09:30:00 #!\nend = "10.00"\n', "anførselstegn"),
    (GOOD.replace('"A"', '"A\\u001b[0m" #!'), "styretegn"),
    (GOOD + 'prompts = ["a\\u0000"] #!\n', "styretegn"),
]

NAMES = [
    (GOOD.replace('"a"', '"Oppstart møte" #!'), "skriv «oppstart-mote»"),
    (GOOD.replace('"a"', '"-a" #!'), "skriv «a»"),
    (GOOD.replace('"a"', '"日本" #!'), "skriv «min-id»"),
    (GOOD + A.replace('"a"', '"a" #!') + "duration=5\n", "brukt før, på linje 7"),
    (HEAD + ROOM + ROOM.replace('in"', 'in" #!') + DAY + A + NINE, "brukt før, på linje 4"),
    (HEAD + ROLE + ROLE.replace('er"', 'er" #!', 1) + DAY + A + NINE, "brukt før"),
    (GOOD + DAY.replace('"d"', '"d" #!') + "offset=1\n" + B + NINE, "brukt før"),
    (HEAD + '[[group]]\nid="g"\ntitle="G"\n[[group]]\nid="g" #!\ntitle="G"\n' + DAY + A + NINE,
     "brukt før"),
    (GOOD + '[[day.block.check]]\nid="c"\ntext="C"\n[[day.block.check]]\nid="c" #!\ntext="C"\n',
     "brukt før"),
    (HEAD + ROOM + DAY + A + NINE + 'room = "jion" #!\n', "mente du «join»?"),
    (GOOD + 'room = "join" #!\n', "legg den til i planen først"),
    (HEAD + ROOM + DAY + A + NINE + 'room = "zzz" #!\n', "velg blant join"),
    (HEAD + ROLE + DAY + A + NINE + 'roles = ["sekretær"] #!\n', "mente du «sekretaer»?"),
    (GOOD + 'present = [\n  "vertsenhet",\n  "besøksteam", #!\n]\n', "mente du «besoksteam»?"),
    (GOOD + 'class = "plenumm" #!\n', "mente du «plenum»?"),
    (GOOD + 'class = "impression" #!\n', "impression"),
    (GOOD + 'starts = "fast" #!\n', "velg blant follows, fixed, appointment"),
    (GOOD + 'ends = "fix" #!\n', "mente du «fixed»?"),
    (HEAD + 'language = "no" #!\n' + DAY + A + NINE, "«no» er ukjent for «language»"),
    (HEAD + 'timezone = "Europe/Olso" #!\n' + DAY + A + NINE, "mente du «Europe/Oslo»?"),
    (HEAD + 'timezone = "/etc/passwd" #!\n' + DAY + A + NINE, "tidssonen"),
    (HEAD + ROLE + DAY + A + NINE + '[[day.block.check]]\nid="c"\ntext="C"\nrole="leder" #!\n',
     "«leder» er ukjent for «role»"),
]  # fmt: skip

TIMES = [
    (HEAD + DAY + A + 'start = "25.00" #!\nend = "10.00"\n', "«25.00» er ikke et klokkeslett"),
    (HEAD + DAY + A + 'start = "09.00"\nend = "ti" #!\n', "«ti» er ikke et klokkeslett"),
    (HEAD + DAY + A + 'start = "09.00–ti" #!\n', "ikke to klokkeslett"),
    (HEAD + DAY + A + 'start = "09.00–09.30"\nend = "09.30" #!\n', "fjern «end»"),
    (HEAD + DAY + A + 'start = "09.00"\nduration = "175" #!\n', "ikke en lengde"),
    (HEAD + DAY + A + 'start = "09.00"\nduration = -5 #!\n', "ikke en lengde"),
    (HEAD + DAY + A + 'start = "09.00"\nduration = 1.5 #!\n', "ikke en lengde"),
    (HEAD + DAY + A + 'start = "09.00"\nduration = "25h" #!\n', "høyst ett døgn"),
    (HEAD + DAY + A + 'start = "09.00"\nduration = 0 #!\n', "minst ett minutt"),
    (HEAD + DAY + A + NIGHT, "slutter 09.00, men begynner 10.00"),
    (HEAD + DAY + A + NIGHT.replace("09.00", "10.00"), "slutter 10.00, men begynner 10.00"),
    (HEAD + DAY + A + 'start = "17.59–01.00" #!\n', "slutter 01.00, men begynner 17.59"),
    (GOOD + 'duration = "45m" #!\n', "gir 60 min"),
    (HEAD + DAY + A.replace("]]", "]] #!") + 'start = "09.00"\n', "mangler slutt"),
    (HEAD + DAY + A.replace("]]", "]] #!") + 'duration = "5m"\n', "mangler «start»"),
    (GOOD + B + 'start = "09.59" #!\nduration = 5\n', "begynn 10.00 eller senere"),
    (GOOD + B + 'start = "10.05" #!\nduration = 5\nchangeover = 10\n', "begynn 10.10 eller senere"),
    (HEAD + DAY + 'start = "09.30"\n' + A + 'start = "09.00" #!\nduration = 5\n', "rett en av dem"),
    (HEAD + DAY + 'start = "9" #!\n' + A + "duration = 5\n", "ikke et klokkeslett"),
    (HEAD + DAY + A + 'start = "19.00–20.00"\n' + B + 'start = "08.00" #!\nduration = 5\n',
     "begynn 20.00 eller senere"),
    (HEAD + DAY + A + 'start = "23.00–00.30"\n' + B + 'start = "23.30" #!\nduration = 5\n',
     "begynn 00.30 eller senere"),
    (GOOD + 'min = "90m" #!\n', "«min» er lengre enn blokka"),
    (GOOD + 'min = "-5m" #!\n', "ikke en lengde"),
    (GOOD + B + 'duration = 5\nstarts = "fixed" #!\n', "krever et klokkeslett"),
    (GOOD + B + 'duration = 5\nends = "fixed" #!\n', "krever et klokkeslett"),
    (HEAD + 'warning = "1m" #!\ndanger = "5m"\n' + DAY + A + NINE, "minst like lang som «danger»"),
    (HEAD + "danger = 6 #!\n" + DAY + A + NINE, "minst like lang som «danger»"),
    (HEAD + DAY + "untimed = true\n" + A + 'start = "09.00" #!\n', "fjern «start»"),
    (HEAD + DAY + 'untimed = true\nstart = "09.00" #!\n' + A, "fjern «start»"),
    (GOOD + DAY.replace('"d"', '"e"') + "offset = 0 #!\n" + B + NINE, "samme «offset» som «D»"),
    (GOOD + 'parallel="i"\n' + B + 'start = "09.30" #!\nduration = 5\nparallel="i"\n',
     "skriv 09.00 her også"),
    (GOOD + 'parallel="i"\n' + B + "duration=5\n" + B.replace('"b"', '"c"')
     + 'duration=5\nparallel="i" #!\n', "rett etter hverandre"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fragment"), SYNTAX + KEYS + TYPES + NAMES + TIMES + LEAVING)
def test_a_mistake_is_named_by_line_with_its_remedy(text: str, fragment: str) -> None:
    """One mistake gives one sentence, on the line where it stands."""
    (problem,) = problems(text)
    line = next(i for i, row in enumerate(text.splitlines(), start=1) if "#!" in row)
    assert problem.line == line
    assert problem.message.startswith(f"p.toml, linje {line}: ")
    assert fragment in problem.message
    assert problem.message.endswith((".", "?"))


def test_every_mistake_is_found_at_once_in_the_order_of_lines() -> None:
    """A person mends the whole file in one go."""
    text = (
        'id = "p"\ntitel = "P"\n'
        + DAY
        + A + 'start = "9"\nrom = "x"\n'
        + B + 'start = "11.00"\nend = "10.00"\nclass = "x"\n'
    )  # fmt: skip
    found = problems(text)
    assert [problem.line for problem in found] == [1, 2, 9, 10, 15, 16]


def test_an_unreadable_time_does_not_make_what_follows_wrong() -> None:
    """Blocks chained to a mistake are not reported for it."""
    text = HEAD + DAY + A + 'start = "x"\nend = "10.00"\n' + B + "duration = 5\n"
    assert len(problems(text)) == 1


def test_an_id_that_is_missing_is_no_choice() -> None:
    """A room without an id is reported, and not offered where a room is named."""
    text = HEAD + '[[room]]\ntitle = "R"\n' + ROOM + DAY + A + NINE + 'room = "zzz"\n'
    assert [p.message.split(": ", 1)[1] for p in problems(text)] == [
        '«id» mangler; legg til id = "…".',
        "«zzz» er ukjent for «room»; velg blant join.",
    ]


def test_the_message_of_the_error_has_every_problem() -> None:
    """What is printed is one line for each problem."""
    with pytest.raises(PlanErrors) as caught:
        load_plan("a = 1\nb = 2\n", "feil.toml")
    assert caught.value.message.splitlines() == [p.message for p in caught.value.problems]


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "a = 0x" + "f" * 9000])
def test_absurd_toml_is_refused_in_a_sentence(text: str) -> None:
    """Depth and size that break the parser are mistakes like others."""
    assert all(problem.message.startswith("p.toml") for problem in problems(text))


SHIPPED = (assets() / "plans" / "innomed-workshop.toml").read_text("utf-8")
PIECES = st.sampled_from(
    [
        '"',
        "'",
        "[",
        "]]",
        "=",
        "\n",
        "#",
        "\u0000",
        "\ufeff",
        "9.00",
        "-1",
        "true",
        '"x"',
        '"""',
        "start",
        "{",
        ",",
    ]
)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SHIPPED)), st.integers(0, 9), PIECES | st.text(max_size=3)),
        max_size=6,
    )
)
def test_a_damaged_plan_is_a_plan_or_its_mistakes(cuts: list[tuple[int, int, str]]) -> None:
    """Whatever is cut out and put in, nothing but PlanErrors comes of it, with lines that exist."""
    text = SHIPPED
    for at, length, piece in cuts:
        text = text[:at] + piece + text[at + length :]
    check_mistakes(text)


@settings(max_examples=100)
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_shuffled_lines_are_a_plan_or_its_mistakes(chance: random.Random, times: int) -> None:
    """Lines moved, doubled or dropped give a plan or a list of mistakes."""
    lines = SHIPPED.splitlines()
    for _i in range(times):
        line = lines.pop(chance.randrange(len(lines)))
        for _j in range(chance.randrange(3)):
            lines.insert(chance.randrange(len(lines)), line)
    check_mistakes("\n".join(lines))


def check_mistakes(text: str) -> None:
    """Assert that a text is read as a plan, or refused with lines inside it and in order."""
    try:
        assert isinstance(load_plan(text, "p.toml"), Plan)
    except PlanErrors as error:
        lines = [problem.line or 0 for problem in error.problems]
        assert lines == sorted(lines)
        assert max(lines) <= text.count("\n") + 1
        assert all(problem.message.startswith("p.toml") for problem in error.problems)  # noqa: PT017
