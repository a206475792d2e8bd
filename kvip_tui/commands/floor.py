"""The commands of «erteposen»."""

from kvip_tui.commands import arguments as do
from kvip_tui.commands import floor_answers as answers
from kvip_tui.commands import floor_arguments as floor
from kvip_tui.commands.base import NAME, Command, Section, Typing
from kvip_tui.domain.floor.corrections import MoveHandover
from kvip_tui.domain.floor.turns import (
    CloseList,
    NextSpeaker,
    OpenList,
    PassTurn,
    ReleaseFloor,
    ResumeTurn,
    ToggleRound,
)
from kvip_tui.domain.state.floor import TurnKind
from kvip_tui.i18n import marked as _

_F = Section.FLOOR

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
FLOOR: tuple[Command, ...] = (
    Command("floor", _F, _("Gi ordet"), _("Bokstaven foran navnet gir ordet; «0a» er 0, så a."),
            keys="a–å", word="ordet", takes=NAME, make=floor.give_floor(TurnKind.TURN)),
    Command("give", _F, _("Gi ordet nå"), _("Neste tast går til erteposen, også midt i et notat."),
            keys="ctrl+g", aim=floor.GIVE, typing=Typing.YES),
    Command("reply", _F, _("Replikk"), _("Gi ordet til en kort replikk: tasten, så bokstaven."),
            keys="comma", word="replikk", takes=NAME, make=floor.give_floor(TurnKind.REPLY),
            aim=floor.REPLY),
    Command("order", _F, _("Til orden"), _("Gi ordet til orden eller noe praktisk."),
            keys="semicolon", word="orden", takes=NAME, make=floor.give_floor(TurnKind.ORDER),
            aim=floor.ORDER),
    Command("resume_turn", _F, _("Ta opp igjen"), _("Gi ordet tilbake til den som ble avbrutt."),
            keys="backspace", word="ta opp igjen", make=do.alone(ResumeTurn()),
            when=lambda now: bool(now.glance.floor.interrupted) or None),
    Command("release", _F, _("Ledig"), _("Ta erteposen tilbake: ingen har ordet."),
            keys="space", word="ledig", make=do.alone(ReleaseFloor()), footer=8,
            when=lambda now: bool(now.glance.floor.holder) or None),
    Command("hand", _F, _("Tegne seg"), _("Shift og bokstaven: på talelista, og av igjen."),
            keys="A–Å", word="hånd", takes=NAME, make=floor.raise_hand(TurnKind.TURN)),
    Command("hand_reply", _F, _("Tegne seg til replikk"), _("Sett en person på lista til replikk."),
            word="hånd replikk", takes=NAME, make=floor.raise_hand(TurnKind.REPLY)),
    Command("hand_order", _F, _("Tegne seg til orden"), _("Sett en person på lista til orden."),
            word="hånd orden", takes=NAME, make=floor.raise_hand(TurnKind.ORDER)),
    Command("lower", _F, _("Ta av lista"), _("Stryk en person fra talelista."),
            word="ned", takes=NAME, make=floor.lower_hand),
    Command("move_hand", _F, _("Fram på lista"), _("Flytt en person fram på lista, ett hakk."),
            keys="less_than_sign", word="plass", takes=_("NAVN NUMMER"), make=floor.move_hand,
            aim=floor.FORWARD),
    Command("next_speaker", _F, _("Neste taler"), _("Gi ordet til den som står først på lista."),
            keys="full_stop", word="neste taler", make=do.alone(NextSpeaker()), footer=9,
            when=lambda now: bool(now.glance.floor.next) or None),
    Command("close_list", _F, _("Strek"), _("Sett strek: ingen flere kan tegne seg."),
            keys="vertical_line", word="strek", make=do.alone(CloseList()),
            when=lambda now: not now.glance.floor.closed),
    Command("open_list", _F, _("Åpne lista"), _("Ta bort streken."),
            keys="vertical_line", word="åpne", make=do.alone(OpenList()),
            when=lambda now: now.glance.floor.closed),
    Command("round", _F, _("Runde"), _("Begynn en runde der alle får ordet, eller bryt den av."),
            keys="asterisk", word="runde", make=do.alone(ToggleRound())),
    Command("pass", _F, _("Pass"), _("Den som står for tur i runden, står over."),
            keys="slash", word="pass", make=do.alone(PassTurn()),
            when=lambda now: bool(now.glance.floor.round) or None),
    Command("correct", _F, _("Rett navnet"), _("Den som har ordet, er en annen; «rett 12 Kari»."),
            keys="equals_sign", word="rett", takes=NAME, make=floor.reassign_turn,
            aim=floor.CORRECT),
    Command("earlier", _F, _("Tidligere"), _("Ordet gikk over ti sekunder tidligere."),
            keys="left_parenthesis", make=do.alone(MoveHandover(-floor.STEP))),
    Command("later", _F, _("Senere"), _("Ordet gikk over ti sekunder senere."),
            keys="right_parenthesis", make=do.alone(MoveHandover(floor.STEP))),
    Command("went_over", _F, _("Ordet gikk over"), _("Si hvor lenge siden ordet gikk over."),
            word="ordet gikk over", takes=_("N s siden"), make=floor.went_over),
    Command("delete_turn", _F, _("Slett tur"), _("Den siste turen, eller den nevnte, var ingen."),
            word="slett tur", takes=_("[TUR]"), make=floor.delete_turn),
    Command("hush", _F, _("Demp"), _("Ikke si mer om det i denne blokka."),
            keys="exclamation_mark", word="demp", takes=_("[NAVN]"), answer=answers.hush,
            when=lambda now: bool(now.glance.floor.nudges) or None),
    Command("limits", _F, _("Grenser"), _("Se når erteposen minner om noe; «grense innlegg 4»."),
            word="grense", takes=_("[HVA TALL]"), answer=answers.limits),
)
# fmt: on
