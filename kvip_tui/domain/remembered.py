"""What was worked out of the same a moment ago, and need not be worked out again."""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# The days of a visit that a tick asks for, and the visit before an event and after it.
_LAST: Final = 4


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that keeps its last few results, for as long as it is asked the same.

    It is for functions of what never changes, such as a day of a plan, whose results nobody
    changes. What they are called with needs no hash, which of a long day would take longer than
    the work: being the very same is seen at once.
    """
    kept: tuple[tuple[object, R], ...] = ()

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        nonlocal kept
        with_what = (args, kwargs)
        for known, result in kept:
            if known == with_what:
                return result
        result = function(*args, **kwargs)
        # One assignment, so that whoever asks from another thread sees all of it or nothing.
        kept = ((with_what, result), *kept[: _LAST - 1])
        return result

    return asked
