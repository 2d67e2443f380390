"""The texts by which each thing of the graph can be found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pyoxigraph import NamedNode

from ..model import Concept, Entry, Hit, Text, Work
from ..vocab import slug
from .words import plain

TYPES = {"fields": "field", "families": "family", "kinds": "kind"}
CALLED = ("name", "alias", "acronym")


TELLING = ("summary", "definition")  # long texts, which are searched but not weighed
ASIDE = (*TELLING, "doi")  # what is not split into words beforehand


@dataclass(frozen=True, slots=True)
class Document:
    """A thing and its texts by what they are to it, such as name, alias or author.

    `plain` has the short texts folded and split, `called` what the thing goes by.
    """

    type: str
    term: NamedNode
    names: Mapping[str, str]
    texts: Mapping[str, Sequence[Text]]
    weight: float = 0  # how well it is connected, between 0 and 1
    plain: tuple[tuple[str, Text, str], ...] = field(init=False)
    called: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        short = tuple(
            (role, text, plain(text.value))
            for role, texts in self.texts.items()
            if role not in ASIDE
            for text in texts
        )
        called = {words for role, _, words in short if role in CALLED}
        if self.type == "method":
            called.add(self.id.replace("-", " "))
        object.__setattr__(self, "plain", short)
        object.__setattr__(self, "called", frozenset(called))

    @property
    def id(self) -> str:
        """The slug."""
        return slug(self.term.value)

    def called_so(self, words: str) -> Hit:
        """Return this thing as found by the name, alias or short form that has these words."""
        named = ((role, text) for role, text, held in self.plain if held == words)
        role, text = next(named, ("name", Text(self.id)))
        return self.hit(role, text)

    def hit(self, why: str, matched: Text) -> Hit:
        """Return this thing as found by one of its texts."""
        return Hit(self.type, self.term, self.names, matched, why)


@dataclass(frozen=True, slots=True)
class Graph:
    """What the search reads of the graph; `degrees` counts the relations of a method.

    `called` has the names of the concepts as texts, made once: thousands of methods share them.
    """

    methods: Sequence[Entry]
    concepts: Mapping[NamedNode, Concept]
    works: Mapping[NamedNode, Work]
    people: Mapping[NamedNode, str]
    degrees: Mapping[str, int]
    called: Mapping[NamedNode, tuple[Text, ...]] = field(init=False)

    def __post_init__(self) -> None:
        called = {term: _texts(concept.names) for term, concept in self.concepts.items()}
        object.__setattr__(self, "called", called)


def documents(graph: Graph) -> Iterator[Document]:
    """Yield everything that can be found, within a type the best connected first."""
    mentions: Counter[NamedNode] = Counter()
    most = max(graph.degrees.values(), default=1)
    best = sorted(graph.methods, key=lambda entry: (-graph.degrees.get(entry.id, 0), entry.id))
    for entry in best:
        texts = _of_method(graph, entry)
        signed = (graph.works[work].authors for work in entry.works if work in graph.works)
        mentions.update((*entry.originators, *chain(*signed), *entry.works))
        mentions.update((*entry.fields, *entry.kinds))
        weight = graph.degrees.get(entry.id, 0) / most
        yield Document("method", entry.term, entry.names, texts, weight)

    def known(term: NamedNode) -> tuple[int, str]:
        return -mentions[term], term.value

    for person in sorted(graph.people, key=known):
        name = graph.people[person]
        yield Document("person", person, {"": name}, {"name": (Text(name),)})
    for term in sorted(graph.works, key=known):
        work = graph.works[term]
        texts = {"name": (Text(work.title),), "author": _named(graph, work.authors)}
        texts |= {"doi": (Text(work.doi),)} if work.doi else {}
        yield Document("paper", term, {"": work.title}, texts)
    for term in sorted(graph.concepts, key=known):
        concept = graph.concepts[term]
        texts = {"name": _texts(concept.names), "definition": _texts(concept.definitions)}
        yield Document(TYPES[concept.scheme], term, concept.names, texts)


def _of_method(graph: Graph, entry: Entry) -> Mapping[str, Sequence[Text]]:
    cited = [graph.works[work] for work in entry.works if work in graph.works]
    placed = {
        "field": entry.fields,
        "kind": entry.kinds,
        "family": (entry.family,) if entry.family else (),
    }
    return {
        "name": _texts(entry.names),
        "alias": entry.aliases,
        "acronym": entry.acronyms,
        "originator": _named(graph, entry.originators),
        "author": _named(graph, [person for work in cited for person in work.authors]),
        "title": tuple(Text(work.title) for work in cited),
        "doi": tuple(Text(work.doi) for work in cited if work.doi),
        "summary": _texts(entry.summaries),
        **{
            role: tuple(text for term in terms for text in graph.called.get(term, ()))
            for role, terms in placed.items()
        },
    }


def _named(graph: Graph, persons: Sequence[NamedNode]) -> tuple[Text, ...]:
    return tuple(Text(graph.people[person]) for person in persons if person in graph.people)


def _texts(texts: Mapping[str, str]) -> tuple[Text, ...]:
    return tuple(Text(value, tag) for tag, value in texts.items())
