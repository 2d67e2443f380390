"""The values that services return and everything else renders."""

from .finds import Choice, Found, Hit, Listing, Selection
from .matches import Candidate, Described, Linkset, Match
from .outside import Change, Disagreement, Facts, Outside, Snapshot
from .shape import Community, Joint, Place, Shape
from .spelling import british, root
from .table import Absence, Cell, Comparison, Relation, Row, RowGroup, RowSpec, Rule, Scope, Value
from .things import Concept, Entry, Link, Method, Problem, RelationType, lineage
from .walks import Joined, Neighbourhood, Node, Path, Reach, Route, Step
from .words import Fact, Term, Text, by_language, collated, fold, sentence, span, spoken
from .works import Paper, Person, Work

__all__ = [
    "Absence",
    "Candidate",
    "Cell",
    "Change",
    "Choice",
    "Community",
    "Comparison",
    "Concept",
    "Described",
    "Disagreement",
    "Entry",
    "Fact",
    "Facts",
    "Found",
    "Hit",
    "Joined",
    "Joint",
    "Link",
    "Linkset",
    "Listing",
    "Match",
    "Method",
    "Neighbourhood",
    "Node",
    "Outside",
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
    "Snapshot",
    "Step",
    "Term",
    "Text",
    "Value",
    "Work",
    "british",
    "by_language",
    "collated",
    "fold",
    "lineage",
    "root",
    "sentence",
    "span",
    "spoken",
]
