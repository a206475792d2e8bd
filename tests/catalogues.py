"""Keeps the catalogues of the other languages up to date: ``python -m tests.catalogues``.

It reads every text of the program, adds what is new to each ``kvip.po``, drops what is gone and
compiles ``kvip.mo``, which the program reads. What is left empty is to be translated by hand.
"""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kvip_tui.store.shipped.privacy_rules import shipped_rules

ROOT = Path(__file__).parents[1]
LANGUAGES = ("nn", "en")
NO_DATE = datetime(2021, 1, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "m": None, "marked": None, "ngettext": (1, 2)}


def texts() -> Catalog:
    """Return every text of the program, as it stands in the code."""
    catalogue = Catalog(project="kvip", charset="utf-8")
    found = extract_from_dir(
        ROOT / "kvip_tui", [("**.py", "python")], keywords=KEYWORDS, comment_tags=()
    )
    for _file, _line, message, _comments, context in found:
        catalogue.add(message, context=context)
    rules = shipped_rules()
    for message in (
        rules.title,
        *(text for rule in rules.rules for text in (rule.title, rule.why)),
    ):
        catalogue.add(message)
    return catalogue


def po_file(language: str) -> Path:
    """Return where a language's texts are translated."""
    return ROOT / "assets" / "locale" / language / "LC_MESSAGES" / "kvip.po"


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it is kept; an empty one where there is none."""
    file = po_file(language)
    if not file.exists():
        return Catalog(locale=language, project="kvip", charset="utf-8")
    with file.open("rb") as source:
        return read_po(source, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as the program reads it; the same texts always give the same bytes."""
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the texts of a catalogue that have no translation, or not for every number."""
    return [str(m.id) for m in catalogue if m.id and not _whole(m.string)]


def _whole(translation: str | tuple[str, ...] | list[str] | None) -> bool:
    parts = [translation] if isinstance(translation, str) else list(translation or [""])
    return all(parts)


def main() -> None:
    """Bring the catalogues up to date and say what is not translated."""
    template = texts()
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        file = po_file(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as target:
            write_po(target, catalogue, 100, no_location=True, sort_output=True, omit_header=True)
        file.with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = len(untranslated(catalogue))
        print(f"{language}: {len(catalogue)} texts, {missing} to translate")  # noqa: T201


if __name__ == "__main__":
    main()
