"""Whether links lead to what a data set elsewhere can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import Match, Problem
from ..query import Query
from ..store import Store
from ..vocab import METHODS, PREFIXES, short
from .matches import every, named
from .sssom import curie
from .targets import TARGETS, Target, of

NARROW = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


def check(store: Store, queries: Mapping[str, Query]) -> list[Problem]:
    """Find the links of a graph whose identifiers are malformed, or of no data set known here."""
    return [
        Problem(short(named(match).value), message, f"{mend} in data/links.ttl, or take it out.")
        for match in every(store, queries)
        for message, mend in faults(match)
    ]


def _proof(target: Target) -> str:
    return "" if target.proven is bool else ", and its last digit follows from the others"


def faults(match: Match) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the ends of a link, and how to begin to mend it."""
    there = match.object.value
    if of(match.object) is None:
        start = next((one for one in TARGETS if there.startswith(one.start)), None)
        if start:
            yield (
                f"leads to {there}, which is no identifier of {start.name}",
                f"Write what follows {start.prefix}: as {start.page} has it "
                f"(it fits {start.identifier}{_proof(start)})",
            )
        elif there.startswith("https://doi.org/"):
            yield (
                f"leads to {there}: a DOI belongs to the work itself",
                "Enter it with `explorer add`, and write no link",
            )
        else:
            known = ", ".join(f"{one.prefix}:" for one in TARGETS)
            yield (
                f"leads to {there}, which is of no data set known here",
                f"Give an identifier that begins with one of {known}",
            )
    method = match.subject.value.startswith(METHODS)
    skos, same = PREFIXES["skos"], f"{PREFIXES['owl']}sameAs"
    fits = match.predicate.value in ({f"{skos}{one}" for one in NARROW} if method else {same})
    if not fits:
        wanted = ", ".join(f"skos:{one}" for one in NARROW) if method else "owl:sameAs"
        yield (
            f"is linked by {curie(match.predicate)} as a {'method' if method else 'thing'} is not",
            f"Link it by {wanted}",
        )
