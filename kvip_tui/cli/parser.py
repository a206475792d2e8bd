"""The verbs of the command line: what each takes, and how it is carried out."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from kvip_tui import __version__, crash_report
from kvip_tui.cli.console import say, warn
from kvip_tui.cli.language import OPTION, speak
from kvip_tui.errors import UserError, reason
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m

USAGE: tuple[tuple[str, str], ...] = (
    ("kvip", m("åpner dagens besøk, ellers startskjermen")),
    ("kvip demo", m("viser et oppdiktet besøk midt på dagen, i en midlertidig mappe")),
    (
        m("kvip new --plan PLAN --date DATO --host NAVN [--people FIL] [--passphrase]"),
        m("lager et besøk og skriver hva det heter; med passordfrase forseglet på disken"),
    ),
    (
        m("kvip new --after BESØK --date DATO [--plan PLAN] [--people FIL]"),
        m("det neste besøket hos samme vert, med vertens folk og tiltakene fra sist"),
    ),
    (
        m("kvip open BESØK [--clock TT.MM] [--speed N] [--real] [--take-over]"),
        m("åpner dagen; med klokke eller fart øves det på en kopi, eller med --real på besøket"),
    ),
    (
        m("kvip board BESØK [--names] [--clock TT.MM] [--speed N]"),
        m("viser tavla til delt skjerm, i et eget vindu; med --names hvem som har ordet"),
    ),
    (
        m("kvip serve [BESØK] [--board] [--port N] [--no-open]"),
        m("viser det samme i nettleseren på denne maskinen, eller bare tavla med --board"),
    ),
    ("kvip list", m("viser besøkene som finnes")),
    (
        m("kvip rename BESØK [--host NAVN] [--date DATO]"),
        m("retter verten, eller datoen før dagen er begynt; det som besøket heter på disken, står"),
    ),
    (m("kvip archive BESØK FIL.age [--force]"), m("skriver hele besøket til en kryptert fil")),
    (m("kvip restore FIL.age"), m("henter et arkivert besøk tilbake")),
    (
        m("kvip delete BESØK"),
        m("sletter besøket når du skriver navnet på verten; en kvittering blir igjen"),
    ),
    (m("kvip status BESØK [--json] [--at TT.MM]"), m("sier hvor dagen står")),
    (
        m("kvip line BESØK [--clock TT.MM] [--speed N]"),
        m("linjemodus: kommandoer med ord, også fra en fil"),
    ),
    (
        m("kvip export BESØK FIL [--force] [--speaking-times]"),
        m("skriver dagen til en fil: .md, .csv, .json, .ics eller .svg (erteposen)"),
    ),
    (
        m("kvip export BESØK FIL --report [--draft] [--template MAL] [--force]"),
        m("skriver rapporten: .docx, .md, .csv eller .json; med --draft som utkast"),
    ),
    (
        m("kvip export BESØK FIL.docx --draft [--to HVEM] [--changes-since HVEM]"),
        m("skriver at den er sendt dit, og merker det som er endret siden noen så den"),
    ),
    (
        m("kvip review BESØK FIL.docx [--by NAVN]"),
        m("henter inn kommentarer og endringer fra en rapport som kommer tilbake"),
    ),
    (
        m("kvip export BESØK FIL --feedback network|leader [--force]"),
        m("skriver tilbakemeldingen til nettverksleder eller besøksleder: .md"),
    ),
    (
        m("kvip export BESØK FIL --notes [--by block|tag] [--class P|T] [--impressions]"),
        m("skriver notatene etter blokk eller merkelapp: .md, .csv eller .json"),
    ),
    (m("kvip repair BESØK"), m("gjør en skadet journal hel, og legger det skadde til side")),
    (m("kvip check BESØK"), m("sier hva som må rettes i rapporten før den sendes")),
    ("kvip keys", m("viser tastene som gjelder, og hva som er valgt i innstillingene")),
    (
        m("kvip share BESØK MAPPE [--name NAVN] [--passphrase]"),
        m("deler besøket gjennom en mappe som dere synkroniserer; med passordfrase forseglet"),
    ),
    (
        m("kvip join MAPPE [--name NAVN] [--passphrase]"),
        m("blir med i et besøk som en annen har delt; bare et forseglet, med --passphrase"),
    ),
    (m("kvip unshare BESØK"), m("slutter å dele fra denne maskinen; det som er kommet, blir her")),
    (m("kvip handover BESØK FIL.age"), m("skriver notatene til en kryptert fil som kan sendes")),
    (m("kvip receive FIL.age [--name NAVN]"), m("henter inn notatene fra en slik fil")),
    (m("kvip plan check FIL"), m("sjekker en dagsplan")),
    (
        m("kvip plan import FIL [--name NAVN] [--force]"),
        m("lager en dagsplan av en timeplan: .xlsx, .csv eller tekst"),
    ),
    (
        m("kvip plan save BESØK NAVN [--force]"),
        m("tar vare på dagen i et besøk som en dagsplan, slik den er endret"),
    ),
    ("kvip plan list", m("viser dagsplanene som finnes")),
    (m("kvip template copy MAL FIL"), m("skriver en Word-mal til rapporten, som kan endres")),
    (m("kvip template check FIL"), m("sjekker en Word-mal")),
)
# The verbs by which machines exchange a visit, and what stands after each.
EXCHANGE: tuple[tuple[str, ...], ...] = (
    ("share", "visit", "folder"),
    ("join", "folder"),
    ("unshare", "visit"),
    ("handover", "visit", "file"),
    ("receive", "file"),
)
# The verbs of a visit's life, and others about one visit, and what stands after each.
LIFE: tuple[tuple[str, ...], ...] = (
    ("check", "visit"),
    ("repair", "visit"),
    ("rename", "visit"),
    ("delete", "visit"),
    ("archive", "visit", "file"),
    ("restore", "file"),
)
OPTIONS: tuple[tuple[str, str], ...] = (
    (m("--data MAPPE"), m("der alt lagres (ellers KVIP_DATA, ellers systemets egen mappe)")),
    (m("--language SPRÅK"), m("nb, nn eller en (ellers KVIP_LANGUAGE, ellers det du har valgt)")),
    ("--version", m("viser utgaven")),
    ("--help", m("viser denne hjelpen")),
)


class _Parser(argparse.ArgumentParser):
    """Reads words; what it cannot read is answered in one Norwegian sentence."""

    def __init__(self, **how: Any) -> None:
        # The width of the help that argparse would write, and we write none of: to find out that
        # of the terminal costs 4 ms.
        super().__init__(formatter_class=partial(argparse.HelpFormatter, width=80), **how)

    def error(self, message: str) -> NoReturn:
        raise UserError(
            _("Jeg forstår ikke «{words}»; «kvip --help» viser hva som går an.").format(
                words=" ".join(["kvip", *sys.argv[1:]])[:80]
            )
        )


def parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser of the command line: of the verbs among the words, else of all.

    To make those of all verbs took a sixth of what a start may take.
    """
    shared = _Parser(add_help=False, allow_abbrev=False)
    shared.add_argument("--data", default=argparse.SUPPRESS)
    shared.add_argument(OPTION, default=argparse.SUPPRESS)
    shared.add_argument("-h", "--help", action="store_true", default=argparse.SUPPRESS)
    top = _Parser(prog="kvip", add_help=False, allow_abbrev=False, parents=[shared])
    top.add_argument("--version", action="store_true")
    verbs = top.add_subparsers(dest="verb", prog="kvip", parser_class=_Parser)
    for name in [name for name in _VERBS if name in words] or _VERBS:
        made = verbs.add_parser(name, add_help=False, allow_abbrev=False, parents=[shared])
        _add_arguments(made, name, shared)
    return top


_VERBS = (
    *("demo", "new", "list", "keys", "open", "line", "board", "serve", "status", "export"),
    *(name for name, *_rest in EXCHANGE),
    *(name for name, *_rest in LIFE),
    *("review", "plan", "template"),
)


def _add_arguments(made: argparse.ArgumentParser, name: str, shared: "_Parser") -> None:
    """Add what may follow a verb."""
    match name:
        case "demo":
            made.add_argument("--clock", default=None)
        case "new":
            _add_new(made)
        case "open" | "line" | "board" | "serve":
            _add_showing(made, name)
        case "list" | "keys":
            pass
        case "status":
            made.add_argument("visit")
            made.add_argument("--json", action="store_true")
            made.add_argument("--at")
        case "export":
            _add_export(made)
        case "review":
            _add_review(made)
        case "plan":
            plans = made.add_subparsers(dest="plan_verb", parser_class=_Parser, required=True)
            plans.add_parser("list", add_help=False, parents=[shared])
            checked = plans.add_parser("check", add_help=False, parents=[shared])
            checked.add_argument("file", type=Path)
            _add_own_plans(plans, shared)
        case "template":
            _add_templates(made, shared)
        case _ if any(name == verb for verb, *_rest in LIFE):
            _add_life(made, name)
        case _:
            _add_exchange(made, name)


def _add_life(made: argparse.ArgumentParser, name: str) -> None:
    """Add what may follow the verbs of a visit's life, and others about one visit."""
    for positional in next(rest for verb, *rest in LIFE if verb == name):
        made.add_argument(positional)
    if name == "rename":
        made.add_argument("--host")
        made.add_argument("--date")
    if name == "archive":
        made.add_argument("--force", action="store_true")


def _add_review(made: argparse.ArgumentParser) -> None:
    """Add what may follow «kvip review BESØK FIL»."""
    for positional in ("visit", "file"):
        made.add_argument(positional)
    made.add_argument("--by", default="")


def _add_exchange(made: argparse.ArgumentParser, name: str) -> None:
    """Add what may follow the verbs by which machines exchange a visit."""
    for positional in next(rest for verb, *rest in EXCHANGE if verb == name):
        made.add_argument(positional)
    if name in {"share", "join", "receive"}:
        made.add_argument("--name")
    if name in {"share", "join"}:
        made.add_argument("--passphrase", action="store_true")


def _add_new(new: argparse.ArgumentParser) -> None:
    """Add what may follow «kvip new»."""
    new.add_argument("--date", required=True)
    for option in ("--plan", "--host", "--people", "--after"):
        new.add_argument(option)
    new.add_argument("--passphrase", action="store_true")


def _add_showing(opened: argparse.ArgumentParser, name: str) -> None:
    """Add what may follow the verbs that show a visit."""
    opened.add_argument("visit", nargs="?" if name == "serve" else None)
    opened.add_argument("--clock")
    opened.add_argument("--speed")
    if name in {"open", "line"}:
        opened.add_argument("--take-over", action="store_true")
    if name in {"open", "serve"}:
        opened.add_argument("--real", action="store_true")
    if name in {"board", "serve"}:
        opened.add_argument("--names", action="store_true")
    if name == "serve":
        opened.add_argument("--board", action="store_true")
        opened.add_argument("--no-open", action="store_true")
        opened.add_argument("--port", type=int, default=0)


def _add_export(exported: argparse.ArgumentParser) -> None:
    """Add what may follow «kvip export BESØK FIL»."""
    exported.add_argument("visit")
    exported.add_argument("file")
    for flag in ("--force", "--speaking-times", "--notes", "--impressions", "--report", "--draft"):
        exported.add_argument(flag, action="store_true")
    exported.add_argument("--by", choices=("block", "tag"))
    exported.add_argument("--class", dest="only", type=str.upper, choices=("P", "T"))
    exported.add_argument("--feedback", choices=("network", "leader"))
    for option in ("--template", "--to", "--changes-since"):
        exported.add_argument(option)


def _add_own_plans(plans: Any, shared: _Parser) -> None:
    """Add what may follow «kvip plan import» and «kvip plan save»."""
    read = plans.add_parser("import", add_help=False, parents=[shared])
    read.add_argument("file", type=Path)
    read.add_argument("--name")
    saved = plans.add_parser("save", add_help=False, parents=[shared])
    saved.add_argument("visit")
    saved.add_argument("name")
    for one in (read, saved):
        one.add_argument("--force", action="store_true")


def _add_templates(of_templates: argparse.ArgumentParser, shared: _Parser) -> None:
    """Add what may follow «kvip template»."""
    verbs = of_templates.add_subparsers(dest="template_verb", parser_class=_Parser, required=True)
    verbs.add_parser("check", add_help=False, parents=[shared]).add_argument("file", type=Path)
    copied = verbs.add_parser("copy", add_help=False, parents=[shared])
    copied.add_argument("kind")
    copied.add_argument("file", type=Path)
    copied.add_argument("--force", action="store_true")


def help_text() -> str:
    """Return what «kvip --help» says."""
    from kvip_tui.texts.formats import columns  # noqa: PLC0415 - only help needs it

    heading = _("kvip leder dagen på et digitalt KvIP-besøk.")
    usage = columns([(_(words), _(text)) for words, text in USAGE])
    options = columns([(_(words), _(text)) for words, text in OPTIONS])
    return "\n".join([heading, "", *usage, "", *options])


def run(words: list[str]) -> int:
    """Carry out the command line in *words* and return its exit code."""
    _fit_console()
    keep_off_the_disk()
    try:
        notice = speak(words, os.environ)
        asked = parser(words).parse_args(words)
        warn(*filter(None, (notice,)))
        code = _carry_out(asked)
        sys.stdout.flush()
    except UserError as error:
        warn(error.message)
        return error.exit_code
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        said = _(
            "Svaret kunne ikke skrives ({reason}): frigjør plass, eller send det et annet sted."
        )
        warn(said.format(reason=reason(error)))
        return 3
    except KeyboardInterrupt:
        return 130
    except Exception:
        warn(crash_report.told())
        return 1
    return code


def keep_off_the_disk() -> None:
    """Let the system write no picture of the memory when the program is killed: notes are in it.

    Windows keeps none unless it has been told to.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - Windows has none

        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def _drop_output() -> None:
    """Send what is still to be written nowhere: where it was to go, it cannot."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fit_console() -> None:
    """Write UTF-8 to files and pipes, and to a console at least something for every character.

    Where the system gives no standard stream at all, there is an empty one.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", encoding=None if stream.isatty() else "utf-8")
    if hasattr(sys.stdin, "reconfigure") and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")


def _carry_out(asked: argparse.Namespace) -> int:
    if "help" in asked or asked.version:
        say(help_text() if "help" in asked else f"kvip {__version__}")
        return 0
    if asked.verb == "list":
        from kvip_tui.cli.visits import list_  # noqa: PLC0415 - and nothing that others need

        return list_(asked)
    # What is imported stays: to look through it for what could be thrown away took 8 of 60 ms.
    gc.disable()
    from kvip_tui.cli import verbs as doing  # noqa: PLC0415 - 50 ms, and --help does without
    from kvip_tui.domain.base import Refusal  # noqa: PLC0415 - with it

    gc.enable()

    try:
        return doing.VERBS[asked.verb or "start"](asked)
    except Refusal as refusal:
        from kvip_tui.texts import said as texts  # noqa: PLC0415 - 15 ms, and most go well

        raise UserError(texts.refusal(refusal)) from refusal
