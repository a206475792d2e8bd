"""What the board says to everybody who sees the shared screen, and the title of the window."""

from datetime import datetime, timedelta

from msgspec import Struct

from kvip_tui.domain.board.changes import BoardWritten
from kvip_tui.domain.board.shown import Board, Scene
from kvip_tui.domain.day.timeline import Phase
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.texts import floor as texts_floor
from kvip_tui.texts import formats

PHASES: dict[Phase, tuple[str, str]] = {
    Phase.DEFAULT: ("", m("igjen")),
    Phase.WARNING: ("▲", m("snart slutt")),
    Phase.DANGER: ("▲▲", m("straks slutt")),
    Phase.OVERTIME: ("■", m("over tida")),
}
BREAK_PHASES: dict[Phase, str] = {
    Phase.WARNING: m("vi begynner snart"),
    Phase.DANGER: m("vi begynner straks"),
    Phase.OVERTIME: m("pausen er over"),
}


REFUSALS: dict[str, str] = {
    "board.long": m("Beskjeden er for lang for tavla; bruk høyst {longest} tegn."),
    "board.unchanged": m(
        "Det står på tavla allerede; skriv noe annet, eller «tavle» alene for å ta det bort."
    ),
    "board.empty": m("Det står ingen beskjed på tavla; skriv den etter «tavle»."),
}


class BoardText(Struct, frozen=True):
    """The texts of the board; '' for what is not there.

    Args:
        heading: What goes on.
        clock: The large clock.
        word: What the clock means, and how urgent it is.
        sign: The same as a sign, for who sees no colours.
        now: When what goes on ends, or what waits begins.
        ahead: What comes next, with its time.
        message: What the leader wants to be read.
        speaker: Who has the floor.
        queue: Who is on the speakers' list.
        time: What time it is.
    """

    heading: str
    clock: str = ""
    word: str = ""
    sign: str = ""
    now: str = ""
    ahead: str = ""
    message: str = ""
    speaker: str = ""
    queue: str = ""
    time: str = ""


def board_text(shown: Board, visit: Visit, now: datetime) -> BoardText:
    """Return what the board says; *shown* decides whether people are named."""
    zone = visit.plan.timezone
    sign, word = _word(shown)
    names = texts_floor.first_names(visit) if shown.holder or shown.queue else {}
    holder = names.get(shown.holder or "", "")
    queue = ", ".join(names.get(person, "") for person in shown.queue)
    return BoardText(
        heading=_heading(shown, zone),
        clock="" if shown.left is None else formats.to_the_second(formats.left(shown.left)),
        word=word,
        sign=sign,
        now=_now(shown, zone),
        ahead=_ahead(shown, zone),
        speaker=_("Har ordet: {name}").format(name=holder) if holder else "",
        queue=_("Taleliste: {names}").format(names=queue) if queue else "",
        message=shown.message and formats.isolated(shown.message),
        time=formats.clock(now, zone),
    )


def happened(event: BoardWritten) -> str:
    """Return what an event of the board says."""
    if not event.text:
        return _("Beskjeden på tavla er tatt bort")
    return _("På tavla: {text}").format(text=formats.isolated(event.text))


def titles(names: tuple[str, ...]) -> str:
    """Return the titles of blocks that run side by side, each once."""
    return " + ".join(map(formats.isolated, dict.fromkeys(names)))


def _heading(shown: Board, zone: str) -> str:
    until = formats.clock(shown.until, zone)
    match shown.scene:
        case Scene.OVER:
            return _("Takk for i dag")
        case Scene.BREAK if until and not shown.paused:
            return _("{title} til {clock}").format(title=titles(shown.titles), clock=until)
        case Scene.INTERVIEW if until:
            return _("Intervju pågår, tilbake ca. {clock}").format(clock=until)
        case Scene.INTERVIEW:
            return _("Intervju pågår, tilbake straks")
        case Scene.WAITING if shown.ahead and shown.ahead.interview:
            return _("Intervju")
        case _:
            return titles(shown.titles)


def _word(shown: Board) -> tuple[str, str]:
    """Return the sign and the word for what the clock means."""
    if shown.paused:
        return "‖", _("klokka står")
    match shown.scene:
        case Scene.WAITING:
            return "", _("til vi begynner") if shown.left else _("vi begynner straks")
        case Scene.INTERVIEW:
            return "", _("til vi er tilbake") if shown.left else ""
        case Scene.RUNNING | Scene.BREAK if shown.phase is not None:
            sign, word = PHASES[shown.phase]
            if shown.scene is Scene.BREAK:
                word = BREAK_PHASES.get(shown.phase, word)
            return sign, _(word)
        case _:
            return "", ""


def _now(shown: Board, zone: str) -> str:
    """Return until when what runs is expected to go on, or when what waits is to begin."""
    if shown.until is None or shown.scene in {Scene.BREAK, Scene.INTERVIEW}:
        return ""
    if shown.scene is Scene.WAITING:
        return _("Begynner {clock}").format(clock=formats.clock(shown.until, zone))
    return _("Til {clock}").format(clock=formats.clock(shown.until, zone))


def _ahead(shown: Board, zone: str) -> str:
    """Return what comes next; while nothing runs that is what the heading says."""
    ahead = shown.ahead
    if ahead is None or shown.scene is Scene.WAITING:
        return ""
    title = _("Intervju") if ahead.interview else titles(ahead.titles)
    if ahead.at is None:
        return _("Neste: {title}").format(title=title)
    said = _("Neste: {clock} {title}")
    return said.format(clock=formats.clock(ahead.at, zone), title=title)


def window_title(shown: Board) -> str:
    """Return what the window's title says: whole minutes left, and of what; no name of anybody."""
    match shown.scene:
        case Scene.OVER:
            return _("KvIP · dagen er slutt")
        case Scene.UNTIMED:
            return "KvIP"
        case Scene.INTERVIEW:
            what = _("Intervju")
        case Scene.WAITING if shown.ahead and shown.ahead.interview:
            what = _("Intervju")
        case _:
            what = " + ".join(dict.fromkeys(shown.titles))
    if shown.paused:
        return _("klokka står · {title}").format(title=what)
    if shown.left is None:
        return _("straks · {title}").format(title=what)
    if shown.left < timedelta(0):
        over = -shown.left // timedelta(minutes=1)
        return _("{n} over · {title}").format(n=over, title=what)
    minutes = -(-shown.left // timedelta(minutes=1))
    said = _("om {n} · {title}") if shown.scene is Scene.WAITING else _("{n} igjen · {title}")
    return said.format(n=minutes, title=what)
