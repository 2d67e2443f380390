"""Walks over methods: the relations between them, paths, and neighbourhoods."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from .table import Relation
from .words import Text


@dataclass(frozen=True, slots=True)
class Joined:
    """A relation between two methods, both by slug, as it is stated.

    One that no one states is inferred: it follows from steps `through` the methods named.
    """

    method: str
    other: str
    relation: Relation
    note: Text | None = None
    source: NamedNode | None = None
    through: tuple[str, ...] = ()

    @property
    def inferred(self) -> bool:
        """Whether no one states it."""
        return bool(self.through)


@dataclass(frozen=True, slots=True)
class Step:
    """One relation of a path, as the method where it sets out sees it; methods by slug."""

    source: str
    target: str
    relation: Relation
    note: Text | None = None
    reference: NamedNode | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from one method to another."""

    steps: tuple[Step, ...]

    @property
    def length(self) -> int:
        """How many steps there are."""
        return len(self.steps)


@dataclass(frozen=True, slots=True)
class Route:
    """The best of the shortest paths between two methods, both by slug; none where none leads."""

    start: str
    end: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """What to walk over: from where, how far, along which relations and over which methods.

    Methods, families and fields are slugs; `types` local names of relations, each of which stands
    for its inverse too. Nothing given means all. What is `opened` shows its own neighbours: the
    steps bring in methods up to `limit`, what is opened up to `room` in all.
    """

    starts: tuple[str, ...]
    depth: int = 1
    types: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    opened: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    limit: int = 60
    room: int = 150


@dataclass(frozen=True, slots=True)
class Node:
    """A method of a neighbourhood, and by how many steps it was reached.

    `degree` counts all its neighbours, `more` those that would be walked to and are not here.
    """

    id: str
    label: Text
    family: str
    field: str
    year: int | None
    degree: int
    more: int
    distance: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The methods around some, the nearest first, and every relation that joins two of them.

    `cut` is how many the limit left out of the steps that were taken.
    """

    reach: Reach
    nodes: tuple[Node, ...]
    edges: tuple[Joined, ...]
    cut: int

    @property
    def focus(self) -> str:
        """The method that the walk starts from."""
        return self.reach.starts[0]
