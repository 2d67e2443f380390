"""The shape of the whole: how central each method is, what connects fields, and communities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a method stands among the others; fields and methods by slug.

    `field` is its main field, `connects` are the other fields among its neighbours, the most
    frequent first; `community` is 0 for a method without relations.
    """

    id: str
    family: str
    field: str
    degree: int
    betweenness: float
    participation: float
    community: int
    connects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """Methods that are more related to each other than to the rest, the most central first.

    `families` and `fields` count what they consist of, the most frequent first.
    """

    number: int
    methods: tuple[str, ...]
    families: Mapping[str, int]
    fields: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Joint:
    """How many relations join the methods of one field, by slug, to those of another."""

    one: str
    other: str
    relations: int


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of the whole graph, relations taken without direction and each pair once.

    `bridges` are the methods that connect fields and `central` all that lie between others, both
    by slug, the strongest first. Where `pivots` is not 0, betweenness was estimated from the
    shortest paths that set out from that many methods.
    """

    places: Mapping[str, Place]
    bridges: tuple[str, ...]
    central: tuple[str, ...]
    communities: tuple[Community, ...]
    joints: tuple[Joint, ...]
    relations: int
    modularity: float
    pivots: int
