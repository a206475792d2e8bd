"""What Jinja may do in a template, whatever the check let through: place fields, and no more."""

import io
from collections.abc import Callable

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError, TemplateError

from kvip_tui.export.word.sandbox import MOST_STEPS, Field, FieldEnvironment, Placing, Plain
from kvip_tui.store.packages.archive import packed
from tests.export.report.documents import DIGITAL
from tests.export.word.pages import BODY, HEADER, body
from tests.templates.body import paragraph
from tests.templates.package import parts
from tests.templates.styles import W

KNOWN: dict[str, Plain] = {
    "host": Field("host", "Fjordby & Nordlia"),
    "draft": True,
    "team": tuple(Field(f"team.{n}", f"person {n}") for n in range(1000)),
    "styrker": {"title": Field("", "Styrker"), "points": ({"text": Field("s.1", "Ro")},)},
}


def said(text: str) -> str:
    """Return what a template makes of the fields."""
    placing = Placing()
    context = {name: placing.visible(value) for name, value in KNOWN.items()}
    return FieldEnvironment(KNOWN, placing.shown).from_string(text).render(context)


ATTACKS = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ host.__class__ }}",
    "{{ host.key }}",
    "{{ host.text }}",
    "{{ host['text'] }}",
    "{{ styrker.items }}",
    "{{ styrker.get }}",
    "{{ styrker['title'] }}",
    "{{ team._items }}",
    "{{ team._placing }}",
    "{{ team }}",
    "{{ styrker }}",
    "{{ draft }}",
    "{{ self }}",
    "{{ loop }}",
    "{{ loop.__class__ }}",
    "{{ range(3) }}",
    "{{ joiner }}{{ namespace }}{{ dict }}{{ lipsum }}",
    "{{ host|upper }}",
    "{{ host|attr('key') }}",
    "{{ team|map(attribute='key')|list }}",
    "{{ 'x' * 1000000000 }}",
    "{{ 10 ** 1000000000 }}",
    "{{ -draft }}",
    "{{ host ~ host }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ host is defined }}",
    "{{ 1 if draft }}",
    "{{ [host] }}{{ {'a': host} }}",
    "{% for x in 'abc' %}{{ x }}{% endfor %}",
    "{% for x in host %}{{ x }}{% endfor %}",
    "{% for x in team recursive %}{{ loop(team) }}{% endfor %}",
    "{% for x in team %}{{ loop.cycle('a') }}{% endfor %}",
    "{% for x in team %}{{ loop.nextitem }}{% endfor %}",
    "{% for x, y in team %}{% endfor %}",
    "{% import 'os' as os %}",
    "{% include 'x' %}",
    "{% extends 'x' %}",
    "{% block x %}{% endblock %}",
    "{% macro x() %}{% endmacro %}{{ x() }}",
    "{% set x = host %}{{ x }}",
    "{% with x = host %}{{ x }}{% endwith %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call x() %}{% endcall %}",
    "{% autoescape false %}{{ host }}{% endautoescape %}",
    "{% for a in team %}{% for b in team %}{% endfor %}{% endfor %}",
    "{% for a in team %}{% for b in team %}{{ b }}{% endfor %}{% endfor %}",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_but_fields_conditions_and_loops_is_run(text: str) -> None:
    """Names of Python, calls, indexing, arithmetic, filters, imports and endless loops are not."""
    with pytest.raises((TemplateError, TypeError)):
        said(text)


def test_what_a_template_makes_is_bounded() -> None:
    """A loop that says much is stopped before memory is full."""
    with pytest.raises(SecurityError, match="too much text"):
        said("{% for a in team %}" + "x" * 100_000 + "{% endfor %}")
    assert MOST_STEPS > 300 * 14 * 3


def test_fields_are_escaped_and_placed() -> None:
    """Text of people is never markup; what was printed is known by its key."""
    placing = Placing()
    environment = FieldEnvironment(KNOWN, placing.shown)
    template = environment.from_string(
        "{% if draft and not nothing %}{% for x in styrker.points %}{{ loop.index }}{{ x.text }}"
        "{% endfor %}{% endif %}{{ host }}".replace(" and not nothing", "")
    )
    context = {name: placing.visible(value) for name, value in KNOWN.items()}
    assert template.render(context) == "1RoFjordby &#38; Nordlia"
    assert placing.placed == {"s.1", "host"}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
@settings(max_examples=60, deadline=None)
def test_whatever_is_written_is_either_said_or_refused(text: str) -> None:
    """Between the marks of a tag can stand anything: it is a field, or an error of the template."""
    try:
        said("{{ " + text + " }}")
    except (TemplateError, TypeError):
        return
    assert text.strip() in KNOWN or "}}" in text or "#" in text or not text.strip()


def in_body(text: str) -> dict[str, str]:
    """Return a body with that text."""
    return {BODY: body(text)}


def in_header(text: str) -> dict[str, str]:
    """Return a header with that text."""
    return {HEADER: f"<w:hdr {W}>{paragraph(text)}</w:hdr>"}


def in_text_box(text: str) -> dict[str, str]:
    """Return a body with that text in a box of its own."""
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(text)}</w:txbxContent></w:pict></w:r></w:p>"
    return {BODY: body(box)}


@pytest.mark.parametrize("where", [in_body, in_header, in_text_box])
@pytest.mark.parametrize(
    "attack", ["{{ cycler.__init__.__globals__ }}", "{{ [].__class__ }}", "{% import os %}"]
)
def test_docxtpl_gives_every_part_to_the_sandbox(
    where: Callable[[str], dict[str, str]], attack: str
) -> None:
    """Body, header and text box are read by the same environment, and nothing of it is run."""
    made = parts(DIGITAL, "nb")
    made |= {part: text.encode() for part, text in where(attack).items()}
    template = DocxTemplate(io.BytesIO(packed(made)))
    placing = Placing()
    with pytest.raises(TemplateError):
        template.render({}, FieldEnvironment({}, placing.shown))
