"""What each event of the report says, in a visit without a report."""

from typing import Final

from kvip_tui.domain import report_events as re
from kvip_tui.domain.state.report import Feedback, Step
from tests.builders import DATE
from tests.reports import FORM

SAID: Final[list[tuple[re.ReportEvent, str]]] = [
    (re.FormChosen(FORM), "Rapporten har delene i «Besøksrapport»"),
    (re.ProseWritten("om", "hemmelig"), "Teksten under «om» er skrevet"),
    (re.PointAdded("p1", "styrker", "hemmelig"), "Nytt punkt under «styrker»"),
    (re.PointReworded("p1", "hemmelig"), "Punkt 1 har fått andre ord"),
    (re.SourcesAdded("p1", ("2",)), "Punkt 1 har fått flere kilder"),
    (re.PointsMerged("p1", ("p2",), "hemmelig"), "2 punkter er slått sammen"),
    (re.PointMoved("p1", "styrker"), "Punkt 1 er flyttet, under «styrker»"),
    (re.PointRemoved("p1"), "Punkt 1 er tatt ut av rapporten"),
    (re.PointDetailed("p1", who="hemmelig"), "Punkt 1 er utfylt"),
    (
        re.PointsCleared(("p1",), "Berit Moe", DATE, "på telefon"),
        "Varslet tir. 16. mars 2021: Berit Moe, på telefon",
    ),
    (
        re.ReviewDated(Step.TEAM, DATE),
        "Gjennomgang, besøksteamet: ferdig tir. 16. mars 2021",
    ),
    (re.ReviewDated(Step.HOST, None), "Gjennomgang, vertsenheten: ikke ferdig"),
    (
        re.FeedbackWritten(Feedback.NETWORK, "tips", "hemmelig"),
        "Tilbakemelding til nettverksleder: svaret er skrevet",
    ),
    (re.NotesReceived("anne"), "Notatene fra Anne Aas er kommet"),
    (re.NotesReceived("anne", received=False), "Notatene fra Anne Aas mangler"),
]
