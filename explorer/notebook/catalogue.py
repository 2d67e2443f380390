"""Methods, and one of them with its relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .. import export, model
from ..core import taken
from ..links import told
from ..model import Link, Listing, Match, Text, spoken
from ..vocab import METHODS
from . import looks
from .frames import table
from .plotted import Plotted
from .taken import Citable, Forms, Savable, Takeable
from .works import Papers
from .worn import Many, Worn, worn

if TYPE_CHECKING:
    from pandas import DataFrame

    from . import Explorer


FORMS: Forms = {
    "json": lambda made: export.as_text(
        export.method(made.table, made.links, told(made._elsewhere))
    ),
    "csv": lambda made: export.method_csv(made.table, told(made._elsewhere)),
}


class Entry(model.Entry, Worn):
    """A method as lists show it."""

    def __repr__(self) -> str:
        told = filter(None, (self.name, self.introduced))
        return f"<Entry {self.id}: {', '.join(map(str, told))}>"

    @property
    def name(self) -> str:
        """What it is called."""
        return self._name.value

    @property
    def summary(self) -> str:
        """What it is, in a few sentences."""
        return spoken(self.summaries, self._language).value

    @property
    def _name(self) -> Text:
        return spoken(self.names, self._language, self.id)

    def _pieces(self) -> Iterable[looks.Html]:
        named = self._named("labels")
        yield looks.title(self._name, self._language)
        where = named.all([*filter(None, (self.family,)), *self.fields])
        yield looks.note(" · ".join([*where, *filter(None, (self.years,))]))
        yield looks.tagged("p", spoken(self.summaries, self._language), self._language)

    def frame(self, names: str = "labels") -> DataFrame:
        """Return the method as a row of those of Methods."""
        return Methods((self,), self._explorer, self._language).frame(names)


class Methods(Many[Entry], Takeable, Plotted):
    """Methods in an order; a part of them is of the same kind."""

    _found: Listing | None = None
    _forms = export.LISTS

    def __init__(
        self, items: Iterable[model.Entry], explorer: Explorer, language: str = "en"
    ) -> None:
        made = (worn(Entry, one, explorer, language) for one in items)
        super().__init__(made, explorer, language)

    def __repr__(self) -> str:
        return self._shown("method", (entry.name for entry in self))

    def _entries(self) -> Iterable[Entry]:
        return self

    def _pieces(self) -> Iterable[looks.Html]:
        if not self:
            yield looks.title(self._word("No method fits."))
            return
        named = self._named("labels")
        lines = (
            (
                entry._name,
                named(entry.family) if entry.family else None,
                named.all(entry.fields),
                entry.years,
                looks.sentence(spoken(entry.summaries, self._language)),
            )
            for entry in self
        )
        heads = ("Method", "Family", "Fields", "Year", "Summary")
        yield self._table(f"{self._word('Methods')} ({len(self):,})", heads, lines, len(self))

    @property
    def ids(self) -> list[str]:
        """The slugs."""
        return [entry.id for entry in self]

    def export(self, form: str, site: str = "") -> bytes:
        """Return the list as json, csv, xlsx, tex, md, html, jsonld or ttl, as the site has it.

        `site` begins the addresses that it links to; without one it links to the names of things.
        Raises ChoiceError for a form that there is not.
        """
        return taken.methods(self._explorer, self, form, self._language, self._found, site)

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a method: name, family, fields, kinds, people, years, summary, works.

        `names` of things are labels, curies or iris; what there may be several of is a list.
        """
        named = self._named(names)
        return table(
            {
                "id": self.ids,
                "name": [named(entry.term) for entry in self],
                "family": [named(entry.family) if entry.family else None for entry in self],
                "fields": [named.all(entry.fields) for entry in self],
                "kinds": [named.all(entry.kinds) for entry in self],
                "originators": [named.all(entry.originators) for entry in self],
                "introduced": [entry.introduced for entry in self],
                "established": [entry.established for entry in self],
                "summary": [spoken(one.summaries, self._language).value or None for one in self],
                "works": [named.all(entry.works) for entry in self],
            }
        )


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
    def _elsewhere(self) -> Sequence[Match]:
        return self._explorer.elsewhere(self.entry.term)

    @property
    def papers(self) -> Papers:
        """The works that introduced it."""
        return Papers(self.works, self._explorer, self._language)

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
