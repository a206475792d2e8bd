"""Whose words a note says it is: the name before its first colon, where it is one person's."""

import pytest

from kvip_tui.domain.people.speaker import speaker, words_said
from kvip_tui.domain.state.people import Person
from kvip_tui.domain.state.plan import HOST, TEAM, USERS

PEOPLE = (
    Person(id="berit", name="Berit Moe", group=HOST),
    Person(id="anne", name="Anne Aas", group=TEAM),
    Person(id="anne-2", name="Anne Lie", group=TEAM),
    Person(id="fatima", name="Fatima Ali", group=USERS),
)


@pytest.mark.parametrize(
    ("text", "person", "words"),
    [
        ("Berit: fast sykepleier", "berit", "fast sykepleier"),
        ("berit moe: fast sykepleier", "berit", "fast sykepleier"),
        ("@berit: fast sykepleier", "berit", "fast sykepleier"),
        ("@fatima : ja", "fatima", "ja"),
        ("Anne Lie: ja", "anne-2", "ja"),
        ("anne-2: ja", "anne-2", "ja"),
        ("Anne: ja", None, "Anne: ja"),
        ("Ber: ja", None, "Ber: ja"),
        ("Styrke: god stemning", None, "Styrke: god stemning"),
        ("Ola: ja", None, "Ola: ja"),
        ("Berit sa: ja", None, "Berit sa: ja"),
        ("Berit:", None, "Berit:"),
        ("Kl. 10.30: Berit kom", None, "Kl. 10.30: Berit kom"),
        ("Berit:ja", None, "Berit:ja"),
    ],
)
def test_a_name_before_a_colon_is_who_said_it(text: str, person: str | None, words: str) -> None:
    """A first name is enough where one has it; any other word before a colon is text."""
    assert speaker(text, PEOPLE) == person
    assert words_said(text, PEOPLE) == words
