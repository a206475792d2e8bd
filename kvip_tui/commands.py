"""The one table of what a person can do: keys, footer, palette, line mode and help read it."""

from dataclasses import dataclass
from enum import StrEnum

from kvip_tui import making as do
from kvip_tui import making_edit as change
from kvip_tui import making_floor as floor
from kvip_tui.domain import floor_intents as fi
from kvip_tui.domain import intents as it
from kvip_tui.domain.events import TurnKind
from kvip_tui.domain.plan import Starts
from kvip_tui.domain.words import plain
from kvip_tui.i18n import marked as _


class Section(StrEnum):
    """The headings that commands stand under in help and README."""

    DAY = _("Dagen")
    EDIT = _("Endre dagen")
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
_E = Section.EDIT

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
    Command("catchup", _D, _("Innhenting"), _("Se forslag til å hente inn tid; tallet bruker ett."),
            keys="ctrl+t", word="innhenting", takes=_("[NUMMER]"), make=do.apply_catchup),
    Command("skip", _D, _("Hopp over"), _("Dropp en blokk som ikke har begynt."),
            word="hopp", takes=BLOCK, make=do.skip_block),
    Command("undo", _D, _("Angre"), _("Ta tilbake det siste som ble gjort."),
            keys="ctrl+z", word="angre", make=do.alone(it.Undo()), footer=3),
    Command("redo", _D, _("Gjør om"), _("Gjør det som ble angret likevel."),
            keys="ctrl+y", word="gjør om", make=do.alone(it.Redo())),
    Command("longer_five", _E, _("+5 min"), _("Gi det som pågår fem minutter til."),
            keys="greater_than_sign", make=do.alone(it.AddTime(minutes=5))),
    Command("edit", _E, _("Endre"), _("Endre blokka det ses på: tittel, lengde, tider, deler."),
            keys="ctrl+e"),
    Command("length", _E, _("Lengde"), _("Si hvor lenge en blokk skal vare i alt."),
            word="lengde", takes=_("BLOKK LENGDE"), make=change.change_length),
    Command("title", _E, _("Tittel"), _("Gi en blokk en annen tittel."),
            word="tittel", takes=_("BLOKK: TITTEL"), make=change.rename_block),
    Command("fixed", _E, _("Fast tid"), _("La en blokk ikke begynne før et klokkeslett."),
            word="fast", takes=_("BLOKK [TT.MM]"), make=change.change_start(Starts.FIXED)),
    Command("appointment", _E, _("Avtale"), _("Gjør en blokk til en avtale med andre."),
            word="avtale", takes=_("BLOKK [TT.MM]"),
            make=change.change_start(Starts.APPOINTMENT)),
    Command("loose", _E, _("Løs tid"), _("La en blokk begynne når det forrige er slutt."),
            word="løs", takes=BLOCK, make=change.change_start(Starts.FOLLOWS)),
    Command("add_block", _E, _("Ny blokk"), _("Sett inn en blokk, ellers etter det som pågår."),
            word="ny blokk", takes=_("TITTEL, LENGDE [etter BLOKK]"), make=change.add_block),
    Command("move", _E, _("Flytt"), _("Sett en blokk før eller etter en annen."),
            word="flytt", takes=_("BLOKK før|etter BLOKK"), make=change.move_block),
    Command("remove", _E, _("Fjern"), _("Ta en blokk ut av planen."),
            word="fjern", takes=BLOCK, make=change.remove_block),
    Command("restore", _E, _("Hent tilbake"), _("Hent tilbake en droppet eller fjernet blokk."),
            word="tilbake", takes=BLOCK, make=change.restore_block),
    Command("began", _E, _("Begynte"), _("Si når en blokk faktisk begynte; uten navn den siste."),
            word="begynte", takes=_("BLOKK TT.MM"), make=change.move_start),
    Command("ended", _E, _("Sluttet"), _("Si når en blokk faktisk sluttet; uten navn den siste."),
            word="sluttet", takes=_("BLOKK TT.MM"), make=change.move_end),
    Command("split", _E, _("Del opp"), _("Del en blokk i punkter med hver sin andel av tida."),
            word="del", takes=_("BLOKK: PUNKT 40, PUNKT 30"), make=change.split_block),
    Command("part", _E, _("Neste delpunkt"), _("Gå til neste delpunkt, eller til det som nevnes."),
            keys="ctrl+d", word="delpunkt", takes=_("[PUNKT]"), make=change.start_part),
    Command("floor", _F, _("Gi ordet"), _("Bokstaven foran navnet gir ordet; «0a» er 0, så a."),
            keys="a–å", word="ordet", takes=NAME, make=floor.give_floor(TurnKind.TURN)),
    Command("give", _F, _("Gi ordet nå"), _("Neste tast går til erteposen, også midt i et notat."),
            keys="ctrl+g"),
    Command("reply", _F, _("Replikk"), _("Gi ordet til en kort replikk: tasten, så bokstaven."),
            keys="comma", word="replikk", takes=NAME, make=floor.give_floor(TurnKind.REPLY)),
    Command("order", _F, _("Til orden"), _("Gi ordet til orden eller noe praktisk."),
            keys="semicolon", word="orden", takes=NAME, make=floor.give_floor(TurnKind.ORDER)),
    Command("resume_turn", _F, _("Ta opp igjen"), _("Gi ordet tilbake til den som ble avbrutt."),
            keys="backspace", word="ta opp igjen", make=do.alone(fi.ResumeTurn())),
    Command("release", _F, _("Ledig"), _("Ta erteposen tilbake: ingen har ordet."),
            keys="space", word="ledig", make=do.alone(it.ReleaseFloor()), footer=8),
    Command("hand", _F, _("Tegne seg"), _("Shift og bokstaven: på talelista, og av igjen."),
            keys="A–Å", word="hånd", takes=NAME, make=floor.raise_hand(TurnKind.TURN)),
    Command("hand_reply", _F, _("Tegne seg til replikk"), _("Sett en person på lista til replikk."),
            word="hånd replikk", takes=NAME, make=floor.raise_hand(TurnKind.REPLY)),
    Command("hand_order", _F, _("Tegne seg til orden"), _("Sett en person på lista til orden."),
            word="hånd orden", takes=NAME, make=floor.raise_hand(TurnKind.ORDER)),
    Command("lower", _F, _("Ta av lista"), _("Stryk en person fra talelista."),
            word="ned", takes=NAME, make=floor.lower_hand),
    Command("move_hand", _F, _("Fram på lista"), _("Flytt en person fram på lista, ett hakk."),
            keys="less_than_sign", word="plass", takes=_("NAVN NUMMER"), make=floor.move_hand),
    Command("next_speaker", _F, _("Neste taler"), _("Gi ordet til den som står først på lista."),
            keys="full_stop", word="neste taler", make=do.alone(it.NextSpeaker()), footer=9),
    Command("close_list", _F, _("Strek"), _("Sett strek: ingen flere kan tegne seg."),
            keys="vertical_line", word="strek", make=do.alone(it.CloseList())),
    Command("open_list", _F, _("Åpne lista"), _("Ta bort streken."),
            keys="vertical_line", word="åpne", make=do.alone(it.OpenList())),
    Command("round", _F, _("Runde"), _("Begynn en runde der alle får ordet, eller bryt den av."),
            keys="asterisk", word="runde", make=do.alone(it.ToggleRound())),
    Command("pass", _F, _("Pass"), _("Den som står for tur i runden, står over."),
            keys="slash", word="pass", make=do.alone(it.PassTurn())),
    Command("correct", _F, _("Rett navnet"), _("Den som har ordet, er en annen; «rett 12 Kari»."),
            keys="equals_sign", word="rett", takes=NAME, make=floor.reassign_turn),
    Command("earlier", _F, _("Tidligere"), _("Ordet gikk over ti sekunder tidligere."),
            keys="left_parenthesis", make=do.alone(fi.MoveHandover(-floor.STEP))),
    Command("later", _F, _("Senere"), _("Ordet gikk over ti sekunder senere."),
            keys="right_parenthesis", make=do.alone(fi.MoveHandover(floor.STEP))),
    Command("went_over", _F, _("Ordet gikk over"), _("Si hvor lenge siden ordet gikk over."),
            word="ordet gikk over", takes=_("N s siden"), make=floor.went_over),
    Command("delete_turn", _F, _("Slett tur"), _("Den siste turen, eller den nevnte, var ingen."),
            word="slett tur", takes=_("[TUR]"), make=floor.delete_turn),
    Command("hush", _F, _("Demp"), _("Ikke si mer om det i denne blokka."),
            keys="exclamation_mark", word="demp", takes=_("[NAVN]")),
    Command("limits", _F, _("Grenser"), _("Se når erteposen minner om noe; «grense innlegg 4»."),
            word="grense", takes=_("[HVA TALL]")),
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
    Command("show_floor", _V, _("Erteposen"), _("Vis hele erteposen, og gå tilbake igjen."),
            keys="f3", word="erteposen"),
    Command("scope", _V, _("Blokka eller dagen"), _("Vis taletid for blokka eller for dagen."),
            keys="percent_sign"),
    Command("show_roles", _V, _("Roller"), _("Vis hvem som har hvilken rolle."), keys="f4"),
    Command("show_notes", _V, _("Notater"), _("Vis notatene."), keys="f5"),
    Command("show_comparison", _V, _("Oversikt"), _("Vis planlagt mot faktisk for dagen."),
            keys="ctrl+r", word="oversikt"),
    Command("day", _V, _("Velg dag"), _("Se på en annen dag; «nå» går tilbake."),
            word="dag", takes=_("[DAG]")),
    Command("day_before", _V, _("Forrige dag"), _("Se på dagen før i planen."), keys="left"),
    Command("day_after", _V, _("Neste dag"), _("Se på dagen etter i planen."), keys="right"),
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
