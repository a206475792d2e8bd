"""What is too long to be what it should be is refused before it is looked at, with its limit."""

from pathlib import Path

import msgspec
import pytest

from kvip_tui.domain.state.people import PersonLine
from kvip_tui.errors import UserError
from kvip_tui.store.addressbook import LARGEST, AddressBook
from kvip_tui.store.peoplefile import LONGEST_LINE, parse_change, parse_people
from kvip_tui.store.plans.file import load_plan
from kvip_tui.store.plans.problems import MOST_PROBLEMS, PlanErrors


@pytest.mark.parametrize("text", ["1." * 60_000, "x" * 120_000, "a;" * 2_000, '"' * 2_001])
def test_a_line_of_people_has_a_length(text: str) -> None:
    """The line is named."""
    with pytest.raises(UserError, match=f"linje 2: linja er lengre enn {LONGEST_LINE} tegn"):
        parse_people(f"Kari Nes;vert\n{text}")
    with pytest.raises(UserError, match="linje 1: linja er lengre enn"):
        parse_change(text)


def test_a_list_of_people_has_a_length() -> None:
    """A megabyte, as a file of them has."""
    with pytest.raises(UserError, match="lengre enn 1 MB"):
        parse_people("Kari Nes;vert\n" * 80_000)


@pytest.mark.parametrize(
    "line",
    ["a." * 20_000 + "a = 1", "[" + "a." * 100 + "a]", "a = '" + "x" * 5_000 + "'", "." * 41],
)
def test_a_line_of_a_plan_has_a_length_and_a_key_few_parts(line: str) -> None:
    """The line is named."""
    with pytest.raises(PlanErrors, match="linje 2: linja er for lang, eller har for mange"):
        load_plan(f'id = "x"\n{line}\n', "plan.toml")


def test_no_more_faults_are_told_than_can_be_mended_at_once() -> None:
    """And that there may be more is said."""
    with pytest.raises(PlanErrors, match="Det kan være flere") as refused:
        load_plan("".join(f"k{n} = 1\n" for n in range(20_000)), "plan.toml")
    assert len(refused.value.problems) == MOST_PROBLEMS


def book(folder: Path, tables: dict[str, dict[str, dict[str, str]]]) -> AddressBook:
    """Return an address book that somebody else has written."""
    made = AddressBook(folder)
    made.path.write_bytes(msgspec.json.encode(tables))
    return made


def test_an_address_book_has_a_size(tmp_path: Path) -> None:
    """It is left as it is."""
    people = {str(n): {"name": "x" * 100} for n in range(LARGEST // 100)}
    made = book(tmp_path, {"vertsenhet": people})
    with pytest.raises(UserError, match="større enn 4 MB"):
        made.entries()
    assert made.path.stat().st_size > LARGEST


def test_a_number_too_long_to_be_one_is_damage(tmp_path: Path) -> None:
    """The book is laid aside under another name, and a new one begun."""
    made = book(tmp_path, {"vertsenhet": {"9" * 5_000: {"name": "Kari"}}})
    assert made.entries() == []
    assert "lagt til side" in made.take_notice()


def test_many_groups_cost_one_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody is read, and forgotten, in one go."""
    from kvip_tui.store import addressbook  # noqa: PLC0415

    made = book(tmp_path, {f"g{n}": {"1": {"name": f"N{n}"}} for n in range(500)})
    reads = 0
    read = addressbook.AtomicStorage.read

    def counted(storage: addressbook.AtomicStorage) -> object:
        nonlocal reads
        reads += 1
        return read(storage)

    monkeypatch.setattr(addressbook.AtomicStorage, "read", counted)
    everybody = made.entries()
    assert (len(everybody), reads) == (500, 2)
    made.forget([*everybody[1:], PersonLine("Ingen", "g0")])
    assert reads == 4
    assert made.entries() == everybody[:1]
