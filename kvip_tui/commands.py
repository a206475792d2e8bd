"""The one table of what a person can do: keys, footer, palette, line mode and help read it."""

from dataclasses import dataclass
from enum import StrEnum

from kvip_tui import making as do
from kvip_tui.domain import intents as it
from kvip_tui.domain.events import TurnKind
from kvip_tui.domain.words import plain
from kvip_tui.i18n import marked as _


class Section(StrEnum):
    """The headings that commands stand under in help and README."""

    DAY = _("Dagen")
    FLOOR = _("Erteposen")
    NOTES = _("Notater og sjekklister")
    PEOPLE = _("Personer og roller")
    VIEW = _("Skjermen")


@dataclass(frozen=True)
class Command:
    """Something a person can do.

    ``keys`` are Textual's key names, joined by commas; ``word`` is the line mode's word, ``takes``
    what stands after it; ``make`` turns that into an intent, and is None for what only concerns
    the screen or the session. ``footer`` is its rank in the bottom line, 1 the last to give
    way, 0 not shown. ``label`` and ``help`` are bokmål, translated where shown.
    """

    id: str
    section: Section
    label: str
    help: str
    keys: str = ""
    word: str = ""
    takes: str = ""
    make: do.Make | None = None
    footer: int = 0


BLOCK, MAYBE_BLOCK, NAME = _("BLOKK"), _("[BLOKK]"), _("NAVN")
_D, _F, _N, _P, _V = Section.DAY, Section.FLOOR, Section.NOTES, Section.PEOPLE, Section.VIEW

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
COMMANDS: tuple[Command, ...] = (
    Command("next", _D, _("Neste"), _("Avslutt det som pågår og begynn på det neste."),
            keys="f8,ctrl+n", word="neste", make=do.next_block, footer=1),
    Command("start", _D, _("Start blokk"), _("Begynn på en bestemt blokk nå."),
            word="start", takes=BLOCK, make=do.start_block),
    Command("end", _D, _("Slutt"), _("Avslutt blokka uten å begynne på noe nytt."),
            keys="f9", word="slutt", takes=MAYBE_BLOCK, make=do.to_running(it.EndBlock),
            footer=7),
    Command("pause", _D, _("Pause"), _("Stopp klokka for det som pågår."),
            keys="f7", word="pause", takes=MAYBE_BLOCK, make=do.to_running(it.Pause),
            footer=4),
    Command("resume", _D, _("Fortsett"), _("La klokka gå igjen."),
            keys="f7", word="fortsett", takes=MAYBE_BLOCK, make=do.to_running(it.Resume),
            footer=4),
    Command("longer", _D, _("+1 min"), _("Gi det som pågår mer tid."),
            keys="plus", word="+", takes=_("MINUTTER"), make=do.add_time(1), footer=5),
    Command("shorter", _D, _("−1 min"), _("Ta tid fra det som pågår."),
            keys="minus", word="-", takes=_("MINUTTER"), make=do.add_time(-1), footer=6),
    Command("skip", _D, _("Hopp over"), _("Dropp en blokk som ikke har begynt."),
            word="hopp", takes=BLOCK, make=do.skip_block),
    Command("undo", _D, _("Angre"), _("Ta tilbake det siste som ble gjort."),
            keys="ctrl+z", word="angre", make=do.alone(it.Undo()), footer=3),
    Command("redo", _D, _("Gjør om"), _("Gjør det som ble angret likevel."),
            keys="ctrl+y", word="gjør om", make=do.alone(it.Redo())),
    Command("floor", _F, _("Gi ordet"), _("Bokstaven foran navnet gir personen ordet."),
            keys="a–å", word="ordet", takes=NAME, make=do.give_floor(TurnKind.TURN)),
    Command("reply", _F, _("Replikk"), _("Gi ordet til en kort replikk."),
            word="replikk", takes=NAME, make=do.give_floor(TurnKind.REPLY)),
    Command("order", _F, _("Til orden"), _("Gi ordet til orden eller noe praktisk."),
            word="orden", takes=NAME, make=do.give_floor(TurnKind.ORDER)),
    Command("release", _F, _("Ledig"), _("Ta erteposen tilbake: ingen har ordet."),
            keys="space", word="ledig", make=do.alone(it.ReleaseFloor()), footer=8),
    Command("hand", _F, _("Tegne seg"), _("Shift og bokstaven: på talelista, og av igjen."),
            keys="A–Å", word="hånd", takes=NAME, make=do.raise_hand),
    Command("lower", _F, _("Ta av lista"), _("Stryk en person fra talelista."),
            word="ned", takes=NAME, make=do.lower_hand),
    Command("next_speaker", _F, _("Neste taler"), _("Gi ordet til den som står først på lista."),
            keys="full_stop", word="neste taler", make=do.alone(it.NextSpeaker()), footer=9),
    Command("close_list", _F, _("Strek"), _("Sett strek: ingen flere kan tegne seg."),
            word="strek", make=do.alone(it.CloseList())),
    Command("open_list", _F, _("Åpne lista"), _("Ta bort streken."),
            word="åpne", make=do.alone(it.OpenList())),
    Command("round", _F, _("Runde"), _("Begynn en runde der alle får ordet, eller bryt den av."),
            word="runde", make=do.alone(it.ToggleRound())),
    Command("pass", _F, _("Pass"), _("Den som står for tur i runden, står over."),
            word="pass", make=do.alone(it.PassTurn())),
    Command("tick", _N, _("Kryss av"), _("Tallet foran punktet: kryss av, og fjern igjen."),
            keys="1–9", word="kryss", takes=_("PUNKT"), make=do.toggle_check),
    Command("note", _N, _("Notat"), _("Skriv et notat; Enter lagrer, Esc går ut."),
            keys="enter", word="notat", takes=_("TEKST"), footer=2),
    Command("role", _P, _("Rolle"), _("Gi en rolle til noen, eller til «ingen»."),
            word="rolle", takes=_("ROLLE NAVN"), make=do.assign_role),
    Command("here", _P, _("Er her"), _("Meld en person til stede."),
            word="her", takes=NAME, make=do.set_presence(present=True)),
    Command("away", _P, _("Er borte"), _("Meld en person borte."),
            word="borte", takes=NAME, make=do.set_presence(present=False)),
    Command("person", _P, _("Ny person"), _("Legg til en person: «Navn, gruppe, tittel»."),
            word="ny", takes=_("NAVN, GRUPPE, TITTEL")),
    Command("room", _V, _("Åpne rommet"), _("Åpne lenka til møterommet."),
            keys="ctrl+o", footer=10),
    Command("copy_room", _V, _("Kopier lenka"), _("Kopier lenka til møterommet."),
            keys="ctrl+l"),
    Command("line", _V, _("Kommando"), _("Skriv en kommando med ord, som «hopp pause»."),
            keys="colon"),
    Command("show_day", _V, _("Dagen"), _("Vis dagen og blokka."), keys="f2"),
    Command("show_floor", _V, _("Erteposen"), _("Vis erteposen."), keys="f3"),
    Command("show_roles", _V, _("Roller"), _("Vis hvem som har hvilken rolle."), keys="f4"),
    Command("show_notes", _V, _("Notater"), _("Vis notatene."), keys="f5"),
    Command("clock", _V, _("Still klokka"), _("Still en øvingsklokke som står stille."),
            word="klokka", takes=_("TT.MM")),
    Command("status", _V, _("Status"), _("Si hvor dagen står."), word="status"),
    Command("help", _V, _("Hjelp"), _("Vis tastene og hva ordene betyr."),
            keys="f1", word="hjelp", footer=1),
    Command("quit", _V, _("Avslutt"), _("Lukk; alt er lagret."), keys="ctrl+q", word="avslutt"),
)
# fmt: on
BY_ID = {command.id: command for command in COMMANDS}


def by_word(line: str) -> tuple[Command, str] | None:
    """Return the command that a line of words names and what stands after it, or None.

    Case and accents are forgiven; of words that begin alike the longest counts.
    """
    text = line.strip()
    if text[:1] in "+-−" and text[1:].lstrip()[:1].isdecimal():
        return BY_ID["longer" if text[0] == "+" else "shorter"], text[1:].strip()
    spoken = [plain(word) for word in text.split()]
    for command in sorted(COMMANDS, key=lambda command: -len(command.word.split())):
        words = [plain(word) for word in command.word.split()]
        if words and spoken[: len(words)] == words:
            return command, " ".join(text.split(maxsplit=len(words))[len(words) :])
    return None
