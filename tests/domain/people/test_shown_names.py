"""What people are called on screen, so that nobody is taken for somebody else."""

from kvip_tui.domain.log import Log
from kvip_tui.domain.state.people import Person, shown_names
from kvip_tui.domain.state.plan import TEAM


def test_names_that_are_alike_are_told_apart() -> None:
    """By what is pressed, else by the id; case, accents and blanks make no name another one."""
    names = [("k", "Kari Holm"), ("a", "kári  holm"), ("", "KARI HOLM"), ("p", "Per")]
    people = [Person(f"p{n}", name, TEAM, letter=key) for n, (key, name) in enumerate(names)]
    assert list(shown_names(people).values()) == [
        "Kari Holm (k)",
        "kári  holm (a)",
        "KARI HOLM (p2)",
        "Per",
    ]


def test_who_has_no_name_is_called_by_the_id() -> None:
    """An old journal may hold such a person."""
    assert shown_names([Person("p0", "", TEAM)]) == {"p0": "p0"}
    assert shown_names([]) == {}


def test_an_older_version_of_a_log_is_gone_through_to_its_own_end() -> None:
    """What was appended later is not in it, also where it is appended on the way."""
    one = Log([1, 2])
    two = one.append(3)
    assert (list(one), list(two)) == ([1, 2], [1, 2, 3])
    seen = [two.append(item) and item for item in two]
    assert seen == [1, 2, 3]
