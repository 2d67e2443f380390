"""What the graph holds: methods, concepts, works, people, and how methods are related."""

from .concepts import concept, concepts, relation_types
from .methods import fate, introduced, methods
from .works import paper, papers, people, person, works, written

__all__ = [
    "concept",
    "concepts",
    "fate",
    "introduced",
    "methods",
    "paper",
    "papers",
    "people",
    "person",
    "relation_types",
    "works",
    "written",
]
