"""Entries merged into the graph: concepts, people, works and relations found, or a problem said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode
from rapidfuzz import process

from ..model import Problem
from ..vocab import METHODS, PREFIXES, slug
from .drafts import Draft, Entry
from .graph import Graph, node, property_of
from .inverse import PROPERTIES, RELATIONS, statement
from .people import People, Unclear
from .works import Record, Works, year


class Merge:
    """Merges entries into a graph; the graph is of use only where no problem came back."""

    def __init__(self, graph: Graph, concepts: Graph, *, correct: bool = False) -> None:
        self.graph, self._concepts, self._correct = graph, concepts, correct
        self._people = People(graph)
        self._works = Works(graph, self._people)
        self._records: dict[NamedNode, list[tuple[Draft, Record]]] = defaultdict(list)
        self._problems: list[Problem] = []

    def all(self, entries: Sequence[Draft]) -> list[Problem]:
        """Merge every entry, and return what is wrong with them."""
        batch = {draft.id for draft in entries}
        known = {slug(method.value) for method in self.graph.things("mx:Method")} | batch
        for draft in entries:
            self._clear(draft)
        for draft in entries:
            try:
                self._method(draft, known)
            except Unclear as error:
                self._say(draft, str(error), "Tell the two apart in the entry.")
        for paper, records in self._records.items():
            self._paper(paper, records, batch)
        return self._problems

    def _say(self, draft: Draft, message: str, mend: str) -> None:
        self._problems.append(draft.problem(message, mend))

    def _clear(self, draft: Draft) -> None:
        """Take out what the method's own entry said before; a slug once given up stays so."""
        method = node(METHODS, draft.id)
        if self.graph.one(method, "owl:deprecated"):
            self._say(draft, "has a slug that was withdrawn or renamed", "Choose another slug.")
        for path, other in self.graph.edges(method):
            self.graph.drop(statement(method, path, other))
        self.graph.drop(method)

    def _method(self, draft: Draft, known: set[str]) -> None:
        entry, method = draft.entry, node(METHODS, draft.id)
        self.graph.put(method, "rdf:type", property_of("mx:Method"))
        self._texts(method, entry)
        for name, path in (("family", "mx:family"), ("fields", "mx:field"), ("kinds", "mx:kind")):
            values = [entry[name]] if isinstance(entry[name], str) else entry[name]
            scheme = path.removeprefix("mx:")
            for value in values:
                self.graph.put(method, path, *self._concept(draft, scheme, value))
        for name in ("introduced", "established"):
            if name in entry:
                self.graph.put(method, f"mx:{name}", year(entry[name]))
        for name, path in (("unsettled", "mx:unsettled"), ("not_applicable", "mx:notApplicable")):
            self.graph.put(
                method, path, *(property_of(PROPERTIES[key]) for key in entry.get(name, ()))
            )
        self.graph.put(method, "mx:originator", *self._people.list(entry["originators"]))
        self._cite(draft, method)
        self._relate(draft, method, known)

    def _texts(self, method: NamedNode, entry: Entry) -> None:
        for name, path in (
            ("name", "skos:prefLabel"),
            ("summary", "skos:definition"),
            ("origin_note", "mx:originNote"),
        ):
            for tag, text in entry.get(name, {}).items():
                self.graph.put(method, path, Literal(" ".join(text.split()), language=tag))
        shared = set(entry.get("shared_aliases", ()))
        for name, path in (("aliases", "skos:altLabel"), ("acronyms", "mx:acronym")):
            for tag, texts in entry.get(name, {}).items():
                for text in texts:
                    self.graph.put(method, path, Literal(text, language=tag))
                    if text in shared:
                        self.graph.put(method, "mx:sharedAlias", Literal(text, language=tag))

    def _concept(self, draft: Draft, scheme: str, value: str) -> list[NamedNode]:
        """Return the concept of a slug, or none and say which come nearest."""
        known = {
            one.value.removeprefix(PREFIXES[scheme]): one
            for one in self._concepts.things("skos:Concept")
            if one.value.startswith(PREFIXES[scheme])
        }
        if value in known:
            return [known[value]]
        near = ", ".join(_nearest(value, known))
        self._say(draft, f"has the unknown {scheme} {value!r}", f"The nearest known: {near}.")
        return []

    def _cite(self, draft: Draft, method: NamedNode) -> None:
        works = draft.entry.get("works", [])
        if not works:
            self.graph.put(method, "mx:seminalWorkUnknown", Literal(True))
        for work in works:
            paper = self._works.find(work)
            record = self._works.record(work)
            self._records[paper].append((draft, record))
            if not self.graph.about(paper):
                self._works.write(paper, record)
            self.graph.put(method, "mx:seminalWork", paper)

    def _paper(
        self, paper: NamedNode, records: list[tuple[Draft, Record]], batch: set[str]
    ) -> None:
        """Join what entries say of a work; what another method cites may not change unasked."""
        citing = {slug(one.value) for one in self.graph.subjects("mx:seminalWork", paper)} - batch
        joined: Record = self._works.held(paper) if citing and not self._correct else {}
        for draft, record in records:
            for name, value in record.items():
                if name in joined and joined[name] != value:
                    others = ", ".join(sorted(citing)) or "another entry"
                    self._say(
                        draft,
                        f"gives the work {slug(paper.value)} another {name} than {others} does",
                        "Make them agree, or correct the work everywhere with --correct.",
                    )
            joined |= record
        self._works.write(paper, joined)

    def _relate(self, draft: Draft, method: NamedNode, known: set[str]) -> None:
        for relation in draft.entry["related"]:
            name = next(key for key in relation if key in RELATIONS)
            target = relation[name]
            if target not in known:
                near = ", ".join(_nearest(target, known))
                self._say(
                    draft, f"is related to the unknown method {target!r}", f"The nearest: {near}."
                )
                continue
            path, other = property_of(f"mx:{name}"), node(METHODS, target)
            self.graph.put(method, path, other)
            if "note" in relation:
                self._explain(draft, (method, path, other), relation)

    def _explain(
        self, draft: Draft, edge: tuple[NamedNode, NamedNode, NamedNode], relation: Entry
    ) -> None:
        named = statement(*edge)
        self.graph.put(named, "rdf:type", property_of("rdf:Statement"))
        for path, value in zip(("rdf:subject", "rdf:predicate", "rdf:object"), edge, strict=True):
            self.graph.put(named, path, value)
        for tag, text in relation["note"].items():
            self.graph.put(named, "skos:note", Literal(" ".join(text.split()), language=tag))
        if "source" in relation:
            papers = self.graph.subjects("bibo:doi", Literal(relation["source"]))
            if not papers:
                message = f"gives the source {relation['source']}, which no work of the graph has"
                self._say(draft, message, "Cite the work, or leave the source out.")
            self.graph.put(named, "dcterms:source", *papers)


def _nearest(wanted: str, known: Iterable[str]) -> list[str]:
    return [found for found, _, _ in process.extract(wanted, sorted(known), limit=3)]
