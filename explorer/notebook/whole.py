"""What the graph holds as a whole: its works, its people, and how much there is of everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import NamedNode

from .. import model, statistics
from ..vocab import slug
from . import looks
from .frames import table
from .works import Papers
from .worn import Worn, counted, dressed

if TYPE_CHECKING:
    from pandas import DataFrame

    from . import Explorer

Item = TypeVar("Item")


class Register(Worn, Mapping[NamedNode, Item]):
    """Things of one kind by their IRIs."""

    def __init__(self, held: Mapping[NamedNode, Item], explorer: Explorer) -> None:
        self._held = held
        dressed(self, explorer)

    def __getitem__(self, term: NamedNode) -> Item:
        return self._held[term]

    def __iter__(self) -> Iterator[NamedNode]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class Works(Register[model.Work]):
    """Every work by its IRI."""

    def __repr__(self) -> str:
        return f"<{counted(len(self), 'work')}>"

    @property
    def _papers(self) -> Papers:
        return Papers(self._explorer.papers(list(self)).values(), self._explorer)

    def _pieces(self) -> Iterable[looks.Html]:
        return self._papers._pieces()

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a work, as Papers have it."""
        return self._papers.frame(names)


class People(Register[str]):
    """The name of every person and organisation by its IRI."""

    def __repr__(self) -> str:
        return f"<{len(self):,} people and organisations>"

    def _pieces(self) -> Iterable[looks.Html]:
        lines = ((name, slug(term.value)) for term, name in self.items())
        yield self._table(repr(self).strip("<>"), (), lines, len(self))

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a person or organisation: the slug and the name."""
        named = self._named(names)
        return table({"id": [slug(term.value) for term in self], "name": [*map(named, self)]})


class Statistics(statistics.Statistics, Worn):
    """Counts, and shares between 0 and 1 of what is recorded."""

    def __repr__(self) -> str:
        return f"<Statistics: {self.methods:,} methods, {self.relations:,} relations>"

    def _rows(self) -> Iterator[tuple[str, str | None, float]]:
        """Yield what is counted, of which part, and the number."""
        for name in statistics.Statistics.__dataclass_fields__:
            held = getattr(self, name)
            for part, number in held.items() if isinstance(held, Mapping) else ((None, held),):
                yield name, part, number

    def _pieces(self) -> Iterable[looks.Html]:
        lines = [(*filter(None, (name, part)), number) for name, part, number in self._rows()]
        lines = [(" · ".join(map(str, said)), f"{number:,}") for *said, number in lines]
        yield self._table(repr(self).strip("<>"), (), lines, len(lines))

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a number: the measure, for which part where there are several, its value."""
        self._named(names)
        rows = list(self._rows())
        return table(
            {
                "measure": [name for name, _, _ in rows],
                "part": [part for _, part, _ in rows],
                "number": [number for _, _, number in rows],
            }
        )
