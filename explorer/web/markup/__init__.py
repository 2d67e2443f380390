"""What pages say of themselves to search engines: JSON-LD in the words of schema.org.

Things go by their names in the graph, so that what is taken out of a page fits what is in it.
"""

from .pages import about, compared, found, methods, ontology, whole
from .services import api, endpoint, query
from .things import concept, dataset, method, paper, person, start

__all__ = [
    "about",
    "api",
    "compared",
    "concept",
    "dataset",
    "endpoint",
    "found",
    "method",
    "methods",
    "ontology",
    "paper",
    "person",
    "query",
    "start",
    "whole",
]
