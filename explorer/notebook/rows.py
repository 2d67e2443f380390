"""What queries give: rows, and triples."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime
from typing import TYPE_CHECKING, Self, SupportsIndex, overload

from pyoxigraph import Literal, NamedNode, Triple

from .. import store
from ..model import Term, Text
from ..vocab import XSD
from . import looks
from .frames import table
from .worn import Many, Naming, Worn, counted

if TYPE_CHECKING:
    from pandas import DataFrame

PARTS = ("subject", "predicate", "object")
WHOLE = {f"{XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger", "gYear")}
BROKEN = {f"{XSD}{name}" for name in ("decimal", "double", "float")}


class Answer(Worn):
    """What a query gives; things go by CURIEs where nothing else is asked for."""

    _names = "curies"

    @property
    def df(self) -> DataFrame:
        """The answer as a data frame, things by their CURIEs or as asked for with `by`."""
        return self.frame(self._names)

    def by(self, names: str) -> Self:
        """Return the same with things by their labels, curies or iris."""
        self._named(names)
        made = copy(self)
        made._names = names
        return made

    def _cell(self, term: Term | None) -> object:
        if term is None:
            return None
        made = plain(term, self._named(self._names))
        if isinstance(term, NamedNode):
            return looks.tagged(f'span title="{looks.html(term.value)}"', made)
        spoken = isinstance(term, Literal) and term.language
        return Text(term.value, spoken) if spoken else made


class Solutions(store.Solutions, Answer):
    """The rows of a query, each a mapping of what is bound."""

    def __repr__(self) -> str:
        return f"<{counted(len(self), 'row')} of {', '.join(self.variables)}>"

    @overload
    def __getitem__(self, place: SupportsIndex) -> store.Solution: ...
    @overload
    def __getitem__(self, place: slice) -> Solutions: ...
    def __getitem__(self, place: SupportsIndex | slice) -> store.Solution | Solutions:
        if not isinstance(place, slice):
            return super().__getitem__(place)
        made = copy(self)
        made[:] = super().__getitem__(place)
        return made

    def _pieces(self) -> Iterable[looks.Html]:
        lines = ([self._cell(row.get(name)) for name in self.variables] for row in self)
        title = f"{self._word('Result of the query')} ({len(self):,})"
        yield self._table(title, self.variables, lines, len(self))

    def frame(self, names: str = "curies") -> DataFrame:
        """Return the rows as a data frame; numbers, truth and days are such, things go by names.

        What is not bound is missing; `names` of things are labels, curies or iris.
        """
        named = self._named(names)
        return table(
            {
                name: [plain(row[name], named) if name in row else None for row in self]
                for name in self.variables
            }
        )


class Triples(Many[Triple], Answer):
    """What a CONSTRUCT or DESCRIBE gives."""

    def __repr__(self) -> str:
        return f"<{counted(len(self), 'triple')}>"

    def _pieces(self) -> Iterable[looks.Html]:
        lines = ([self._cell(getattr(fact, part)) for part in PARTS] for fact in self)
        title = f"{self._word('Result of the query')} ({len(self):,})"
        yield self._table(title, PARTS, lines, len(self))

    def frame(self, names: str = "curies") -> DataFrame:
        """Return a row a triple; `names` of things are labels, curies or iris."""
        named = self._named(names)
        return table({part: [plain(getattr(fact, part), named) for fact in self] for part in PARTS})


def plain(term: Term, named: Naming) -> str | int | float | bool | date | datetime:
    """Return a term as a value of Python: a number, truth, a day, text, or the name of a thing.

    What is not what its type says stays text.
    """
    if isinstance(term, NamedNode):
        return named(term)
    if not isinstance(term, Literal):
        return str(term)
    kind, text = term.datatype.value, term.value
    try:
        if kind in WHOLE:
            return int(text)
        if kind in BROKEN:
            return float(text)
        if kind == f"{XSD}date":
            return date.fromisoformat(text)
        if kind == f"{XSD}dateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return text
    return text in ("true", "1") if kind == f"{XSD}boolean" else text
