"""The form of a new visit: filled in by keyboard, saying what it understands as one types."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList, Select, TextArea

from kvip_tui.domain.report.points import AddPoint, DetailPoint
from kvip_tui.domain.state.plan import DEFAULT_GROUPS, Day, Plan
from kvip_tui.errors import UserError
from kvip_tui.store.library import Library
from kvip_tui.ui.start.form import read_day, read_host, read_plan_name, read_roster, suggested_day
from kvip_tui.ui.start.new_visit import NewVisitScreen
from kvip_tui.visits.open import open_visit
from tests.ui.doors import TODAY, at_start, day_of, make, paste, said, shown, type_fast

PLAN = Plan(id="p", title="Plan", days=(Day(id="d", title="Dagen", blocks=()),))
LIST = """Berit Moe, enhetsleder, vert
Kari Holm, overlege, vert
Anne Lie, besøksleder, team
Fatima Ali, bruker
"""


async def form(pilot: Pilot[None]) -> NewVisitScreen:
    """Open the form."""
    await pilot.press("n")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, NewVisitScreen)
    return screen


async def test_a_visit_is_made_by_keyboard_alone(data: Path) -> None:
    """Host, Enter, date, Enter, a pasted list, Ctrl+S, as fast as one likes: the day opens."""
    async with shown(at_start(data)) as pilot:
        await type_fast(pilot, "n", "BUP akutt Ålesund", "enter", "18.3.2021", "enter")
        await paste(pilot, LIST)
        await pilot.press("ctrl+s")
        await pilot.pause()
        visit = day_of(pilot).session.visit
        assert (visit.date, visit.host, visit.plan.id) == (
            date(2021, 3, 18),
            "BUP akutt Ålesund",
            "kvip-digital",
        )
        assert [person.letter for person in visit.people] == ["b", "k", "a", "f"]
    [summary] = Library(data).visits()
    assert (summary.id, summary.rehearsal) == ("2021-03-18-bup-akutt-alesund", False)


async def test_the_form_asks_for_a_few_things_and_begins_with_what_is_most_likely(
    data: Path,
) -> None:
    """No field is for patient or next of kin; the digital plan and today stand there already."""
    async with shown(at_start(data), (80, 24)) as pilot:
        screen = await form(pilot)
        fields = [widget.id for widget in screen.query("Select, Input, TextArea")]
        assert screen.typed.language == "nb"
        assert fields == ["host", "day", "plan", "language", "people", "phrase", "again"]
        assert screen.typed.plan == "kvip-digital"
        assert said(pilot, "#plan-says") == "Den digitale besøksdagen 08.30–14.15, 9 blokker"
        assert said(pilot, "#day-says") == "tir. 16. mars 2021, i dag"
        assert said(pilot, "#people-says").startswith("Ingen ennå")
        assert said(pilot, "#privacy") == "Pasient og pårørende skal ikke stå her."
        assert said(pilot, "#host-says") == ""


async def test_a_visit_is_made_in_nynorsk(data: Path) -> None:
    """Chosen by keys, the language is that of plan and report."""
    async with shown(at_start(data)) as pilot:
        screen = await form(pilot)
        await pilot.press("tab", "tab", "tab", "enter", "down", "enter")
        await pilot.pause()
        assert screen.typed.language == "nn"
        screen.query_one("#host", Input).value = "BUP Volda"
        await pilot.press("ctrl+s")
        await pilot.pause()
        plan = day_of(pilot).session.visit.plan
        assert (plan.language, plan.groups[0].title) == ("nn", "Vertseining")


async def test_a_plan_is_chosen_by_keys_and_says_what_it_is(data: Path) -> None:
    """All plans can be chosen, one's own too; one that cannot be used says why and holds back."""
    (data / "plans").mkdir(parents=True)
    (data / "plans" / "egen.toml").write_text('id = "egen"\ntitel = "Feil"\n', "utf-8")
    async with shown(at_start(data)) as pilot:
        screen = await form(pilot)
        choice = screen.query_one("#plan", Select)
        assert choice.query_one(OptionList).option_count == 6
        await pilot.press(*"BUP", "tab", "tab", "enter", "home", "enter")
        await pilot.pause()
        assert screen.typed.plan == "egen"
        assert "egen.toml, linje" in said(pilot, "#plan-says")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert choice.has_focus
    assert Library(data).visits() == []


async def test_what_cannot_be_used_is_said_beside_its_field_and_nothing_is_lost(
    data: Path,
) -> None:
    """A bad date, no host, a line without a group: three sentences, no visit, the same texts."""
    async with shown(at_start(data)) as pilot:
        screen = await form(pilot)
        await pilot.press("tab")
        await paste(pilot, "31.2.2021")
        screen.query_one(TextArea).text = "Berit Moe, vert\nOla Nes"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert said(pilot, "#day-says") == (
            "! «31.2.2021» er ikke en dato; skriv «2021-03-16» eller «16.3.2021»."
        )
        assert said(pilot, "#host-says").startswith("! Besøket mangler vertsenhet")
        assert said(pilot, "#people-says").startswith("! Personlista, linje 2: gruppa mangler")
        assert screen.query_one("#host", Input).has_focus
        assert (screen.typed.day, screen.typed.people) == ("31.2.2021", "Berit Moe, vert\nOla Nes")
    assert Library(data).visits() == []


async def test_what_was_typed_is_there_again_after_going_back(data: Path) -> None:
    """Escape makes nothing and throws nothing away."""
    async with shown(at_start(data)) as pilot:
        screen = await form(pilot)
        await pilot.press("enter")
        await paste(pilot, "BUP [red] Ålesund")
        screen.query_one(TextArea).text = LIST
        await pilot.pause()
        typed = screen.typed
        await pilot.press("escape")
        await pilot.pause()
        again = await form(pilot)
        assert again.typed == typed
        assert said(pilot, "#people-says").startswith("4 personer")
    assert Library(data).visits() == []


async def test_a_full_disk_leaves_the_form_as_it_was(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written is said on the quiet line, and what was typed still stands there."""

    def full(*_: object) -> None:
        raise UserError("Det er ikke plass på disken.")

    monkeypatch.setattr(Library, "create", full)
    async with shown(at_start(data)) as pilot:
        screen = await form(pilot)
        screen.query_one("#host", Input).value = "BUP"
        screen.query_one(Button).press()
        await pilot.pause()
        assert said(pilot) == "! Det er ikke plass på disken."
        assert pilot.app.screen is screen
        assert screen.typed.host == "BUP"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("16.3.2021", "tir. 16. mars 2021, i dag"),
        ("2021-03-17", "ons. 17. mars 2021"),
        ("20.3.2021", "lør. 20. mars 2021, i helga"),
        ("16.3.21", "tir. 16. mars 2021, i dag"),
        ("1.3.2021", "man. 1. mars 2021, som har vært"),
        ("1.4", "tor. 1. april 2021"),
        ("i morgen", "ons. 17. mars 2021"),
        ("I overmorgon", "tor. 18. mars 2021"),
        ("på fredag", "fre. 19. mars 2021"),
        ("tysdag", "tir. 23. mars 2021"),
        ("next Monday", "man. 22. mars 2021"),
        ("i dag", "tir. 16. mars 2021, i dag"),
    ],
)
def test_a_date_is_said_in_words(typed: str, says: str) -> None:
    """However it is typed, the weekday shows whether it is the right one."""
    assert read_day(typed, TODAY).says == says


@pytest.mark.parametrize("typed", ["", "i går", "31.2", "16.3.1", "0021-03-16", "16/3/2021"])
def test_what_is_no_date_is_refused_in_a_sentence(typed: str) -> None:
    """Nothing is guessed at."""
    answer = read_day(typed, TODAY)
    assert answer.value is None
    assert answer.says.endswith("er ikke en dato; skriv «2021-03-16» eller «16.3.2021».")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_suggested_day_is_the_first_working_day(today: date) -> None:
    """Today, or the Monday after a weekend; and it is typed so that it can be read."""
    day = read_day(suggested_day(today), today).value
    assert day is not None
    assert day.weekday() < 5
    assert today <= day <= today + timedelta(days=2)
    assert day == today or today.weekday() >= 5


def test_people_are_counted_by_group() -> None:
    """One line says how many there are of each group, those with nobody left out."""
    assert read_roster(LIST, PLAN).says == (
        "4 personer: 2 vertsenhet, 1 besøksteam, 1 brukerrepresentanter"
    )
    assert read_roster("Berit Moe, vert", PLAN).says == "1 person: 1 vertsenhet"


def test_many_from_the_host_are_a_hint_and_no_obstacle() -> None:
    """Above five the source's advice is said; the people are taken all the same."""
    five = "\n".join(f"Person {n}, vert" for n in "ABCDE")
    assert read_roster(five, PLAN).hint == ""
    six = read_roster(f"{five}\nPerson F, vert", PLAN)
    assert six.hint == "Kilden anbefaler høyst 5 i gruppa vertsenhet."
    assert len(six.value or []) == 6


@pytest.mark.parametrize("quoted", ["{}", "'{}'", '"{}"', "  {}  "])
def test_the_path_of_a_file_stands_for_the_people_in_it(tmp_path: Path, quoted: str) -> None:
    """A path is typed, or dropped on the terminal, which may put quotes round it."""
    file = tmp_path / "folk æ ø.csv"
    file.write_text("navn;gruppe\nBerit Moe;vertsenhet\n", "utf-8")
    assert read_roster(quoted.format(file), PLAN).says == "1 person: 1 vertsenhet"


def test_blanks_that_a_terminal_has_marked_are_blanks(tmp_path: Path) -> None:
    """Some terminals write a backslash before each blank of a dropped path."""
    file = tmp_path / "folk her.csv"
    file.write_text("Berit Moe;vertsenhet\n", "utf-8")
    assert read_roster(str(file).replace(" ", "\\ "), PLAN).value is not None


def test_a_file_that_is_not_there_is_named() -> None:
    """What ends like a file is looked for as one."""
    says = read_roster("ikke/her/folk.csv", PLAN).says
    assert says == (
        f"Finner ikke personlista {Path('ikke/her/folk.csv')}: se om navnet er riktig skrevet."
    )


@pytest.mark.parametrize("text", ["Kari, kari@example.org, vert", "\0", "x" * 900, "Ola, vert\0"])
def test_what_must_not_be_kept_is_refused(text: str) -> None:
    """Addresses, control characters and endless texts give a sentence, never a crash."""
    answer = read_roster(text, PLAN)
    assert answer.value is None
    assert answer.says


@given(st.text(max_size=60))
def test_whatever_is_typed_gets_an_answer(text: str) -> None:
    """No text in any field is a crash."""
    for answer in (read_day(text, TODAY), read_host(text, PLAN), read_roster(text, PLAN)):
        assert answer.value is not None or answer.says
        assert "\n" not in answer.says


def test_a_group_s_title_keeps_the_capitals_of_an_abbreviation() -> None:
    """Titles stand in lower case inside the sentence, «BUP» does not."""
    groups = (*DEFAULT_GROUPS[:1], DEFAULT_GROUPS[1].__class__(id="bup", title="BUP-folk"))
    plan = Plan(id="p", title="Plan", days=PLAN.days, groups=groups)
    assert read_roster("Berit, vert\nOla, bup", plan).says == (
        "2 personer: 1 vertsenhet, 1 BUP-folk"
    )


def test_a_plan_without_a_clock_says_so() -> None:
    """A plan of checklists alone has no times to show."""
    answer = read_plan_name("innomed-veiviser", Path("ikke-her"))
    assert answer.says.endswith(", uten klokke")


async def test_the_next_visit_to_a_host_begins_with_what_was_agreed_last(data: Path) -> None:
    """Said once the host is known; Ctrl+T takes its people and the measures, to be followed up."""
    library = Library(data)
    folder = make(library, day=date(2020, 3, 17))
    opened = open_visit(library, folder)
    opened.session.do(AddPoint("tiltak", "Avtal faste møter"))
    opened.session.do(DetailPoint(opened.session.visit.report.points[0].id, who="Enhetsleder"))
    opened.close()
    async with shown(at_start(data), (80, 24)) as pilot:
        screen = await form(pilot)
        await type_fast(pilot, "bup ålesund", "enter", "16.3.2021")
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert "Forrige besøk her: 17. mars 2020" in str(screen.query_one("#last-says").render())
        assert screen.query_one(TextArea).text == "Berit Moe;Vertsenhet\n"
        await pilot.press("ctrl+s")
        await pilot.pause()
        visit = day_of(pilot).session.visit
        assert [p.text for p in visit.report.points] == ["Avtal faste møter (Enhetsleder)"]
        assert [p.name for p in visit.people] == ["Berit Moe"]


async def test_the_same_host_on_the_same_day_is_asked_about_once(data: Path) -> None:
    """Ctrl+S again makes a second visit."""
    make(Library(data))
    async with shown(at_start(data)) as pilot:
        await form(pilot)
        await type_fast(pilot, "BUP Ålesund", "enter", "16.3.2021")
        await pilot.press("ctrl+s")
        assert said(pilot).startswith("! 2021-03-16-bup-alesund er hos samme vert samme dag.")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert day_of(pilot).session.visit.host == "BUP Ålesund"
    assert len(Library(data).visits()) == 2
