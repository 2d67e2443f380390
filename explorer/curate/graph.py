"""The triples of data/methods.ttl, open to change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from ..model import Fact, Term, fold
from ..vocab import BASE, METHODS, PREFIXES

About = Mapping[NamedNode, set[Term]]

LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ı": "i", "'": "", "’": ""}
)


def node(prefix: str, local: str) -> NamedNode:
    """Make the IRI of a name: a namespace and its local part."""
    return NamedNode(f"{PREFIXES.get(prefix, prefix)}{local}")


def property_of(name: str) -> NamedNode:
    """Make a property from its short name.

    >>> property_of("mx:family").value
    'https://w3id.org/method-explorer/ontology#family'
    """
    prefix, _, local = name.partition(":")
    return node(prefix, local)


def slugged(text: str) -> str:
    """Make a slug of words.

    >>> slugged("Jöreskog's LISREL: a model")
    'joreskogs-lisrel-a-model'
    """
    plain = unicodedata.normalize("NFKD", fold(text).translate(LETTERS))
    return "-".join(re.findall(r"[a-z0-9]+", plain))


class Graph:
    """Triples by subject, and by object."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._about: dict[NamedNode, dict[NamedNode, set[Term]]] = {}
        self._of: dict[Term, set[tuple[NamedNode, NamedNode]]] = {}
        for subject, path, value in facts:
            self.put(subject, path, value)

    def facts(self) -> Iterator[Fact]:
        """Return every triple by its parts."""
        for subject, facts in self._about.items():
            for path, values in facts.items():
                yield from ((subject, path, value) for value in values)

    def about(self, subject: NamedNode) -> About:
        """Return what is said of a thing."""
        return self._about.get(subject, {})

    def values(self, subject: NamedNode, name: str) -> set[Term]:
        """Return the values of a property by its short name."""
        return self._about.get(subject, {}).get(property_of(name), set())

    def one(self, subject: NamedNode, name: str) -> str:
        """Return the text of a property's only value, empty where there is none."""
        return next((term.value for term in self.values(subject, name)), "")

    def texts(self, subject: NamedNode, name: str) -> list[tuple[str, str]]:
        """Return the literals of a property as language and text, sorted."""
        literals = (term for term in self.values(subject, name) if isinstance(term, Literal))
        return sorted((term.language or "", term.value) for term in literals)

    def using(self, value: Term) -> set[tuple[NamedNode, NamedNode]]:
        """Return the subjects and properties that have a value."""
        return self._of.get(value, set())

    def subjects(self, name: str, value: Term) -> list[NamedNode]:
        """Return the things whose property has a value, sorted."""
        wanted = property_of(name)
        return sorted((one for one, path in self.using(value) if path == wanted), key=str)

    def put(self, subject: NamedNode, predicate: NamedNode | str, *values: Term) -> None:
        """Add values to a property."""
        path = property_of(predicate) if isinstance(predicate, str) else predicate
        for value in values:
            self._about.setdefault(subject, {}).setdefault(path, set()).add(value)
            self._of.setdefault(value, set()).add((subject, path))

    def drop(self, subject: NamedNode) -> None:
        """Take out all that is said of a thing."""
        for path, values in self._about.pop(subject, {}).items():
            for value in values:
                self._of[value].discard((subject, path))

    def things(self, kind: str) -> list[NamedNode]:
        """Return the things of a class by its short name, sorted."""
        return self.subjects("rdf:type", property_of(kind))

    def dois(self) -> set[str]:
        """Return the DOIs of the papers."""
        path = property_of("bibo:doi")
        return {value.value for facts in self._about.values() for value in facts.get(path, ())}

    def sweep(self) -> None:
        """Take out the papers, author lists and people that nothing refers to any more."""
        starts = (f"{BASE}paper/", f"{BASE}person/")
        while gone := [
            one for one in self._about if one.value.startswith(starts) and not self.using(one)
        ]:
            for one in gone:
                self.drop(one)

    def edges(self, method: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
        """Return the relations stated by a method: property and other method, sorted."""
        own = PREFIXES["mx"]
        return sorted(
            (
                (path, value)
                for path, values in self.about(method).items()
                for value in values
                if path.value.startswith(own) and value.value.startswith(METHODS)
                if isinstance(value, NamedNode)
            ),
            key=str,
        )
