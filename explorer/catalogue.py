"""What the graph holds: methods, concepts, papers, relations, and how a method is found by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from pyoxigraph import Literal, NamedNode
from rapidfuzz import fuzz, process

from .model import Concept, Entry, Paper, Person, RelationType, Term, fold
from .query import Query
from .store import Solution, Store
from .vocab import ALIAS, ESTABLISHED, FAMILY, FIELD, INTRODUCED, MX, NAME, PREFIXES, SUMMARY, slug

FACTS = {
    f"{PREFIXES['dcterms']}title": "title",
    f"{PREFIXES['dcterms']}issued": "year",
    f"{PREFIXES['prism']}publicationName": "venue",
    f"{PREFIXES['dc']}publisher": "publisher",
    f"{PREFIXES['bibo']}volume": "volume",
    f"{PREFIXES['bibo']}issue": "issue",
    f"{PREFIXES['bibo']}pages": "pages",
    f"{PREFIXES['bibo']}doi": "doi",
    f"{PREFIXES['bibo']}isbn13": "isbn",
    f"{PREFIXES['schema']}url": "url",
}


def methods(store: Store, queries: Mapping[str, Query]) -> tuple[Entry, ...]:
    """Return every method as lists show it, by slug."""
    facts: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(queries["method_list"].bind()):
        facts[row["method"].value][row["property"].value].append(row["value"])
    return tuple(_entry(NamedNode(iri), found) for iri, found in sorted(facts.items()))


def _entry(method: NamedNode, found: Mapping[str, Sequence[Term]]) -> Entry:
    def nodes(path: NamedNode) -> tuple[NamedNode, ...]:
        return tuple(NamedNode(term.value) for term in found.get(path.value, ()))

    def year(path: NamedNode) -> int | None:
        text = next((term.value for term in found.get(path.value, ())), "")
        return int(text) if re.fullmatch(r"-?\d{1,4}", text) else None

    return Entry(
        term=method,
        names=_by_language(found.get(NAME.value, ())),
        aliases=tuple(
            term.value for path in (ALIAS.value, f"{MX}acronym") for term in found.get(path, ())
        ),
        summaries=_by_language(found.get(SUMMARY.value, ())),
        family=next(iter(nodes(FAMILY)), None),
        fields=nodes(FIELD),
        introduced=year(INTRODUCED),
        established=year(ESTABLISHED),
    )


def _by_language(terms: Iterable[Term]) -> dict[str, str]:
    return {term.language or "": term.value for term in terms if isinstance(term, Literal)}


def concepts(store: Store, queries: Mapping[str, Query]) -> Mapping[NamedNode, Concept]:
    """Return the fields, families and kinds."""
    rows: dict[str, Solution] = {}
    names: dict[str, list[Term]] = defaultdict(list)
    for row in store.select(queries["concept_list"].bind()):
        rows[row["concept"].value] = row
        names[row["concept"].value].append(row["label"])
    return {
        NamedNode(iri): Concept(
            NamedNode(iri),
            slug(row["scheme"].value),
            _by_language(names[iri]),
            NamedNode(row["broader"].value) if "broader" in row else None,
        )
        for iri, row in rows.items()
    }


def relation_types(store: Store, queries: Mapping[str, Query]) -> Mapping[NamedNode, RelationType]:
    """Return the relations between methods with what each is called from either end."""
    names: dict[str, list[Term]] = defaultdict(list)
    inverses: dict[str, str] = {}
    for row in store.select(queries["relation_labels"].bind()):
        names[row["relation"].value].append(row["label"])
        if "inverse" in row:
            inverses[row["relation"].value] = row["inverse"].value
    return {
        NamedNode(iri): RelationType(
            NamedNode(iri), _by_language(labels), _by_language(names[inverses.get(iri, iri)])
        )
        for iri, labels in list(names.items())
    }


def papers(
    store: Store,
    queries: Mapping[str, Query],
    wanted: Sequence[NamedNode],
    sources: Mapping[str, int],
) -> Mapping[NamedNode, Paper]:
    """Return the bibliographic facts of papers; `sources` counts by DOI who agrees on it."""
    facts: dict[str, dict[str, str]] = {paper.value: {} for paper in wanted}
    authors: dict[str, list[tuple[int, Person]]] = {paper.value: [] for paper in wanted}
    for row in store.select(queries["paper_details"].bind(paper=wanted)):
        paper, path = row["paper"].value, row["property"].value
        if "person" in row:
            given, family = (row[name].value if name in row else "" for name in ("given", "family"))
            person = Person(NamedNode(row["person"].value), row["name"].value, given, family)
            authors[paper].append((int(path.rpartition("#_")[2]), person))
        else:
            facts[paper][FACTS[path]] = row["value"].value
    return {
        paper: Paper(
            term=paper,
            **{"title": slug(paper.value), "year": "", **facts[paper.value]},
            authors=tuple(person for _, person in sorted(authors[paper.value], key=itemgetter(0))),
            checked=sources.get(facts[paper.value].get("doi", ""), 0),
        )
        for paper in wanted
    }


def find(entries: Sequence[Entry], text: str, limit: int) -> list[Entry]:
    """Return the methods whose names or aliases hold or resemble the words, the closest first."""
    wanted = fold(text).strip()
    if not wanted:
        return []
    scored = (
        (max((_closeness(wanted, fold(name)) for name in _called(entry)), default=0), entry)
        for entry in entries
    )
    best = sorted(
        (pair for pair in scored if pair[0] >= 70), key=lambda pair: (-pair[0], pair[1].id)
    )
    return [entry for _, entry in best[:limit]]


def _called(entry: Entry) -> tuple[str, ...]:
    return (*entry.names.values(), *entry.aliases, entry.id.replace("-", " "))


def _closeness(wanted: str, name: str) -> float:
    """Score 0 to 100: equal, then prefix, then word prefix, then inside, then a typo away."""
    if wanted == name:
        return 100
    if name.startswith(wanted):
        return 97
    if f" {wanted}" in name:
        return 94
    if wanted in name:
        return 91
    return min(90.0, fuzz.WRatio(wanted, name)) if len(wanted) > 2 else 0


def nearest(entries: Sequence[Entry], wanted: str, limit: int = 5) -> tuple[str, ...]:
    """Return the slugs whose slug or name comes closest to what was asked for."""
    close = [entry.id for entry in find(entries, wanted.replace("-", " "), limit)]
    more = process.extract(
        fold(wanted), [entry.id for entry in entries], limit=limit, score_cutoff=50
    )
    return tuple(dict.fromkeys([*close, *(found for found, _, _ in more)]))[:limit]
