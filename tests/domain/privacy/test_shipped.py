"""The shipped rules on whole texts: what must be found, and what must be left alone."""

from itertools import pairwise

import pytest

from kvip_tui.domain.privacy.check import Level, check
from kvip_tui.store.shipped.privacy_rules import shipped_rules

ROSTER = ("Berit Moe", "Anne Aas", "Hans Dahl")

FOUND = [
    ("Pasienten (01 01 90-123 45) kom i går.", "stop", "01 01 90-123 45"),
    ("Ring meg på 912 34 567.", "stop", "912 34 567"),
    ("Send det til post.mottak@eksempel.no!", "stop", "post.mottak@eksempel.no"),
    ("Familien bor i Nedre Møllevei 12 B.", "stop", "Nedre Møllevei 12 B"),
    ("Familien bur i storgata 5.", "stop", "storgata 5"),
    ("Brevet gikk til 0150 Oslo.", "stop", "0150 Oslo"),
    ("Ho er fødd i 2007.", "stop", "fødd i 2007"),
    ("Han er født den 14. mai 2007.", "stop", "født den 14. mai 2007"),
    ("En gutt, f. 2007, fortalte.", "stop", "f. 2007"),
    ("Hun ble innlagt 16. mars.", "stop", "16. mars"),
    ("Det var 15.–16. mars.", "look", "15.–16. mars"),
    ("Ho vart innlagd hausten 2019.", "stop", "hausten 2019"),
    ("Hun er fjorten år.", "stop", "fjorten år"),
    ("Ho er fjorten, trur vi.", "stop", "Ho er fjorten"),
    ("Ho vart innlagd 16/3 i fjor.", "stop", "16/3"),
    ("Han kom 2. juledag.", "stop", "2. juledag"),
    ("Nummeret er 01.01.90 123 45.", "stop", "01.01.90 123 45"),
    ("Nr. ０１０１９０—１２３４５", "stop", "０１０１９０—１２３４５"),
    ("Ho er femten år gamal.", "stop", "femten år gamal"),
    ("Sekstenåringen ville hjem.", "stop", "Sekstenåringen"),
    ("Han går i 9. klasse.", "stop", "9. klasse"),
    ("Hun sa «jeg vil hjem nå» to ganger.", "look", "«jeg vil hjem nå»"),
    ("Ho sa “eg vil heim” i dag.", "look", "“eg vil heim”"),
    ("Ho sa ‹eg vil heim› i dag.", "look", "‹eg vil heim›"),
    ("Det var berits forslag.", "look", "berits"),
    ("Det var Hans' forslag.", "look", "Hans'"),
    ("Moe-modellen er god.", "look", "Moe"),
    ("Mora, Ingeborg, var med.", "stop", "Ingeborg"),
    ("Etter at Solbakken tok over, ble det ro.", "look", "Solbakken"),
    ("Hun er den eneste her som er adoptert.", "stop", "eneste"),
    ("Han bur i fosterheim.", "stop", "fosterheim"),
]

LEFT_ALONE = """\
15 års erfaring
Hun har 15 års erfaring fra feltet.
Ho har 15 års erfaring frå feltet.
på 5 minutter
kl. 12.00
kl 12.00
klokka 09.15
kl. 10.12.07
12.00–13.00
08.30-15.30
10.52.07
rom 716175
Møteroms ID: 716175
rom 12 B
møterom 3 i etasje 2
2. etasje
2–8 stykker
5–6 ansatte per vakt
1 200 kr
1 200 000 kroner
21 000 000 kr
kr 450,-
kr 22 345 678
kr. 912 345,-
NOK 91 234 567
kr 91234567
rom 22 33 44 55
møterom 912 34 567
møte-ID: 91617512
han er 2 ganger i uka på post
hun er fem minutter forsinket
det koster 12 345 kr
90 min
+ 15 min
+5 / -3
7 min etter plan
uke 12
uke 12–14
uke 12, 13 og 14
innen 2–3 uker
#fokus:skjerming
#fokus:Skjerming
#styrke #tiltak
#fjorårets: fulgt opp
side 12 av 14
i 2019
2019–2020
i perioden 2018-2021
fra mars har vi fast sykepleier på kveld
hver tirsdag og torsdag
24/7
1/2 stilling
50/50
3 av 5
64 %
ca. 20 %
12,5 prosent
8 senger og 3 skjermingsplasser
2 pasienter og 3 ansatte
§ 4-3
kapittel 4, § 4-8
ICD-10 og DSM-5
F84.5
de siste 5 årene
i 3 år
i tre år
for to år siden
for to år sidan
15 år siden
toårig videreutdanning
2-årig prosjekt
3 årsverk
100 års jubileum
hvert år
døgnet rundt
versjon 8.2.8
10 000 notater
«erteposen» går rundt
vakt 07.30–15.00
tlf. går til vakta
Skjerming brukes sjeldnere enn før.
Enheten har Ahus og BUP som samarbeidspartnere.
Norsk Helsenett/Join
møtet på Whereby eller Teams
i Møre og Romsdal og på Sunnmøre
St. Olavs hospital i Trondheim
Helse Sør-Øst og Helse Vest
Marte Meo og Webster-Stratton
et langt liv
per uke
en tone i møtet
even hvis det er vår
stein på stein
alle andre er enige
de som vil, kan hilse på
på vei inn
reisevei på 2 timer
lang reisevei 90 min
Reisevei 3 timer for mange.
Sengeplass 4 er stengt.
plass 4 er ledig
3 trinn i modellen
1. Skjerming
2) Overganger
a) Medvirkning
- Pårørende er med fra start
• Øve mer
STYRKER OG UTFORDRINGER
DBT, EMDR og MBT
HoNOSCA og CGAS
BUP-enheten og KvIP-besøket
e.l. og m.m. og bl.a. disse
et skilt på døra
alle fødes like
2 ganger i uka
fem av seks
ti minutter
A4-ark
v2.1
https://join.nhn.no/
www.eksempel.no
snakk med @teamet
"""


@pytest.mark.parametrize(("text", "level", "piece"), FOUND)
def test_what_gives_somebody_away_is_found(text: str, level: str, piece: str) -> None:
    """In bokmål and nynorsk: the very place, and nothing is stopped where a look is enough."""
    findings = check(text, roster=ROSTER, rules=shipped_rules())
    assert (level, piece) in [(f.level, text[f.start : f.end]) for f in findings]
    assert any(finding.level is Level.STOP for finding in findings) == (level == "stop")


@pytest.mark.parametrize("text", LEFT_ALONE.splitlines())
def test_what_gives_nobody_away_is_left_alone(text: str) -> None:
    """Experience, prices, times, room numbers and the words of the field."""
    found = check(text, rules=shipped_rules())
    assert [(f.rule_id, text[f.start : f.end]) for f in found] == []


def test_all_of_it_is_left_alone_together() -> None:
    """No two lines that are harmless make a finding where they meet."""
    assert check(LEFT_ALONE, rules=shipped_rules()) == ()


def test_findings_come_in_order_and_apart() -> None:
    """A long text with everything in it."""
    text = "\n".join(text for text, _, _ in FOUND)
    findings = check(text, roster=ROSTER, rules=shipped_rules())
    assert all(a.end <= b.start for a, b in pairwise(findings))
    assert {finding.rule_id for finding in findings} <= {rule.id for rule in shipped_rules().rules}
    assert {finding.level for finding in findings} == set(Level)


def test_nothing_of_the_text_is_printed_or_logged(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is found in it."""
    with caplog.at_level(0):
        assert check("født i 2007", rules=shipped_rules())
    assert (*capsys.readouterr(), caplog.text) == ("", "", "")
