"""The digital KvIP day of the sources, led by keyboard in a real terminal on a rehearsal clock.

``python -m tests.e2e.day FOLDER`` leads it by hand, keeps the visit in that folder and shows the
screen as it was at the end of each stage.
"""

import csv
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e.program import KVIP, kvip, status
from tests.e2e.terminal import Terminal

SIZE = (140, 40)
PEOPLE = """navn;gruppe;tittel
Anne Lie;besøksteam;Besøksleder
Berit Moe;vertsenhet;Enhetsleder
Fatima Ali;brukerrepresentant;
Henrik Dahl;besøksteam;Psykologspesialist
Ingrid Nes;vertsenhet;Fagutvikler
Jon Vik;brukerrepresentant;
"""
UNFINISHED = "Prøv felles morgenmøte"
WHISPER = "Dette er sagt i fortrolighet"
# So long after a key the same one is not taken for a bounce of it, or as held, in seconds.
MEANT = 1.3
Json = dict[str, Any]


class Leader:
    """The one at the keyboard."""

    def __init__(self, terminal: Terminal, visit: str) -> None:
        self.terminal = terminal
        self.visit = visit
        self._clock = ""
        self._pressed = "", 0.0

    def at(self, clock: str) -> None:
        """Let it become that time: «09.02.00»."""
        self.words(f"klokka {clock}", f"KvIP .* {clock} ")
        self._clock = clock

    def words(self, command: str, answer: str) -> None:
        """Type a command in words and wait for its answer."""
        self.terminal.press(":", command, "enter")
        self.terminal.see(answer)

    def key(self, key: str, answer: str) -> None:
        """Press a key and wait for its answer; the same one again is meant, and no bounce."""
        while key == self._pressed[0] and time.monotonic() - self._pressed[1] < MEANT:
            self.terminal.take()
        self._pressed = key, time.monotonic()
        self.terminal.press(key)
        self.terminal.see(answer)

    def tick(self, text: str) -> None:
        """Tick the item that begins with those words, by the digit in front of it."""
        found = re.search(rf"(\d) ☐ {text}", self.terminal.screen)
        assert found, f"no item {text!r} on the screen:\n{self.terminal.screen}"
        self.key(found[1], f"{found[1]} ☑ {text}")

    def note(self, text: str, answer: str = "Notatet er lagret") -> None:
        """Write a note; Enter on the empty line gives the keys back to the day."""
        self.terminal.press("enter", text, "enter", "enter")
        self.terminal.see(answer)

    def status(self) -> Json:
        """Return where the day stands, as another process is told it."""
        return status(self.visit, self._clock)


@contextmanager
def leading(visit: str, clock: str) -> Iterator[Leader]:
    """Open a visit on a clock that stands still, and wait for its screen."""
    command = [KVIP, "open", visit, "--real", "--clock", clock, "--speed", "0"]
    with Terminal(command, SIZE) as terminal:
        terminal.see("F1 Hjelp")
        leader = Leader(terminal, visit)
        leader.at(f"{clock}.00")
        yield leader


def block(found: Json, block_id: str) -> Json:
    """Return a block of a status."""
    return next(each for each in found["blocks"] if each["id"] == block_id)


def spoken(found: Json) -> dict[str, int]:
    """Return the seconds that each has spoken today, by first name; those who have."""
    people = found["floor"]["people"]
    return {p["name"].split()[0]: p["spoken_s"] for p in people if p["spoken_s"]}


def team_meeting(leader: Leader) -> None:
    """Lead the team's own meeting: gates and checks by digits, the floor by letters, more time."""
    leader.key("f8", "Besøksteamets eget møte er i gang")
    for number in "1234567":
        leader.key(number, f"{number} ☑")
    leader.at("08.33.00")
    leader.key("a", "● a Anne Lie")
    leader.key("F", "Taleliste .*1 .*Fatima")
    leader.at("08.41.00")
    leader.key(".", "● f Fatima Ali")
    leader.at("08.44.00")
    leader.key(" ", "○ ingen har ordet")
    leader.words("rolle sekretær henrik", "Sekretær: Henrik Dahl")
    leader.key("+", r"\[09.01\]")
    leader.key("+", r"\[09.02\]")
    found = leader.status()
    assert found["running"] == ["teamets-mote"]
    assert (found["behind_s"], block(found, "teamets-mote")["added_s"]) == (120, 120)
    assert block(found, "teamets-mote")["checks"] == {"done": 5, "total": 5, "gates_open": 0}
    assert spoken(found) == {"Anne": 480, "Fatima": 180}
    assert found["floor"]["holder"] is None


def opening_meeting(leader: Leader) -> None:
    """Lead the opening meeting: a note, a pause of the clock, undo and redo."""
    leader.at("09.02.00")
    leader.key("f8", "Oppstartsmøte er i gang")
    leader.at("09.05.00")
    leader.note("Satsing: tryggere overganger #erfaring")
    leader.at("09.10.00")
    leader.key("f7", "klokka står")
    leader.at("09.13.00")
    leader.key("f7", "Klokka går igjen")
    for number in "123":
        leader.key(number, f"{number} ☑")
    leader.key("ctrl+z", "Angret: .*signert")
    leader.key("ctrl+y", "Gjort om: .*signert")
    found = leader.status()
    assert (found["behind_text"], found["behind_s"]) == ("5 min etter plan", 300)
    opened = block(found, "oppstart")
    assert (opened["paused_s"], opened["elapsed_s"]) == (180, 480)
    assert opened["checks"] == {"done": 3, "total": 8, "gates_open": 1}
    assert found["notes"] == {"total": 1, "by_tag": {"erfaring": 1}}
    leader.at("09.34.00")
    leader.key("f8", "! Åpent i «Oppstartsmøte», og må være i orden: 1")
    leader.key("f8", "Pause er i gang")


def discussion(leader: Leader) -> None:
    """Lead the discussion until the machine dies in the middle of a note."""
    leader.at("09.46.00")
    leader.key("f8", "Drøfting og erfaringsutveksling er i gang")
    leader.key("b", "● b Berit Moe")
    leader.key("I", "Taleliste .*1 .*Ingrid")
    leader.key("J", "Taleliste .*2 .*Jon")
    leader.at("10.00.00")
    leader.key(".", "● i Ingrid Nes")
    leader.words("replikk berit", "Berit Moe · replikk")
    leader.at("10.02.00")
    leader.key(".", "● j Jon Vik")
    leader.note("Fast sykepleier på kveld #styrke")
    leader.at("10.20.30")
    found = leader.status()
    assert found["floor"]["holder"] == "jon-vik"
    assert (found["running"], found["notes"]["total"]) == (["drofting"], 2)
    leader.terminal.press("enter", UNFINISHED)
    leader.terminal.see(UNFINISHED)


def crash(leader: Leader, folder: Path) -> None:
    """Kill the program once the draft is kept: the journal stays as it was, to the byte."""

    def kept() -> bool:
        return any(UNFINISHED in p.read_text("utf-8") for p in folder.glob("draft-*.json"))

    leader.terminal.until(kept, "a draft on disk")
    before = leader.status(), journal(folder)
    leader.terminal.kill()
    assert (leader.status(), journal(folder)) == before


def journal(folder: Path) -> bytes:
    """Return the journal of a visit as it lies on disk."""
    [path] = folder.glob("journal-*.jsonl")
    return path.read_bytes()


def after_the_crash(leader: Leader) -> None:
    """Go on where it ended: the note is finished, the block has kept running."""
    leader.terminal.see(f"Uferdig tekst fra .*{UNFINISHED}")
    leader.terminal.press("tab", " #tiltak", "enter", "enter")
    leader.terminal.see("Notatet er lagret")
    found = leader.status()
    assert found["notes"] == {"total": 3, "by_tag": {"erfaring": 1, "styrke": 1, "tiltak": 1}}
    assert found["running"] == ["drofting"]
    assert block(found, "drofting")["elapsed_s"] == (24 - -14) * 60
    assert (found["floor"]["holder"], found["floor"]["elapsed_s"]) == ("jon-vik", 22 * 60)
    leader.at("11.31.00")
    leader.key("f8", "Lunsj er i gang")


def interviews(leader: Leader) -> None:
    """Meet a gate, tick it, and hold the interviews, whose notes are in memory only."""
    leader.at("12.00.00")
    leader.key("f8", "! Før «Intervju med én pasient» mangler 1")
    assert leader.status()["running"] == ["lunsj"]
    leader.tick("Intervjudeltakerne bekrefter")
    leader.key("f8", "Intervju med én pårørende er i gang")
    # Nobody has a role in either, so Enter first asks whose words these are.
    leader.note(WHISPER, "bare i minnet")
    leader.terminal.press("enter")
    leader.terminal.see(f"D .*{WHISPER}")
    found = leader.status()
    assert found["running"] == ["intervju-pasient", "intervju-parorende"]
    assert (found["behind_text"], found["notes"]["total"]) == ("i rute", 3)
    assert all(each["checks"]["gates_open"] == 0 for each in found["blocks"])
    leader.at("13.01.00")
    leader.key("f8", "Pause er i gang")


def closing_meeting(leader: Leader) -> None:
    """Lead the team's closing meeting, end the day, and leave the terminal as it was."""
    leader.at("13.15.00")
    leader.key("f8", "Besøksteamets avsluttende møte er i gang")
    for number in "1234567":
        leader.key(number, f"{number} ☑")
    leader.note("Vi tar med oss morgenmøtet #læring")
    leader.at("14.12.00")
    leader.key("f9", "! Da viskes notatene fra intervjuene ut .1.")
    assert leader.status()["running"] == ["avslutning"]
    time.sleep(1)  # a key that only bounced is not meant
    leader.key("f9", "avsluttende møte er avsluttet")
    found = leader.status()
    assert found["running"] == []
    assert {each["state"] for each in found["blocks"]} == {"done"}
    assert found["day_end"]["projected"] == "2021-03-16T14:12:00+01:00"
    assert found["notes"]["total"] == 4
    assert leader.terminal.leave("ctrl+q") == 0


def exports(visit: str, folder: Path) -> None:
    """Write the day into documents: everything acknowledged is in them, and no secret."""
    paths = {ending: folder / "exports" / f"dagen.{ending}" for ending in ("md", "csv", "json")}
    for path in paths.values():
        kvip("export", visit, str(path))
    whole = json.loads(paths["json"].read_text("utf-8"))
    assert [(note["typed_at"], note["text"]) for note in whole["notes"]] == [
        ("2021-03-16T08:05:00.000Z", "Satsing: tryggere overganger #erfaring"),
        ("2021-03-16T09:02:00.000Z", "Fast sykepleier på kveld #styrke"),
        ("2021-03-16T09:20:30.000Z", f"{UNFINISHED} #tiltak"),
        ("2021-03-16T12:15:00.000Z", "Vi tar med oss morgenmøtet #læring"),
    ]
    day_log = paths["md"].read_text("utf-8")
    assert all(note["text"].split(" #")[0] in day_log for note in whole["notes"])
    rows = csv.DictReader(paths["csv"].read_text("utf-8-sig").splitlines(), delimiter=";")
    actual = {row["blokk"]: (row["faktisk_start"][11:16], row["pause_min"]) for row in rows}
    assert actual["oppstart"] == ("09:02", "3")
    assert actual["drofting"] == ("09:46", "0")
    assert actual["avslutning"] == ("13:15", "0")
    on_disk = [path for path in folder.rglob("*") if path.is_file()]
    assert on_disk
    assert not [path for path in on_disk if WHISPER.encode() in path.read_bytes()]


def lead(data: Path, people: Path, tell: Callable[[str, str], object]) -> None:
    """Lead the whole day; *tell* is given each stage's purpose and the screen at its end."""
    people.write_text(PEOPLE, "utf-8")
    host = "BUP akutt Ålesund"
    made = ("--plan", "kvip-digital", "--date", "2021-03-16", "--host", host)
    visit = kvip("new", *made, "--people", str(people))[0].strip()
    folder = data / "visits" / visit
    with leading(visit, "08.30") as leader:
        for stage in (team_meeting, opening_meeting, discussion):
            stage(leader)
            tell(stage.__doc__ or "", leader.terminal.screen)
        crash(leader, folder)
    with leading(visit, "10.24") as leader:
        for stage in (after_the_crash, interviews, closing_meeting):
            stage(leader)
            tell(stage.__doc__ or "", leader.terminal.screen)
    exports(visit, folder)


if __name__ == "__main__":
    kept = Path(sys.argv[1]).absolute()
    os.environ["KVIP_DATA"] = str(kept)
    kept.mkdir(parents=True)
    lead(kept, kept / "deltakere.csv", lambda *told: print(*told, sep="\n"))  # noqa: T201
