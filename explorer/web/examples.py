"""What may be given for the parameters of queries, for those who try one."""

from __future__ import annotations

from ..query import Param
from ..vocab import OUTSIDE

EXAMPLES = {
    "method": "method:lasso",
    "other": "method:ridge-regression",
    "path": "mx:introduced",
    "paper": "paper:breiman-2001-random-forests",
    "person": "person:leo-breiman",
    "focus": "method:lasso",
    "identifier": "http://www.wikidata.org/entity/Q245748",
    "thing": "paper:devlin-2019-bert-pre-training-of-deep-bidirectional",
    "snapshot": f"{OUTSIDE}wikidata-2026-11-27",
    "item": "http://www.wikidata.org/entity/Q245748",
    "work": "https://dblp.org/rec/journals/ml/Breiman01",
    "doi": "https://doi.org/10.1023/A:1010933404324",
    "key": "10.1023/A:1010933404324",
    "title": "Random Forests",
}


def example(param: Param) -> str:
    """Return a value for a parameter.

    >>> example(Param.parse("person", "iri")), example(Param.parse("name", "literal"))
    ('person:leo-breiman', 'lasso')
    """
    return EXAMPLES.get(param.name, "method:lasso" if param.kind == "iri" else "lasso")
