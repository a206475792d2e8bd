"""What a person has chosen for good: one small file in the data folder."""

from codecs import BOM_UTF8
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from kvip_tui.domain.floor.nudges import FloorLimits
from kvip_tui.i18n import _
from kvip_tui.paths import make_private
from kvip_tui.store.atomic import write_atomic, write_error
from kvip_tui.store.fitness import legible_json

FILE: Final = "settings.json"
_UNREADABLE: Final = (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Look(StrEnum):
    """How the screens look."""

    DARK = "mork"
    LIGHT = "lys"
    CONTRAST = "kontrast"


class Signals(Struct, frozen=True):
    """What the leader is told of, and whether it is heard and shown outside the window too."""

    phases: bool = True
    rooms: bool = True
    appointments: bool = True
    bell: bool = False
    desktop: bool = False
    title: bool = True


Minutes = Annotated[float, Meta(gt=0, le=600)]
Shares = Annotated[float, Meta(ge=1, le=100)]


class FloorSettings(Struct, frozen=True):
    """The thresholds of the floor, in minutes and in equal shares of a block's talk.

    Args:
        turn: How long a turn may last before its clock says so.
        reply: The same for a reply.
        order: The same for a practical remark.
        unheard: How long a block has run before anybody counts as not heard.
        silence: How long a user representative may be silent.
        much: How long somebody has spoken in a block before it can be too much.
        equal_shares: How many equal shares one person may have.
        leader_shares: How many of them the visit leader may have.
    """

    turn: Minutes = 3
    reply: Minutes = 1
    order: Minutes = 1
    unheard: Minutes = 10
    silence: Minutes = 20
    much: Minutes = 3
    equal_shares: Shares = 2
    leader_shares: Shares = 1.5

    def limits(self) -> FloorLimits:
        """Return the thresholds as the rules want them."""
        return FloorLimits(
            turn=timedelta(minutes=self.turn),
            reply=timedelta(minutes=self.reply),
            order=timedelta(minutes=self.order),
            unheard=timedelta(minutes=self.unheard),
            silence=timedelta(minutes=self.silence),
            much=timedelta(minutes=self.much),
            equal_shares=self.equal_shares,
            leader_shares=self.leader_shares,
        )


class Settings(Struct, frozen=True):
    """What can be chosen.

    Args:
        look: How the screens look.
        author: The name of whoever sits at this machine.
        signals: What is told.
        floor: The thresholds of the floor.
        keys: Keys of one's own: a command's word or id, and its keys, parted by commas.
        documents: The folder that the last document was written to; '' for the visit's own.
    """

    look: Look = Look.DARK
    author: str = ""
    signals: Signals = Signals()
    floor: FloorSettings = FloorSettings()
    keys: dict[str, str] = {}
    documents: str = ""


def read_settings(data: Path) -> tuple[Settings, str]:
    """Return the settings kept in a data folder, and what to say where they cannot be read."""
    file = data / FILE
    try:
        read = legible_json(file.read_bytes().removeprefix(BOM_UTF8))
        return msgspec.json.decode(read, type=Settings), ""
    except FileNotFoundError:
        return Settings(), ""
    except _UNREADABLE:
        said = _("{path} kan ikke leses og er ikke brukt: velg utseende på nytt med Ctrl+P.")
        return Settings(), said.format(path=file)


def keep_floor(data: Path, floor: FloorSettings) -> None:
    """Keep the thresholds of the floor for the next time, and everything else as it is.

    Raises:
        UserError: They could not be written; those kept before stand.
    """
    keep_settings(data, replace(read_settings(data)[0], floor=floor))


def keep_author(data: Path, author: str) -> None:
    """Keep who sits at this machine for the next time, and everything else as it is.

    Raises:
        UserError: It could not be written; what was kept before stands.
    """
    keep_settings(data, replace(read_settings(data)[0], author=author))


def keep_documents(data: Path, folder: str) -> None:
    """Keep where documents are written for the next time, and everything else as it is.

    Raises:
        UserError: It could not be written; what was kept before stands.
    """
    keep_settings(data, replace(read_settings(data)[0], documents=folder))


def keep_settings(data: Path, settings: Settings) -> None:
    """Keep the settings for the next time.

    Raises:
        UserError: They could not be written; those kept before stand.
    """
    try:
        make_private(data)
    except OSError as error:
        raise write_error(data, error) from error
    write_atomic(data / FILE, msgspec.json.format(msgspec.json.encode(settings)))
