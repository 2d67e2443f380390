"""What the site says to machines: documents of things, the ontology and the data set as RDF."""

from ..jsonld import context_file
from .dataset import KEYWORDS, Served, dataset, examples
from .description import DATASET, LICENCE, describe, facts, known, ontology
from .forms import FORMS, written
from .shown import shown
from .terms import Scheme, Vocabulary, Word, vocabulary

__all__ = [
    "DATASET",
    "FORMS",
    "KEYWORDS",
    "LICENCE",
    "Scheme",
    "Served",
    "Vocabulary",
    "Word",
    "context_file",
    "dataset",
    "describe",
    "examples",
    "facts",
    "known",
    "ontology",
    "shown",
    "vocabulary",
    "written",
]
