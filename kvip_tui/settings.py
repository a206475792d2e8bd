"""What a person has chosen for good: one small file in the data folder."""

from codecs import BOM_UTF8
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from kvip_tui.bounded import read_kept
from kvip_tui.domain.floor.nudges import FloorLimits
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, use_language
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
        language: The language of the program's own texts, '' where none was chosen.
    """

    look: Look = Look.DARK
    author: str = ""
    signals: Signals = Signals()
    floor: FloorSettings = FloorSettings()
    keys: dict[str, str] = {}
    documents: str = ""
    language: str = ""


def read_settings(data: Path) -> tuple[Settings, str]:
    """Return the settings kept in a data folder, and what to say where they cannot be read."""
    file = data / FILE
    try:
        read = legible_json(read_kept(file).removeprefix(BOM_UTF8))
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


class Preferences:
    """What the person has chosen, in use from when it is chosen, and kept for the next time.

    Args:
        data: The data folder; without one it is for this run only.

    Attributes:
        settings: What is in use.
        notice: What to say where what was kept cannot be read, or was chosen cannot be kept.
        changed: Is told when something else has been chosen.
    """

    def __init__(self, data: Path | None = None) -> None:
        self._data = data
        self.settings, self.notice = read_settings(data) if data else (Settings(), "")
        self.changed: Callable[[], None] = lambda: None

    def choose_look(self, look: Look) -> None:
        """Use a look from now on.

        Raises:
            UserError: It could not be kept for the next time.
        """
        self._use(replace(self.settings, look=look))

    def choose_language(self, language: str) -> None:
        """Show the program's own texts in a language from now on.

        Raises:
            UserError: It could not be kept for the next time.
        """
        use_language(language)
        self._use(replace(self.settings, language=language))

    def choose_keys(self, own: dict[str, str]) -> None:
        """Have keys of one's own from now on.

        Raises:
            UserError: They could not be kept for the next time.
        """
        self._use(replace(self.settings, keys=own))

    def switch(self, name: str, on: bool | None = None) -> bool:
        """Switch a signal or a way of giving it, and return whether it is on from now on.

        Raises:
            UserError: It could not be kept for the next time.
        """
        signals = self.settings.signals
        now = not getattr(signals, name) if on is None else on
        self._use(replace(self.settings, signals=replace(signals, **{name: now})))
        return now

    def _use(self, settings: Settings) -> None:
        """Use settings and keep them; what is the open visit's to change is kept as it is."""
        if self._data is not None:
            kept = read_settings(self._data)[0]
            settings = replace(
                settings, floor=kept.floor, author=kept.author, documents=kept.documents
            )
        self.settings = settings
        self.changed()
        if self._data is not None:
            try:
                keep_settings(self._data, settings)
            except UserError as error:
                self.notice = error.message
                raise
            self.notice = ""
