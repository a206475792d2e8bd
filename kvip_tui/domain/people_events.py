"""What can have happened to the roster beyond joining it, coming and going."""

from msgspec import Struct


class _PeopleEvent(Struct, frozen=True, tag_field="kind", tag=True):
    """Something that happened to the roster."""


class PersonEdited(_PeopleEvent, frozen=True, tag="person_edited"):
    """Somebody was found to have another name, group or title; the key stays."""

    person: str
    name: str
    group: str
    title: str = ""


class PersonRemoved(_PeopleEvent, frozen=True, tag="person_removed"):
    """Somebody was taken off the roster; what they did and said stays theirs."""

    person: str


PeopleEvent = PersonEdited | PersonRemoved
