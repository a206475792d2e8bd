"""Carries out the verbs of the command line; each returns the program's exit code."""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import msgspec

from kvip_tui import paths
from kvip_tui.cli.console import say, warn
from kvip_tui.cli.passphrase import unlocking
from kvip_tui.clock import SystemClock
from kvip_tui.domain.base import Refusal
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, current_language, ngettext
from kvip_tui.store.library import Library, VisitFolder
from kvip_tui.store.sealing.unlock import SealedError
from kvip_tui.time_parsing import moment

if TYPE_CHECKING:
    from kvip_tui.visits.open import Opened


def _library(asked: Namespace) -> Library:
    return Library(paths.data_dir(getattr(asked, "data", None)))


def _opened(asked: Namespace, *, write: bool = True) -> "Opened":
    library = _library(asked)
    return unlocking(library, _opening(asked, library, write=write))


def _opening(asked: Namespace, library: Library, *, write: bool = True) -> Callable[[], "Opened"]:
    """Return what opens the visit that is named."""
    from kvip_tui.visits.open import open_visit  # noqa: PLC0415 - 10 ms, and the list does without

    folder = library.find(asked.visit)
    clock, speed = getattr(asked, "clock", None), getattr(asked, "speed", None)
    take_over = getattr(asked, "take_over", False)

    def opening() -> "Opened":
        found = _practised(asked, library, folder) if asked.verb == "open" else folder
        try:
            return open_visit(
                library, found, clock=clock, speed=speed, write=write, take_over=take_over
            )
        except (UserError, Refusal):
            if found != folder:
                from kvip_tui.visits.life.deletion import delete_rehearsal  # noqa: PLC0415 - seldom

                delete_rehearsal(found)
            raise

    return opening


def _practised(asked: Namespace, library: Library, folder: VisitFolder) -> VisitFolder:
    """Return the copy to practise on where a clock is set on a screen, else the visit itself."""
    if asked.real or (asked.clock is None and asked.speed is None):
        return folder
    from kvip_tui.visits.create import to_rehearse  # noqa: PLC0415 - only who practises

    return to_rehearse(library, folder, SystemClock().now())


# What Textual would write screens, keys and what goes on inside to files or to another program for.
_FOR_DEVELOPERS: Final = (
    *("TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_LOG", "TEXTUAL_PRESS", "TEXTUAL_SHOW_RETURN"),
    *("TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION", "TEXTUAL_SCREENSHOT_FILENAME"),
    *("TEXTUAL_DEVTOOLS_HOST", "TEXTUAL_DEVTOOLS_PORT"),
)


def _ready_for_screens() -> None:
    """Make ready for screens, and refuse to show them where nobody could see them.

    A browser's driver is a terminal too. What a note of an interview says is on a screen, so no
    screen is written anywhere; Textual reads its variables when it is imported, after this.
    """
    for name in _FOR_DEVELOPERS:
        os.environ.pop(name, None)
    if "TEXTUAL_DRIVER" not in os.environ and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError(
            _("Dagen vises i et terminalvindu, og det er ingen terminal her: bruk «kvip line».")
        )
    if os.environ.get("TERM") == "dumb" and "TEXTUAL_DRIVER" not in os.environ:
        raise UserError(
            _("Dette terminalvinduet kan ikke vise skjermer (TERM=dumb): bruk «kvip line».")
        )
    # A start makes much and drops little of it: looking through it all for what could be thrown
    # away took 30 of 260 ms. It begins when the first picture stands (`ui.collector`).
    gc.disable()


def start(asked: Namespace) -> int:
    """Open today's visit, else the start screen."""
    _ready_for_screens()
    from kvip_tui.ui import run  # noqa: PLC0415 - Textual costs 160 ms, and the other verbs do without

    library = _library(asked)
    from kvip_tui.visits.open import open_visit, todays_visits  # noqa: PLC0415 - with it

    today = todays_visits(library, SystemClock().now())
    if len(today) != 1:
        return run.start(library)

    def opening() -> "Opened":
        return open_visit(library, today[0])

    try:
        return run.day(library, unlocking(library, opening, asking=False))
    except SealedError:
        return run.asking(library, opening)


def demo(asked: Namespace) -> int:
    """Show a fictional visit in the middle of its day, in a folder that is removed afterwards."""
    _ready_for_screens()
    from kvip_tui.ui import run  # noqa: PLC0415 - Textual costs 160 ms, and the other verbs do without

    return run.demo(_library(asked), asked.clock)


def new(asked: Namespace) -> int:
    """Make a visit and print its id."""
    from kvip_tui.cli.new import made  # noqa: PLC0415 - 10 ms, and the other verbs do without

    folder, notices = made(asked, _library(asked))
    warn(*notices)
    say(folder.id)
    return 0


def open_(asked: Namespace) -> int:
    """Show the day of a visit."""
    _ready_for_screens()
    from kvip_tui.ui import run  # noqa: PLC0415 - Textual costs 160 ms, and the other verbs do without

    library = _library(asked)
    opening = _opening(asked, library)
    try:
        opened = unlocking(library, opening, asking=False)
    except SealedError:
        return run.asking(library, opening)
    return run.day(library, opened)


def board(asked: Namespace) -> int:
    """Show the board of a visit in a window of its own, which only reads."""
    _ready_for_screens()
    from kvip_tui.ui.board import app  # noqa: PLC0415 - Textual costs 160 ms, and the other verbs do without

    library = _library(asked)
    opening = _opening(asked, library, write=False)
    try:
        opened = unlocking(library, opening, asking=False)
    except SealedError as sealed:
        return app.asking(library, sealed.folder, opening, names=asked.names)
    try:
        return app.run(opened, library, names=asked.names)
    finally:
        opened.close()


def serve(asked: Namespace) -> int:
    """Show the program, or only the board of a visit, in the browser of this machine."""
    from kvip_tui.browser.serve import serve as served  # noqa: PLC0415 - 200 ms, and only here

    library = _library(asked)
    if asked.visit is None and (asked.board or asked.names or asked.clock or asked.speed):
        raise UserError(_("Skriv hvilket besøk det gjelder: «kvip serve BESØK»."))
    words: list[str] = []
    if asked.visit is not None:
        folder = library.find(asked.visit)
        if not asked.board:
            # Made once, not by the program of each tab; of a sealed visit that one asks first.
            with suppress(SealedError):
                folder = _practised(asked, library, folder)
        words = ["board" if asked.board else "open", str(folder.path)]
        words += ["--real"] if asked.real and not asked.board else []
        words += [word for name in ("clock", "speed") for word in _given(asked, name)]
        words += ["--names"] if asked.board and asked.names else []
    # What the tabs' programs are told by the surroundings needs no quoting for a shell.
    os.environ["KVIP_DATA"] = str(library.root)
    if "language" in asked:
        os.environ["KVIP_LANGUAGE"] = current_language()

    def told(line: str) -> None:
        say(line)
        sys.stdout.flush()

    return served(words, asked.port, told, large=asked.board, opening=not asked.no_open)


def _given(asked: Namespace, name: str) -> list[str]:
    """Return an option of this command line as it is written on another."""
    value = getattr(asked, name)
    return [] if value is None else [f"--{name}", value]


def keys(asked: Namespace) -> int:
    """Print the keys in force; 1 where something that was chosen cannot be used."""
    from kvip_tui.cli.keys import key_lines  # noqa: PLC0415 - no other verb needs it
    from kvip_tui.settings import read_settings  # noqa: PLC0415 - with it

    settings, notice = read_settings(_library(asked).root)
    lines, problems = key_lines(settings.keys, os.environ, sys.platform)
    say(*lines)
    warn(*filter(None, (notice, *problems)))
    return int(bool(problems))


def status_(asked: Namespace) -> int:
    """Print where the day of a visit stands."""
    from kvip_tui.line.status import plain_status, status  # noqa: PLC0415 - no other verb needs it

    opened = _opened(asked, write=False)
    session = opened.session
    try:
        opened.catch_up()
        visit, now = session.visit, session.now()
        if asked.at is not None:
            now = moment(asked.at, visit.date, visit.plan.timezone)
        if asked.json:
            found = status(visit, now, writer=False, limits=session.limits, session=session)
            say(msgspec.json.encode(found).decode("utf-8"))
        else:
            from kvip_tui.texts import sharing as texts_sharing  # noqa: PLC0415 - words, not JSON

            lines = plain_status(visit, now, sums_at=session.sums_at(now))
            say(*lines, *texts_sharing.presence(session, session.now()))
        for notice in opened.notices:
            warn(notice)
    finally:
        opened.close()
    return 0


def line(asked: Namespace) -> int:
    """Take commands in words from standard input."""
    from kvip_tui.line import mode  # noqa: PLC0415 - 3 ms, and screens do without
    from kvip_tui.line.speaking import Speaker  # noqa: PLC0415 - with it
    from kvip_tui.visits.signals import Signaller  # noqa: PLC0415 - with it

    opened = _opened(asked)
    try:
        for notice in opened.notices:
            warn(notice)
        opened.catch_up()
        opened.circle.start()
        if sys.stdin.isatty():
            say(mode.greeting(opened.session))
        chosen = opened.session.preferences
        signaller = Signaller(lambda: chosen.settings.signals, opened.told, words=True)
        # A script counts the answers to what it asks: to it nothing is said unasked.
        heard = sys.stdout.isatty()
        speaker = Speaker(opened.session, signaller) if heard else None
        mode.run(opened.session, sys.stdin, sys.stdout, speaker)
    finally:
        opened.close()
    return 0


def export(asked: Namespace) -> int:
    """Write the visit, its report, its notes or a feedback into a document, and print where."""
    from kvip_tui.cli.export import only_one, written  # noqa: PLC0415 - only exports need it

    only_one(asked)
    opened = _opened(asked, write=bool(asked.to))
    try:
        opened.catch_up()
        made = written(asked, opened)
        notices = opened.notices
    finally:
        opened.close()
    notices = [*notices, *made.notices, *filter(None, (made.remarks,))]
    if asked.speaking_times:
        said = _("{path} viser hvor lenge hver enkelt snakket: bare til din egen læring.")
        notices.append(said.format(path=made.path))
    for notice in notices:
        warn(notice)
    say(str(made.path))
    return 0


def review(asked: Namespace) -> int:
    """Take in what is said in a report that came back, and print it."""
    from kvip_tui.cli.review import received  # noqa: PLC0415 - 20 ms, and only here

    opened = _opened(asked)
    try:
        said, lines = received(asked, opened.session)
    finally:
        opened.close()
    for notice in opened.notices:
        warn(notice)
    say(said, *lines)
    return 0


def check(asked: Namespace) -> int:
    """Say what is to be looked at in the report; 1 where something holds it back."""
    from kvip_tui.domain.report.checks import blocking  # noqa: PLC0415 - only this verb needs it
    from kvip_tui.line.report import concern_lines, concerns_of  # noqa: PLC0415 - with it

    opened = _opened(asked, write=False)
    try:
        opened.catch_up()
        for notice in opened.notices:
            warn(notice)
        visit = opened.session.visit
        say(*concern_lines(visit))
        return int(blocking(concerns_of(visit)))
    finally:
        opened.close()


def plan(asked: Namespace) -> int:
    """List the plans there are, check a file, or make a plan of a timetable or of a visit's day."""
    from kvip_tui.cli.plans import VERBS as PLAN_VERBS  # noqa: PLC0415 - 8 ms, and only here

    return PLAN_VERBS[asked.plan_verb](asked, _library(asked))


def template(asked: Namespace) -> int:
    """Check a Word template, 1 where something in it would not work; or write one to edit."""
    from kvip_tui.export.word import forms as docx_forms  # noqa: PLC0415 - Word costs 130 ms

    if asked.template_verb == "copy":
        docx_forms.copy_template(asked.kind, asked.file, force=asked.force)
        say(str(asked.file))
        return 0
    found = docx_forms.check_template(asked.file)
    say(*(f"{', '.join(filter(None, (str(asked.file), p.place)))}: {p.text}" for p in found))
    if any(not problem.notice for problem in found):
        return 1
    say(_("{file} kan brukes.").format(file=asked.file))
    return 0


def repair_(asked: Namespace) -> int:
    """Make one whole journal of a damaged one, and say what was kept apart."""
    from kvip_tui.store.beside import repair  # noqa: PLC0415 - seldom needed
    from kvip_tui.store.journal import file_seal  # noqa: PLC0415 - with it

    library = _library(asked)
    folder = library.find(asked.visit)
    path, seal = library.own_journal(folder), unlocking(library, lambda: library.seal(folder.path))
    made = repair(path, file_seal(path, seal))
    if not made.apart:
        say(_("Journalen er hel: det er ingenting å reparere."))
        return 0
    if made.damage:
        say(made.damage)
    text = ngettext(
        "Journalen er hel igjen, med {count} hendelse. Det den var, ligger i {apart}.",
        "Journalen er hel igjen, med {count} hendelser. Det den var, ligger i {apart}.",
        made.records,
    )
    apart = ", ".join(str(path) for path in made.apart)
    say(text.format(count=made.records, apart=apart))
    return 0


def exchange(asked: Namespace) -> int:
    """Share a visit, join one, leave it, hand its notes over or receive some."""
    from kvip_tui.cli import exchange as verbs  # noqa: PLC0415 - the other verbs do without

    return verbs.VERBS[asked.verb](asked, _library(asked))


def life(asked: Namespace) -> int:
    """Rename a visit, delete or archive it, or bring one back."""
    from kvip_tui.cli import life as verbs  # noqa: PLC0415 - the other verbs do without

    return verbs.VERBS[asked.verb](asked, _library(asked))


VERBS: dict[str, Callable[[Namespace], int]] = {
    **dict.fromkeys(("share", "join", "unshare", "handover", "receive"), exchange),
    **dict.fromkeys(("rename", "delete", "archive", "restore"), life),
    "start": start,
    "demo": demo,
    "new": new,
    "open": open_,
    "board": board,
    "serve": serve,
    "keys": keys,
    "status": status_,
    "line": line,
    "export": export,
    "check": check,
    "review": review,
    "repair": repair_,
    "plan": plan,
    "template": template,
}
