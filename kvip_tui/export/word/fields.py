"""The fields that a Word template can place: the report, as texts, flags, groups and lists."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from kvip_tui.domain.report.document import (
    DocumentMeasure,
    DocumentPoint,
    DocumentSection,
    ReportDocument,
    ReviewRow,
)
from kvip_tui.domain.state.form import Holds
from kvip_tui.domain.state.report import Aspect, FollowUp, Step
from kvip_tui.export.word.sandbox import Field, Plain
from kvip_tui.i18n import _
from kvip_tui.i18n import marked as m
from kvip_tui.texts import formats
from kvip_tui.texts.report import ASPECTS, STATUSES, STEPS, visit_title

# The fields of the front, and what their text stands under where a template has no place for it.
FRONT: Final = {
    "title": m("Tittel"),
    "visit": m("Besøk"),
    "host": m("Vertsenhet"),
    "date": m("Dato"),
    "leader": m("Besøksleder"),
    "team": m("Besøksteam"),
    "hosts": m("Fra vertsenheten"),
    "version": m("Grunnlag"),
    "review": m("Gjennomgang"),
}
_ASPECTS: Final = {
    "general": None,
    "discussed": Aspect.DISCUSSED,
    "experiences": Aspect.EXPERIENCE,
    "ideas": Aspect.IDEA,
}
_EXAMPLE: Final = "…"


def fields(document: ReportDocument) -> dict[str, Plain]:
    """Return the fields of a report, texts in the language in use.

    A section is called by its id with underscores, and also stands in the list ``sections``.
    """
    front: dict[str, Plain] = {
        "draft": document.draft,
        "title": _front("title", document.title),
        "visit": _front("visit", visit_title(document)),
        "host": _front("host", document.host),
        "date": _front("date", formats.plain_date(document.date)),
        "leader": _front("leader", document.leader),
        "team": _people("team", document.team),
        "hosts": _people("hosts", document.hosts),
        "version": _front("version", _version(document)),
    }
    shown = [section for section in document.sections if section.holds is not Holds.FRONT]
    sections = {name(section.id): _section(section) for section in shown}
    # The front comes first, and its names are its own whatever a section is called.
    named = {**front, **sections, **front}
    listed = tuple(sections.values())
    return {**named, "sections": listed, "review": tuple(_review(document))}


def name(section_id: str) -> str:
    """Return what templates call a section."""
    return section_id.replace("-", "_")


def texts(value: Plain) -> Iterator[Field]:
    """Yield the texts in fields, in order, each once."""
    found: dict[str, Field] = {}
    _gather(value, found)
    yield from found.values()


def filled(document: ReportDocument) -> ReportDocument:
    """Return a report with something in every field: what a template is held against."""
    return replace(
        document,
        **{key: getattr(document, key) or _EXAMPLE for key in ("title", "visit", "host", "leader")},
        team=document.team or (_EXAMPLE,),
        hosts=document.hosts or (_EXAMPLE,),
        review=document.review or (ReviewRow(Step.TEAM, document.date, document.date),),
        sections=tuple(map(_filled, document.sections)),
    )


def _front(field: str, text: str, row: str = "") -> Field:
    return Field(f"{field}{row}", formats.isolated(text), field, _(FRONT[field]))


def _people(field: str, people: Iterable[str]) -> tuple[Field, ...]:
    return tuple(_front(field, person, f".{n}") for n, person in enumerate(people))


def _version(document: ReportDocument) -> str:
    """Return what a report was made from, in words."""
    on = formats.plain_date(document.version.on)
    return _("Utgave {number} av loggen, {date}").format(number=document.version.number, date=on)


def _review(document: ReportDocument) -> Iterator[Plain]:
    for row in document.review:
        done = formats.plain_date(row.done) if row.done else ""
        said = {
            "step": _capital(_(STEPS[row.step])),
            "due": formats.plain_date(row.due),
            "done": done,
        }
        heading = _(FRONT["review"])
        yield {
            field: Field(f"review.{row.step}.{field}", text, f"review.{field}", heading)
            for field, text in said.items()
        }


def _section(section: DocumentSection) -> Plain:
    points = tuple(_point(section, point) for point in section.points)
    return {
        "title": Field("", section.title, f"{name(section.id)}.title"),
        "empty": section.empty,
        "prose": tuple(
            _inside(section, f"prose{n}", "prose", text) for n, text in enumerate(section.prose)
        ),
        "points": points,
        "areas": tuple(_areas(section, points)),
        "measures": tuple(_measure(section, measure) for measure in section.measures),
    }


def _inside(section: DocumentSection, row: str, path: str, text: str) -> Field:
    """Return a text of a section, which is called by the section, its row and what it is."""
    key = f"{section.id}.{row}.{path.rpartition('.')[2]}"
    return Field(key, formats.isolated(text), f"{name(section.id)}.{path}", section.title)


def _point(section: DocumentSection, point: DocumentPoint) -> dict[str, Plain]:
    status = _capital(_(STATUSES[point.status])) if point.status else ""
    return {
        # Once for all points of a focus area, since a template may have it as their heading.
        "topic": _inside(section, f"area {point.topic}", "points.topic", point.topic),
        "text": _inside(section, point.id, "points.text", point.text),
        "aspect": Field("", _(ASPECTS[point.aspect]) if point.aspect else ""),
        "status": _inside(section, point.id, "points.status", status),
    }


def _areas(section: DocumentSection, points: tuple[dict[str, Plain], ...]) -> Iterator[Plain]:
    """Yield the points by focus area, and in it by what they say of it."""
    paired = list(zip(section.points, points, strict=True))
    for topic in dict.fromkeys(point.topic for point in section.points):
        inside = [(point.aspect, shown) for point, shown in paired if point.topic == topic]
        yield {
            "title": inside[0][1]["topic"],
            "points": tuple(shown for _aspect, shown in inside),
            **{
                field: tuple(shown for is_, shown in inside if is_ is aspect)
                for field, aspect in _ASPECTS.items()
            },
        }


def _measure(section: DocumentSection, measure: DocumentMeasure) -> Plain:
    return {
        field: _inside(section, measure.id, f"measures.{field}", getattr(measure, field))
        for field in ("theme", "proposal", "who", "when")
    }


def _capital(text: str) -> str:
    """Return a text that stands alone with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _gather(value: Plain, found: dict[str, Field]) -> None:
    if isinstance(value, Field):
        if value.key and value.text:
            found.setdefault(value.key, value)
    elif isinstance(value, Mapping):
        for item in value.values():
            _gather(item, found)
    elif isinstance(value, tuple):
        for item in value:
            _gather(item, found)


def _filled(section: DocumentSection) -> DocumentSection:
    """Return a section with something in all that one of its kind may hold."""
    if section.holds is Holds.FRONT:
        return section
    if section.holds is Holds.MEASURES:
        measure = DocumentMeasure("example", _EXAMPLE, _EXAMPLE, _EXAMPLE, _EXAMPLE)
        return replace(section, prose=(_EXAMPLE,), measures=(measure,))
    point = DocumentPoint("example", _EXAMPLE)
    if section.holds is Holds.FOCUS:
        points = tuple(
            replace(point, id=f"example-{aspect}", topic=_EXAMPLE, aspect=aspect)
            for aspect in _ASPECTS.values()
        )
        return replace(section, prose=(_EXAMPLE,), points=points)
    if section.holds is Holds.FOLLOW_UPS:
        point = replace(point, status=FollowUp.MET)
    return replace(section, prose=(_EXAMPLE,), points=(point,))
