"""The values that services return and everything else renders."""

from .finds import Choice, Found, Hit, Listing, Selection
from .table import Absence, Cell, Comparison, Relation, Row, RowGroup, RowSpec, Rule, Scope, Value
from .things import (
    Concept,
    Entry,
    Joined,
    Link,
    Path,
    Problem,
    RelationType,
    Route,
    Step,
    lineage,
)
from .words import Fact, Term, Text, collated, fold, spoken
from .works import Paper, Person, Work

__all__ = [
    "Absence",
    "Cell",
    "Choice",
    "Comparison",
    "Concept",
    "Entry",
    "Fact",
    "Found",
    "Hit",
    "Joined",
    "Link",
    "Listing",
    "Paper",
    "Path",
    "Person",
    "Problem",
    "Relation",
    "RelationType",
    "Route",
    "Row",
    "RowGroup",
    "RowSpec",
    "Rule",
    "Scope",
    "Selection",
    "Step",
    "Term",
    "Text",
    "Value",
    "Work",
    "collated",
    "fold",
    "lineage",
    "spoken",
]
