"""Works, and who wrote them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter

from pyoxigraph import NamedNode

from ..errors import NotFound
from ..model import Paper, Person, Work
from ..query import Query
from ..store import Store
from ..vocab import PREFIXES, slug

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
