"""The verbs about plans: list, check, import, save."""

from argparse import Namespace
from collections.abc import Callable

from msgspec.structs import replace

from kvip_tui import paths
from kvip_tui.cli.console import say, warn
from kvip_tui.cli.passphrase import unlocking
from kvip_tui.domain.text.legible import one_line
from kvip_tui.domain.text.words import slug
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, ngettext
from kvip_tui.store.library import Library
from kvip_tui.store.plans.file import plan_catalogue, read_plan
from kvip_tui.store.plans.written import keep_plan
from kvip_tui.texts import formats


def _list(asked: Namespace, library: Library) -> int:
    """Print the plans there are."""
    del asked
    catalogue = plan_catalogue(paths.plans_dir(library.root))
    say(*formats.columns([(entry.id, entry.problem or entry.title) for entry in catalogue]))
    return 0


def _check(asked: Namespace, library: Library) -> int:
    """Say that a file is a plan."""
    del library
    found = read_plan(asked.file)
    count = sum(1 for _block in found.blocks())
    text = ngettext(
        "{file} er i orden: {title}, {count} blokk.",
        "{file} er i orden: {title}, {count} blokker.",
        count,
    )
    say(text.format(file=asked.file, title=found.title, count=count))
    return 0


def _import(asked: Namespace, library: Library) -> int:
    """Make a plan of a timetable, print its id, and say which rows are not in it."""
    from kvip_tui.store.plans.sheets import rows_of  # noqa: PLC0415 - 30 ms, and only here
    from kvip_tui.store.plans.timetable import timetable  # noqa: PLC0415 - with it

    title = one_line(asked.name or asked.file.stem)
    found = timetable(rows_of(asked.file), asked.file.name, title)
    keep_plan(paths.plans_dir(library.root), found.plan, force=asked.force)
    for number, said in found.left_out.items():
        text = _("Rad {row} er ikke med, for den har ikke klokkeslett: {said}")
        warn(text.format(row=number, said=said[:80]))
    say(found.plan.id)
    return 0


def _save(asked: Namespace, library: Library) -> int:
    """Keep the plan of a visit, as its day was edited, and print its id."""
    from kvip_tui.visits.open import read_visit  # noqa: PLC0415 - 10 ms, and only here

    title = one_line(asked.name)
    if not slug(title):
        raise UserError(_("Skriv hva planen skal hete, med bokstaver."))
    folder = library.find(asked.visit)
    visit = unlocking(library, lambda: read_visit(library, folder))
    form = visit.report.form or visit.plan.report
    plan = replace(visit.plan, id=slug(title), title=title, report=form)
    keep_plan(paths.plans_dir(library.root), plan, force=asked.force)
    say(plan.id)
    return 0


VERBS: dict[str, Callable[[Namespace, Library], int]] = {
    "list": _list,
    "check": _check,
    "import": _import,
    "save": _save,
}
