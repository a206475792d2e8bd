"""A journal of another day opens, folds and is told as it was that day.

The golden visit is a day at «BUP akutt Ålesund» on 16 March 2021, from the plan ``gulldag`` in the
data folder's ``plans`` and the people of ``folk.csv``. Its journal holds what `words.txt` says,
given to the line mode on a clock that stands still until «klokka» sets it:

- the day before: roles given, suggested, vacated; a test lunch with a gate and own items;
- the day: people edited, removed, away; every change of the plan; hands, turns, replies,
  corrections, a go-round, silenced nudges; pauses, added time, a proposal to catch up; interviews
  with a gate passed and both ways of ending them; notes of every kind but an interview's, changed
  in every way; a dilemma's steps; things undone, and one done again;
- the weeks after: points of the report of every kind, prose, answers, whose notes came in, the
  steps of the review.

Behind these stand a record of a newer version with a kind of event that is unknown here beside a
role suggested for a reason, then a point of the report that was added and taken back.

The older visit tells the same with nothing but what an event, a person or a plan cannot be without:
no rooms, no letters, no report's sections in the plan, no tags, no signatures.
"""

import json
from datetime import UTC, datetime
from typing import Any, get_args

import pytest

from kvip_tui.domain.base import UnknownEvent
from kvip_tui.domain.history import KnownEvent
from kvip_tui.store import codec
from tests.compat.program import GOLDEN, MADE, OLDER, PLAN, VISIT, Program, events, holds

EXPECTED = GOLDEN / "expected"
TAGS = (GOLDEN / "tags.txt").read_text("utf-8").split()
# Each a moment of the day with something of its own: a list with hands, a break, a pending
# appointment, silence, two interviews, a closing meeting, the day done.
MOMENTS = ("09.02.30", "09.14.30", "09.34", "10.50", "11.20", "12.10", "13.15", "15.00")
ENDINGS = {
    "dagen.md": (),
    "dagen.csv": (),
    "dagen.json": (),
    "dagen.ics": (),
    "dagen.svg": (),
    "notater.md": ("--notes",),
    "notater.csv": ("--notes",),
    "notater.json": ("--notes",),
    "merkelapper.md": ("--notes", "--by", "tag"),
    "rapport.md": ("--report",),
    "rapport.csv": ("--report",),
    "rapport.json": ("--report",),
    "nettverk.md": ("--feedback", "network"),
    "leder.md": ("--feedback", "leader"),
}
NEWER = "fra_en_nyere_utgave"
BEHIND_THE_WORDS = 3
IN_INTERVIEW = "grunn Begge har signert på papir"


def moment(clock: str) -> datetime:
    """Return a local time of the visit's day, when Norway was an hour ahead of UTC."""
    local = datetime.fromisoformat(f"2021-03-16T{clock.replace('.', ':')}+01:00")
    return local.astimezone(UTC)


def test_every_kind_of_event_of_that_day_is_known() -> None:
    """There may be more by now, never fewer."""
    assert sorted(TAGS) == TAGS
    known = {kind.__struct_config__.tag for kind in get_args(KnownEvent)}
    assert set(TAGS) - known == set()


@pytest.mark.parametrize(("visit", "newer"), [(VISIT, {NEWER}), (OLDER, set())])
def test_every_kind_of_event_stands_in_the_journals(
    program: Program, visit: str, newer: set[str]
) -> None:
    """And only what is marked as of a newer version is unknown when it is read."""
    lines = program.lines(visit)
    assert {event["kind"] for event in events(lines)} == {*TAGS, *newer}
    read = [event for line in lines for event in codec.decode(line).events]
    assert {event.kind for event in read if isinstance(event, UnknownEvent)} == newer


def test_a_record_is_written_as_it_was_read(program: Program) -> None:
    """The same line; only where a kind of event has got a field since, that one more."""
    for line in program.lines(VISIT):
        again = codec.encode(codec.decode(line))
        new, was = json.loads(again), json.loads(line)
        same = holds(was, new | {"check": was["check"]})
        assert again == line + b"\n" if same else holds(new | {"check": was["check"]}, was)


def test_nothing_of_an_older_record_is_lost(program: Program) -> None:
    """What lacked is added with its default."""
    for line in program.lines(OLDER):
        was = json.loads(line)
        again = json.loads(codec.encode(codec.decode(line)))
        assert holds(again | {"check": was["check"]}, was)


ADDED = {"clock", "machines", "notes_here", "awaited", "leaving", "delays", "unsaid"}


@pytest.mark.parametrize("clock", MOMENTS)
@pytest.mark.parametrize("visit", [VISIT, OLDER])
def test_the_status_at_a_moment_is_what_it_was(program: Program, visit: str, clock: str) -> None:
    """Byte for byte, with the journal as it stood then; what has been added stands at the end."""
    if clock != MOMENTS[-1]:
        program.keep_until(visit, moment(clock))
    golden = EXPECTED / visit / f"status-{clock}.json"
    was, now = golden.read_bytes().rstrip(), program.status(visit, clock).encode("utf-8")
    assert now.startswith(was.removesuffix(b"}"))
    assert set(json.loads(now)) - set(json.loads(was)) <= ADDED


@pytest.mark.parametrize("name", sorted(ENDINGS))
@pytest.mark.parametrize("visit", [VISIT, OLDER])
def test_an_export_is_what_it_was(program: Program, visit: str, name: str) -> None:
    """Byte for byte."""
    written = program.data / name
    program.run("export", visit, str(written), *ENDINGS[name])
    assert written.read_bytes() == (EXPECTED / visit / name).read_bytes()


def test_no_golden_file_is_without_its_test() -> None:
    """The expected files are those of the moments and the exports, and no others."""
    names = {*ENDINGS, *(f"status-{clock}.json" for clock in MOMENTS)}
    for visit in (VISIT, OLDER):
        assert {path.name for path in (EXPECTED / visit).iterdir()} == names


def unmarked(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the mark of what was typed while an interview ran."""
    events = [event for event in record["events"] if event["kind"] != "typed_in_interview"]
    return {**record, "events": events}


def unasked(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the reason for a number that nothing asks about any more.

    It is the number of the visit's own help desk.
    """
    for event in record["events"]:
        if event.get("text") == "Meld fra på 55 00 00 00":
            del event["because"]
    return record


def test_the_same_words_make_the_same_journal(program: Program) -> None:
    """The line mode's words, the plan and the list of people mean what they meant."""
    people = str(GOLDEN / "folk.csv")
    made = ("--plan", PLAN, "--date", "2021-03-16", "--host", "BUP akutt Ålesund")
    again = program.run("new", *made, "--people", people).strip()
    assert again == f"{VISIT}-2"
    typed = (GOLDEN / "words.txt").read_text("utf-8").splitlines()
    # What is typed while interviews run is stored when it is asked for twice.
    twice = typed.index(IN_INTERVIEW)
    typed.insert(twice, IN_INTERVIEW)
    program.line(again, *typed, clock="08.00")
    was, written = program.lines(VISIT), program.lines(again)
    assert len(written) == len(was) - BEHIND_THE_WORDS
    for one, other in zip(written, was, strict=False):
        hidden = {"check": json.loads(other)["check"]}
        new = unmarked(json.loads(one.replace(again.encode(), VISIT.encode()))) | hidden
        assert holds(new, unasked(json.loads(other)))


def test_everything_can_be_undone_and_done_again(program: Program) -> None:
    """Back to the empty visit, and forward to the last point, which was taken back that day."""
    before = program.status(VISIT, "15.00")
    [again] = program.line(VISIT, "gjør om")
    assert again == "Gjort om: Nytt punkt under «Styrker»"
    full = program.status(VISIT, "15.00")
    report = program.line(VISIT, "rapport")
    count = undone_to_the_end(program)
    empty = json.loads(program.status(VISIT, "15.00"))
    assert {block["state"] for block in empty["blocks"]} == {"waiting"}
    assert empty["notes"]["total"] == 0
    answers = program.line(VISIT, *["gjør om"] * count)
    assert not any(answer.startswith("!") for answer in answers)
    assert program.status(VISIT, "15.00") == full
    assert program.line(VISIT, "rapport") == report
    program.line(VISIT, "angre")
    assert program.status(VISIT, "15.00") == before


def undone_to_the_end(program: Program) -> int:
    """Undo until there is nothing left to undo, and return how often that was."""
    answers = program.line(VISIT, *["angre"] * len(program.lines(VISIT)))
    count = sum(answer.startswith("Angret: ") for answer in answers)
    assert all(answer.startswith("!") for answer in answers[count:])
    assert count > len(TAGS)
    return count


def test_the_golden_visit_was_made_that_day(program: Program) -> None:
    """The clock of these tests shows when its first record was written."""
    assert codec.decode(program.lines(VISIT)[0]).at == MADE
