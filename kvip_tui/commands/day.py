"""The commands that lead the day, and those that change it while it runs."""

from kvip_tui.commands import arguments as do
from kvip_tui.commands import check_arguments as checks
from kvip_tui.commands import planning_arguments as change
from kvip_tui.commands.base import (
    BLOCK,
    MAYBE_BLOCK,
    Act,
    Command,
    Now,
    Panel,
    Section,
    Typing,
)
from kvip_tui.domain.day.changes import AddTime, EndBlock, PauseBlock, ResumeBlock
from kvip_tui.domain.day.timeline import State
from kvip_tui.domain.history import Redo, Undo
from kvip_tui.domain.state.plan import Starts
from kvip_tui.domain.state.visit import Outcome
from kvip_tui.i18n import marked as _

_D = Section.DAY
_E = Section.EDIT


def _running(now: Now) -> bool | None:
    return bool(now.glance.current.running) or None


def _paused(now: Now) -> bool:
    return any(view.state is State.PAUSED for view in now.glance.current.running)


def _pauses(now: Now) -> bool | None:
    return False if _paused(now) else _running(now)


def _begins(now: Now) -> bool | None:
    glance = now.glance
    there = not glance.elsewhere if glance.current.running else bool(glance.day.upcoming)
    return there or None


def _splits(now: Now) -> bool | None:
    splits = now.glance.visit.splits
    return any(view.block.id in splits for view in now.glance.current.running) or None


# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
DAY: tuple[Command, ...] = (
    Command("next", _D, _("Neste"), _("Avslutt det som pågår og begynn på det neste."),
            keys="f8,ctrl+n", word="neste", make=do.next_block, footer=1,
            when=_begins, typing=Typing.YES, once=True),
    Command("start", _D, _("Start blokk"), _("Begynn på en bestemt blokk nå."),
            word="start", takes=BLOCK, make=do.start_block),
    Command("end", _D, _("Slutt"), _("Avslutt blokka uten å begynne på noe nytt."),
            keys="f9", word="slutt", takes=MAYBE_BLOCK, make=do.to_running(EndBlock),
            footer=7, when=_running, typing=Typing.YES, once=True),
    Command("pause", _D, _("Pause"), _("Stopp klokka for det som pågår."),
            keys="f7", word="pause", takes=MAYBE_BLOCK, make=do.to_running(PauseBlock),
            footer=4, when=_pauses, typing=Typing.YES),
    Command("resume", _D, _("Fortsett"), _("La klokka gå igjen."),
            keys="f7", word="fortsett", takes=MAYBE_BLOCK, make=do.to_running(ResumeBlock),
            footer=4, when=_paused, typing=Typing.YES),
    Command("longer", _D, _("+1 min"), _("Gi det som pågår mer tid."),
            keys="plus", word="+", takes=_("MINUTTER"), make=do.add_time(1), footer=5,
            when=_running, key_words="1"),
    Command("shorter", _D, _("−1 min"), _("Ta tid fra det som pågår."),
            keys="minus", word="-", takes=_("MINUTTER"), make=do.add_time(-1), footer=6,
            when=_running, key_words="1"),
    Command("catchup", _D, _("Innhenting"), _("Se forslag til å hente inn tid; tallet bruker ett."),
            keys="ctrl+t", word="innhenting", takes=_("[NUMMER]"), make=do.apply_catchup,
            when=lambda now: bool(now.glance.catchup.delays) or None,
            panel=Panel.CATCHUP, typing=Typing.YES),
    Command("skip", _D, _("Hopp over"), _("Dropp en blokk som ikke har begynt."),
            word="hopp", takes=BLOCK, make=do.skip_block),
    Command("reason", _D, _("Grunn"), _("Si hvorfor dere startet likevel, etter at det er gjort."),
            word="grunn", takes=_("TEKST"), make=checks.give_reason,
            when=lambda now: bool(now.glance.visit.passages) or None),
    Command("ended_early", _D, _("Avsluttet tidlig"), _("Ett intervju ble avsluttet før tida."),
            word="avsluttet tidlig", takes=BLOCK,
            make=checks.end_interview(Outcome.ENDED_EARLY)),
    Command("withdrew", _D, _("Trakk seg"), _("Den ene som skulle intervjues, trakk seg."),
            word="trakk seg", takes=BLOCK, make=checks.end_interview(Outcome.WITHDREW)),
    Command("undo", _D, _("Angre"), _("Ta tilbake det siste som ble gjort."),
            keys="ctrl+z", word="angre", make=do.alone(Undo()), footer=3,
            when=lambda now: bool(now.session.history.done) or None),
    Command("redo", _D, _("Gjør om"), _("Gjør det som ble angret likevel."),
            keys="ctrl+y", word="gjør om", make=do.alone(Redo()),
            when=lambda now: bool(now.session.history.undone) or None),
)
EDIT: tuple[Command, ...] = (
    Command("longer_five", _E, _("+5 min"), _("Gi det som pågår fem minutter til."),
            keys="greater_than_sign", make=do.alone(AddTime(minutes=5)), when=_running),
    Command("edit", _E, _("Endre"), _("Endre blokka det ses på: tittel, lengde, tider, deler."),
            keys="ctrl+e", screen=Act.EDIT),
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
            keys="ctrl+d", word="delpunkt", takes=_("[PUNKT]"), make=change.start_part,
            when=_splits),
)
# fmt: on
