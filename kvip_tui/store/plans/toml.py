"""Parses the TOML of a plan file and says in Norwegian where and why it is not TOML."""

import re
import tomllib
from typing import Any, Final

from kvip_tui.i18n import _, marked
from kvip_tui.store.plans.problems import PlanErrors, placed

# What no plan has on a line; the time that TOML takes grows with the square of a key's length.
LONGEST_LINE: Final = 4_000
MOST_DOTS: Final = 40
_LINE: Final = re.compile(r"at line ([0-9]+)")

_OPEN_TEXT: Final = marked(
    "en tekst her eller lenger opp mangler anførselstegn til slutt; legg det til."
)

# What tomllib says, in part, and what a person can do about it; the first that fits is used.
_REMEDIES: Final = (
    ("Cannot overwrite", marked("nøkkelen står to ganger i samme tabell; fjern den ene.")),
    (
        "Cannot declare",
        marked("tabellen er åpnet før; bruk doble klammer, [[…]], for hver ny av samme slag."),
    ),
    ("character '\\n'", marked("teksten mangler anførselstegn til slutt; legg det til.")),
    ("Illegal character", marked("linja har et styretegn; slett det og skriv teksten på nytt.")),
    ("Unterminated string", _OPEN_TEXT),
    ("Expected \"'", _OPEN_TEXT),
    ("Unescaped", marked("omvendt skråstrek skrives dobbelt i tekst; skriv \\\\.")),
    ("Unclosed", marked("en liste eller tabell er ikke avsluttet; legg til komma, ] eller }.")),
    ("Expected '='", marked("nøkkelen mangler verdi; skriv et likhetstegn og verdien etter den.")),
    ("Expected ']'", marked("tabellnavnet er ikke avsluttet; legg til klammen.")),
    ("value", marked("verdien kan ikke leses; sett tekst og klokkeslett i anførselstegn.")),
    ("newline", marked("verdien kan ikke leses; sett tekst og klokkeslett i anførselstegn.")),
)
_OTHERWISE: Final = marked("dette er ikke TOML; se etter anførselstegn, likhetstegn og klammer.")


def parse(text: str, name: str) -> dict[str, Any]:
    """Return the outermost table of a TOML text.

    Raises:
        PlanErrors: *text*, of the file called *name*, is not TOML.
    """
    for number, written in enumerate(text.split("\n"), 1):
        if len(written) > LONGEST_LINE or written.count(".") > MOST_DOTS:
            sentence = _("linja er for lang, eller har for mange punktum; del den opp.")
            raise PlanErrors([placed(name, sentence, number)])
    try:
        return tomllib.loads(text)
    except RecursionError:
        sentence = _("lister ligger for dypt inni hverandre; gjør dem enklere.")
        raise PlanErrors([placed(name, sentence)]) from None
    except ValueError as error:
        said = str(error)
        line = int(match[1]) if (match := _LINE.search(said)) else _last_line(text)
        remedy = next((remedy for part, remedy in _REMEDIES if part in said), _OTHERWISE)
        raise PlanErrors([placed(name, _(remedy), line)]) from None


def _last_line(text: str) -> int:
    return text.rstrip().count("\n") + 1
