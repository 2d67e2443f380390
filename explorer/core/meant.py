"""What people mean by a name: a method or a concept, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from .. import catalogue
from ..choice import SLUG
from ..errors import ChoiceError, ExplorerError, NotFound
from ..model import Concept, Entry, Paper, fold
from ..search import Search
from ..search.words import doi
from ..vocab import PAPERS, PREFIXES, slug

if TYPE_CHECKING:
    from . import Explorer


def method(index: Mapping[str, Entry], finder: Search, wanted: str) -> str:
    """Return the slug of a method given by slug, or by a name that is its alone, else the words."""
    given = wanted.strip()
    return given if given in index else finder.meant(given) or wanted


def concept(concepts: Mapping[NamedNode, Concept], finder: Search, scheme: str, wanted: str) -> str:
    """Return the slug of a concept given by slug or name; raises ChoiceError naming the nearest."""
    if term := catalogue.concept(concepts, scheme, wanted):
        return slug(term.value)
    hits = finder.find(wanted, 5, (scheme,)).hits
    if hits and fold(hits[0].matched.value) == fold(wanted):
        return hits[0].id
    iris = (term.value for term in concepts)
    slugs = sorted(slug(one) for one in iris if one.startswith(PREFIXES[scheme]))
    near = [hit.id for hit in hits] or (slugs if len(slugs) < 20 else [])
    found = f"the nearest: {', '.join(near)}" if near else "`explorer search` finds them"
    raise ChoiceError(f"There is no {scheme} {wanted!r}; {found}.")


def works(explorer: Explorer, wanted: str) -> Sequence[Paper]:
    """Return the work of that slug or DOI, or the works of a method; raises NotFound."""
    if SLUG.fullmatch(wanted) and NamedNode(f"{PAPERS}{wanted}") in explorer.works:
        return [explorer.paper(wanted)]
    if named := doi(wanted):
        found = [one.id for one in explorer.works.values() if one.doi.lower() == named]
        if not found:
            raise NotFound("No work with the DOI “{doi}” is recorded here.", doi=named[:80])
        return [explorer.paper(found[0])]
    return explorer.compare(explorer.slug(wanted)).works


def advice(explorer: Explorer, error: ExplorerError) -> str:
    """Return what to do about a thing that is not there: a sentence after a blank, or nothing."""
    if not (isinstance(error, NotFound) and error.wanted):
        return ""
    successor = reason = ""
    try:
        if SLUG.fullmatch(error.wanted):
            successor, reason = explorer.fate(error.wanted)
        nearest = explorer.nearest(error.wanted)
    except ExplorerError:
        return ""
    if successor:
        return f" It is called {successor} now."
    if reason:
        return f" It was withdrawn: {reason}."
    return f" The nearest: {', '.join(nearest)}." if nearest else ""
