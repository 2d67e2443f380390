"""Methods as lists show them, concepts, links between methods, and problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..vocab import slug
from .table import Comparison, Relation, Value
from .words import Text, span, spoken
from .works import Paper


@dataclass(frozen=True, slots=True)
class Entry:
    """A method as lists show it; `names` and `summaries` by language, aliases with theirs.

    The first of its fields is the main one: that which most methods of its family have.
    """

    term: NamedNode
    names: Mapping[str, str]
    aliases: tuple[Text, ...]
    acronyms: tuple[Text, ...]
    summaries: Mapping[str, str]
    family: NamedNode | None
    fields: tuple[NamedNode, ...]
    kinds: tuple[NamedNode, ...]
    originators: tuple[NamedNode, ...]
    works: tuple[NamedNode, ...]
    introduced: int | None
    established: int | None = None

    @property
    def id(self) -> str:
        """The slug."""
        return slug(self.term.value)

    @property
    def years(self) -> str:
        """The year of its introduction, or from when to when it took shape."""
        return span(self.introduced, self.established)


@dataclass(frozen=True, slots=True)
class Concept:
    """A field, family or kind; `broader` is the concept above it."""

    term: NamedNode
    scheme: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    broader: NamedNode | None = None

    @property
    def id(self) -> str:
        """The slug."""
        return slug(self.term.value)


def lineage(terms: Iterable[NamedNode], concepts: Mapping[NamedNode, Concept]) -> set[NamedNode]:
    """Return concepts and all those above them: what is in a field is in the wider field too."""
    found: set[NamedNode] = set()
    above = [*terms]
    while above:
        term = above.pop()
        if term not in found:
            found.add(term)
            known = concepts.get(term)
            above += [known.broader] if known and known.broader else []
    return found


@dataclass(frozen=True, slots=True)
class RelationType:
    """A property between methods, with its names and those of its inverse, by language.

    A symmetric one, and one whose inverse is not known, is its own `inverse`.
    """

    term: NamedNode
    names: Mapping[str, str]
    inverse_names: Mapping[str, str]
    inverse: NamedNode | None = None

    def seen(self, forward: bool, language: str) -> Relation:
        """Return the relation as the method at one of its ends sees it."""
        names = self.names if forward else self.inverse_names
        held = self.term if forward or self.inverse is None else self.inverse
        return Relation(self.term, forward, spoken(names, language, slug(self.term.value)), held)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of one method to another, with the reason where one is recorded.

    One that no one states is inferred: it follows from steps `through` the methods named.
    """

    relation: Relation
    other: Value
    note: Text | None = None
    source: NamedNode | None = None
    through: tuple[str, ...] = ()

    @property
    def inferred(self) -> bool:
        """Whether no one states it."""
        return bool(self.through)


@dataclass(frozen=True, slots=True)
class Method:
    """One method: as lists show it, its facts as the rows of a table of one column, its relations.

    Those relations that no one states come last.
    """

    entry: Entry
    table: Comparison
    links: tuple[Link, ...]

    @property
    def id(self) -> str:
        """The slug."""
        return self.entry.id

    @property
    def term(self) -> NamedNode:
        """The IRI."""
        return self.entry.term

    @property
    def works(self) -> Sequence[Paper]:
        """The works that introduced it."""
        return self.table.works

    def values(self, row: str) -> tuple[Value, ...]:
        """Return the values of a row, such as family; ChoiceError where there is no such row."""
        return self.table.row(row).cells[0].values


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file or a thing, and the command or edit that mends it."""

    where: str
    message: str
    mend: str
