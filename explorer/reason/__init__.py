"""What follows from the ontology: whether the graph contradicts it, and its Python classes.

owlready2 opens a data base of its own as it is imported, so that this is put off until it is used.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from ..model import Problem
from ..vocab import short
from .conflicts import conflicts
from .hermit import impossible
from .logic import Logic
from .world import ontology

__all__ = ["check", "ontology"]

MEND = "Correct or take out one of them, or mend ontology/core.ttl."


def check(triples: Iterable[ox.Triple]) -> list[Problem]:
    """Return the classes that can have no member and the statements that contradict the ontology.

    Raises StoreError where there is no Java, or the ontology goes beyond what HermiT knows.
    """
    logic = Logic.of(triples)
    classes = impossible(logic.text(logic.facts))
    if classes is None:
        return list(conflicts(logic))
    return [
        Problem(short(name), "can have no member: its superclasses exclude one another", MEND)
        for name in classes
    ]
