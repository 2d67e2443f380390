"""Every DOI of the graph, held against the evidence for it.

A DOI is corroborated when sources that agree on title, first author and year number two, one of
them a registry or the maintainer of a software package, or three otherwise. Sources copy one
another's slips: a few that disagree, against twice as many that agree, do not take a DOI out.
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
NOTHING = "there is no evidence for it"
MEND = "Take the DOI out, or add what another public source says of it to data/evidence.tsv."


@dataclass(frozen=True, slots=True)
class Claim:
    """What the graph says of the paper behind a DOI."""

    paper: str
    title: str
    author: str
    year: int


def claims(store: Store, queries: Mapping[str, Query]) -> dict[str, Claim]:
    """Return what the graph says of each DOI."""
    found: dict[str, Claim] = {}
    for row in store.select(queries["paper_dois"].bind()):
        text = row["year"].value
        year = int(text) if text.isdecimal() else 0
        author = row.get("family", row["name"]).value
        claim = Claim(short(row["paper"].value), row["title"].value, author, year)
        found.setdefault(row["doi"].value, claim)
    return found


def check_dois(
    store: Store, queries: Mapping[str, Query], rows: Sequence[Evidence]
) -> Iterator[Problem]:
    """Find the DOIs that the evidence does not bear out, and evidence for no DOI of the graph."""
    by_doi: dict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        by_doi[row.doi].append(row)
        if row.kind not in KINDS:
            kinds = ", ".join(sorted(KINDS))
            yield Problem(row.doi, f"has evidence of the kind {row.kind!r}", f"Use {kinds}.")
    for doi, claim in claims(store, queries).items():
        if fault := uncorroborated(claim, by_doi.pop(doi, [])):
            yield Problem(claim.paper, f"has the DOI {doi}, but {fault}", MEND)
    for doi in by_doi:
        mend = "Take its rows out of data/evidence.tsv."
        yield Problem(doi, "has evidence, but no paper of the graph carries it", mend)


def disagreements(known: Mapping[str, Claim], rows: Sequence[Evidence]) -> Iterator[Problem]:
    """Find where a source says something else of a DOI than the graph does."""
    for row in rows:
        if row.doi in known and (fault := disagrees(known[row.doi], row)):
            where = f"{known[row.doi].paper}, {row.doi}"
            yield Problem(where, f"{row.source} {fault}", "Look which of the two is right.")


def uncorroborated(claim: Claim, rows: Sequence[Evidence]) -> str:
    """Say what keeps a DOI from being corroborated; empty where nothing does."""
    faults = [f"{row.source} {fault}" for row in rows if (fault := disagrees(claim, row))]
    agreeing = [row for row in rows if not disagrees(claim, row)]
    if not rows:
        return NOTHING
    if 2 * len(faults) > len(agreeing):
        return f"{len(faults)} of {len(rows)} sources disagree: {faults[0]}"
    if not any(row.title for row in agreeing):
        return "no source gives its title"
    needed = 2 if any(row.kind in STRONG for row in agreeing) else 3
    if len(agreeing) < needed:
        return f"{len(agreeing)} agreeing source(s) where {needed} are needed"
    return ""


def disagrees(claim: Claim, row: Evidence) -> str:
    """Say where a source and the graph part; empty where they agree."""
    if row.title and overlap(claim.title, row.title) < OVERLAP:
        return f"has the title {row.title!r}"
    if row.first_author and not words(claim.author) & words(row.first_author):
        return f"has the first author {row.first_author!r}"
    if not row.year.isdecimal() or abs(int(row.year) - claim.year) > 1:
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
