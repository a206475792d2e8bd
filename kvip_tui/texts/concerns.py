"""What the program says of a report that is not fit to send: where, what, and what to do."""

from kvip_tui.domain.report.checks import IMPRESSION, Concern, Weight
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.privacy_check import reason
from kvip_tui.texts import report as texts_report

CODES: dict[str, str] = {
    "overraskelse": m("overraskelse"),
    "personvern": m("personvern"),
    "balanse": m("balanse"),
    "ukonkret": m("ukonkret"),
    "fjorårets": m("fjorårets"),
    "fokusområde": m("fokusområde"),
    "kilde": m("kilde"),
}
_SENTENCES: dict[str, str] = {
    "overraskelse": m(
        "Dette ble ikke sagt mens vertsenheten var til stede: varsle enhetsleder, og skriv hvem, "
        "hvilken dag og hvordan."
    ),
    "balanse": m(
        "{fewer} mot {more} på den andre siden: gi styrker og utfordringer like stor plass."
    ),
    "fjorårets": m("Fjorårets funn mangler: legg inn hvert av dem som et punkt."),
    "fokusområde": m("Ingen punkter gjelder fokusområdet «{area}»."),
    "kilde": m("Punktet har ingen notater som kilde: knytt det til et, eller la det stå."),
}
_STATUS = m("Si om funnet er fulgt opp, delvis eller ikke.")
_IMPRESSION = m("En kilde er et inntrykk som ingen har sagt ja til: løft det, eller stryk punktet.")
_MISSING: dict[str, str] = {
    "who": m("Tiltaket sier ikke hvem som skal gjøre det."),
    "due": m("Tiltaket sier ikke når det skal gjøres."),
    "both": m("Tiltaket sier verken hvem som skal gjøre det, eller når."),
}


def sentence(concern: Concern) -> str:
    """Return what is wrong and what to do; what was found to tell of somebody is not repeated."""
    match concern.code:
        case "personvern" if concern.params["rule"] == IMPRESSION:
            return _(_IMPRESSION)
        case "personvern":
            return reason(str(concern.params["rule"]))
        case "ukonkret":
            return _(_MISSING[str(concern.params["missing"])])
        case "fjorårets" if concern.point is not None:
            return _(_STATUS)
        case _:
            return _(_SENTENCES[concern.code]).format(**concern.params)


def place(visit: Visit, concern: Concern) -> str:
    """Return where it is: the section, and the number of the point."""
    title = texts_report.section_title(visit, concern.section)
    if concern.point is None:
        return title
    number = texts_report.number(visit, concern.point)
    return _("{section}, punkt {n}").format(section=title, n=number)


def line(visit: Visit, concern: Concern) -> str:
    """Return a concern in a line, with «!» before what holds a final report back."""
    text = _("{place} · {code}: {sentence}").format(
        place=place(visit, concern), code=_(CODES[concern.code]), sentence=sentence(concern)
    )
    return f"! {text}" if concern.weight is Weight.STOP else f"  {text}"
