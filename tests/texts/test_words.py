"""One form for each word in each language, and a way on where a refusal knows no such thing."""

import re

import pytest

from kvip_tui.texts.said import REFUSALS
from tests.catalogues import read, texts
from tests.sources import ROOT

NYNORSK = {
    "gjev": "gir",
    "blei": "vart",
    "talelista": "talarlista",
    "taleliste": "talarliste",
}
BOKMAAL = {
    "blokken": "blokka",
    "filen": "fila",
    "gruppen": "gruppa",
    "hånden": "hånda",
    "klokken": "klokka",
    "lenken": "lenka",
    "linjen": "linja",
    "listen": "lista",
    "mappen": "mappa",
    "tavlen": "tavla",
    "tiden": "tida",
}
# Calendar files stay byte for byte what they were, or calendars show each event as changed.
KEPT = {"Sensitivt rom: lenken sendes av verten."}
NO_SUCH = re.compile(r"^(block|check|person|role|section|point|name|book)[.].*(unknown|ambiguous)$")


def wrong(text: str, forms: dict[str, str]) -> list[tuple[str, str]]:
    """Return the words of *text* in another form than the one chosen, each with that one."""
    spelt = r"(?<![\w-])(\w*?)({})(?![\w-])".format("|".join(forms))
    return [
        (first + last, first + forms[last])
        for first, last in re.findall(spelt, text.lower())
        if first in {"", "møte", "person", "data", "plan", "deltaker"}
    ]


def of_catalogue(language: str) -> list[str]:
    """Return what a language's catalogue says, one text for each number."""
    said = [message.string for message in read(language) if message.id]
    return [text for each in said for text in ([each] if isinstance(each, str) else each or [])]


def of_code() -> list[str]:
    """Return the bokmål texts of the program, one for each number."""
    ids = [message.id for message in texts() if message.id]
    said = [text for each in ids for text in ([each] if isinstance(each, str) else each)]
    return [text for text in said if text not in KEPT]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Velg filen.", [("filen", "fila")]),
        ("Møtelenken og fila", [("møtelenken", "møtelenka")]),
        ("profilen i samtiden", []),
    ],
)
def test_a_word_in_another_form_is_found(text: str, found: list[tuple[str, str]]) -> None:
    """The list is of whole words, and of those made with them."""
    assert wrong(text, BOKMAAL) == found


def test_each_word_has_one_form() -> None:
    """Texts and help keep to the forms of the lists."""
    help_of = {
        language: (ROOT / "assets" / "help" / f"{language}.md").read_text("utf-8")
        for language in ("nb", "nn")
    }
    assert [each for text in [*of_code(), help_of["nb"]] for each in wrong(text, BOKMAAL)] == []
    assert [
        each
        for text in [*of_catalogue("nn"), help_of["nn"]]
        for each in wrong(text, NYNORSK | BOKMAAL)
    ] == []


def test_english_has_english_quotation_marks() -> None:
    """No text in English quotes as Norwegian does."""
    assert [text for text in of_catalogue("en") if set("«»") & set(text)] == []


def test_what_is_not_known_comes_with_a_way_on() -> None:
    """Who names a thing that is not there is told how to find those that are, or what to write."""
    asked = {code: said for code, said in REFUSALS.items() if NO_SUCH.match(code)}
    assert len(asked) > 12
    way = re.compile(r"[;:.] (?:«\w+» viser|skriv |velg |bruk )|^Skriv ")
    assert [code for code, said in asked.items() if not way.search(said)] == []
