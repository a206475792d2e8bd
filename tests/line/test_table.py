"""The table of commands, walked through in words: nothing is for those who see only."""

import re

import pytest

from kvip_tui.commands.base import Panel
from kvip_tui.commands.table import BY_ID
from kvip_tui.line.mode import run
from kvip_tui.line.pages import PAGES, usage
from kvip_tui.settings import Signals
from tests.line.talk import Screen, Talk, heard, speaker

# What a key without a word of its own does, in other words.
IN_WORDS = {
    "longer_five": ("+ 5",),
    "edit": ("lengde team 40m", "tittel team: Teamet", "begynte team 08.29"),
    "give": ("ordet berit",),
    "earlier": ("ordet gikk over 5 s siden",),
    "later": ("ordet gikk over 5 s siden",),
    "rewrite": ("notat Det samme med andre ord",),
    "presence": ("borte berit", "her berit"),
    "copy_room": ("rom",),
    "line": ("hjelp hopp",),
    "show_day": ("status", "tider"),
    "scope": ("erteposen",),
    "day_before": ("dag",),
    "day_after": ("dag",),
    "find_notes": ("notater ord",),
}
# What only who has keys before them understands.
KEYS = re.compile(r"\b(tast\w*|bokstav\w*|shift|enter|esc|f\d+|ctrl\S*)\b", re.IGNORECASE)


def running() -> Talk:
    """Return a day that has begun, with somebody who speaks and a note."""
    talk = Talk()
    said = talk.say(
        "neste", "ordet anne", "klokka 08.40", "ordet henrik", "klokka 08.41", "notat Ord"
    )
    assert not [line for line in said if line.startswith("!")], said
    return talk


def test_every_command_has_a_word() -> None:
    """Its own, or those of others that do the same, of which each is understood."""
    assert {command.id for command in BY_ID.values() if not command.word} == set(IN_WORDS)


@pytest.mark.parametrize("command", IN_WORDS)
def test_what_a_key_does_is_done_in_words(command: str) -> None:
    """And answered."""
    said = running().say(*IN_WORDS[command])
    assert said
    assert not [line for line in said if line.startswith("!")]


def test_every_panel_has_a_reading() -> None:
    """What covers the day on the screen is read out at its word, whatever there is to show."""
    talk = running()
    talk.say("rapportmal oppsummering")
    for panel in Panel:
        command = BY_ID[panel.value]
        assert command.page in PAGES, panel
        said = talk.say(command.word)
        assert said, panel
        assert not [line for line in said if line.startswith("!")], panel


def test_the_board_is_read() -> None:
    """What everybody sees there: what goes on, what is left, what is next, and the message."""
    talk = running()
    assert talk.say("vis tavla") == ["Team · 19:00 igjen · Til 09.00 · Neste: 09.00 Oppstartsmøte"]
    assert talk.say("tavle Skru på kamera", "vis tavla")[-1].startswith("Beskjed: ")


def test_help_explains_words_and_no_keys() -> None:
    """For those who have words only."""
    assert [row for row in usage() if KEYS.search(row[1])] == []


@pytest.mark.parametrize("bell", [True, False])
def test_the_bell_rings_on_a_terminal_where_it_is_wanted(bell: bool) -> None:
    """Once for what is told, before the words; never into a file."""
    talk = Talk()
    talk.say("signaler lyd på" if bell else "signaler lyd av", "neste", "klokka 08.56")
    out = Screen()
    run(talk.session, ["tid\n", "tid\n"], out, speaker(talk))
    assert out.getvalue().count("\a") == int(bell)
    assert "\a" not in "".join(heard(talk, speaker(talk, Signals(bell=True)), "tid"))
