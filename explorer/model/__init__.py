"""The values that services return and everything else renders."""

from .finds import Choice, Found, Hit, Listing, Selection
from .shape import Community, Joint, Place, Shape
from .table import Absence, Cell, Comparison, Relation, Row, RowGroup, RowSpec, Rule, Scope, Value
from .things import Concept, Entry, Link, Method, Problem, RelationType, lineage
from .walks import Joined, Neighbourhood, Node, Path, Reach, Route, Step
from .words import Fact, Term, Text, collated, fold, spoken
from .works import Paper, Person, Work

__all__ = [
    "Absence",
    "Cell",
    "Choice",
    "Community",
    "Comparison",
    "Concept",
    "Entry",
    "Fact",
    "Found",
    "Hit",
    "Joined",
    "Joint",
    "Link",
    "Listing",
    "Method",
    "Neighbourhood",
    "Node",
    "Paper",
    "Path",
    "Person",
    "Place",
    "Problem",
    "Reach",
    "Relation",
    "RelationType",
    "Route",
    "Row",
    "RowGroup",
    "RowSpec",
    "Rule",
    "Scope",
    "Selection",
    "Shape",
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
