"""«kvip template» and «kvip export … .docx», as they are typed."""

from pathlib import Path

import pytest

from kvip_tui.cli.main import main
from kvip_tui.export.word.document import ANY
from tests.export.word.pages import ALL, BODY, body, lines, template

Said = pytest.CaptureFixture[str]


def test_a_template_is_copied_to_be_edited_and_never_written_over(
    tmp_path: Path, capsys: Said
) -> None:
    """Exit 0 and where it is; an old file stays; an unknown name gets those there are."""
    path = tmp_path / "mal.docx"
    assert main(["template", "copy", ANY, str(path)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert main(["template", "check", str(path)]) == 0
    assert capsys.readouterr().out == f"{path} kan brukes.\n"
    kept = path.read_bytes()
    assert main(["template", "copy", "oppsummering", str(path)]) == 3
    assert "finnes allerede" in capsys.readouterr().err
    assert path.read_bytes() == kept
    assert main(["template", "copy", "oppsummering", str(path), "--force"]) == 0
    assert path.read_bytes() != kept
    assert main(["template", "copy", "rapprt", str(path)]) == 2
    assert "velg besoksrapport-digital, " in capsys.readouterr().err
    assert main(["template", "copy", ANY, str(tmp_path / "mal.doc")]) == 2


def test_a_check_says_all_and_returns_what_scripts_need(tmp_path: Path, capsys: Said) -> None:
    """Each problem is a line with file, paragraph and remedy: 1; what is no template: 2."""
    path = template(tmp_path, {BODY: body("Til {{ hostt }}", "{% if draft %}", ALL)})
    assert main(["template", "check", str(path)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 2
    assert said[0].startswith(
        f"{path}, avsnitt 1 («Til {{{{ hostt }}}}»): «{{{{ hostt }}}}»: feltet"
    )
    assert said[1].startswith(f"{path}, avsnitt 2 (")
    path.write_bytes(b"PK")
    assert main(["template", "check", str(path)]) == 2
    assert "er ikke et Word-dokument" in capsys.readouterr().err
    assert main(["template", "check", str(tmp_path / "borte.docx")]) == 2
    assert main(["template"]) == 2


def test_a_visit_becomes_a_word_document_in_a_template_of_ones_own(
    tmp_path: Path, capsys: Said
) -> None:
    """By its ending alone; what was dropped is said on standard error, and stands at the end."""
    data = ("--data", str(tmp_path / "data"))
    made = ("--plan", "kvip-digital", "--date", "2021-03-16", "--host", "BUP Ålesund")
    assert main(["new", *made, *data]) == 0
    visit = capsys.readouterr().out.strip()
    path, own = tmp_path / "Rapport.DOCX", template(tmp_path, {BODY: body("Hos {{ host }}")})
    words = ["export", visit, str(path), "--draft", *data]
    assert main(words) == 0
    assert "BUP Ålesund" in lines(path.read_bytes())
    assert capsys.readouterr() == (f"{path}\n", "Kontrollen har 1 merknad: se «kvip check».\n")
    assert main([*words, "--template", str(own)]) == 3
    assert main([*words, "--template", str(own), "--force"]) == 0
    assert "Malen har ikke plass til «om_kvip.prose»" in capsys.readouterr().err
    assert lines(path.read_bytes())[:2] == ["Hos BUP Ålesund", "Ikke plassert"]
    assert main(["export", visit, str(path), "--notes", *data]) == 2
    assert "gi fila en av endelsene .md" in capsys.readouterr().err
    before = path.read_bytes()
    own.write_bytes(b"")
    assert main([*words, "--template", str(own), "--force"]) == 2
    assert path.read_bytes() == before
