"""What the command line answers to what is wrong: a sentence, an exit code, and nothing changed."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import kvip

DATE, OTHER = "2021-03-16", "2021-03-17"
MADE = ("--plan", "kvip-digital", "--host", "BUP Ålesund")
VISIT, JOURNAL = f"{DATE}-bup-alesund", "journal-her.jsonl"
NEW = ("new", *MADE, "--date", DATE)
Rows = list[tuple[tuple[str, ...], int, str]]

USE: Rows = [
    (("reis",), 2, "Jeg forstår ikke «kvip reis»"),
    (("list", "--alt"), 2, "Jeg forstår ikke «kvip list --alt»"),
    (("status",), 2, "«kvip --help» viser hva som går an"),
    (("new", "--plan", "kvip-digital"), 2, "«kvip --help» viser hva som går an"),
    (("plan",), 2, "«kvip --help» viser hva som går an"),
    (("--language", "tysk", "list"), 2, "«tysk» finnes ikke her: skriv nb, nn eller en"),
    (("open", VISIT), 2, "ingen terminal her: bruk «kvip line»"),
    (("demo",), 2, "ingen terminal her: bruk «kvip line»"),
    ((), 2, "ingen terminal her: bruk «kvip line»"),
]
PLANS: Rows = [
    (("plan", "check", "mangler.toml"), 2, "Finner ikke planen mangler.toml; se om"),
    (("plan", "check", "halv.toml"), 2, "halv.toml, linje 2: .*; sett tekst"),
    (("plan", "check", "ukjent.toml"), 2, "ukjent.toml, linje 2: .*«tittel»; mente du «title»"),
    (("plan", "check", "binær"), 2, r"binær, linje \d: .*lagre fila på nytt"),
    (("plan", "check", "tom.toml"), 2, "tom.toml, linje 1: «id» mangler; legg til"),
    (("plan", "check", "mappe"), 2, "Kan ikke lese planen mappe; se om"),
    ((*NEW, "--plan", "./halv.toml"), 2, "halv.toml, linje 2"),
    ((*NEW, "--plan", "kvip-digtal"), 2, "mente du «kvip-digital»"),
]
PEOPLE: Rows = [
    ((*NEW, "--people", "mangler.csv"), 2, "Finner ikke personlista mangler.csv: se om"),
    ((*NEW, "--people", "binær"), 2, "binær, linje 1: .*;"),
    ((*NEW, "--people", "tom.toml"), 2, "tom.toml: .*skriv navn;gruppe;tittel"),
    ((*NEW, "--people", "gruppe.csv"), 2, "gruppe.csv, linje 2: .*«leder».*; "),
    ((*NEW, "--people", "mappe"), 2, "Kan ikke lese personlista mappe: se om"),
]
TIMES: Rows = [
    (("line", VISIT, "--clock", "25.99"), 2, "«25.99» er ikke et klokkeslett; skriv «09.45»"),
    (("open", VISIT, "--clock", "abc"), 2, "«abc» er ikke et klokkeslett|ingen terminal"),
    (("status", VISIT, "--at", "08.60"), 2, "«08.60» er ikke et klokkeslett; skriv"),
    (("line", VISIT, "--speed", "-1"), 2, "--speed -1 går ikke: skriv et tall"),
    (("line", VISIT, "--speed", "fort"), 2, "--speed fort går ikke: skriv et tall"),
    (("line", VISIT, "--speed", "nan"), 2, "--speed nan går ikke: skriv et tall"),
    (("new", *MADE, "--date", "16-3-21"), 2, "«16-3-21» er ikke en dato; skriv"),
    ((*NEW, "--host", " "), 2, "mangler vertsenhet; skriv"),
]
VISITS: Rows = [
    (("status", "bergen"), 2, "Ingen besøk heter «bergen»: velg et fra «kvip list»"),
    (("line", "bup-alesun"), 2, "mente du .*-bup-alesund"),
    (("status", "2021"), 2, f"flere besøk: skriv mer av navnet .{VISIT}, {OTHER}-bup-alesund"),
    (("status", ""), 2, "Ingen besøk heter «»"),
    (("status", "../.."), 2, r"\.\./\.\. er ikke mappa til et besøk: velg"),
    (("line", "mappe"), 2, "Ingen besøk heter «mappe»"),
    (("export", VISIT, "dagen.exe"), 2, "dagen.exe kan ikke skrives: gi fila en av endelsene"),
    (("export", VISIT, "borte/dagen.md"), 3, "finnes ikke: lag den"),
    (("export", VISIT, "tom.toml"), 2, "gi fila en av endelsene"),
    (("export", VISIT, "finnes.md"), 3, "finnes.md finnes allerede; velg"),
    ((*NEW, "--data", "tom.toml"), 3, "tom.toml.* kunne ikke skrives .*: velg en annen mappe"),
    (("list", "--data", "tom.toml"), 2, "tom.toml.* kan ikke leses .*: velg en annen mappe"),
]


@pytest.fixture(autouse=True)
def _bad_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with files that are wrong in every way."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mappe").mkdir()
    (tmp_path / "binær").write_bytes(bytes(range(256)))
    texts = {
        "tom.toml": "",
        "finnes.md": "Mitt",
        "halv.toml": 'id = "x"\ntitle = [\n',
        "ukjent.toml": 'id = "x"\ntittel = "y"\n',
        "gruppe.csv": "Anne;vertsenhet\nBerit;leder\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make two visits once, something having happened in the first."""
    kept = tmp_path_factory.mktemp("made")
    kvip(*NEW, "--data", str(kept))
    kvip("new", *MADE, "--date", OTHER, "--data", str(kept))
    said = "neste\nnotat æøå\nnotat to\npause\n"
    kvip("line", VISIT, "--clock", "08.30", "--data", str(kept), said=said)
    [journal] = kept.glob(f"visits/{VISIT}/journal-*.jsonl")
    journal.rename(journal.with_name(JOURNAL))
    return kept


@pytest.fixture
def two_visits(_made: Path, data: Path) -> None:
    """Have those two visits."""
    shutil.copytree(_made, data)


@pytest.fixture
def journal(two_visits: None, data: Path) -> Path:
    """Return the journal of the first visit."""
    return data / "visits" / VISIT / JOURNAL


def everything(*folders: Path) -> dict[Path, bytes]:
    """Return what is in folders, byte for byte; the locks, which are empty, left out."""
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in found if path.suffix != ".lock"}


@pytest.mark.usefixtures("two_visits")
@pytest.mark.parametrize(
    "rows", [USE, PLANS, PEOPLE, TIMES, VISITS], ids=["use", "plans", "people", "times", "visits"]
)
def test_what_is_wrong_is_said_and_changes_nothing(rows: Rows, data: Path, tmp_path: Path) -> None:
    """Each is answered on standard error by what is wrong and what helps, with its exit code."""
    before = everything(data, tmp_path)
    for words, code, answer in rows:
        out, err = kvip(*words, code=code)
        assert re.search(answer, err), f"{words}: {err}"
        assert (out, "Traceback" in err, err.endswith(".\n") or "?\n" in err) == ("", False, True)
        assert everything(data, tmp_path) == before, words


def in_the_middle(whole: bytes) -> bytes:
    """Return a journal in which one letter of its third line has become another."""
    return whole.replace("æøå".encode(), "æøa".encode())


@pytest.mark.parametrize(
    "spoil", [lambda whole: b"", lambda whole: bytes(range(256)), lambda whole: whole[:99]]
)
@pytest.mark.parametrize("verb", ["status", "line", "export"])
def test_a_journal_that_is_no_visit_is_left_as_it_is(
    journal: Path, data: Path, verb: str, spoil: Callable[[bytes], bytes]
) -> None:
    """A journal that is empty, binary or cut in its first line is named, and not touched."""
    journal.write_bytes(spoil(journal.read_bytes()))
    before = everything(data)
    words = (verb, VISIT, "ut.md") if verb == "export" else (verb, VISIT)
    out, err = kvip(*words, code=2, said="neste\n")
    assert (out, re.search(r"journal-her\.jsonl .*: hent fram en kopi", err) is None) == ("", False)
    assert everything(data) == before
    assert f"{VISIT}  ! " in kvip("list")[0]


def test_a_journal_damaged_in_the_middle_is_stepped_over_and_never_written(
    journal: Path, data: Path
) -> None:
    """The rest stands, what is missing is named, and writing goes on in a file beside it."""
    journal.write_bytes(in_the_middle(journal.read_bytes()))
    damaged, before = journal.read_bytes(), everything(data)
    out, err = kvip("status", VISIT, "--at", "08.40")
    assert "Pause i klokka: Besøksteamets eget møte" in out
    assert "linje 3" in err
    assert everything(data) == before
    out, err = kvip("line", VISIT, "--clock", "08.40", said="notat nytt\nstatus\n")
    assert out.startswith("Notatet er lagret")
    assert journal.read_bytes() == damaged
    out, err = kvip("status", VISIT, "--json", "--at", "08.41")
    assert json.loads(out)["notes"]["total"] == 2


def refuse(data: Path, how: dict[str, Any], *words: str, said: str | bytes, answer: str) -> None:
    """Let commands be given in a way that one of them cannot be carried out, and look."""
    before = everything(data)
    out, err = kvip(*words, said=said, **how)
    assert re.search(f"(?m)^! {answer}", out), out + err
    assert err == ""
    assert everything(data) == before


@pytest.mark.usefixtures("two_visits")
def test_a_line_that_is_not_utf8_is_refused(data: Path) -> None:
    """A line in another encoding is refused, instead of being kept with letters missing."""
    words = ("line", VISIT, "--clock", "08.40")
    refuse(
        data, {}, *words, said="notat blåbær\n".encode("latin-1"), answer="Linja er ikke .*UTF-8"
    )
    refuse(data, {}, *words, said=bytes(range(128, 256)) + b"\n", answer="Linja er ikke .*UTF-8")


@pytest.mark.usefixtures("two_visits")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size")
def test_a_full_disk_is_said_and_nothing_is_half_written(data: Path, tmp_path: Path) -> None:
    """Where there is no room, the command is refused, and no half visit or export is left."""
    import resource  # noqa: PLC0415 - only POSIX has it

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    how: dict[str, Any] = {"preexec_fn": full}
    words = ("line", VISIT, "--clock", "08.40")
    refuse(data, how, *words, said="notat ett\n", answer="Det er ikke plass på disken.*frigjør")
    before = everything(data, tmp_path)
    for verb in (NEW, ("export", VISIT, "dagen.json")):
        out, err = kvip(*verb, code=3, **how)
        assert (out, "Det er ikke plass på disken" in err, "Traceback" in err) == ("", True, False)
    assert everything(data, tmp_path) == before


@pytest.mark.usefixtures("two_visits")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is full")
def test_an_answer_that_cannot_be_written_is_said() -> None:
    """Where standard output is full, that is a sentence, not a crash."""
    for words in (("list",), ("line", VISIT, "--clock", "08.40")):
        with Path("/dev/full").open("w") as full:
            _out, err = kvip(*words, said="status\n", code=3, stdout=full)
        assert re.fullmatch("Svaret kunne ikke skrives .*: frigjør plass.*\n", err)


@pytest.mark.usefixtures("two_visits")
@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX closes what it was given")
@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_standard_stream_that_is_closed_does_no_harm(closed: int) -> None:
    """Without standard input there is nothing to do; without output it is done all the same."""
    kvip("line", VISIT, "--clock", "08.40", preexec_fn=lambda: os.close(closed))
    kvip("list", preexec_fn=lambda: os.close(closed))


@pytest.mark.usefixtures("two_visits")
@pytest.mark.parametrize("locale", ["C", "POSIX", "nb_NO.ISO8859-1", ""])
def test_any_locale_gets_whole_letters_through_a_pipe(locale: str) -> None:
    """Whatever the locale says, what goes to files and pipes is UTF-8."""
    env = {**os.environ, "LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert "BUP Ålesund" in kvip("list", env=env)[0]
    out, _err = kvip("line", VISIT, "--clock", "08.41", said="notat blåbær\n", env=env)
    assert out == "Notatet er lagret · T · bare teamet\n"
    assert (
        "blåbær" in (kvip("export", VISIT, "a.json", env=env), Path("a.json").read_text("utf-8"))[1]
    )
