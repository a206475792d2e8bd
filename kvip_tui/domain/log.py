"""A sequence that grows at its end while older versions of it stay what they were."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Log(Sequence[T], Generic[T]):
    """An immutable sequence whose versions share one list, so that appending costs no copy.

    Only the newest version may extend the shared list; appending to an older one copies.
    """

    __slots__ = ("_items", "_length")

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items = list(items)
        self._length = len(self._items)

    def append(self, item: T) -> "Log[T]":
        """Return the sequence with *item* at its end."""
        items = self._items
        if len(items) != self._length:
            items = items[: self._length]
        items.append(item)
        return self._sharing(items, self._length + 1)

    def without_last(self) -> "Log[T]":
        """Return the sequence without its last item."""
        return self._sharing(self._items, max(0, self._length - 1))

    def replaced(self, place: int, item: T) -> "Log[T]":
        """Return the sequence with *item* in the place of what stands there; it is copied."""
        items = self[:]
        items[place] = item
        return self._sharing(items, len(items))

    def without(self, place: int) -> "Log[T]":
        """Return the sequence without what stands at a place; it is copied."""
        items = self[:]
        del items[place]
        return self._sharing(items, len(items))

    @classmethod
    def _sharing(cls, items: list[T], length: int) -> "Log[T]":
        log = cls.__new__(cls)
        log._items, log._length = items, length
        return log

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return self._items[: self._length][index]
        if not -self._length <= index < self._length:
            raise IndexError(index)
        return self._items[index if index >= 0 else self._length + index]

    def __iter__(self) -> Iterator[T]:
        return islice(self._items, self._length)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Log) or len(other) != self._length:
            return False
        return other._items is self._items or self[:] == other[:]

    def __hash__(self) -> int:
        return hash((Log, self._length))

    def __repr__(self) -> str:
        return f"Log({self[:]!r})"
