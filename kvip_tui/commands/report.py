"""The commands of the report, and of what comes after the day."""

from kvip_tui.commands import report_arguments as report
from kvip_tui.commands.base import NAME, Command, Panel, Section, Typing
from kvip_tui.i18n import marked as _

_R = Section.REPORT
POINT = _("PUNKT")

# A command an entry, its words for people on the first line: this reads best as a table.
# fmt: off
REPORT: tuple[Command, ...] = (
    Command("show_report", _R, _("Rapport"), _("Vis rapporten, eller en del av den."),
            keys="f6", word="rapport", takes=_("[DEL]"), panel=Panel.REPORT, typing=Typing.YES),
    Command("lift", _R, _("Løft notat"), _("Gjør notater til et punkt i rapporten."),
            word="løft", takes=_("NR [NR] [DEL][: ORD]"), make=report.lift),
    Command("report_point", _R, _("Nytt punkt"), _("Skriv et punkt uten notat som kilde."),
            word="rapportpunkt", takes=_("DEL: TEKST"), make=report.add_point),
    Command("reword", _R, _("Omskriv"), _("Gi et punkt andre ord; kildene blir stående."),
            word="omskriv", takes=_("PUNKT TEKST"), make=report.reword),
    Command("source", _R, _("Kilde"), _("Knytt flere notater til et punkt."),
            word="kilde", takes=_("PUNKT NR"), make=report.add_sources),
    Command("merge_points", _R, _("Samle"), _("Gjør flere punkter til ett, med kildene til alle."),
            word="samle", takes=_("PUNKT PUNKT[: TEKST]"), make=report.merge),
    Command("place", _R, _("Plasser"), _("Flytt et punkt til en annen del eller plass."),
            word="plasser", takes=_("PUNKT [DEL] [PLASS]"), make=report.move),
    Command("strike_point", _R, _("Stryk"), _("Ta et punkt ut av rapporten; notatene blir."),
            word="stryk", takes=POINT, make=report.remove),
    Command("theme", _R, _("Tema"), _("Si hvilket tema eller fokusområde et punkt gjelder."),
            word="tema", takes=_("PUNKT TEKST"), make=report.detail("topic", "tema")),
    Command("who", _R, _("Hvem"), _("Si hvem som skal gjøre et tiltak."),
            word="hvem", takes=_("PUNKT TEKST"), make=report.detail("who", "hvem")),
    Command("due", _R, _("Når"), _("Si når et tiltak skal gjøres."),
            word="når", takes=_("PUNKT TEKST"), make=report.detail("due", "når")),
    Command("aspect", _R, _("Gjelder"), _("Si om et punkt er drøftet, en erfaring eller en idé."),
            word="gjelder", takes=_("PUNKT HVA"), make=report.aspect),
    Command("follow_up", _R, _("Fulgt opp"), _("Si om et funn fra i fjor er fulgt opp."),
            word="fulgt opp", takes=_("PUNKT [ja|delvis|ikke]"), make=report.follow_up),
    Command("clear", _R, _("Varslet"), _("Si hvem hos verten som vet om punktet på forhånd."),
            word="varslet", takes=_("PUNKT: HVEM, DATO, HVORDAN"), make=report.clear),
    Command("prose", _R, _("Skriv"), _("Skriv teksten i en del av rapporten på nytt."),
            word="skriv", takes=_("DEL: TEKST"), make=report.write(more=False)),
    Command("more_prose", _R, _("Tilføy"), _("Skriv et avsnitt til i en del av rapporten."),
            word="tilføy", takes=_("DEL: TEKST"), make=report.write(more=True)),
    Command("check_report", _R, _("Sjekk"), _("Se hva som må rettes før rapporten sendes."),
            word="sjekk", panel=Panel.REPORT, place="@checks"),
    Command("review", _R, _("Gjennomgang"), _("Se fristene, eller si at et steg er ferdig."),
            word="gjennomgang", takes=_("[STEG [DATO]]"), make=report.review,
            panel=Panel.REPORT, place="@review"),
    Command("received", _R, _("Notater fra"), _("Se hvem som ikke har sendt; si at noen har."),
            word="notater fra", takes=_("[NAVN]"), make=report.received(came=True),
            panel=Panel.REPORT, place="@received"),
    Command("not_received", _R, _("Notater mangler"), _("Si at noen likevel ikke har sendt."),
            word="notater mangler", takes=NAME, make=report.received(came=False)),
    Command("feedback", _R, _("Svar"), _("Svar på et spørsmål i tilbakemeldingene."),
            word="svar", takes=_("SPØRSMÅL: TEKST"), make=report.answer),
    Command("report_form", _R, _("Rapportmal"), _("Velg hvilke deler rapporten skal ha."),
            word="rapportmal", takes=_("MAL"), make=report.choose_form),
)
# fmt: on
