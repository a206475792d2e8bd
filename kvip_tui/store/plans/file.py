"""Finds and reads plans: TOML files, shipped with the program or a user's own (DESIGN 8)."""

from pathlib import Path
from typing import Final

from msgspec import Struct

from kvip_tui.domain.state.plan import Language, Plan
from kvip_tui.errors import UserError
from kvip_tui.i18n import _
from kvip_tui.resources import assets
from kvip_tui.store.plans.lines import line_map
from kvip_tui.store.plans.parts import read_parts
from kvip_tui.store.plans.problems import LONGEST_PATH, PlanErrors, Problems, nearest, placed, shown
from kvip_tui.store.plans.table import Table
from kvip_tui.store.plans.toml import parse
from kvip_tui.store.shipped.phrases import in_language

LARGEST: Final = 1_000_000  # bytes
_BOM: Final = "\ufeff"


class PlanEntry(Struct, frozen=True):
    """A plan as a list shows it; ``problem`` says why one of the user's own cannot be used."""

    id: str
    title: str
    own: bool
    problem: str | None = None


def load_plan(text: str, name: str) -> Plan:
    """Return the plan written in a TOML text, *name* being what its file is called.

    Raises:
        PlanErrors: with everything that is wrong with it.
    """
    text = text.removeprefix(_BOM)
    raw = parse(text, name)
    problems = Problems(name, lambda: line_map(text))
    plan = read_parts(Table(raw, (), problems))
    problems.raise_any()
    return plan


def read_plan(file: Path) -> Plan:
    """Return the plan in a file, of the disk or of the program's own.

    Raises:
        PlanErrors: the file is not a plan.
        UserError: the file cannot be read.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        message = _("Finner ikke planen {file}; se om navnet er riktig skrevet.")
        raise UserError(message.format(file=shown(str(file), LONGEST_PATH))) from None
    except (OSError, ValueError):
        message = _("Kan ikke lese planen {file}; se om du har tilgang til fila.")
        raise UserError(message.format(file=shown(str(file), LONGEST_PATH))) from None
    if len(data) > LARGEST:
        sentence = _("fila er større enn 1 MB; velg en planfil.")
        raise PlanErrors([placed(file.name, sentence)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = _("teksten er ikke UTF-8; lagre fila på nytt med tegnkodingen UTF-8.")
        raise PlanErrors([placed(file.name, sentence, line)]) from None
    return load_plan(text, file.name)


def find_plan(name: str, user_dir: Path | None, language: Language | None = None) -> Plan:
    """Return the plan that *name* means: a file, a folder with one plan, or a plan's id.

    Among ids the user's own, in *user_dir*, come before those shipped with the program. It is given
    in *language*, as far as its words are known in that; None leaves it in its own.

    Raises:
        PlanErrors: the file found is not a plan.
        UserError: there is no such plan.
    """
    file = _on_disk(name) or _by_id(name, user_dir)
    if file is None:
        raise UserError(_unknown(name, user_dir))
    plan = read_plan(file)
    return in_language(plan, language or plan.language)


def plan_catalogue(user_dir: Path | None) -> list[PlanEntry]:
    """Return the user's own plans and then the shipped ones that none of them replaces."""
    own = [_entry(file, own=True) for file in _own_files(user_dir)]
    taken = {entry.id for entry in own}
    return own + [_entry(f, own=False) for f in _shipped_files() if _stem(f) not in taken]


def _entry(file: Path, *, own: bool) -> PlanEntry:
    try:
        plan = read_plan(file)
    except UserError as error:
        return PlanEntry(_stem(file), "", own, error.message.splitlines()[0])
    return PlanEntry(plan.id, plan.title, own)


def _stem(file: Path) -> str:
    return file.name.removesuffix(".toml")


def _shipped_files() -> list[Path]:
    files = (file for file in (assets() / "plans").iterdir() if file.name.endswith(".toml"))
    return sorted(files, key=lambda file: file.name)


def _own_files(folder: Path | None) -> list[Path]:
    return sorted(folder.glob("*.toml")) if folder is not None else []


def _on_disk(name: str) -> Path | None:
    """Return the file that *name* is the path of, or the only plan in the folder that it is."""
    path = Path(name)
    try:
        if not name or not path.exists():
            return None
        files = _own_files(path) if path.is_dir() else [path]
    except (OSError, ValueError):
        return None
    if len(files) > 1:
        message = _("Mappa {folder} har flere planer; velg en av dem: {plans}.")
        plans = ", ".join(file.name for file in files)
        raise UserError(message.format(folder=shown(name, LONGEST_PATH), plans=plans))
    return files[0] if files else None


def _by_id(name: str, user_dir: Path | None) -> Path | None:
    own = (file for file in _own_files(user_dir) if _entry(file, own=True).id == name)
    shipped = (file for file in _shipped_files() if _stem(file) == name)
    return next(own, None) or next(shipped, None)


def _unknown(name: str, user_dir: Path | None) -> str:
    known = [entry.id for entry in plan_catalogue(user_dir)]
    near = nearest(name, known)
    if near is not None:
        message = _("Finner ingen plan eller fil «{name}»; mente du «{near}»?")
        return message.format(name=shown(name, LONGEST_PATH), near=near)
    message = _("Finner ingen plan eller fil «{name}»; velg en fil eller en av {known}.")
    return message.format(name=shown(name, LONGEST_PATH), known=", ".join(known))
