"""How much the graph holds, and how much of what it should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from .model import Concept, Entry, Match, lineage
from .query import Query
from .store import Solution, Store
from .vocab import PREFIXES, RELATED, TRUE, slug


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts, and shares between 0 and 1 of what is recorded."""

    methods: int
    papers: int
    persons: int
    organisations: int
    fields: int
    families: int
    relations: int
    typed_relations: int
    statements: int
    components: int
    relations_per_method: float
    coverage: Mapping[str, float]
    by_family: Mapping[str, int]
    by_field: Mapping[str, int]


def gather(
    store: Store,
    queries: Mapping[str, Query],
    entries: Sequence[Entry],
    concepts: Mapping[NamedNode, Concept],
    sources: Mapping[str, int],
    matches: Mapping[NamedNode, Sequence[Match]],
) -> Statistics:
    """Count what the graph holds; `sources` counts by DOI how many public sources speak of it."""
    relations = store.select(queries["relation_list"].bind())
    edges = [(slug(row["method"].value), slug(row["other"].value)) for row in relations]
    signed = store.select(queries["person_coverage"].bind())
    persons = [row for row in signed if slug(row["kind"].value) == "Person"]
    covered = store.select(queries["method_coverage"].bind())
    schemes = Counter(concept.scheme for concept in concepts.values())
    return Statistics(
        methods=len(entries),
        papers=len({row["paper"].value for row in covered if "paper" in row}),
        persons=len({row["person"] for row in persons}),
        organisations=len({row["person"] for row in signed if slug(row["kind"].value) != "Person"}),
        fields=schemes["fields"],
        families=schemes["families"],
        relations=len(edges),
        typed_relations=sum(row["relation"] != RELATED for row in relations),
        statements=sum(row["explained"].value in TRUE for row in relations),
        components=components({entry.id for entry in entries}, edges),
        relations_per_method=_share(2 * len(edges), len(entries)),
        coverage=_coverage(covered, persons, entries, sources, matches),
        by_family=_tally(entry.family for entry in entries if entry.family),
        by_field=_tally(field for entry in entries for field in lineage(entry.fields, concepts)),
    )


def _tally(terms: Iterable[NamedNode]) -> dict[str, int]:
    return dict(Counter(slug(term.value) for term in terms).most_common())


def _coverage(
    covered: Sequence[Solution],
    persons: Sequence[Solution],
    entries: Sequence[Entry],
    sources: Mapping[str, int],
    matches: Mapping[NamedNode, Sequence[Match]],
) -> dict[str, float]:
    """Return the shares of what is recorded."""
    on_wikidata = {
        thing
        for thing, held in matches.items()
        if any(match.object.value.startswith(PREFIXES["wd"]) for match in held)
    }
    dois = {row["doi"].value for row in covered if "doi" in row}
    with_doi = {row["method"].value for row in covered if "doi" in row}
    everyone = {row["person"] for row in persons}
    with_orcid = {row["person"] for row in persons if "orcid" in row}
    return {
        "doi": _share(len(with_doi), len(entries)),
        "corroborated": _share(sum(sources.get(doi, 0) > 1 for doi in dois), len(dois)),
        "wikidata": _share(len({entry.term for entry in entries} & on_wikidata), len(entries)),
        "orcid": _share(len(with_orcid), len(everyone)),
        **{tag: _share(_both(entries, tag), len(entries)) for tag in ("en", "vi")},
    }


def _share(part: float, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _both(entries: Sequence[Entry], tag: str) -> int:
    """Count the methods that have a name and a summary in a language."""
    return sum(tag in entry.names and tag in entry.summaries for entry in entries)


def components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> int:
    """Count the parts of a graph that no path joins.

    >>> components(["a", "b", "c"], [("a", "b")])
    2
    """
    above = {node: node for node in nodes}

    def top(node: str) -> str:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for one, other in edges:
        if one in above and other in above:
            above[top(one)] = top(other)
    return sum(top(node) == node for node in above)
