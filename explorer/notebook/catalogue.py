"""Methods as lists have them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .. import choice, export, model
from ..core import taken
from ..errors import ExplorerError
from ..model import Listing, Text, spoken
from . import looks
from .frames import table
from .plotted import Plotted
from .taken import Citable, Takeable, works
from .worn import Many, Worn, worn

if TYPE_CHECKING:
    from pandas import DataFrame

    from . import Explorer


class Entry(model.Entry, Worn, Citable):
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

    def _cited(self) -> Iterable[model.Paper]:
        return works(self._explorer, (self,))

    def _pieces(self) -> Iterable[looks.Html]:
        named = self._named("labels")
        yield looks.title(self._name, self._language)
        where = named.all([*filter(None, (self.family,)), *self.fields])
        yield looks.note(" · ".join([*where, *filter(None, (self.years,))]))
        yield looks.tagged("p", spoken(self.summaries, self._language), self._language)

    def frame(self, names: str = "labels") -> DataFrame:
        """Return the method as a row of those of Methods."""
        return Methods((self,), self._explorer, self._language).frame(names)


class Methods(Many[Entry], Citable, Takeable, Plotted):
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

    def __contains__(self, wanted: object) -> bool:
        explorer = self._explorer
        try:
            return explorer.slug(choice.named(wanted)) in self.ids
        except ExplorerError:
            return False

    def _entries(self) -> Iterable[Entry]:
        return self

    def _cited(self) -> Iterable[model.Paper]:
        return works(self._explorer, self)

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
