"""What the rows of others' tables are matched with: methods, works and people, by their facts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pyoxigraph import NamedNode

from ..model import Concept, Entry, Work, british, fold, root
from ..vocab import BASE, METHODS, PAPERS, PERSONS

ROOMS = {"Method": METHODS, "Paper": PAPERS, "Person": PERSONS}
Identifiers = Mapping[NamedNode, Sequence[tuple[str, str]]]
WORD = re.compile(r"\w+(?:[+#]+(?!\w))?")  # k-means++ is not k-means
ASIDE = re.compile(r"\([^()]*\)|\b\d{4}\??\s*[-–]\s*(?:\d{4})?|\b[bd]\.\s*\d{4}")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: its words by language, the id of the thing it is, or a number."""

    names: Mapping[str, str]
    id: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """A method, work or person; `called` has each of its names with what that is to it.

    `identifiers` name those of its properties by which it alone is known elsewhere.
    """

    term: NamedNode
    type: str
    names: Mapping[str, str]
    called: tuple[tuple[str, str], ...]
    told: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    identifiers: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """What follows in its name on that which all names here begin with."""
        return self.term.value.removeprefix(BASE)


@dataclass(frozen=True, slots=True)
class Graph:
    """What is read of the graph; `identifiers` are those elsewhere, each with its property."""

    methods: Sequence[Entry]
    works: Mapping[NamedNode, Work]
    people: Mapping[NamedNode, str]
    concepts: Mapping[NamedNode, Concept]
    identifiers: Identifiers


def things(graph: Graph) -> Iterator[Thing]:
    """Yield every method, work and person."""
    introduced: dict[NamedNode, list[Entry]] = defaultdict(list)
    written: dict[NamedNode, list[Work]] = defaultdict(list)
    for entry in graph.methods:
        for thing in (*entry.works, *entry.originators):
            introduced[thing].append(entry)
        yield _method(graph, entry)
    for term, work in graph.works.items():
        for author in work.authors:
            written[author].append(work)
        facts = {
            "doi": _plain([work.doi]),
            "year": _years(work.year),
            "author": _people(graph, work.authors),
            "method": _methods(introduced[term]),
        }
        yield _thing(graph, term, "Paper", {"": work.title}, facts)
    for term, name in graph.people.items():
        facts = {"method": _methods(introduced[term]), "work": _works(written[term])}
        yield _thing(graph, term, "Person", {"": name}, facts)


def _thing(
    graph: Graph,
    term: NamedNode,
    kind: str,
    names: Mapping[str, str],
    facts: dict[str, tuple[Value, ...]],
    more: Iterable[tuple[str, str]] = (),
    told: Mapping[str, str] | None = None,
) -> Thing:
    known = graph.identifiers.get(term, ())
    for name, identifier in known:
        facts[name] = (*facts.get(name, ()), *_plain([identifier]))
    alone = {name for name, _ in known} | ({"doi"} if kind == "Paper" and facts["doi"] else set())
    called = (*(("name", name) for name in dict.fromkeys(names.values())), *more)
    return Thing(term, kind, names, called, told or {}, facts, frozenset(alone))


def _method(graph: Graph, entry: Entry) -> Thing:
    works = [graph.works[work] for work in entry.works if work in graph.works]
    family = (entry.family,) if entry.family else ()
    facts = {
        "name-en": _plain([entry.names.get("en", "")]),
        "name-vi": _plain([entry.names.get("vi", "")]),
        "year": tuple(Value({}, number=one) for one in _span(entry)),
        "family": _concepts(graph, family),
        "field": _concepts(graph, entry.fields),
        "kind": _concepts(graph, entry.kinds),
        "originator": _people(graph, entry.originators),
        "work": _works(works),
        "doi": _plain(work.doi for work in works),
    }
    more = [("alias", text.value) for text in entry.aliases]
    more += [("acronym", text.value) for text in entry.acronyms]
    return _thing(graph, entry.term, "Method", entry.names, facts, more, entry.summaries)


def _span(entry: Entry) -> Iterator[int]:
    """Yield the year of a method, or the first and the last."""
    yield from (year for year in (entry.introduced, entry.established) if year is not None)


def _plain(texts: Iterable[str]) -> tuple[Value, ...]:
    return tuple(Value({"": text}) for text in texts if text)


def _years(text: str) -> tuple[Value, ...]:
    return (Value({}, number=int(text)),) if text.isdecimal() else ()


def _concepts(graph: Graph, terms: Iterable[NamedNode]) -> tuple[Value, ...]:
    known = (concept for term in terms if (concept := graph.concepts.get(term)))
    return tuple(Value(one.names) for one in known)


def _people(graph: Graph, terms: Iterable[NamedNode]) -> tuple[Value, ...]:
    known = ((term, name) for term in terms if (name := graph.people.get(term)))
    return tuple(Value({"": name}, term.value.removeprefix(BASE)) for term, name in known)


def _works(works: Iterable[Work]) -> tuple[Value, ...]:
    return tuple(Value({"": one.title}, one.term.value.removeprefix(BASE)) for one in works)


def _methods(entries: Iterable[Entry]) -> tuple[Value, ...]:
    return tuple(Value(one.names, one.term.value.removeprefix(BASE)) for one in entries)


def split(text: str, kind: str = "") -> tuple[str, ...]:
    """Return the words of a text without case and diacritics, English ones in one spelling.

    Those of the names of people stay as they are: Gray is not Grey.

    >>> split("Mô hình: labeled data, k-means++")
    ('mo', 'hinh', 'labelled', 'data', 'k', 'means++')
    """
    words = WORD.findall(fold(text))
    return tuple(words if kind == "Person" else map(british, words))


@lru_cache(maxsize=1 << 16)
def kept(text: str, kind: str = "") -> tuple[str, ...]:
    """Return the words of a name here, which is asked for again and again."""
    return split(text, kind)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, split once for all the names that it is held against.

    `roots` are its words without the endings of plurals, `bare` is it without what is aside.
    """

    words: tuple[str, ...]
    roots: list[str]
    bare: str
    aside: str


@lru_cache(maxsize=16)  # the texts of one query
def asked(text: str, kind: str = "") -> Asked:
    """Return the words that a thing of a type may be called by."""
    words = split(text, kind)
    return Asked(words, rooted(words, kind), ASIDE.sub(" ", text), " ".join(ASIDE.findall(text)))


def rooted(words: Iterable[str], kind: str) -> list[str]:
    """Return words without the endings of plurals, of which the names of people have none."""
    return [*words] if kind == "Person" else [root(word) for word in words]
