"""The house rules: who may know whom, how long things are, where things lie, what is written."""

import ast
import re
import sys
import tomllib
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests import sources
from tests.sources import named

# From the ground up: a module may import its own layer and those named before it.
LAYERS = (
    {"domain"},
    {"errors", "resources", "i18n", "time_parsing", "clock", "paths", "crash_report", "bounded"},
    {"store"},
    {"sharing"},
    {"session", "settings", "texts", "commands", "privacy_check", "interview_notes", "snapshot"},
    {"visits", "export"},
    {"line", "ui", "browser"},
    {"cli", "__main__"},
)
# The rooms of the domain from the ground up: each may know those named before it.
DOMAIN = (
    *("text", "log", "remembered", "base", "stacks", "state"),
    *("day", "people", "floor", "checks", "notes", "card"),
    *("board", "catchup", "planning", "names", "privacy", "report", "review", "sharing"),
    "history",
    "forgetting",
)
MOST_AT_THE_ROOT = 14
DESIGN_OF = re.compile(r"DESIGN (\d+(?:(?:, | and )\d+)*)")
# The version, which everybody may know.
GROUND = "kvip_tui"
# Packages of others, and the only parts that may import them; None: any.
KNOWN_BY: dict[str, set[str] | None] = {
    "openpyxl": {"store"},
    "msgspec": None,
    "textual": {"ui"},
    "rich": {"ui"},
    "tinydb": {"store"},
    "lxml": {"store"},
    "filelock": {"store"},
    "icalendar": {"export"},
    "docx": {"export"},
    "docxtpl": {"export"},
    "jinja2": {"export"},
    "pyrage": {"sharing"},
    "cryptography": {"store"},
    "platformdirs": {"paths"},
    "textual_serve": {"browser"},
    "aiohttp": {"browser"},
}
# Packages that are installed under another name than they are imported by.
INSTALLED_AS = {"python-docx": "docx", "textual-serve": "textual_serve"}
IMPURE = {
    *("asyncio", "gettext", "io", "locale", "logging", "os", "pathlib", "platform", "random"),
    *("secrets", "shutil", "socket", "subprocess", "sys", "tempfile", "threading", "time", "uuid"),
}
ASKS_THE_TIME = {"now", "today", "utcnow"}
# Where words are made harmless on their way out, and the version, which has none of others.
MAY_PRINT = {"kvip_tui.cli.console", "kvip_tui.cli.main"}
# What reads files that ship with the program, or that somebody named, each with a bound of its own.
READS_OTHERS = {
    *("i18n", "browser.server", "ui.help.screen", "export.word.document", "export.word.forms"),
    *("store.shipped.phrases", "store.shipped.privacy_rules", "store.shipped.report_forms"),
    "store.shipped.tips",
    *("store.plans.file", "store.plans.sheets", "store.packages.archive", "store.peoplefile"),
}
TRANSLATES = {"_", "m", "marked", "ngettext"}
# A fictional visit is the same in every language.
UNTRANSLATED = {"demo.py"}
LONGEST_FILE, LONGEST_FUNCTION = 500, 40
# How many of our classes may stand above one of Textual's.
MOST_CLASSES = 2
LAYOUT = re.compile(r"kvip_tui|assets|tests|pyproject\.toml|README\.md|\..+")
NAMES_A_REGISTRY = re.compile("pypi[.]org|python[h]osted|registry[.]npmjs|deb[.]debian")
NAMES_A_MACHINE = re.compile(r"(^|[^\w.])/(?:work|farm|root|home|opt|Users)/", re.MULTILINE)
UNFINISHED = re.compile(r"TO[D]O|FIX[M]E|XX[X]|NotImplemented[E]rror")


def part(module: str) -> str:
    """Return the part of the package that a module belongs to: its room at the root."""
    return module.split(".")[1] if "." in module else module


def layer(module: str) -> int:
    """Return how high a module stands."""
    if module == GROUND:
        return -1
    found = [height for height, parts in enumerate(LAYERS) if part(module) in parts]
    assert found, f"{module} has no layer: give it one in LAYERS"
    return found[0]


def own(path: Path) -> set[str]:
    """Return the modules of the package that a file imports."""
    return {name for name in sources.imported(path) if name.split(".")[0] == GROUND}


@pytest.mark.parametrize("path", sources.package(), ids=named)
def test_imports_point_towards_the_domain(path: Path) -> None:
    """No module imports one of a higher layer; the two faces do not know each other."""
    importer = sources.module(path)
    for name in own(path):
        assert layer(name) <= layer(importer), f"{importer} imports {name}, which stands higher"
        if {part(name), part(importer)} == {"line", "ui"}:
            pytest.fail(f"{importer} imports {name}, the other face")


def test_no_modules_import_each_other_in_a_circle() -> None:
    """The modules can be put in an order in which each imports only earlier ones."""
    order = TopologicalSorter({sources.module(path): own(path) for path in sources.package()})
    order.prepare()


def test_no_rooms_import_each_other_in_a_circle() -> None:
    """What holds for modules holds for the packages at the root, too."""
    order: TopologicalSorter[str] = TopologicalSorter()
    for path in sources.package():
        room = part(sources.module(path))
        order.add(room, *({part(name) for name in own(path)} - {room, GROUND}))
    order.prepare()


@pytest.mark.parametrize(
    "path",
    [path for path in sources.package() if part(sources.module(path)) == "domain"],
    ids=named,
)
def test_the_rooms_of_the_domain_stand_in_their_order(path: Path) -> None:
    """A feature of the domain knows only what stands below it."""
    parts = sources.module(path).split(".")
    if len(parts) < 3:
        return
    height = DOMAIN.index(parts[2])
    for name in own(path):
        below = name.split(".")[2] if name.startswith("kvip_tui.domain.") else parts[2]
        assert DOMAIN.index(below) <= height, f"{named(path)} imports {name}, which stands higher"


def test_the_root_holds_few_modules() -> None:
    """What belongs to a room stands in it; the root is for what all of them use."""
    modules = [path.name for path in sources.PACKAGE.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MOST_AT_THE_ROOT, sorted(modules)


def test_packages_stand_in_place_of_prefixes() -> None:
    """No three modules of a folder begin with one word: they are a package."""
    modules = [path for path in sources.package() if not path.stem.startswith("_")]
    first_words = Counter((path.parent, path.stem.split("_")[0]) for path in modules)
    alike = [f"{named(folder)}/{word}" for (folder, word), n in first_words.items() if n >= 3]
    assert alike == []


def test_what_a_comment_says_of_the_design_is_there() -> None:
    """A number of the design leads to a heading of it."""
    headings = re.findall(r"^## (\d+)\.", (sources.PACKAGE / "DESIGN.md").read_text("utf-8"), re.M)
    wrong = [
        f"{named(path)}: DESIGN {number}"
        for path in sources.files()
        if path.suffix in {".py", ".md", ".toml", ".tcss"}
        for cited in DESIGN_OF.findall(path.read_text("utf-8"))
        for number in re.findall(r"\d+", cited)
        if number not in headings
    ]
    assert wrong == []


@pytest.mark.parametrize("path", sources.package(), ids=named)
def test_the_packages_of_others_are_known_where_they_belong(path: Path) -> None:
    """A package of others is imported only by the part of the program that is its home."""
    for name in sources.imported(path) - own(path):
        package = name.split(".")[0]
        if package in sys.stdlib_module_names:
            continue
        assert package in KNOWN_BY, f"{package} has no home: weigh it, then name it in KNOWN_BY"
        home = KNOWN_BY[package]
        assert home is None or part(sources.module(path)) in home, f"{package} outside {home}"


def test_what_is_required_is_used() -> None:
    """Users install exactly the packages that the program imports, and its zones on Windows."""
    project = tomllib.loads((sources.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    required = {re.split(r"[^\w-]", line)[0] for line in project["dependencies"]}
    names = {INSTALLED_AS.get(name, name) for name in required}
    assert names - {"tzdata"} == set(KNOWN_BY)
    every = {name.split(".")[0] for path in sources.package() for name in sources.imported(path)}
    assert set(KNOWN_BY) <= every


@pytest.mark.parametrize(
    "path",
    [path for path in sources.package() if part(sources.module(path)) == "domain"],
    ids=named,
)
def test_the_domain_is_pure(path: Path) -> None:
    """The domain knows no disk, no system, no chance, and is told what time it is."""
    assert not {name.split(".")[0] for name in sources.imported(path)} & IMPURE
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in ASKS_THE_TIME, node.lineno


@pytest.mark.parametrize("path", sources.python(), ids=named)
def test_files_and_functions_are_short_and_say_what_they_are(path: Path) -> None:
    """No file is over 500 lines, no function over 40, and each file begins with its purpose."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE
    assert ast.get_docstring(sources.tree(path)), "the file does not say what it is"
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_no_file_takes_what_it_needs_from_a_file_of_tests() -> None:
    """What several tests need has a module of its own."""
    found = [
        (named(path), name)
        for path in sources.python()
        for name in sources.imported(path)
        if name.rpartition(".")[2].startswith("test_")
    ]
    assert found == []


def test_the_top_level_holds_what_the_layout_allows() -> None:
    """Beside package, assets, tests, pyproject and README there are only dot files."""
    assert [path.name for path in sources.top_level() if not LAYOUT.fullmatch(path.name)] == []


def test_no_file_names_a_registry_or_a_machine_or_is_unfinished() -> None:
    """The sources hold for every machine and every registry, and leave nothing for later."""
    found = []
    for path in sources.files():
        text = path.read_bytes().decode("utf-8", "replace")
        for pattern in (NAMES_A_REGISTRY, NAMES_A_MACHINE, UNFINISHED):
            found += [(named(path), match[0]) for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize("path", sources.python(), ids=named)
def test_no_alias_hides_a_standard_module(path: Path) -> None:
    """``re`` is ``re`` in every file: nothing else is imported by such a name."""
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            home = node.module if isinstance(node, ast.ImportFrom) else None
            for one in node.names:
                standard = (home or one.name).split(".")[0] in sys.stdlib_module_names
                assert standard or one.asname not in sys.stdlib_module_names, one.asname


@pytest.mark.parametrize("path", sources.package(), ids=named)
def test_what_is_said_goes_through_one_mouth(path: Path) -> None:
    """Only one module of the command line prints; screens and line mode have ways of their own."""
    if sources.module(path) in MAY_PRINT:
        return
    for node in ast.walk(sources.tree(path)):
        assert not (isinstance(node, ast.Name) and node.id == "print"), node.lineno


@pytest.mark.parametrize("path", sources.package(), ids=named)
def test_kept_files_are_read_through_one_door(path: Path) -> None:
    """What stands in their place may be a pipe that nobody writes to, or larger than memory."""
    module = sources.module(path).removeprefix("kvip_tui.")
    if module in READS_OTHERS or module == "bounded":
        return
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            reads = node.func.attr in {"read_bytes", "read_text"}
            opens = node.func.attr == "open" and any(
                isinstance(mode, ast.Constant) and mode.value == "rb" for mode in node.args
            )
            assert not reads, f"{named(path)}:{node.lineno}"
            assert not opens, f"{named(path)}:{node.lineno}"


def translated(path: Path) -> list[ast.Call]:
    """Return the calls by which a file has texts translated."""
    return [
        node
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in TRANSLATES
    ]


@pytest.mark.parametrize("path", sources.package(), ids=named)
def test_texts_are_translated_before_they_are_filled_in(path: Path) -> None:
    """What is handed to gettext is whole: not put together, not filled in, its gaps named."""
    for call in translated(path):
        for node in (inner for argument in call.args for inner in ast.walk(argument)):
            assert not isinstance(node, ast.JoinedStr | ast.BinOp), f"line {node.lineno}"
            assert not (isinstance(node, ast.Attribute) and node.attr == "format"), node.lineno
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"\{[\d:!}]", node.value), f"a gap has no name: {node.value}"


def left_out(path: Path) -> set[int]:
    """Return the ids of the nodes whose texts nobody translates: docstrings and typed words."""
    nodes: list[ast.AST] = [*translated(path)]
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.keyword) and node.arg == "word":
            nodes.append(node)
        if isinstance(node, ast.Expr):
            nodes.append(node.value)
    return {id(inner) for node in nodes for inner in ast.walk(node)}


@pytest.mark.parametrize("path", sources.package(), ids=named)
def test_norwegian_sentences_can_be_translated(path: Path) -> None:
    """A text with Norwegian letters and blanks is handed to gettext, wherever it stands."""
    if path.name in UNTRANSLATED:
        return
    untranslated = left_out(path)
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            says = re.search("[æøå]", node.value.casefold()) and " " in node.value.strip()
            assert not says or id(node) in untranslated, f"line {node.lineno}: {node.value}"


def classes() -> dict[str, tuple[str, ...]]:
    """Return each class of the package with the full names of those that it derives from."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sources.package():
        here, known = sources.module(path), dict[str, str]()
        for node in ast.walk(sources.tree(path)):
            if isinstance(node, ast.ImportFrom):
                known |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
            elif isinstance(node, ast.Import):
                known |= {a.asname or a.name: a.name for a in node.names}
        for node in ast.walk(sources.tree(path)):
            if isinstance(node, ast.ClassDef):
                bases = [re.sub(r"\[.*", "", ast.unparse(base)) for base in node.bases]
                full = (
                    name.replace(head := name.split(".")[0], known.get(head, f"{here}.{head}"), 1)
                    for name in bases
                )
                found[f"{here}.{node.name}"] = tuple(full)
    return found


def test_no_class_stands_high_above_textuals() -> None:
    """Screens and widgets are composed: at most two of our classes stand above Textual's."""
    bases = classes()

    def height(name: str) -> int | None:
        """Return how many classes of ours there are down to Textual's; None: it has none there."""
        if name not in bases:
            return 0 if name.startswith("textual.") else None
        below = [found for base in bases[name] if (found := height(base)) is not None]
        return 1 + max(below) if below else None

    heights = {name: height(name) or 0 for name in bases}
    assert [name for name, found in heights.items() if found > MOST_CLASSES] == []
    assert MOST_CLASSES in heights.values(), "the rule reads nothing"
