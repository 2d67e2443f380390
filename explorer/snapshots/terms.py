"""The words in which a snapshot is written, and read again."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ..vocab import PREFIXES


def term(name: str) -> NamedNode:
    """Return the term of a name with a prefix."""
    prefix, _, local = name.partition(":")
    return NamedNode(f"{PREFIXES[prefix]}{local}")


TITLE, ISSUED = term("dcterms:title"), term("dcterms:issued")
LABEL, PART = term("rdfs:label"), term("dcterms:hasPart")
FREQUENCY, COUNT = term("c4o:hasGlobalCitationFrequency"), term("c4o:GlobalCitationCount")
COUNTED, COUNTED_ON = term("c4o:hasGlobalCountValue"), term("c4o:hasGlobalCountDate")
COUNTED_BY, IN_YEAR = term("c4o:hasGlobalCountSource"), term("mx:countedYear")
ACCESS, ADDRESS = term("mx:openAccessStatus"), term("schema:url")
