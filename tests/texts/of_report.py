"""What each event of the report says, in a visit without a report."""

from typing import Final

from kvip_tui.domain.report.changes import (
    FeedbackWritten,
    FormChosen,
    NotesReceived,
    ProseWritten,
    ReportEvent,
    ReviewDated,
)
from kvip_tui.domain.report.points import (
    PointAdded,
    PointDetailed,
    PointMoved,
    PointRemoved,
    PointReworded,
    PointsCleared,
    PointsMerged,
    SourcesAdded,
)
from kvip_tui.domain.state.report import Feedback, Step
from tests.builders import DATE
from tests.reports import FORM

SAID: Final[list[tuple[ReportEvent, str]]] = [
    (FormChosen(FORM), "Rapporten har delene i «Besøksrapport»"),
    (ProseWritten("om", "hemmelig"), "Teksten under «om» er skrevet"),
    (PointAdded("p1", "styrker", "hemmelig"), "Nytt punkt under «styrker»"),
    (PointReworded("p1", "hemmelig"), "Punkt 1 har fått andre ord"),
    (SourcesAdded("p1", ("2",)), "Punkt 1 har fått flere kilder"),
    (PointsMerged("p1", ("p2",), "hemmelig"), "2 punkter er slått sammen"),
    (PointMoved("p1", "styrker"), "Punkt 1 er flyttet, under «styrker»"),
    (PointRemoved("p1"), "Punkt 1 er tatt ut av rapporten"),
    (PointDetailed("p1", who="hemmelig"), "Punkt 1 er utfylt"),
    (
        PointsCleared(("p1",), "Berit Moe", DATE, "på telefon"),
        "Varslet tir. 16. mars 2021: Berit Moe, på telefon",
    ),
    (
        ReviewDated(Step.TEAM, DATE),
        "Gjennomgang, besøksteamet: ferdig tir. 16. mars 2021",
    ),
    (ReviewDated(Step.HOST, None), "Gjennomgang, vertsenheten: ikke ferdig"),
    (
        FeedbackWritten(Feedback.NETWORK, "tips", "hemmelig"),
        "Tilbakemelding til nettverksleder: svaret er skrevet",
    ),
    (NotesReceived("anne"), "Notatene fra Anne Aas er kommet"),
    (NotesReceived("anne", received=False), "Notatene fra Anne Aas mangler"),
]
