"""Lists of people, from files and pasted."""

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.state.people import PersonLine
from kvip_tui.domain.state.plan import DEFAULT_GROUPS, HOST, TEAM, USERS, Group
from kvip_tui.errors import UserError
from kvip_tui.store.peoplefile import parse_people, read_people

BERIT = PersonLine("Berit Moe", HOST, "enhetsleder")
AASE = PersonLine("Åse Østby", TEAM, "psykolog")
FATIMA = PersonLine("Fatima Ali", USERS)
PEOPLE = [BERIT, AASE, FATIMA]
CSV = (
    "Berit Moe;vertsenhet;enhetsleder\nÅse Østby;besoksteam;psykolog\nFatima Ali;brukerrepresentant"
)


def refused(text: str, name: str = "") -> str:
    """Return the sentence with which a text is refused, exit code 2."""
    with pytest.raises(UserError) as caught:
        parse_people(text, name=name)
    assert caught.value.exit_code == 2
    assert "\n" not in caught.value.message
    return caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        CSV,
        CSV + "\n",
        CSV.replace(";", ","),
        CSV.replace(";", "\t"),
        CSV.replace(";", " ; "),
        CSV.replace("\n", "\r\n"),
        CSV.replace("\n", "\r"),
        CSV.replace("\n", "\n\n  \n;;;\n"),
        CSV.replace("\n", ";;;\n"),
        "\ufeff" + CSV,
        "sep=;\n" + CSV,
        "\ufeffsep=,\r\n" + CSV.replace(";", ","),
        "navn;gruppe;tittel\n" + CSV,
        "NAVN,Gruppe,Tittel\n" + CSV.replace(";", ","),
        '"Berit Moe";"vertsenhet";"enhetsleder"\n"Åse  Østby";Besøksteam;psykolog\nFatima Ali;b r',
    ],
)
def test_a_csv_list_is_read_however_it_was_written(text: str) -> None:
    """Commas, semicolons or tabs, quotes, any newline, empty lines, header or none."""
    if text.endswith("b r"):
        text = text.replace("b r", "bruker")
    assert parse_people(text) == PEOPLE


def test_a_header_may_have_any_order_and_leave_out_the_title() -> None:
    """The header says which column is which."""
    text = "Tittel;Gruppe;Navn\nenhetsleder;vert;Berit Moe\n;bruker;Fatima Ali\n"
    assert parse_people(text) == [BERIT, FATIMA]
    assert parse_people("gruppe,navn\nteam,Åse\n") == [PersonLine("Åse", TEAM)]


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Berit Moe, enhetsleder, vert", BERIT),
        ("Berit Moe, vert, enhetsleder", BERIT),
        ("Åse Østby, psykolog, team", AASE),
        ("Åse Østby, psykolog, BESØKSTEAM", AASE),
        ("Åse Østby, psykolog, besok", AASE),
        ("Fatima Ali, bruker", FATIMA),
        ("vert, Berit Moe, enhetsleder", BERIT),
        ("Fatima Ali,, brukerrep", FATIMA),
        ("Ola; leder, BUP; vert", PersonLine("Ola", HOST, "leder, BUP")),
        ('Per "Pelle" Å, vert', PersonLine('Per "Pelle" Å', HOST)),
        ('"Moe, Berit", enhetsleder, vert', PersonLine("Moe, Berit", HOST, "enhetsleder")),
        ("Siv, brukerrepresentant, brukerrepresentant", PersonLine("Siv", USERS, USERS)),
    ],
)
def test_pasted_lines_name_the_group_last_or_in_the_middle(line: str, person: PersonLine) -> None:
    """A group is named by id, title or a part of one, before or after the title."""
    assert parse_people(line) == [person]


@pytest.mark.parametrize(
    "text",
    [
        "• Berit Moe, enhetsleder, vert\n• Åse Østby, psykolog, team\n• Fatima Ali, bruker",
        "1. Berit Moe, vert, enhetsleder\n2. Åse Østby, team, psykolog\n10) Fatima Ali, bruker",
        "Vertsenhet:\n- Berit Moe, enhetsleder\n\nBesøksteam:\r\n - Åse Østby, psykolog\n"
        "Brukerrepresentanter\n * Fatima Ali",
        "**Vert:**\nBerit Moe; enhetsleder\nÅse Østby; psykolog; team\n## Bruker:\nFatima Ali",
        "Berit Moe <berit.moe@hso.no>, enhetsleder, vert\nÅse Østby (aase@hso.no), team, psykolog\n"
        "Fatima Ali [mailto:f@x.no], bruker",
        "Be\u200brit\u00ad Moe, enhetsleder, vert\nÅse Østby\ufeff, psykolog, team\n"
        "Fatima Ali, bruker",
    ],
)
def test_a_list_is_read_as_documents_and_mail_write_it(text: str) -> None:
    """Bullets, numbers, headings, addresses in brackets and what nobody sees are left out."""
    assert parse_people(text) == PEOPLE


def test_the_groups_are_the_plans_own() -> None:
    """Another plan has other groups, and a group of the first is unknown there."""
    groups = (Group(id="deltaker", title="Deltakere"), Group(id="leder", title="Ledere"))
    assert parse_people("Ida, delt", groups) == [PersonLine("Ida", "deltaker")]
    with pytest.raises(UserError, match="Deltakere, Ledere"):
        parse_people("Ida, vert", groups)


def test_two_people_may_have_one_name() -> None:
    """Namesakes are two people."""
    assert parse_people("Kari Li;vert\nKari Li;vert\n") == [PersonLine("Kari Li", HOST)] * 2


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Berit;vert\n\nÅse;b\n", 3, "kan være flere grupper"),
        ("Berit;vert\nÅse;ledelsen\n", 2, "«ledelsen» er ikke en gruppe"),
        ("Kari Nilsen, nettverksleder, nettverk", 1, "verken «nettverksleder» eller «nettverk»"),
        ("Besøksteam:\nKari Nilsen, overlege, nettverk", 2, "verken «overlege» eller «nettverk»"),
        ("Berit;vert\nÅse\n", 2, "gruppa mangler"),
        ("navn;gruppe\nÅse;\n", 2, "gruppa mangler"),
        (";vert;leder\n", 1, "navnet mangler"),
        ("sep=;\n;vert;leder\n", 2, "navnet mangler"),
        ("Berit;vert;leder;1970\n", 1, "flere enn navn"),
        ("navn;gruppe;;\nBerit;vert;leder\n", 2, "flere enn navn"),
        ("navn;gruppe;fødselsdato\nBerit;vert;1. mai\n", 1, "«fødselsdato» er ikke med"),
        ("navn;tittel\nBerit;leder\n", 1, "overskriften må ha navn og gruppe"),
        ("navn;gruppe;navn\nBerit;vert;x\n", 1, "overskriften må ha navn og gruppe"),
        ('Åse;team\n"Berit;vert\n', 2, "anførselstegn"),
        ('"Berit" Moe;vert\n', 1, "anførselstegn"),
        ('"To\nlinjer";vert\nÅse;x\n', 3, "ikke en gruppe"),
        (f"Berit;vert;{'x' * 201}\n", 1, "lengre enn 200 tegn"),
        ("Be\x1brit;vert\n", 1, "styretegn"),
        ("Be\u202erit;vert\n", 1, "styretegn"),
        ("Be\ud83drit;vert\n", 1, "styretegn"),
        ("Åse;vert\nBe\0rit;vert\n", 2, "ikke en tekstfil"),
        ("Åse;vert\n" * 501, 501, "mer enn 500 personer"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    """A sentence names the list, the line and the remedy."""
    message = refused(text, "deltakere.csv")
    assert message.startswith(f"deltakere.csv, linje {line}: ")
    assert said in message


def test_the_longest_list_and_the_longest_name_are_allowed() -> None:
    """500 people, and names of 200 characters, are within bounds."""
    assert len(parse_people(f"{'x' * 200};vert\n" * 500)) == 500


@pytest.mark.parametrize("text", ["", "\n \n;;\n", "navn;gruppe;tittel\n"])
def test_a_list_of_nobody_is_refused(text: str) -> None:
    """A list without people is a mistake, and how to write one is said."""
    assert "navn;gruppe;tittel" in refused(text)


@pytest.mark.parametrize(
    "private", ["berit@example.org", "01019012345", "010190 12345", "01.01.90-123 45"]
)
@pytest.mark.parametrize("place", ["Berit;vert;{}", "{};vert", "Navn;Gruppe;{}\nBerit;vert;x"])
def test_private_particulars_are_refused_and_not_repeated(private: str, place: str) -> None:
    """E-mail and national identity numbers are not for kvip; the sentence does not quote them."""
    message = refused(place.format(private))
    assert "e-post" in message
    assert "fjern kolonnen" in message
    assert private not in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_in_the_encodings_that_programs_write(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without its mark, Windows' own, and Excel's «Unicode-tekst»."""
    path = tmp_path / "mine folk.csv"
    path.write_bytes(CSV.encode(encoding))
    assert read_people(path) == PEOPLE


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    """What is neither UTF-8 nor Windows text has control characters, and they are refused."""
    path = tmp_path / "folk.csv"
    path.write_bytes(b"Berit\x81;vert\n")
    with pytest.raises(UserError, match=r"folk\.csv, linje 1: .*styretegn"):
        read_people(path)


def test_a_spreadsheet_called_csv_is_recognised(tmp_path: Path) -> None:
    """An Excel file with the wrong ending gets a remedy, new format or old."""
    path = tmp_path / "folk.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "")
    with pytest.raises(UserError, match="regneark, ikke CSV; lagre det som CSV UTF-8"):
        read_people(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(UserError, match="regneark"):
        read_people(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A missing file, a folder and a huge file are refused in a sentence each."""
    with pytest.raises(UserError, match=r"Finner ikke personlista .*borte\.csv"):
        read_people(tmp_path / "borte.csv")
    with pytest.raises(UserError, match="Kan ikke lese personlista"):
        read_people(tmp_path)
    (tmp_path / "stor.csv").write_bytes(b"x" * 1_000_001)
    with pytest.raises(UserError, match=r"stor\.csv: fila er større enn 1 MB"):
        read_people(tmp_path / "stor.csv")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is pasted gives people of the plan's groups, or a sentence."""
    groups = {group.id for group in DEFAULT_GROUPS}
    with suppress(UserError):
        assert all(person.name and person.group in groups for person in parse_people(text))


@given(st.binary(max_size=300))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever a file holds, it gives people or a sentence, never another error."""
    path = tmp_path_factory.getbasetemp() / "noe.csv"
    path.write_bytes(data)
    with suppress(UserError):
        assert read_people(path)
