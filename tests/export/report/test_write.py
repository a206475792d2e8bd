"""The report in a file: byte for byte, what is held back, and what is never written over."""

from errno import ENOSPC
from pathlib import Path

import pytest
from msgspec.structs import replace

from kvip_tui.domain.base import Refusal
from kvip_tui.domain.people.changes import PersonAdded
from kvip_tui.domain.report.changes import WriteFeedback, WriteProse
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.report import Feedback
from kvip_tui.errors import UserError
from kvip_tui.export.report.markdown import report_markdown
from kvip_tui.export.report.write import KINDS, export_feedback, export_report
from kvip_tui.export.word.document import render_docx
from kvip_tui.i18n import use_language
from kvip_tui.store import atomic
from tests.builders import VisitBuilder, visit
from tests.export.report.documents import report
from tests.export.word.pages import BODY, lines, template
from tests.export.word.pages import body as word_body
from tests.reports import THOUGHT, promoted, reported, written

GOLDEN = Path(__file__).parents[1] / "golden_report"


def export(built: VisitBuilder, path: Path, *, draft: bool = False, force: bool = False) -> bytes:
    """Write the report of a visit and return what was written."""
    export_report(built.visit, built.records, path, draft=draft, force=force)
    return path.read_bytes()


@pytest.mark.parametrize("ending", sorted(KINDS))
@pytest.mark.parametrize("draft", [True, False])
def test_a_report_is_its_golden_file_byte_for_byte(
    draft: bool, ending: str, tmp_path: Path
) -> None:
    """In every kind, as a draft and as a final one, in whatever language the program speaks."""
    name = f"{'utkast' if draft else 'rapport'}{ending}"
    use_language("en")
    try:
        found = export(written(), tmp_path / name, draft=draft)
    finally:
        use_language("nb")
    assert found == (GOLDEN / name).read_bytes(), f"{tmp_path / name} is not {name}"


def test_no_golden_file_is_without_its_test() -> None:
    """The golden files are those of the kinds of report and of feedback."""
    expected = {f"{name}{ending}" for name in ("utkast", "rapport") for ending in KINDS}
    assert {path.name for path in GOLDEN.iterdir()} == {*expected, "tilbakemelding.md"}


def test_a_meeting_has_participants_and_no_team() -> None:
    """Where nobody is the host's, nobody came to visit."""
    assert "\nBesøksteam: " in report_markdown(report())
    assert "\nDeltakere: " in report_markdown(replace(report("oppsummering"), hosts=()))


def test_a_report_of_a_rehearsal_says_that_it_is_one() -> None:
    """So that nobody takes it for the visit's, in whatever kind of file."""
    practised = replace(report(draft=False), rehearsal=True)
    assert "ØVING: Digitalt KvIP-besøk" in report_markdown(practised)
    assert "ØVING: Digitalt KvIP-besøk" in lines(render_docx(practised).content)


def test_feedback_is_its_golden_file(tmp_path: Path) -> None:
    """The four questions of the network leader, the day plan against what came of it."""
    built = written().ran("a", "09:00", "09:37")
    built.do(WriteFeedback(Feedback.NETWORK, "tips", "Lengre lunsj\n\n*Takk*"), "15:00")
    path = tmp_path / "tilbakemelding.md"
    export_feedback(built.visit, Feedback.NETWORK, path, built.at("15:01"))
    assert path.read_bytes() == (GOLDEN / path.name).read_bytes()


def test_feedback_has_nothing_of_a_day_that_was_not_led(tmp_path: Path) -> None:
    """A table in which nothing happened says nothing of the day plan."""
    built, path = written(), tmp_path / "n.md"
    export_feedback(built.visit, Feedback.NETWORK, path, built.at("15:01"))
    assert "09.00–09.30" not in path.read_text("utf-8")


def test_feedback_never_stands_in_the_report(tmp_path: Path) -> None:
    """Nor does what is written to one stand in what the other gets."""
    built = written()
    built.do(WriteFeedback(Feedback.LEADER, "went_well", "HEMMELIG"), "15:00")
    for ending in KINDS:
        assert b"HEMMELIG" not in export(built, tmp_path / f"r{ending}")
    to_network = tmp_path / "n.md"
    export_feedback(built.visit, Feedback.NETWORK, to_network, built.at("15:01"))
    assert "HEMMELIG" not in to_network.read_text("utf-8")
    export_feedback(built.visit, Feedback.LEADER, tmp_path / "l.md", built.at("15:01"))
    assert "HEMMELIG" in (tmp_path / "l.md").read_text("utf-8")


def test_a_final_report_waits_for_what_stops_it(tmp_path: Path) -> None:
    """A surprise and a number that tells who somebody is; a draft says UTKAST and goes."""
    surprising, telling = reported(), reported()
    promoted(surprising, THOUGHT)
    telling.do(WriteProse("om", "Ring 912 34 567"), "10:00")
    for built in (surprising, telling):
        path = tmp_path / "r.md"
        with pytest.raises(UserError, match="1 sted") as refused:
            export(built, path)
        assert refused.value.exit_code == 3
        assert not path.exists()
        assert b"UTKAST" in export(built, path, draft=True)
        path.unlink()


def test_every_heading_of_a_draft_says_so(tmp_path: Path) -> None:
    """So that no page of it can be taken for the report."""
    lines = export(written(), tmp_path / "r.md", draft=True).decode().splitlines()
    headings = [line for line in lines if line.startswith(("# ", "## "))]
    assert len(headings) == 9
    assert all("UTKAST" in heading for heading in headings)


def test_nothing_is_written_over_or_written_wrong(tmp_path: Path) -> None:
    """Without force a file stays; an ending that no report has is named."""
    path = tmp_path / "r.md"
    path.write_text("mitt")
    with pytest.raises(UserError, match="--force") as refused:
        export(written(), path)
    assert refused.value.exit_code == 3
    assert path.read_text() == "mitt"
    assert export(written(), path, force=True) != b"mitt"
    with pytest.raises(UserError, match=r"\.md, \.csv, \.json"):
        export(written(), tmp_path / "r.ics")
    with pytest.raises(UserError, match=r"gi fila endelsen \.md\."):
        export_feedback(written().visit, Feedback.LEADER, tmp_path / "r.csv", written().at("15:00"))
    with pytest.raises(Refusal, match=r"report\.no_form"):
        export(visit("A 09:00-09:30"), tmp_path / "x.md", draft=True)


def test_names_and_titles_are_never_markup(tmp_path: Path) -> None:
    """A person's name stands in Markdown as it was written."""
    built = written()
    person = Person(id="ola", name="<b>Ola</b> *X*", group="besoksteam", title="[lege](x)")
    built.happened("09:00", PersonAdded(person=person))
    text = export(built, tmp_path / "r.md").decode()
    assert r"\<b\>Ola\</b\> \*X\*, \[lege\](x)" in text


def test_a_disk_without_room_leaves_the_old_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was, with nothing beside it."""

    def full(handle: int, data: bytes) -> None:
        raise OSError(ENOSPC, "full")

    path = tmp_path / "r.md"
    path.write_text("gammel")
    monkeypatch.setattr(atomic, "write_all", full)
    with pytest.raises(UserError, match="plass på disken") as refused:
        export(written(), path, force=True)
    assert refused.value.exit_code == 3
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("r.md", "gammel")]


def test_a_report_in_word_says_what_its_template_has_no_place_for(tmp_path: Path) -> None:
    """It is written all the same, with that at its end; the template is never written over."""
    built = written()
    path, own = tmp_path / "r.docx", template(tmp_path, {BODY: word_body("{{ host }}")})
    made = export_report(built.visit, built.records, path, draft=True, template=own)
    assert any("Malen har ikke plass til «leader»" in notice for notice in made.notices)
    assert "Ikke plassert" in lines(path.read_bytes())
    final = export_report(built.visit, built.records, tmp_path / "ny.docx", draft=False)
    assert final.notices == ()
    assert final.remarks == "Kontrollen har 3 merknader: se «kvip check»."
    before = own.read_bytes()
    with pytest.raises(UserError, match="er selve malen") as refused:
        export_report(built.visit, built.records, own, draft=True, force=True, template=own)
    assert (refused.value.exit_code, own.read_bytes()) == (3, before)
    with pytest.raises(UserError, match=r"endelsen \.docx"):
        export_report(built.visit, built.records, tmp_path / "r.md", draft=True, template=own)


@pytest.mark.parametrize(
    ("error", "said"), [(PermissionError(13, "x"), "åpen i et annet"), (OSError(28, "x"), "plass")]
)
def test_a_file_that_is_open_in_word_or_a_full_disk_leaves_the_old_report(
    error: OSError, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one is whole, the sentence names it, and no scraps stay."""
    path = tmp_path / "r.docx"
    path.write_bytes(b"det gamle")

    def fails(*_given: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", fails)
    monkeypatch.setattr("kvip_tui.store.atomic._PAUSES", ())
    with pytest.raises(UserError, match=said) as refused:
        export(written(), path, draft=True, force=True)
    assert refused.value.exit_code == 3
    assert str(path) in refused.value.message
    assert path.read_bytes() == b"det gamle"
    assert list(tmp_path.iterdir()) == [path]
