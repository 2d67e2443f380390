"""The rows of an answer as a page shows them: names lead to our pages, words have a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from flask import url_for
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from ..vocab import BASE, METHODS, MX, XSD, short, slug
from . import addresses
from .subjects import OTHERS

MOST_CELLS, MOST_COLUMNS = 5_000, 50  # of a table on a page
LONGEST = 1_000  # letters of a cell
NUMBERS = {f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "gYear", "int")}
Row = Mapping[str, NamedNode | Literal | BlankNode | Triple]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in a table: its words, where they lead, their language, and what kind it is."""

    text: str
    address: str = ""
    language: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an answer, and the methods among them in the order in which they occur.

    What does not fit on a page is not among them: then it is `partly` shown of `total` rows.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Shown | None, ...], ...]
    methods: tuple[str, ...] = ()
    partly: bool = False
    total: int = 0


def table(columns: Sequence[str], rows: Iterable[Row]) -> Table:
    """Return the rows of a query as a table for a page, as many as one can hold.

    An unbound variable is an empty cell.
    """
    named = columns[:MOST_COLUMNS]
    most = max(1, MOST_CELLS // max(1, len(named)))
    left = iter(rows)
    found = [[row.get(name) for name in named] for row in islice(left, most)]
    total = len(found) + sum(1 for _ in left)
    methods = dict.fromkeys(
        slug(term.value)
        for row in found
        for term in row
        if isinstance(term, NamedNode) and term.value.startswith(METHODS)
    )
    shown = tuple(tuple(None if term is None else _shown(term) for term in row) for row in found)
    partly = total > len(found) or named != columns
    return Table(tuple(named), shown, tuple(methods), partly, total)


def parsed(results: bytes) -> Table | bool:
    """Read an answer in JSON: a table, or what an ASK says."""
    answer = parse_query_results(results, format=QueryResultsFormat.JSON)
    if not isinstance(answer, QuerySolutions):
        return bool(answer)
    names = [variable.value for variable in answer.variables]
    rows = (
        {name: term for name, term in zip(names, row, strict=True) if term is not None}
        for row in answer
    )
    return table(names, rows)


def _shown(term: NamedNode | Literal | BlankNode | Triple) -> Shown:
    if isinstance(term, Literal):
        number = term.datatype.value in NUMBERS
        text = term.value if len(term.value) <= LONGEST else f"{term.value[:LONGEST]}…"
        return Shown(text, language=term.language or "", kind="number" if number else "")
    if isinstance(term, NamedNode):
        return Shown(short(term.value), address(term.value), kind="name")
    return Shown(str(term), kind="name")


def address(iri: str) -> str:
    """Return where a name leads: to a page of ours, or elsewhere where that is on the web."""
    if iri.startswith(MX):
        return url_for("pages.terms", _anchor=slug(iri))
    room, _, named = iri.removeprefix(BASE).partition("/")
    if iri.startswith(BASE) and named and "/" not in named:
        if room in addresses.ROOMS:
            return addresses.thing(room, named)
        if room in OTHERS:
            return url_for("pages.thing", room=room, slug=named)
    web = iri.startswith(("http://", "https://")) and not iri.startswith(BASE)
    return iri if web else ""
