"""The rows of a timetable: a workbook with all that people put into it, hostile ones, and text."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from kvip_tui.errors import UserError
from kvip_tui.store.plans.sheets import rows_of

WORKBOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"


def workbook(folder: Path, change: Callable[[dict[str, bytes]], None] | None = None) -> Path:
    """Write a workbook, with its parts changed."""
    book, held = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Tid", "Hva", "Varighet"],
        [dt.time(8, 30), "Teamets møte", 30],
        [0.375, "Oppstart", "20 min"],
        ["09.20–10.20", "Drøfting", None],
        [dt.timedelta(minutes=45), 7.0, True],
        ["Lunsj etter avtale"],
    ):
        sheet.append(row)
    sheet.merge_cells("A6:C6")
    sheet["A2"].hyperlink = "https://join.nhn.no/"
    book.create_sheet("Annet").append(["08.00", "Ikke dette", 10])
    book.save(held)
    with zipfile.ZipFile(held) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if change is not None:
        change(parts)
    path = folder / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_a_workbook_is_read_by_its_first_sheet(tmp_path: Path) -> None:
    """Times as such, as fractions of a day and as text; merged cells; the next sheet is not."""
    assert rows_of(workbook(tmp_path)) == [
        ["Tid", "Hva", "Varighet"],
        ["08.30", "Teamets møte", "30"],
        ["09.00", "Oppstart", "20 min"],
        ["09.20–10.20", "Drøfting"],
        ["45 min", "7", "True"],
        ["Lunsj etter avtale"],
    ]


def _macros(parts: dict[str, bytes]) -> None:
    main, kind = b"sheet.main+xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    before = b"application/vnd.openxmlformats-officedocument.spreadsheetml." + main
    parts[TYPES] = parts[TYPES].replace(before, kind)


def _relation(kind: str, target: str, mode: str = "") -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        link = f'<Relationship Id="rIdX" Type="{office}/{kind}" Target="{target}"{mode}/>'
        parts[LINKS] = parts[LINKS].replace(b"</Relationships>", f"{link}</Relationships>".encode())
        parts["xl/ny.xml"] = b"<x/>"

    return change


def _entity(parts: dict[str, bytes]) -> None:
    parts[WORKBOOK] = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>' + parts[WORKBOOK]


def _bomb(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet1.xml"] = b"<x>" + b" " * 80_000_000 + b"</x>"


def _cut(parts: dict[str, bytes]) -> None:
    del parts["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    "change",
    [
        _macros,
        _relation("externalLink", "ny.xml"),
        _relation("externalLink", "https://example.org/x.xlsx", ' TargetMode="External"'),
        _relation("vbaProject", "ny.xml"),
        _relation("oleObject", "ny.xml"),
        _relation("connections", "ny.xml"),
        _entity,
        _bomb,
        _cut,
    ],
)
def test_what_a_timetable_does_not_hold_is_refused_by_name(
    tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    """Macros, links out, queries, entities, a bomb, a part that is missing: one sentence."""
    path = workbook(tmp_path, change)
    with pytest.raises(UserError) as caught:
        rows_of(path)
    assert str(path) in caught.value.message


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("f.csv", "Tid;Hva;Min\n08.30;Møte;30\n", [["Tid", "Hva", "Min"], ["08.30", "Møte", "30"]]),
        ("f.csv", '\ufeff08.30,"Møte, felles",30\n', [["08.30", "Møte, felles", "30"]]),
        ("f.tsv", "08.30\tMøte\t30\n", [["08.30", "Møte", "30"]]),
        ("f.txt", "08.30 Møte (30 min)\n", [["08.30", "Møte", "30 min"]]),
        ("f.txt", "kl. 08.30–09.00: Møte\nSlutt\n", [["kl. 08.30–09.00", "Møte"], ["Slutt"]]),
        ("f.txt", "", []),
    ],
)
def test_a_text_is_parted_by_the_mark_that_it_uses(
    tmp_path: Path, name: str, text: str, rows: list[list[str]]
) -> None:
    """Or by the time that begins each line."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert rows_of(path) == rows


def test_a_file_that_is_too_much_or_not_there_is_told(tmp_path: Path) -> None:
    """And one in the old encoding of Windows is read."""
    old = tmp_path / "gammel.csv"
    old.write_bytes("08.30;Drøfting;30".encode("cp1252"))
    assert rows_of(old) == [["08.30", "Drøfting", "30"]]
    many = tmp_path / "mange.csv"
    many.write_text("08.30;A;1\n" * 501, "utf-8")
    large = tmp_path / "stor.csv"
    large.write_bytes(b"x" * 1_000_001)
    for path in (many, large, tmp_path / "ingen.csv", tmp_path / "ingen.xlsx"):
        with pytest.raises(UserError) as caught:
            rows_of(path)
        assert str(path) in caught.value.message
