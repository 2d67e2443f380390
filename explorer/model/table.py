"""The comparison: rows, cells and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from pyoxigraph import NamedNode

from ..errors import ChoiceError
from ..vocab import BASE, slug
from .words import Term, Text
from .works import Paper


class Rule(Enum):
    """How the cells of a row are held against each other."""

    AS_VALUES = "asValues"
    NEVER = "never"


class Scope(Enum):
    """In how many of the compared methods a value occurs."""

    COMMON = "common"
    SHARED = "shared"
    ONLY = "only"


class Absence(Enum):
    """Why a cell is empty."""

    NOT_RECORDED = "not-recorded"
    UNSETTLED = "unsettled"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Relation:
    """How a method stands to another: the typed property, seen from the method at hand.

    `type` is the property as it is stated; `held` the one that holds from this method to the other.
    """

    type: NamedNode
    forward: bool
    label: Text
    held: NamedNode | None = None

    @property
    def id(self) -> str:
        """The local name of the property as stated in the graph."""
        return slug(self.type.value)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a cell: its identity, the text a reader sees and, where it has them, details."""

    term: Term
    label: Text
    paper: Paper | None = None
    relations: tuple[Relation, ...] = ()

    @property
    def id(self) -> str:
        """The slug of a thing of this graph, else the empty string."""
        return (
            slug(self.term.value)
            if isinstance(self.term, NamedNode) and self.term.value.startswith(BASE)
            else ""
        )


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that answer one question, in the order of the groups."""

    id: str
    order: float
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowSpec:
    """A row of every comparison, as a property shape declares it."""

    id: str
    path: NamedNode
    rule: Rule
    order: float
    names: Mapping[str, str]
    until: NamedNode | None = None
    remark: NamedNode | None = None
    group: RowGroup | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one method has for one row; `remark` says what the values cannot."""

    values: tuple[Value, ...]
    remark: Text | None = None
    absence: Absence = Absence.NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Row:
    """One property across the compared methods; `held` has the values of each, by identity."""

    spec: RowSpec
    label: Text
    cells: tuple[Cell, ...]
    held: tuple[frozenset[Term], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        held = tuple(frozenset(value.term for value in cell.values) for cell in self.cells)
        object.__setattr__(self, "held", held)

    def __repr__(self) -> str:
        values = (", ".join(one.label.value for one in cell.values) or "–" for cell in self.cells)
        return f"<Row {self.spec.id}: {' | '.join(values)}{'; differs' if self.differs else ''}>"

    @property
    def compared(self) -> bool:
        """Whether the row can differ at all."""
        return self.spec.rule is Rule.AS_VALUES

    @property
    def differs(self) -> bool:
        """Whether the sets of values differ, where the row is compared at all."""
        return self.compared and len(set(self.held)) > 1

    def holders(self, value: Value) -> tuple[bool, ...]:
        """Say for each method whether it has this value."""
        return tuple(value.term in terms for terms in self.held)

    def scope(self, value: Value) -> Scope:
        """Say how widely a value of this row is held."""
        held = sum(self.holders(value))
        return Scope.COMMON if held == len(self.cells) else Scope.SHARED if held > 1 else Scope.ONLY


@dataclass(frozen=True, slots=True)
class Comparison:
    """Methods side by side, in one language."""

    language: str
    methods: tuple[Value, ...]
    rows: tuple[Row, ...]

    def row(self, name: str) -> Row:
        """Return the row of that id or label; ChoiceError where there is none."""
        for row in self.rows:
            if name in (row.spec.id, row.label.value):
                return row
        known = ", ".join(row.spec.id for row in self.rows)
        raise ChoiceError(f"There is no row {name!r}; the rows are {known}.")

    @property
    def works(self) -> Sequence[Paper]:
        """The seminal works of the methods, each once."""
        cells = self.row("seminal-work").cells
        papers = (value.paper for cell in cells for value in cell.values)
        return tuple({paper.id: paper for paper in papers if paper}.values())
