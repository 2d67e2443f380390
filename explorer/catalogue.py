"""What the graph holds: methods, concepts, works, people, and how methods are related."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from pyoxigraph import Literal, NamedNode

from .errors import NotFound
from .model import Concept, Entry, Paper, Person, RelationType, Term, Text, Work
from .query import Query
from .store import Solution, Store
from .vocab import (
    ACRONYM,
    ALIAS,
    ESTABLISHED,
    FAMILY,
    FIELD,
    INTRODUCED,
    KIND,
    NAME,
    ORIGINATOR,
    PREFIXES,
    SUMMARY,
    WORK,
    slug,
)

TYPE = f"{PREFIXES['rdf']}type"
FACTS = {
    TYPE: "type",
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
    return _main_first([_entry(NamedNode(iri), found) for iri, found in sorted(facts.items())])


def _main_first(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Put first of the fields of each method the one that most methods of its family have."""
    shared = Counter((entry.family, field) for entry in entries for field in entry.fields)

    def ordered(entry: Entry) -> Sequence[NamedNode]:
        return sorted(entry.fields, key=lambda one: (-shared[entry.family, one], one.value))

    return tuple(replace(entry, fields=tuple(ordered(entry))) for entry in entries)


def _entry(method: NamedNode, found: Mapping[str, Sequence[Term]]) -> Entry:
    def nodes(path: NamedNode) -> tuple[NamedNode, ...]:
        return tuple(term for term in found.get(path.value, ()) if isinstance(term, NamedNode))

    def year(path: NamedNode) -> int | None:
        text = next((term.value for term in found.get(path.value, ())), "")
        return int(text) if re.fullmatch(r"-?\d{1,4}", text) else None

    def texts(path: NamedNode) -> tuple[Text, ...]:
        terms = (term for term in found.get(path.value, ()) if isinstance(term, Literal))
        return tuple(Text(term.value, term.language or "") for term in terms)

    return Entry(
        term=method,
        names=_by_language(found.get(NAME.value, ())),
        aliases=texts(ALIAS),
        acronyms=texts(ACRONYM),
        summaries=_by_language(found.get(SUMMARY.value, ())),
        family=next(iter(nodes(FAMILY)), None),
        fields=nodes(FIELD),
        kinds=nodes(KIND),
        originators=nodes(ORIGINATOR),
        works=nodes(WORK),
        introduced=year(INTRODUCED),
        established=year(ESTABLISHED),
    )


def _by_language(terms: Iterable[Term]) -> dict[str, str]:
    # engines put texts of several languages into orders of their own
    texts = {term.language or "": term.value for term in terms if isinstance(term, Literal)}
    return dict(sorted(texts.items()))


def concepts(store: Store, queries: Mapping[str, Query]) -> Mapping[NamedNode, Concept]:
    """Return the fields, families and kinds."""
    rows: dict[str, Solution] = {}
    texts: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for row in store.select(queries["concept_list"].bind()):
        rows[row["concept"].value] = row
        texts[row["concept"].value, row["property"].value].append(row["text"])
    return {
        NamedNode(iri): Concept(
            NamedNode(iri),
            slug(row["scheme"].value),
            _by_language(texts[iri, NAME.value]),
            _by_language(texts[iri, SUMMARY.value]),
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
            NamedNode(iri),
            _by_language(labels),
            _by_language(names[inverses.get(iri, iri)]),
            NamedNode(inverses.get(iri, iri)),
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
    if not wanted:
        return {}
    facts: dict[str, dict[str, str]] = {paper.value: {} for paper in wanted}
    authors: dict[str, list[tuple[int, Person]]] = {paper.value: [] for paper in wanted}
    for row in store.select(queries["paper_details"].bind(paper=wanted)):
        paper, path = row["paper"].value, row["property"].value
        if "person" in row:
            given, family = (row[name].value if name in row else "" for name in ("given", "family"))
            person = Person(NamedNode(row["person"].value), row["name"].value, given, family)
            authors[paper].append((int(path.rpartition("#_")[2]), person))
        else:
            value = row["value"].value
            facts[paper][FACTS[path]] = slug(value) if path == TYPE else value
    return {
        paper: Paper(
            term=paper,
            **{"title": slug(paper.value), "year": "", **facts[paper.value]},
            authors=tuple(person for _, person in sorted(authors[paper.value], key=itemgetter(0))),
            checked=sources.get(facts[paper.value].get("doi", ""), 0),
        )
        for paper in wanted
    }


def paper(
    store: Store, queries: Mapping[str, Query], wanted: NamedNode, sources: Mapping[str, int]
) -> Paper:
    """Return one work; raises NotFound."""
    found = papers(store, queries, [wanted], sources)[wanted]
    if not found.type:
        raise NotFound("There is no work “{slug}”.", slug=found.id)
    return found


def works(store: Store, queries: Mapping[str, Query]) -> Mapping[NamedNode, Work]:
    """Return every work by its IRI, with its authors in their order."""
    authors: dict[NamedNode, list[tuple[int, NamedNode]]] = defaultdict(list)
    for row in store.select(queries["paper_authors"].bind()):
        paper, person = row["paper"], row["person"]
        if isinstance(paper, NamedNode) and isinstance(person, NamedNode):
            authors[paper].append((int(row["place"].value.rpartition("_")[2]), person))
    return {
        paper: Work(
            paper,
            row["title"].value,
            row["year"].value,
            row["doi"].value if "doi" in row else "",
            tuple(person for _, person in sorted(authors[paper], key=itemgetter(0))),
        )
        for row in store.select(queries["paper_list"].bind())
        if isinstance(paper := row["paper"], NamedNode)
    }


def people(store: Store, queries: Mapping[str, Query]) -> Mapping[NamedNode, str]:
    """Return the name of every person and organisation."""
    rows = store.select(queries["person_list"].bind())
    return {
        person: row["name"].value for row in rows if isinstance(person := row["person"], NamedNode)
    }


def person(store: Store, queries: Mapping[str, Query], wanted: NamedNode) -> Person:
    """Return one person or organisation; raises NotFound."""
    row = next(iter(store.select(queries["person_details"].bind(person=wanted))), None)
    if row is None:
        named = slug(wanted.value)
        raise NotFound("There is no person “{slug}”.", slug=named)
    given, family, orcid = (
        row[name].value if name in row else "" for name in ("given", "family", "orcid")
    )
    return Person(wanted, row["name"].value, given, family, orcid.rpartition("/")[2])


def written(store: Store, queries: Mapping[str, Query], wanted: NamedNode) -> list[NamedNode]:
    """Return the works that a person wrote."""
    rows = store.select(queries["person_papers"].bind(person=wanted))
    return [paper for row in rows if isinstance(paper := row["paper"], NamedNode)]


def introduced(
    store: Store, queries: Mapping[str, Query], wanted: NamedNode, index: Mapping[str, Entry]
) -> list[Entry]:
    """Return the methods that a person originated or a work introduced, the earliest first."""
    rows = store.select(queries["thing_methods"].bind(thing=wanted))
    slugs = dict.fromkeys(slug(row["method"].value) for row in rows)
    found = (index[one] for one in slugs if one in index)
    return sorted(found, key=lambda entry: (entry.introduced or 0, entry.id))


def fate(store: Store, queries: Mapping[str, Query], method: NamedNode) -> tuple[str, str]:
    """Return the slug a renamed method has now, and why one was withdrawn; empty for none."""
    rows = store.select(queries["method_fate"].bind(method=method))
    row = next(iter(rows), {})
    successor, reason = (row[name].value if name in row else "" for name in ("successor", "reason"))
    return slug(successor), reason or ("withdrawn" if rows and not successor else "")
