"""The values that the templates show: one frozen dataclass a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Comparison, Link, Row, Text
from ..statistics import Statistics


@dataclass(frozen=True, slots=True)
class Tongue:
    """Another language that the same page speaks."""

    code: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page."""

    title: str
    section: str
    language: str
    tongues: tuple[Tongue, ...]
    count: int
    files: bool
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """A family as pages name it; `id` is also the class of its sign."""

    id: str
    name: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A method in a list; `other` is its name in another language."""

    id: str
    name: Text
    other: Text | None
    family: Family | None
    fields: tuple[str, ...]
    introduced: int | None
    summary: Text


@dataclass(frozen=True, slots=True)
class Landing:
    """The first page."""

    frame: Frame
    comparison: Comparison | None
    families: tuple[Family, ...]
    figures: tuple[tuple[int, str], ...]
    examples: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Methods:
    """One page of the list; `earlier` and `later` are the pages around it, 0 for none."""

    frame: Frame
    methods: tuple[Listed, ...]
    families: tuple[Family, ...]
    words: str
    family: Family | None
    chosen: tuple[Listed, ...]
    total: int
    first: int
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class Method:
    """One method; `sources` numbers, by value, the works that bear it out."""

    frame: Frame
    id: str
    iri: str
    name: Text
    others: tuple[Text, ...]
    family: Family | None
    rows: Mapping[str, Row]
    outgoing: tuple[tuple[Link, ...], ...]
    incoming: tuple[tuple[Link, ...], ...]
    families: Mapping[str, str]
    sources: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column: what takes it away or moves it."""

    id: str
    name: Text
    away: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Methods side by side."""

    frame: Frame
    comparison: Comparison | None
    columns: tuple[Column, ...]
    hidden: bool
    full: bool
    alike: tuple[str, ...]
    different: tuple[str, ...]
    beyond: int
    most: int
    looked_for: str
    found: tuple[Listed, ...]
    near: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What this is, and how much it holds."""

    frame: Frame
    statistics: Statistics
    families: tuple[tuple[str, int], ...]
    fields: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """An error, with what comes closest to what was looked for and where that leads."""

    frame: Frame
    detail: Text
    nearest: tuple[tuple[Listed, str], ...]
