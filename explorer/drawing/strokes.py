"""How relations between methods are drawn and turned."""

from __future__ import annotations

from ..model import Relation

STROKES = {
    "specialises": "specialises",
    "generalises": "specialises",
    "extends": "extends",
    "extendedBy": "extends",
    "hasComponent": "component",
    "componentOf": "component",
    "alternativeTo": "alternative",
    "usedWith": "usedwith",
    "contrastsWith": "contrasts",
    "supersedes": "supersedes",
    "supersededBy": "supersedes",
}
INVERSES = {
    "generalises": "specialises",
    "extendedBy": "extends",
    "componentOf": "hasComponent",
    "supersededBy": "supersedes",
}
KINDS = tuple(dict.fromkeys(INVERSES.get(name, name) for name in (*STROKES, "related")))
SYMMETRIC = {"alternativeTo", "usedWith", "contrastsWith", "related"}


def stroke(relation: Relation) -> str:
    """Return the sign that a relation is drawn with."""
    return STROKES.get(relation.id, "related")


def kind(relation: Relation) -> str:
    """Return which of the kinds a relation is, whichever end states it."""
    return INVERSES.get(relation.id, relation.id)


def inverse(relation: Relation) -> bool:
    """Say whether a relation, as its method sees it, comes from the other end."""
    return relation.id not in SYMMETRIC and relation.forward == (relation.id in INVERSES)
