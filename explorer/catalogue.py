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
        if not isinstance(row["method"], NamedNode):
            continue  # a thing without a name can have no page; `explorer check` tells of it
        facts[row["method"].value][row["property"].value].append(row["value"])
    return tuple(_entry(NamedNode(iri), found) for iri, found in sorted(facts.items()))


def _entry(method: NamedNode, found: Mapping[str, Sequence[Term]]) -> Entry:
    def nodes(path: NamedNode) -> tuple[NamedNode, ...]:
        return tuple(term for term in found.get(path.value, ()) if isinstance(term, NamedNode))

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


def concept(known: Iterable[NamedNode], scheme: str, wanted: str) -> NamedNode | None:
    """Return the field, family or kind of a slug, where there is one."""
    iri = f"{PREFIXES[scheme]}{wanted.strip()}"
    return next((term for term in known if term.value == iri), None)


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


def fate(store: Store, queries: Mapping[str, Query], method: NamedNode) -> tuple[str, str]:
    """Return the slug a renamed method has now, and why one was withdrawn; empty for none."""
    rows = store.select(queries["method_fate"].bind(method=method))
    row = next(iter(rows), {})
    successor, reason = (row[name].value if name in row else "" for name in ("successor", "reason"))
    return slug(successor), reason or ("withdrawn" if rows and not successor else "")


LONGEST = 100  # letters of what is looked for; more is never a name


class Names:
    """What methods are called, folded once, and the way from words to methods."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        called = [(fold(name), entry) for entry in entries for name in _called(entry)]
        self._names = [name for name, _ in called]
        self._entries = [entry for _, entry in called]

    def find(self, text: str, limit: int) -> list[Entry]:
        """Return the methods whose names hold or resemble the words, the closest first."""
        wanted = " ".join(fold(text[:LONGEST]).split())
        if not wanted:
            return []
        scores: dict[str, tuple[float, Entry]] = {}
        for name, entry in zip(self._names, self._entries, strict=True):
            if wanted in name:
                score = _closeness(wanted, name)
                if score > scores.get(entry.id, (0, entry))[0]:
                    scores[entry.id] = (score, entry)
        if len(wanted) > 2 and len(scores) < limit:
            for _, score, place in self._like(wanted, 75, limit):
                entry = self._entries[place]
                scores.setdefault(entry.id, (min(score, 90), entry))
        best = sorted(scores.values(), key=lambda pair: (-pair[0], pair[1].id))
        return [entry for _, entry in best[:limit]]

    def meant(self, text: str) -> Entry | None:
        """Return the one method that is called just that, by name, alias or slug."""
        wanted = " ".join(fold(text[:LONGEST]).split())
        exact = {
            entry.id: entry
            for name, entry in zip(self._names, self._entries, strict=True)
            if name == wanted
        }
        return next(iter(exact.values())) if len(exact) == 1 else None

    def nearest(self, text: str, limit: int = 5) -> tuple[str, ...]:
        """Return the slugs of the methods whose names come closest to what was asked for."""
        words = text[:LONGEST].replace("-", " ")
        close = [entry.id for entry in self.find(words, limit)]
        more = [self._entries[place].id for _, _, place in self._like(fold(words), 55, limit)]
        return tuple(dict.fromkeys([*close, *more]))[:limit]

    def _like(self, wanted: str, least: float, limit: int) -> list[tuple[str, float, int]]:
        return process.extract(
            wanted, self._names, scorer=fuzz.ratio, score_cutoff=least, limit=3 * limit
        )


def _called(entry: Entry) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys((*entry.names.values(), *entry.aliases, entry.id, entry.id.replace("-", " ")))
    )


def _closeness(wanted: str, name: str) -> float:
    """Score 0 to 100: the same, then the start, then the start of a word, then inside."""
    if wanted == name:
        return 100
    if name.startswith(wanted):
        return 98 - len(name) / 100
    return 95 - len(name) / 100 if f" {wanted}" in name else 92 - len(name) / 100
