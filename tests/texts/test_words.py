"""One form for each word in each language, and a way on where a refusal knows no such thing."""

import re
import tomllib

import pytest

from kvip_tui.texts.said import REFUSALS
from tests.catalogues import read, texts
from tests.sources import ROOT

NYNORSK = {
    "gjev": "gir",
    "blei": "vart",
    "talelista": "talarlista",
    "taleliste": "talarliste",
    "mens": "medan",
    "numra": "nummera",
    "òg": "også",
    "dagbok": "journal",
    "dagboka": "journalen",
}
BOKMAAL = {
    "blokken": "blokka",
    "boken": "boka",
    "dagboka": "journalen",
    "filen": "fila",
    "forsiden": "forsida",
    "fremtiden": "framtida",
    "gruppen": "gruppa",
    "hånden": "hånda",
    "klokken": "klokka",
    "lenken": "lenka",
    "linjen": "linja",
    "listen": "lista",
    "mappen": "mappa",
    "målgruppen": "målgruppa",
    "nettsiden": "nettsida",
    "tavlen": "tavla",
    "tiden": "tida",
}
# What was translated from another language word by word.
CALQUES = ("be om det en gang", "be om det ein gong", "kommer til ordet", "før at det")
# Calendar files stay byte for byte what they were, or calendars show each event as changed.
KEPT = {"Sensitivt rom: lenken sendes av verten."}
# Keys that no one can change: those of every program, and those that one screen reads itself.
FIXED_KEYS = {"Ctrl+J", "Ctrl+P", "Ctrl+C", "Ctrl+T", "Ctrl+S"}
# What a key looks like, where somebody is told how to write one.
EXAMPLES = ('"F12, ^N"', "skriv for eksempel F8 eller ^N", "{chord} 8 er F8")
NO_SUCH = re.compile(r"^(block|check|person|role|section|point|name|book)[.].*(unknown|ambiguous)$")


def wrong(text: str, forms: dict[str, str]) -> list[tuple[str, str]]:
    """Return the words of *text* in another form than the one chosen, each with that one."""
    spelt = r"(?<![\w-])(\w*?)({})(?![\w-])".format("|".join(forms))
    return [
        (first + last, first + forms[last])
        for first, last in re.findall(spelt, text.lower())
        if first in {"", "møte", "person", "data", "plan", "deltaker", "sjekk", "tale"}
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


def of_assets(language: str) -> list[str]:
    """Return what plans, reports, tips and phrases say in a language, but for older wordings."""
    files = [*(ROOT / "assets" / "phrases").glob("*.toml"), ROOT / "assets" / "card" / "tips.toml"]
    read_ = [tomllib.loads(f.read_text("utf-8")) for f in files if f.name != "eldre-ordlyd.toml"]
    said = [one[language] for each in read_ for one in each.get("text", each.get("tip", []))]
    reports = [f.read_text("utf-8") for f in (ROOT / "assets" / "reports").glob("*.toml")]
    mine = r'(?m)^\w+_nn = "(.*)"' if language == "nn" else r'(?m)^(?:title|hint|text) = "(.*)"'
    return [*said, *(text for report in reports for text in re.findall(mine, report))]


def test_plans_and_documents_keep_to_the_same_forms() -> None:
    """Tips, phrases and reports in both, the plans themselves in bokmål."""
    plans = [
        line
        for file in (ROOT / "assets" / "plans").glob("*.toml")
        for line in file.read_text("utf-8").splitlines()
        if not line.startswith(("id", "#"))
    ]
    assert len(of_assets("nb")) > 300
    assert len(of_assets("nn")) > 300
    said = [*of_assets("nb"), *plans]
    assert [each for text in said for each in wrong(text, BOKMAAL)] == []
    assert [each for text in of_assets("nn") for each in wrong(text, NYNORSK | BOKMAAL)] == []
    assert [text for text in [*said, *of_assets("nn")] if any(c in text for c in CALQUES)] == []


def test_nothing_is_said_word_by_word_as_in_another_language() -> None:
    """Neither in bokmål nor in nynorsk."""
    said = [*of_code(), *of_catalogue("nn")]
    assert [text for text in said if any(calque in text.lower() for calque in CALQUES)] == []


def test_english_has_english_quotation_marks() -> None:
    """No text in English quotes as Norwegian does."""
    assert [text for text in of_catalogue("en") if set("«»") & set(text)] == []


def test_what_is_not_known_comes_with_a_way_on() -> None:
    """Who names a thing that is not there is told how to find those that are, or what to write."""
    asked = {code: said for code, said in REFUSALS.items() if NO_SUCH.match(code)}
    assert len(asked) > 12
    way = re.compile(r"[;:.] (?:«\w+» viser|skriv |velg |bruk )|^Skriv ")
    assert [code for code, said in asked.items() if not way.search(said)] == []


# A word of line mode, a key, what can be done at once, or what would be right.
WAY_ON = re.compile(
    r"«\w|\{key\}|\{takes\}|\{words\}|(?:^|[;:.,}]|eller|og|[Ii]nnstillingene) "
    r"?(?:skriv|velg|bruk|be|lukk|rett|dropp|avslutt|gi|gå|meld|slå|kryss|ta|hent|del|si|sett|vent"
    r"|spør|legg|begynn|prøv|trykk|la|flytt|fjern|stryk|endre|åpne|gjør|send|avvis|nevn|løft"
    r"|knytt|ring|vis|se|lag|frigjør|start|stopp|ett|dagen kan|verten kan|bare)\b"
    r"|(?:må|kan) (?:være et tall|også si ja)|bare (?:egne|faktisk|tittel|den)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_gives_a_way_on(code: str) -> None:
    """What is so is not enough: what can be done instead stands there too."""
    assert WAY_ON.search(REFUSALS[code]), REFUSALS[code]


def test_no_text_names_a_key_that_may_be_changed() -> None:
    """The key of a command is a parameter of the sentence, as the key map has it."""
    letters = r"(?<!\w)(?:F\d{1,2}|\^[A-Z]|Ctrl\+[A-Z])(?!\w)|\(Tilbaketast\)"
    key = re.compile(letters + r"|\[[^\w\s{}…]\]|«[_+%?.,;:<>'()|-]»")
    found = {}
    for message in texts():
        text = message.id if isinstance(message.id, str) else " ".join(message.id or ())
        for example in EXAMPLES:
            text = text.replace(example, "")
        if named := set(key.findall(text)) - FIXED_KEYS:
            found[text] = named
    assert not found


def test_english_texts_are_english() -> None:
    """But for words of commands, which are Norwegian in every language."""
    norwegian = re.compile(r"[æøåÆØÅ]|\b(?:ikkje|ikke|og|eller|som|ein|vart|tast|med)\b")
    words = {"BLOCK før|etter BLOCK", "Norwegian Bokmål", "POINT [ja|delvis|ikke]"}
    said = (re.sub(r"“[^”]*”|\{[^}]*\}|'[^']*'", "", text) for text in of_catalogue("en"))
    wrong_ones = [text for text in said if norwegian.search(text) and text not in words]
    assert not [text for text in wrong_ones if not re.match(r"løs\b", text)]
