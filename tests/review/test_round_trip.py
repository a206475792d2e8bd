"""A report is written, read by others in an office program, and comes back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kvip_tui.commands.returned import remarks_of
from kvip_tui.domain.base import Refusal
from kvip_tui.domain.history import Undo
from kvip_tui.domain.report.points import AddPoint, RemovePoint, RewordPoint
from kvip_tui.domain.review.changes import ReceiveRemarks, SendReport, SettleRemark
from kvip_tui.domain.state.report import Remark, Remarked, Verdict
from kvip_tui.export.report.write import export_report
from kvip_tui.session import Session
from kvip_tui.store.packages.word_text import read_returned
from kvip_tui.texts import review as texts
from tests.builders import DATE, VisitBuilder
from tests.reports import written
from tests.review.reader import Reader

STRENGTH, MEASURE, HOME = "Fast sykepleier", "Avtal møter", "Kveldsrunden"
Doing = Callable[[Reader], object]


class Sent:
    """A report that was written to be read; ``read`` is what comes of reading it."""

    def __init__(self, folder: Path, built: VisitBuilder | None = None) -> None:
        self.built = built or written()
        self.path, self._back = folder / "ut.docx", folder / "inn.docx"
        self.write()

    def write(self) -> None:
        """Write the draft as it stands, for whoever was sent the report last."""
        visit, records = self.built.visit, self.built.records
        seen = visit.report.sent[-1] if visit.report.sent else None
        export_report(visit, records, self.path, draft=True, force=True, changes_since=seen)

    def session(self) -> Session:
        """Open the visit when the report is back."""
        return self.built.session("15:00")

    def reader(self, doing: Doing, *, lost: bool = False) -> ReceiveRemarks:
        """Return what is taken in of what somebody does with the document."""
        reader = Reader(self.path)
        doing(reader)
        reader.save(self._back) if not lost else reader.rewritten().save(self._back)
        return remarks_of(self.session(), self._back)

    def said(self, doing: Doing, *, lost: bool = False) -> list[str]:
        """Return the lines of that, without the numbers."""
        session = self.session()
        session.do(self.reader(doing, lost=lost))
        return [line.partition(" ")[2] for line in texts.lines(session.visit)]


@pytest.fixture
def sent(tmp_path: Path) -> Sent:
    """A report with everything in it."""
    return Sent(tmp_path)


def both(line: str) -> dict[bool, list[str]]:
    """Return what is said of a change whether it was tracked or not."""
    return {True: [line], False: [line]}


CHANGES: dict[str, tuple[Callable[[Reader, bool], object], dict[bool, list[str]]]] = {
    "words of a point": (
        lambda reader, track: reader.replace(STRENGTH, "kveld", "natt", track=track),
        both("Berit Moe, endring, punkt 4: Fast sykepleier på [-kveld-][+natt+]"),
    ),
    "words at its end": (
        lambda reader, track: reader.at_end(STRENGTH, " nå", track=track),
        both("Berit Moe, endring, punkt 4: Fast sykepleier på kveld[+ nå+]"),
    ),
    "words of the prose": (
        lambda reader, track: reader.replace("Først", "Først", "Aller først", track=track),
        both(
            "Berit Moe, endring, teksten under «Om besøket»: [-Først-][+Aller først+] & "
            "fremst. Ny linje."
        ),
    ),
    "who does a measure": (
        lambda reader, track: reader.replace("Enhetsleder", "Enhetsleder", "Ola", track=track),
        both("Berit Moe, endring, punkt 6, hvem: [-Enhetsleder-][+Ola+]"),
    ),
    "a point struck": (
        lambda reader, track: reader.struck(STRENGTH, track=track),
        both("Berit Moe, strøket, punkt 4: [-Fast sykepleier på kveld-]"),
    ),
    "a paragraph more": (
        lambda reader, track: reader.added(STRENGTH, "Godt humør", track=track),
        both("Berit Moe, nytt, under «Styrker»: Godt humør"),
    ),
    "a point moved": (
        lambda reader, track: reader.moved(STRENGTH, HOME, track=track),
        both("Berit Moe, flyttet, punkt 4: til «Tar med hjem»"),
    ),
}


@pytest.mark.parametrize("lost", [False, True], ids=["names kept", "names lost"])
@pytest.mark.parametrize("track", [True, False], ids=["tracked", "plain"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found_beside_its_point(
    sent: Sent, name: str, *, track: bool, lost: bool
) -> None:
    """Tracked or not, whether the names of the places have survived or not.

    What was struck without a trace from a document without names shows in what was sent.
    """
    if lost:
        sent.built.do(SendReport("Berit", DATE), "14:40")
    doing, expected = CHANGES[name]
    if lost and not track and "who" in name:
        # Nothing tells any more that the one word stands where the other stood.
        gone, came = "strøket, punkt 6, hvem: [-Enhetsleder-]", "nytt, under «Tiltak»: Ola"
        expected = {False: [f"Berit Moe, {said}" for said in (gone, came)]}
    assert sent.said(lambda reader: doing(reader, track), lost=lost) == expected[track]


def test_nothing_is_said_of_what_nobody_has_touched(sent: Sent) -> None:
    """Whether names have survived or not; and that is told."""
    for lost in (False, True):
        found = sent.reader(lambda _reader: None, lost=lost)
        assert found.remarks == ()
    with pytest.raises(Refusal, match=r"remarks\.none"):
        sent.session().do(found)


def test_comments_stand_beside_what_they_are_about(sent: Sent) -> None:
    """Also answers to them; under a heading, the section; on the cover, none."""

    def comment(reader: Reader) -> None:
        reader.comment(STRENGTH, "Bra").comment(STRENGTH, "Enig", by="Ola", answers=0)
        reader.comment("Styrker", "Flere?").comment("Dato", "Feil").comment(MEASURE, "Når?")

    about = "om «Fast sykepleier på kveld»"
    assert sent.said(comment) == [
        f"Berit Moe, kommentar, punkt 4: Bra – {about}",
        "Berit Moe, kommentar, under «Styrker»: Flere? – om «Styrker»",
        "Berit Moe, kommentar, punkt 6: Når? – om «Avtal møter»",
        f"Ola, svar, punkt 4: Enig – {about}",
        "plass i rapporten:",
        "Berit Moe, kommentar, uten plass: Feil – om «Dato»",
    ]


@given(st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_comment_is_ever_lost(sent: Sent, data: st.DataObject) -> None:
    """Whatever is moved, struck or rewritten around it."""
    count = sum(1 for _p in Reader(sent.path).paragraphs())
    numbers = st.integers(0, count - 1)
    spots = data.draw(st.lists(numbers, min_size=1, max_size=5))
    lost, track = data.draw(st.booleans()), data.draw(st.booleans())
    then = data.draw(st.sampled_from(["", "moved", "struck", "replaced"]))
    reader = Reader(sent.path)
    words = [reader.words(p) for p in reader.paragraphs()]
    said = [f"nr {n}" for n, spot in enumerate(spots) if words[spot].strip()]
    for text in said:
        reader.comment(words[spots[int(text[3:])]], text)
    first = next((words[spot] for spot in spots if words[spot].strip()), STRENGTH)
    if then == "moved" and track:
        reader.moved(first, STRENGTH, track=False)
    elif then == "struck" and track:
        reader.struck(first)
    elif then == "replaced":
        reader.replace(first, first, "noe helt annet", track=track)
    back = (reader.rewritten() if lost else reader).save(sent.path.with_name("tilbake.docx"))
    found = remarks_of(sent.session(), back).remarks
    assert sorted(r.text for r in found if r.sort is Remarked.COMMENT) == sorted(said)


def test_the_same_document_is_taken_in_once(sent: Sent) -> None:
    """What was said later in it comes beside what has come before."""
    session = sent.session()
    session.do(sent.reader(lambda reader: reader.comment(STRENGTH, "Bra")))
    with pytest.raises(Refusal, match=r"remarks\.known"):
        session.do(sent.reader(lambda reader: reader.comment(STRENGTH, "Bra")))
    more = sent.reader(lambda reader: reader.comment(STRENGTH, "Bra").comment(HOME, "Mer"))
    session.do(more)
    assert [remark.text for remark in session.visit.report.remarks] == ["Bra", "Mer"]


def settled(sent: Sent, doing: Doing, section: str = "") -> Session:
    """Take in what somebody did, and take over all of it."""
    session = sent.session()
    session.do(sent.reader(doing))
    for remark in session.visit.report.remarks:
        session.do(SettleRemark(remark.id, Verdict.TAKEN, section))
    return session


def test_what_is_taken_over_changes_the_report_and_one_undo_takes_it_back(sent: Sent) -> None:
    """Words, details, prose, new points, points struck and moved."""

    def change(reader: Reader) -> None:
        reader.replace(STRENGTH, "kveld", "natt").replace("Enhetsleder", "Enhetsleder", "Ola")
        reader.added(STRENGTH, "Godt humør").struck("De nøler").replace("Først", "Først", "Ja")
        reader.moved(HOME, STRENGTH)

    session = settled(sent, change)
    report = session.visit.report
    texts_now = [point.text for point in report.of("styrker")]
    assert texts_now == ["Fast sykepleier på natt", "Kveldsrunden tar vi med hjem", "Godt humør"]
    assert [point.who for point in report.of("tiltak")] == ["Ola"]
    assert report.of("utfordringer") == ()
    assert report.prose["om"].startswith("Ja & fremst.")
    assert not report.open_remarks
    last = report.remarks[-1]
    with pytest.raises(Refusal, match=r"remarks\.settled"):
        session.do(SettleRemark(last.id, Verdict.DECLINED))
    session.do(Undo())
    assert session.visit.report.open_remarks == (last,)


def test_two_readers_changes_of_one_point_go_together(sent: Sent) -> None:
    """Each is taken over for itself, the second in the words that the first has made."""
    session = sent.session()
    session.do(sent.reader(lambda reader: reader.replace(STRENGTH, "Fast", "Trygg", by="Ola")))
    session.do(sent.reader(lambda reader: reader.replace(STRENGTH, "kveld", "natt")))
    for remark in session.visit.report.remarks:
        session.do(SettleRemark(remark.id, Verdict.TAKEN))
    [point] = session.visit.report.of("styrker")
    assert point.text == "Trygg sykepleier på natt"
    session.do(sent.reader(lambda reader: reader.replace(STRENGTH, "Fast", "Rolig")))
    with pytest.raises(Refusal, match=r"remarks\.clash"):
        session.do(SettleRemark(session.visit.report.remarks[-1].id, Verdict.TAKEN))
    session.do(SettleRemark(session.visit.report.remarks[-1].id, Verdict.DECLINED))


def test_what_was_changed_here_meanwhile_is_no_change_of_the_reader(sent: Sent) -> None:
    """The document tells which words were sent."""
    sent.built.do(RewordPoint("p1", "Helt nye ord"), "14:45").do(AddPoint("laring", "Ny"), "14:46")
    assert sent.said(lambda reader: reader.comment(HOME, "Ja")) == [
        "Berit Moe, kommentar, punkt 7: Ja – om «Kveldsrunden tar vi med hjem»"
    ]


def test_what_has_changed_since_is_marked_and_is_not_the_readers(sent: Sent) -> None:
    """Tracked changes in the program's own name, new points and those that are gone too."""
    sent.built.do(SendReport("Berit Moe", DATE), "14:40")
    sent.built.do(RewordPoint("p1", "Fast lege på kveld"), "14:45")
    sent.built.do(AddPoint("laring", "Nytt her"), "14:46").do(RemovePoint("p2"), "14:47")
    sent.write()
    xml = Reader(sent.path).parts["word/document.xml"].decode()
    assert re.findall(r"<w:delText[^>]*>([^<]*)", xml)[0] == "sykepleier"
    inserted = re.findall(r"<w:ins [^>]*>.*?<w:t[^>]*>([^<]*)", xml)
    assert inserted == ["lege", "Nytt her"]
    assert sent.said(lambda reader: reader.comment("Fast ", "Bra")) == [
        "Berit Moe, kommentar, punkt 4: Bra – om «Fast»"
    ]
    assert texts.sent_to(sent.built.visit, sent.built.visit.report.sent[-1]).endswith(
        "3 steder er endret"
    )


def test_what_must_not_be_stored_is_left_out_and_the_rest_is_kept(sent: Sent) -> None:
    """«[…]» stands in its place; the file has it still."""
    found = sent.reader(lambda reader: reader.comment(STRENGTH, "Ring 01017012345 om det"))
    assert [remark.text for remark in found.remarks] == ["Ring […] om det"]


def test_another_visits_document_is_none_of_ours(sent: Sent, tmp_path: Path) -> None:
    """It is refused whole, in a sentence."""
    (tmp_path / "b").mkdir()
    other = Sent(tmp_path / "b")
    record = other.built.records[0]
    event = replace(record.events[0], id="et-annet")
    other.built.records[0] = replace(record, events=(event,))
    session = other.session()
    with pytest.raises(Refusal, match=r"remarks\.foreign"):
        remarks_of(session, sent.path)


def test_text_boxes_tables_pictures_and_footnotes_are_read(sent: Sent) -> None:
    """What stands in them is never lost, whatever it is worth."""
    box = (
        f"<w:p {nsdecls('w')}><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'>"
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>I en boks</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    table = (
        f"<w:tbl {nsdecls('w')}><w:tr><w:tc><w:p><w:r><w:t>I en tabell</w:t></w:r></w:p></w:tc>"
        "</w:tr></w:tbl>"
    )
    assert sent.said(lambda reader: reader.put(box).put(table)) == [
        "Berit Moe, nytt, under «Gjennomgang»: I en boks",
        "Berit Moe, nytt, under «Gjennomgang»: I en tabell",
    ]


def test_the_reader_reads_no_more_than_the_rules_let_in(sent: Sent) -> None:
    """The words that a document returns with are those that were put there."""
    back = Reader(sent.path).comment(STRENGTH, "Bra").save(sent.path)
    read = read_returned(back)
    assert read.last_by == "Berit Moe"
    assert [comment.text for comment in read.comments] == ["Bra"]


def test_a_remark_knows_whether_it_has_a_place() -> None:
    """A section is one."""
    assert not Remark("a", Remarked.COMMENT).placed
    assert Remark("a", Remarked.COMMENT, section="styrker").placed
