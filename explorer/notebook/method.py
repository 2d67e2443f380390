"""One method with its relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .. import export, model
from ..links import told
from ..model import Link, Match, Text, spoken
from ..vocab import METHODS
from . import looks
from .catalogue import Entry
from .frames import table
from .taken import Citable, Forms, Savable
from .works import Papers
from .worn import Many, Worn, worn

if TYPE_CHECKING:
    from pandas import DataFrame
    from pyoxigraph import NamedNode


FORMS: Forms = {
    "json": lambda made: export.as_text(
        export.method(made.table, made.links, told(made._elsewhere))
    ),
    "csv": lambda made: export.method_csv(made.table, told(made._elsewhere)),
}


class Method(model.Method, Worn, Citable, Savable):
    """One method: its facts, works and relations."""

    _forms = FORMS

    def __repr__(self) -> str:
        return (
            f"<Method {self.id}: {', '.join(map(str, filter(None, (self.name, self.introduced))))}>"
        )

    @property
    def name(self) -> str:
        """What it is called."""
        return self.table.methods[0].label.value

    @property
    def summary(self) -> str:
        """What it is, in a few sentences."""
        return spoken(self.entry.summaries, self._language).value

    @property
    def introduced(self) -> int | None:
        """The year in which it was introduced."""
        return self.entry.introduced

    @property
    def aliases(self) -> tuple[Text, ...]:
        """Its other names."""
        return self.entry.aliases

    @property
    def family(self) -> NamedNode | None:
        """Its family."""
        return self.entry.family

    @property
    def fields(self) -> tuple[NamedNode, ...]:
        """Its fields, the main one first."""
        return self.entry.fields

    @property
    def kinds(self) -> tuple[NamedNode, ...]:
        """Its kinds."""
        return self.entry.kinds

    @property
    def originators(self) -> tuple[NamedNode, ...]:
        """The people who originated it."""
        return self.entry.originators

    @property
    def works(self) -> Papers:
        """The works that introduced it."""
        return Papers(self.table.works, self._explorer, self._language)

    @property
    def _elsewhere(self) -> Sequence[Match]:
        return self._explorer.elsewhere(self.entry.term)

    @property
    def papers(self) -> Papers:
        """The same as `works`."""
        return self.works

    def _cited(self) -> Iterable[model.Paper]:
        return self.works

    def _pieces(self) -> Iterable[looks.Html]:
        yield from worn(Entry, self.entry, self._explorer, self._language)._pieces()
        yield looks.facts(self.table)
        yield from self.relations._pieces()

    @property
    def relations(self) -> Relations:
        """How it is related to others, and why."""
        return Relations(self.links, self._explorer, self._language)

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a value: the row of a comparison where it stands, the value, its IRI."""
        named = self._named(names)
        held = [(row, value) for row in self.table.rows for value in row.cells[0].values]
        return table(
            {
                "row": [row.label.value for row, _ in held],
                "row_id": [row.spec.id for row, _ in held],
                "value": [named.value(value) for _, value in held],
                "iri": [value.term.value if value.id else None for _, value in held],
            }
        )


class Relations(Many[Link]):
    """The relations of a method; those that no one states come last."""

    def __repr__(self) -> str:
        return self._shown(
            "relation", (f"{link.relation.label.value} {link.other.label.value}" for link in self)
        )

    def _pieces(self) -> Iterable[looks.Html]:
        inferred = looks.tagged("small", self._word("follows from others"))
        lines = (
            (
                link.other.label,
                [link.relation.label, inferred] if link.inferred else link.relation.label,
                link.note,
            )
            for link in self
        )
        title = f"{self._word('Relations')} ({len(self)})"
        yield self._table(title, ("Method", "Type", "Reason"), lines, len(self))

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a relation: what it is, to which method, why, and whether it is inferred.

        `reference` is the work that bears it out, `through` the methods that it follows from.
        """
        named = self._named(names)
        return table(
            {
                "relation": [named.relation(link.relation) for link in self],
                "method": [named(link.other.term) for link in self],
                "method_id": [link.other.id for link in self],
                "reason": [link.note.value if link.note else None for link in self],
                "reference": [named(link.source) if link.source else None for link in self],
                "inferred": [link.inferred for link in self],
                "through": [[named(f"{METHODS}{one}") for one in link.through] for link in self],
            }
        )
