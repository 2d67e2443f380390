"""Every DOI of the graph, held against the evidence for it.

A DOI is corroborated when sources that agree on title, first author and year number two, one of
them a registry or the maintainer of a software package, or three otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..evidence import KINDS, STRONG, Evidence
from ..model import Problem, fold
from ..query import Query
from ..store import Store
from ..vocab import short

OVERLAP = 0.6
MEND = "Take the DOI out, or add what another public source says of it to data/evidence.tsv."


@dataclass(frozen=True, slots=True)
class Claim:
    """What the graph says of the paper behind a DOI."""

    title: str
    author: str
    year: int


def check_dois(
    store: Store, queries: Mapping[str, Query], rows: Sequence[Evidence]
) -> Iterator[Problem]:
    """Find the DOIs that the evidence does not bear out, and evidence for no DOI of the graph."""
    by_doi: dict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        by_doi[row.doi].append(row)
        if row.kind not in KINDS:
            yield Problem(
                row.doi,
                f"has evidence of the unknown kind {row.kind!r}",
                f"Use one of {', '.join(sorted(KINDS))}.",
            )
    for found in store.select(queries["paper_dois"].bind()):
        doi = found["doi"].value
        claim = Claim(
            found["title"].value, found.get("family", found["name"]).value, int(found["year"].value)
        )
        if fault := uncorroborated(claim, by_doi.pop(doi, [])):
            yield Problem(short(found["paper"].value), f"has the DOI {doi}, but {fault}", MEND)
    for doi in by_doi:
        yield Problem(
            doi,
            "has evidence, but no paper of the graph carries it",
            "Take its rows out of data/evidence.tsv.",
        )


def uncorroborated(claim: Claim, rows: Sequence[Evidence]) -> str:
    """Say what keeps a DOI from being corroborated; empty where nothing does."""
    for row in rows:
        if fault := disagrees(claim, row):
            return f"{row.source} {fault}"
    if not any(row.title for row in rows):
        return "no source gives its title"
    needed = 2 if any(row.kind in STRONG for row in rows) else 3
    return (
        "" if len(rows) >= needed else f"{len(rows)} agreeing source(s) where {needed} are needed"
    )


def disagrees(claim: Claim, row: Evidence) -> str:
    """Say where a source and the graph part; empty where they agree."""
    if row.title and overlap(claim.title, row.title) < OVERLAP:
        return f"has the title {row.title!r}"
    if row.first_author and not words(claim.author) & words(row.first_author):
        return f"has the first author {row.first_author!r}"
    if not row.year.isdigit() or abs(int(row.year) - claim.year) > 1:
        return f"has the year {row.year!r}"
    return ""


def words(text: str) -> set[str]:
    """Return the words of a text without case, diacritics and punctuation.

    >>> sorted(words("Grundzüge der {Mengenlehre}"))
    ['der', 'grundzuge', 'mengenlehre']
    """
    return set(re.findall(r"[a-z0-9]+", fold(text)))


def overlap(one: str, other: str) -> float:
    """Return the share of the shorter title's words that stand in both.

    >>> overlap("Random forests", "Random Forests: a review")
    1.0
    """
    first, second = words(one), words(other)
    return len(first & second) / max(1, min(len(first), len(second)))
