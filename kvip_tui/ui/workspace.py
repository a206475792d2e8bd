"""What the program has open: a visit at most, and the folder of the demo that it shows."""

import shutil
import tempfile
from pathlib import Path

from kvip_tui.clock import Clock, SystemClock
from kvip_tui.commands.keymap import use_keys
from kvip_tui.settings import Preferences, Settings
from kvip_tui.store.atomic import write_error
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.visits.create import rehearsal_of
from kvip_tui.visits.open import Opened, open_visit


class Desk:
    """The data folder in use, and the visit that lies open; whoever makes it clears it.

    Attributes:
        opened: The visit that is open, or None.
        preferences: What the person has chosen.
        clock: Tells what day it is.
    """

    def __init__(
        self, library: Library, opened: Opened | None = None, clock: Clock | None = None
    ) -> None:
        self.library = library
        self.opened = opened
        self.clock = clock or SystemClock()
        self.preferences = Preferences(library.root)
        self._notices = [self.preferences.notice, *use_keys(self.settings.keys)]
        self._demo: Path | None = None
        self._over: VisitFolder | None = None

    @property
    def settings(self) -> Settings:
        """What the person has chosen, as it is in use."""
        return self.preferences.settings

    def notices(self) -> tuple[str, ...]:
        """Return, once, what there is to say about the settings and what was made."""
        said, self._notices = filter(None, self._notices), []
        return tuple(said)

    def open(self, folder: VisitFolder, notice: str = "") -> Opened:
        """Open a visit in place of the one that is open; *notice* is to be said there, if any.

        Raises:
            UserError: It cannot be opened; what is open stays.
        """
        opened = self.lay(open_visit(self.library, folder))
        self._notices.append(notice)
        return opened

    def rehearse(self, folder: VisitFolder) -> Opened:
        """Open a copy of a visit, on a clock that begins when its day does.

        Raises:
            UserError: The visit cannot be read, or the copy not be written.
        """
        return self.open(rehearsal_of(self.library, folder, self.clock.now()))

    def demo(self, clock: str | None = None) -> Opened:
        """Open the fictional visit, at that time of its day or in the middle of it.

        Raises:
            UserError: There is no room for it.
            Refusal: The time cannot be read.
        """
        from kvip_tui.visits.demo import make_demo  # noqa: PLC0415 - only the demo needs its history

        try:
            folder = Path(tempfile.mkdtemp(prefix="kvip-demo-"))
        except OSError as error:
            raise write_error(Path(error.filename or "TMPDIR"), error) from error
        try:
            library = Library(folder)
            visit, now = make_demo(library)
            opened = self.lay(open_visit(library, visit, clock=clock or now))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._demo = folder
        return opened

    @property
    def rehearsal(self) -> VisitFolder | None:
        """The rehearsal that is open and can be deleted; None for all else, the demo too."""
        opened = self.opened
        if opened is None or self._demo is not None or not opened.session.writer:
            return None
        return opened.folder if opened.session.visit.rehearsal else None

    def end_rehearsal(self) -> None:
        """Let the rehearsal that is open be deleted once it is closed."""
        self._over = self.rehearsal

    def clear(self) -> None:
        """Close what is open, and remove the demo's folder and a rehearsal that is over.

        Raises:
            UserError: The rehearsal cannot be removed whole.
        """
        if self.opened is not None:
            self.opened.close()
        if self._demo is not None:
            shutil.rmtree(self._demo, ignore_errors=True)
        over, self._over = self._over, None
        self.opened = self._demo = None
        if over is not None:
            from kvip_tui.visits.life.deletion import delete_rehearsal  # noqa: PLC0415 - seldom

            delete_rehearsal(over)

    def choose_keys(self, own: dict[str, str]) -> None:
        """Let keys of one's own be in force from now on.

        Raises:
            UserError: They could not be kept for the next time.
        """
        self.preferences.choose_keys(own)
        use_keys(own)

    def lay(self, opened: Opened) -> Opened:
        """Have a visit open, in place of the one that was."""
        self.clear()
        self.opened = opened
        return opened
