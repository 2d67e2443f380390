"""Which work a reference in an entry means, and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from ..model import Term, fold
from ..vocab import XSD
from .graph import Graph, node, property_of, slugged
from .people import People, Unclear, full_name

TYPES = {
    "article": "JournalArticle",
    "conference": "ConferencePaper",
    "book": "Book",
    "chapter": "BookChapter",
    "preprint": "Preprint",
    "thesis": "Thesis",
    "report": "ReportDocument",
}
FACTS = {
    "title": "dcterms:title",
    "year": "dcterms:issued",
    "venue": "prism:publicationName",
    "publisher": "dc:publisher",
    "volume": "bibo:volume",
    "issue": "bibo:issue",
    "pages": "bibo:pages",
    "doi": "bibo:doi",
    "isbn": "bibo:isbn13",
    "url": "schema:url",
}
LISTS = {"authors": "bibo:authorList", "editors": "bibo:editorList"}
YEAR = NamedNode(f"{XSD}gYear")
Work = Mapping[str, Any]
Record = dict[str, Any]  # the facts of a work, with the authors and editors as people of the graph


def year(number: int) -> Literal:
    """Return a year as the graph has it."""
    return Literal(f"{number:04}", datatype=YEAR)


class Works:
    """Resolves references to the papers of the graph, and writes their facts."""

    def __init__(self, graph: Graph, people: People) -> None:
        self._graph, self._people = graph, people
        self._by_key: dict[tuple[str, ...], NamedNode] = {}
        for kind in TYPES.values():
            for paper in graph.things(f"fabio:{kind}"):
                self._know(paper)

    def _know(self, paper: NamedNode) -> None:
        facts = {name: self._graph.one(paper, path) for name, path in FACTS.items()}
        for key in _keys(facts):
            self._by_key.setdefault(key, paper)

    def find(self, work: Work) -> NamedNode:
        """Return the paper that is meant: same DOI, else same title and year; else a new name."""
        for key in _keys({**work, "year": str(work["year"])}):
            if (known := self._by_key.get(key)) and not self._other_doi(known, work):
                return known
        first = work["authors"][0]
        words = " ".join(str(work["title"]).split()[:5])
        paper = node(
            "paper", slugged(f"{first.get('family') or full_name(first)} {work['year']} {words}")
        )
        if self._graph.about(paper):
            raise Unclear(
                f"the work “{work['title']}” ({work['year']}) would have the name of another one"
            )
        return paper

    def _other_doi(self, paper: NamedNode, work: Work) -> bool:
        held = self._graph.one(paper, "bibo:doi")
        return bool(held and work.get("doi") and held != work["doi"])

    def record(self, work: Work) -> Record:
        """Return the facts of a reference, its people resolved; raises Unclear."""
        made: Record = {name: " ".join(str(work[name]).split()) for name in FACTS if name in work}
        made["title"] = made["title"].rstrip(".")
        made["type"] = work["type"]
        for name in LISTS:
            if name in work:
                made[name] = tuple(self._people.list(work[name]))
        return made

    def held(self, paper: NamedNode) -> Record:
        """Return the facts of a paper of the graph."""
        graph = self._graph
        made: Record = {
            name: text for name, path in FACTS.items() if (text := graph.one(paper, path))
        }
        kinds = {node("fabio", local): kind for kind, local in TYPES.items()}
        for found in graph.values(paper, "rdf:type"):
            if isinstance(found, NamedNode) and found in kinds:
                made["type"] = kinds[found]
        for name, path in LISTS.items():
            if members := graph.one(paper, path):
                numbered = sorted(
                    (int(key.value.rpartition("_")[2]), value)
                    for key, values in graph.about(NamedNode(members)).items()
                    if "#_" in key.value
                    for value in values
                )
                made[name] = tuple(value for _, value in numbered)
        return made

    def write(self, paper: NamedNode, record: Record) -> None:
        """Put the facts of a paper in the place of what was there."""
        graph = self._graph
        graph.drop(paper)
        graph.put(paper, "rdf:type", node("fabio", TYPES[record["type"]]))
        for name, path in FACTS.items():
            if name in record:
                graph.put(paper, path, _term(name, record[name]))
        for name, path in LISTS.items():
            members = NamedNode(f"{paper.value}#{name}")
            graph.drop(members)
            if name in record:
                graph.put(paper, path, members)
                graph.put(members, "rdf:type", property_of("rdf:Seq"))
                for place, person in enumerate(record[name], 1):
                    graph.put(members, f"rdf:_{place}", person)
        self._know(paper)

    def work(self, paper: NamedNode) -> Record:
        """Return a paper as entries write it."""
        held = self.held(paper)
        made: Record = {"type": held["type"], "title": held["title"]}
        for name in LISTS:
            if name in held:
                made[name] = [self._people.agent(person) for person in held[name]]
        made["year"] = int(held["year"])
        return made | {name: held[name] for name in FACTS if name in held and name not in made}


def _term(name: str, value: str) -> Term:
    if name == "year":
        return year(int(value))
    return NamedNode(value) if name == "url" else Literal(value)


def _keys(facts: Mapping[str, Any]) -> list[tuple[str, ...]]:
    titled = ("title", slugged(str(facts.get("title", ""))), str(facts.get("year", "")).lstrip("0"))
    return [("doi", fold(str(facts["doi"]))), titled] if facts.get("doi") else [titled]
