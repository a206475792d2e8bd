"""What was worked out of the same a moment ago is not worked out again, and never wrong."""

from hypothesis import given
from hypothesis import strategies as st

from kvip_tui.domain.remembered import remembered


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), max_size=30))
def test_the_answer_is_that_of_the_function_itself(asked: list[tuple[int, bool]]) -> None:
    """In whatever order it is asked what, there is no other answer than the function's."""

    def answer(number: int, *, doubled: bool = False) -> list[int]:
        return [number * (2 if doubled else 1)]

    quick = remembered(answer)
    assert all(quick(n, doubled=twice) == answer(n, doubled=twice) for n, twice in asked)


def test_the_last_few_are_worked_out_once() -> None:
    """What is equal is the same; of five different ones the first is forgotten."""
    worked_out: list[tuple[int, ...]] = []

    def kept(numbers: tuple[int, ...]) -> int:
        worked_out.append(numbers)
        return sum(numbers)

    quick = remembered(kept)
    assert [quick((1, n)) for n in (0, 1, 2, 3, 0, 3)] == [1, 2, 3, 4, 1, 4]
    assert worked_out == [(1, n) for n in range(4)]
    assert (quick((1, 4)), quick((1, 0))) == (5, 1)
    assert worked_out[4:] == [(1, 4), (1, 0)]
