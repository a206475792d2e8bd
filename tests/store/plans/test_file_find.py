"""Plans are found by path, by folder and by id, the user's own before the shipped ones."""

from pathlib import Path

import pytest

from kvip_tui.errors import UserError
from kvip_tui.resources import assets
from kvip_tui.store.plans.file import LARGEST, PlanEntry, find_plan, plan_catalogue, read_plan
from kvip_tui.store.plans.lines import line_map
from kvip_tui.store.plans.problems import PlanErrors

SHIPPED = ["innomed-veiviser", "innomed-webinar", "innomed-workshop", "kvip-digital", "kvip-fysisk"]


def write(folder: Path, name: str, plan_id: str, title: str = "Min plan") -> Path:
    """Write a small plan and return its path."""
    file = folder / name
    file.write_text(
        f'id = "{plan_id}"\ntitle = "{title}"\n[[day]]\nid = "d"\ntitle = "D"\n'
        '[[day.block]]\nid = "b"\ntitle = "B"\nstart = "09.00–10.00"\n',
        encoding="utf-8",
    )
    return file


def refusal(name: str, user_dir: Path | None = None) -> str:
    """Return the sentence with which a name is refused."""
    with pytest.raises(UserError) as caught:
        find_plan(name, user_dir)
    assert caught.value.exit_code == 2
    return caught.value.message


def test_a_shipped_plan_is_found_by_its_id() -> None:
    """No folder of one's own is needed."""
    assert find_plan("kvip-digital", None).title == "Digitalt KvIP-besøk"


def test_a_file_is_found_by_its_path(tmp_path: Path) -> None:
    """Letters beyond ASCII and blanks in the path make no difference."""
    folder = tmp_path / "min mappe æøå"
    folder.mkdir()
    assert find_plan(str(write(folder, "dagen på BUP.toml", "dagen")), None).id == "dagen"


def test_a_folder_with_one_plan_is_that_plan(tmp_path: Path) -> None:
    """With several, the sentence names them; with none, the folder is not a plan."""
    assert "«" in refusal(str(tmp_path))
    write(tmp_path, "a.toml", "a")
    assert find_plan(str(tmp_path), None).id == "a"
    write(tmp_path, "b.toml", "b")
    assert "a.toml, b.toml" in refusal(str(tmp_path))


def test_a_user_s_own_plan_wins_over_a_shipped_one(tmp_path: Path) -> None:
    """The id decides, whatever the file is called."""
    write(tmp_path, "eget.toml", "kvip-digital", "Vårt besøk")
    assert find_plan("kvip-digital", tmp_path).title == "Vårt besøk"
    assert find_plan("kvip-fysisk", tmp_path).title == "Fysisk KvIP-besøk"


def test_a_broken_plan_of_the_user_s_own_is_not_passed_over(tmp_path: Path) -> None:
    """Who has broken their own plan is told, not given another."""
    (tmp_path / "kvip-digital.toml").write_text("id = 3\n", encoding="utf-8")
    with pytest.raises(PlanErrors):
        find_plan("kvip-digital", tmp_path)


def test_the_nearest_plan_is_named_where_there_is_none(tmp_path: Path) -> None:
    """A slip of the finger is answered with what was probably meant."""
    write(tmp_path, "dagen.toml", "dagen-var")
    assert "mente du «kvip-digital»?" in refusal("kvip-digtal", tmp_path)
    assert "mente du «dagen-var»?" in refusal("dagen-vaar", tmp_path)
    assert "en av innomed-veiviser, innomed-webinar" in refusal("zzz")


@pytest.mark.parametrize(
    "name", ["", "\0", "a" * 5000, "../assets/plans/x", "nei/finnes-ikke.toml"]
)
def test_any_name_is_found_or_refused_in_a_sentence(name: str) -> None:
    """Names that no file system takes are unknown plans."""
    assert refusal(name).startswith("Finner ingen plan")


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    """The line is where the first foreign byte stands."""
    file = tmp_path / "latin.toml"
    file.write_bytes('id = "p"\ntitle = "Drøfting"\n'.encode("latin-1"))
    with pytest.raises(PlanErrors) as caught:
        read_plan(file)
    assert caught.value.message.startswith("latin.toml, linje 2: teksten er ikke UTF-8;")


def test_a_file_of_more_than_a_megabyte_is_refused(tmp_path: Path) -> None:
    """Something else was chosen by mistake."""
    file = tmp_path / "film.toml"
    file.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(PlanErrors) as caught:
        read_plan(file)
    assert "større enn 1 MB" in caught.value.message
    assert caught.value.problems[0].line is None


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """What cannot be read is named with its path."""
    for path in (tmp_path / "borte.toml", tmp_path):
        with pytest.raises(UserError) as caught:
            read_plan(path)
        assert str(path) in caught.value.message


def test_the_catalogue_lists_the_shipped_plans() -> None:
    """Without a folder of one's own there are five."""
    entries = plan_catalogue(None)
    assert [entry.id for entry in entries] == SHIPPED
    assert all(entry.title and not entry.own and not entry.problem for entry in entries)


def test_the_catalogue_shows_own_plans_and_reports_broken_ones(tmp_path: Path) -> None:
    """One bad file does not hide the others, and is listed with what is wrong with it."""
    write(tmp_path, "eget.toml", "kvip-digital", "Vårt besøk")
    (tmp_path / "rot.toml").write_text("x\n", encoding="utf-8")
    (tmp_path / "notat.txt").write_text("ikke en plan", encoding="utf-8")
    own, broken, *shipped = plan_catalogue(tmp_path)
    assert own == PlanEntry("kvip-digital", "Vårt besøk", own=True)
    assert (broken.id, broken.title, broken.own) == ("rot", "", True)
    assert broken.problem is not None
    assert broken.problem.startswith("rot.toml, linje 1: ")
    assert [entry.id for entry in shipped] == [name for name in SHIPPED if name != "kvip-digital"]


def test_the_catalogue_needs_no_folder(tmp_path: Path) -> None:
    """A folder that is not there yet has no plans."""
    assert len(plan_catalogue(tmp_path / "finnes-ikke")) == len(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_block_is_found_on_the_line_of_its_id(name: str) -> None:
    """The map of lines agrees with the file for every id, title, check and prompt."""
    text = (assets() / "plans" / f"{name}.toml").read_text("utf-8")
    lines, mapped = text.splitlines(), line_map(text)
    plan = find_plan(name, None)
    for i, day in enumerate(plan.days):
        for j, block in enumerate(day.blocks):
            here = ("day", i, "block", j)
            assert f'"{block.id}"' in lines[mapped[(*here, "id")] - 1]
            for k, check in enumerate(block.checks):
                assert check.text in lines[mapped[(*here, "check", k, "text")] - 1]
            for k, prompt in enumerate(block.prompts):
                assert prompt in lines[mapped[(*here, "prompts", k)] - 1]


def test_lines_are_found_past_long_texts_nested_lists_and_comments() -> None:
    """What looks like a header or a key inside a text or a list is neither."""
    text = (
        'title = """\n[[day]]\nid = "x"\n"""  # id = 3\n'
        "note = '''\n\"\"\"\n'''\n"
        '["day"]\n'
        "'id' = \"a # b\"\n"
        "list = [ # [\n  [1, 2], {a = 1, b = [3]},\n  '''x\n''', 4\n]\n"
        "a.b = 1\n"
        "[day.c]\n"
        "d = 2\n"
    )
    assert line_map(text) == {
        ("title",): 1,
        ("note",): 5,
        ("day",): 8,
        ("day", "id"): 9,
        ("day", "list"): 10,
        ("day", "list", 0): 11,
        ("day", "list", 1): 11,
        ("day", "list", 2): 12,
        ("day", "list", 3): 13,
        ("day", "a"): 15,
        ("day", "a", "b"): 15,
        ("day", "c"): 16,
        ("day", "c", "d"): 17,
    }
