"""The keys of the report screen: one table for the keys, its bottom row, the palette and help."""

from dataclasses import dataclass
from enum import StrEnum

from kvip_tui.i18n import marked as m


class Column(StrEnum):
    """The columns of the screen, from the left."""

    OUTLINE = "outline"
    POINTS = "points"
    NOTES = "notes"


@dataclass(frozen=True)
class ReportKey:
    """Something a key does on the report screen.

    ``keys`` are Textual's names, joined by commas; ``columns`` are those in which it does it;
    ``label`` and ``help`` are bokmål, translated where shown; ``beside`` is the place beside the
    sections in which it does something too, ``sections`` whether it does something in those.
    """

    id: str
    keys: str
    label: str
    help: str
    columns: tuple[Column, ...] = tuple(Column)
    beside: str = ""
    sections: bool = True

    @property
    def anywhere(self) -> bool:
        """Whether it does something too where checks, review or feedback are shown."""
        return self.keys == "enter" or len(self.columns) == len(Column)


_O, _P, _N = Column.OUTLINE, Column.POINTS, Column.NOTES

# An entry a key, its words for people on the first line: this reads best as a table.
# fmt: off
KEYS: tuple[ReportKey, ...] = (
    ReportKey("promote", "l", m("Løft"), m("Løft notatet, eller de merkede: tasten, så bokstaven."),
              columns=(_N,)),
    ReportKey("promote_here", "enter", m("Løft hit"), m("Løft notatet til den delen som vises."),
              columns=(_N,)),
    ReportKey("edit", "enter", m("Skriv"), m("Endre punktet eller teksten; Enter lagrer."),
              columns=(_P,)),
    ReportKey("enter", "enter", m("Åpne"), m("Gå inn i delen."), columns=(_O,)),
    ReportKey("new", "n", m("Nytt punkt"), m("Skriv et punkt uten notat, også før besøket."),
              columns=(_O, _P)),
    ReportKey("move", "f", m("Flytt"), m("Flytt punktet til en annen del: tasten, så bokstaven."),
              columns=(_P,)),
    ReportKey("merge", "s", m("Slå sammen"),
              m("Gjør de merkede punktene, eller dette og neste, til ett."),
              columns=(_P,)),
    ReportKey("clear", "v", m("Varslet"), m("Si hvem som er varslet om punktet, når og hvordan."),
              columns=(_P,)),
    ReportKey("take", "i", m("Ta inn"), m("Ta lesernes merknad til punktet inn i rapporten."),
              columns=(_P,), beside="@remarks"),
    ReportKey("decline", "a", m("Avvis"), m("La lesernes merknad til punktet være."),
              columns=(_P,), beside="@remarks"),
    ReportKey("send", "S", m("Send"), m("Skriv utkastet til noen, og si hvem det er sendt til."),
              columns=(_P,), beside="@review", sections=False),
    ReportKey("state", "t", m("Tilstand"),
              m("Funn: fulgt opp, delvis, ikke. Fokus: drøftet, erfaring, idé."),
              columns=(_P,)),
    ReportKey("remove", "x,delete", m("Ta ut"), m("Ta punktet ut av rapporten; notatet blir."),
              columns=(_P,)),
    ReportKey("origin", "o", m("Opphav"), m("Fra punktet til notatet, fra notatet til øyeblikket."),
              columns=(_P, _N)),
    ReportKey("source", "p", m("Til punktet"), m("Gjør notatet til kilde for det valgte punktet."),
              columns=(_N,)),
    ReportKey("filter", "u", m("Utvalg"), m("Vis ubrukte notater, bare delens egne, eller alle."),
              columns=(_N,)),
    ReportKey("next_check", "k", m("Kontroll"), m("Gå til det neste som kontrollen har funnet.")),
    ReportKey("go", "g", m("Gå til"), m("Gå til en del: tasten, så bokstaven.")),
    ReportKey("draft", "e", m("Utkast"), m("Skriv utkastet til en fil i besøkets mappe.")),
    ReportKey("final", "E", m("Endelig"), m("Skriv den endelige rapporten til en fil.")),
    ReportKey("mark", "space", m("Merk"), m("Merk det som skal løftes, flyttes eller slås sammen."),
              columns=(_P, _N)),
    ReportKey("up", "pageup,ctrl+up", m("Opp"), m("Flytt punktet opp i delen."), columns=(_P,)),
    ReportKey("down", "pagedown,ctrl+down", m("Ned"), m("Flytt punktet ned i delen."),
              columns=(_P,)),
    ReportKey("next_column", "tab,right", m("Neste spalte"), m("Gå til spalten til høyre.")),
    ReportKey("previous_column", "shift+tab,left", "", m("Gå til spalten til venstre.")),
)
# fmt: on


def key_for(pressed: str, column: Column) -> ReportKey | None:
    """Return what a key does in a column, or None."""
    for key in KEYS:
        if column in key.columns and pressed in key.keys.split(","):
            return key
    return None
