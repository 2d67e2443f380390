"""A snapshot as the statements of its graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from ..model import Fact, Facts, Snapshot
from ..vocab import ALIAS, BASE, INTRODUCED, METHODS, NAME, ORIGINATOR, RDF, XSD, slug
from . import terms
from .terms import term

TYPE = NamedNode(f"{RDF}type")


def statements(snapshot: Snapshot, told: Mapping[NamedNode, Facts]) -> Iterator[Fact]:
    """Yield what a snapshot says of itself, and of each thing what is said of it there."""
    graph = snapshot.graph
    yield graph, TYPE, term("void:Dataset")
    yield graph, terms.TITLE, Literal(snapshot.title)
    yield graph, term("dcterms:source"), NamedNode(snapshot.home)
    yield graph, term("dcterms:license"), NamedNode(snapshot.licence)
    yield graph, terms.ISSUED, _typed(snapshot.date, "date")
    for thing, facts in told.items():
        yield from _said(thing, facts)
        if facts.citations is not None:
            yield from _counted(snapshot, thing, facts)


def _said(thing: NamedNode, facts: Facts) -> Iterator[Fact]:
    if facts.title:
        yield thing, terms.TITLE, Literal(facts.title)
    for path, names in ((NAME, facts.names), (ALIAS, facts.aliases)):
        for name in names:
            yield thing, path, Literal(name.value, language=name.language or None)
    path = INTRODUCED if thing.value.startswith(METHODS) else terms.ISSUED
    for year in facts.years:
        yield thing, path, _year(year)
    for person in facts.inventors:
        yield thing, ORIGINATOR, person.term
        yield person.term, terms.LABEL, Literal(person.name)
    if facts.access:
        yield thing, terms.ACCESS, Literal(facts.access)
    if facts.address:
        yield thing, terms.ADDRESS, NamedNode(facts.address)


def _counted(snapshot: Snapshot, thing: NamedNode, facts: Facts) -> Iterator[Fact]:
    """Yield the count of citations, whose parts are those of single years."""
    total = NamedNode(f"{BASE}outside/{snapshot.id}/{slug(thing.value)}")
    yield thing, terms.FREQUENCY, total
    yield total, TYPE, terms.COUNT
    yield total, terms.COUNTED, _typed(str(facts.citations), "nonNegativeInteger")
    yield total, terms.COUNTED_ON, _typed(snapshot.date, "date")
    yield total, terms.COUNTED_BY, NamedNode(snapshot.home)
    for year, count in facts.by_year:
        part = NamedNode(f"{total.value}/{year}")
        yield total, terms.PART, part
        yield part, TYPE, terms.COUNT
        yield part, terms.IN_YEAR, _year(year)
        yield part, terms.COUNTED, _typed(str(count), "nonNegativeInteger")


def _year(year: int) -> Literal:
    return _typed(f"{'-' if year < 0 else ''}{abs(year):04}", "gYear")


def _typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(f"{XSD}{kind}"))
