"""The values that services return and everything else renders."""

from .table import Absence, Cell, Comparison, Relation, Row, RowSpec, Rule, Scope, Value
from .things import Concept, Entry, Link, Problem, RelationType
from .words import Fact, Term, Text, collated, fold, spoken
from .works import Paper, Person

__all__ = [
    "Absence",
    "Cell",
    "Comparison",
    "Concept",
    "Entry",
    "Fact",
    "Link",
    "Paper",
    "Person",
    "Problem",
    "Relation",
    "RelationType",
    "Row",
    "RowSpec",
    "Rule",
    "Scope",
    "Term",
    "Text",
    "Value",
    "collated",
    "fold",
    "spoken",
]
