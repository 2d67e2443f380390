"""The data sets elsewhere that things here are linked to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import NamedNode

from ..vocab import CC0, PREFIXES

DOI = "https://doi.org/"
SAFE = "/:;()[]@!$'*,+=~"  # what an address may hold that a DOI has


@dataclass(frozen=True, slots=True)
class Target:
    """A data set elsewhere: its prefix, name, licence and home, how its identifiers look.

    `identifier` is a pattern of the part after the prefix; `page` is where people read of one,
    with its identifier in the place of {}; `proven` says whether its check digit is right.
    """

    prefix: str
    name: str
    home: str
    licence: str
    identifier: str
    page: str
    proven: Callable[[str], bool] = bool

    @property
    def start(self) -> str:
        """What the names of its things begin with."""
        return PREFIXES[self.prefix]

    def holds(self, iri: str) -> bool:
        """Say whether a name is one of its, and well formed."""
        there = self.shown(iri)
        fits = iri.startswith(self.start) and re.fullmatch(self.identifier, there)
        return bool(fits) and self.proven(there)

    def shown(self, iri: str) -> str:
        """Return the identifier as people write it."""
        return iri[len(self.start) :]

    def address(self, iri: str) -> str:
        """Return the page about a thing."""
        return self.page.format(self.shown(iri))


def digit(identifier: str) -> bool:
    """Say whether the last digit of an ORCID follows from the others, by ISO 7064 mod 11-2.

    >>> digit("0000-0002-1825-0097"), digit("0000-0000-0000-0000"), digit("0000-0002-9079-593X")
    (True, False, True)
    """
    total = 0
    digits = identifier.replace("-", "")
    for one in digits[:-1]:
        total = (total + int(one)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


CC_BY = "https://creativecommons.org/licenses/by/4.0/"
ODC_BY = "https://opendatacommons.org/licenses/by/1-0/"
TARGETS = tuple(
    Target(*row)
    for row in (
        (
            "wd",
            "Wikidata",
            "https://www.wikidata.org/",
            CC0,
            r"Q[1-9]\d*",
            "https://www.wikidata.org/wiki/{}",
        ),
        (
            "openalex",
            "OpenAlex",
            "https://openalex.org/",
            CC0,
            r"[AWTC][1-9]\d*",
            "https://openalex.org/{}",
        ),
        (
            "omid",
            "OpenCitations",
            "https://opencitations.net/",
            CC0,
            r"(br|ra)/06\d+",
            "https://w3id.org/oc/meta/{}",
        ),
        (
            "dblp",
            "DBLP",
            "https://dblp.org/",
            CC0,
            r"(pid|rec)/[\w./+-]+",
            "https://dblp.org/{}",
        ),
        (
            "orcid",
            "ORCID",
            "https://orcid.org/",
            CC0,
            r"(\d{4}-){3}\d{3}[\dX]",
            "https://orcid.org/{}",
            digit,
        ),
        (
            "arxiv",
            "arXiv",
            "https://arxiv.org/",
            CC0,
            r"(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})",
            "https://arxiv.org/abs/{}",
        ),
        (
            "pubmed",
            "PubMed",
            "https://pubmed.ncbi.nlm.nih.gov/",
            "https://www.nlm.nih.gov/databases/download/terms_and_conditions.html",
            r"[1-9]\d*",
            "https://pubmed.ncbi.nlm.nih.gov/{}/",
        ),
        (
            "s2",
            "Semantic Scholar",
            "https://www.semanticscholar.org/",
            ODC_BY,
            r"[0-9a-f]{40}",
            "https://www.semanticscholar.org/paper/{}",
        ),
        (
            "stato",
            "STATO",
            "https://stato-ontology.org/",
            "https://creativecommons.org/licenses/by/3.0/",
            r"\d{7}",
            "http://purl.obolibrary.org/obo/STATO_{}",
        ),
        (
            "edam",
            "EDAM",
            "https://edamontology.org/",
            "https://creativecommons.org/licenses/by-sa/4.0/",
            r"(operation|topic|data|format)_\d{4}",
            "http://edamontology.org/{}",
        ),
        ("aio", "AIO", "https://w3id.org/aio/", CC_BY, r"[A-Za-z]\w*", "https://w3id.org/aio/{}"),
        (
            "mesh",
            "MeSH",
            "https://www.nlm.nih.gov/mesh/",
            "https://www.nlm.nih.gov/databases/download/terms_and_conditions.html",
            r"D\d{6,9}",
            "https://meshb.nlm.nih.gov/record/ui?ui={}",
        ),
    )
)


def address(doi: str) -> NamedNode:
    """Return the name of a DOI, of which older ones hold < and >.

    >>> address("10.1175/1520-0493(1950)078<0001:vofeit>2.0.co;2").value
    'https://doi.org/10.1175/1520-0493(1950)078%3C0001:vofeit%3E2.0.co;2'
    """
    return NamedNode(f"{DOI}{quote(doi, safe=SAFE)}")


def of(iri: NamedNode) -> Target | None:
    """Return the data set that a name belongs to.

    >>> of(NamedNode("http://www.wikidata.org/entity/Q245748")).name
    'Wikidata'
    """
    return next((target for target in TARGETS if target.holds(iri.value)), None)
