"""What is said of the other machines while the day runs, each thing once and quietly."""

from datetime import datetime

from kvip_tui.i18n import _
from kvip_tui.session import Session
from kvip_tui.sharing.company import keeps_turns
from kvip_tui.sharing.deleted import told_deleted
from kvip_tui.texts.sharing import all_here, clocks_that_differ, forgotten_elsewhere, overruled


class Watch:
    """Notices what has changed among the machines since it was last asked."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._away = False
        self._holder = ""
        self._closed: bool | None = None

    def due(self, session: Session, now: datetime) -> str:
        """Return what is to be said now, '' for nothing."""
        circle, shared = session.circle, session.visit.shared
        if circle is None or shared is None:
            return ""
        said = [*overruled(session.visit), *clocks_that_differ(session).values()]
        said += all_here(session)
        if circle.post is not None:
            said += circle.post.problems()
            if circle.deleted is not None:
                said.append(told_deleted(circle.folder.name, circle.deleted))
        if session.wiped_at is not None:
            left = max(0, int((session.wiped_at - now).total_seconds()))
            if left > 0:
                said.append(_("Avslutningsmøtet er over: intervjunotatene slettes om et minutt."))
        if session.left_over is not None:
            said.append(forgotten_elsewhere(session.left_over))
            session.left_over = None
        fresh = [text for text in said if text not in self._told]
        self._told |= set(fresh)
        return " ".join([*self._changed(session), *fresh])

    def _changed(self, session: Session) -> list[str]:
        """Return what is told each time that it changes: who holds the clock, the share."""
        circle, shared, found = session.circle, session.visit.shared, []
        if circle is None or shared is None:
            return []
        if self._holder not in {"", shared.holder}:
            name = shared.person(shared.holder)
            found.append(_("{name} har styringen").format(name=name))
        self._holder = shared.holder
        ended, self._closed = self._closed is False and session.closed, session.closed
        if ended and not keeps_turns(session.visit, circle.machine, session.author):
            found.append(_("Taletidene er slettet her; besøkslederens maskin har dem."))
        away = circle.post is not None and circle.post.away_since is not None
        if away != self._away:
            self._away = away
            found.append(
                _("Den delte mappa er borte; det som skrives her, sendes når den er tilbake.")
                if away
                else _("Den delte mappa er tilbake.")
            )
        return found
