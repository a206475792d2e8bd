"""What the quiet line offers: one thing at a time, taken with one key and left with another."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

TAKE, LEAVE = "tab", "escape"


@dataclass(frozen=True)
class Offer:
    """A sentence, what is done when it is taken, and when it is left.

    Attributes:
        about: What it is about: the same is offered once.
        text: The sentence, with its keys.
        take: Does it.
        leave: What is done when it is left, None for nothing.
        keys: The keys that take it.
    """

    about: Hashable
    text: str
    take: Callable[[], object]
    leave: Callable[[], object] | None = None
    keys: tuple[str, ...] = (TAKE,)


class Offers:
    """Holds what is offered now; the newest stands before those that wait."""

    def __init__(self) -> None:
        self._standing: list[Offer] = []
        self._made: set[Hashable] = set()

    @property
    def now(self) -> Offer | None:
        """What is offered, or None."""
        return self._standing[-1] if self._standing else None

    @property
    def text(self) -> str:
        """What is offered now, a sentence, '' for nothing."""
        return self.now.text if self.now else ""

    def make(self, offer: Offer) -> bool:
        """Offer something, unless the same was offered before; returns whether it is new."""
        if offer.about in self._made:
            return False
        self._made.add(offer.about)
        self._standing.append(offer)
        return True

    def drop(self, kind: type[Hashable] | str) -> None:
        """Let go of what is offered about a kind of thing: it is not so any more."""
        self._standing = [
            one
            for one in self._standing
            if not (isinstance(one.about, tuple) and one.about[0] == kind)
        ]

    def press(self, key: str) -> bool:
        """Take or leave what is offered; returns whether the key was for that."""
        offer = self.now
        if offer is None or key not in {*offer.keys, LEAVE}:
            return False
        self._standing.remove(offer)
        if key in offer.keys:
            offer.take()
        elif offer.leave is not None:
            offer.leave()
        return True
