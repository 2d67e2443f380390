"""What a search found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast, overload

from .. import export, model
from ..model import Text, spoken
from . import looks
from .frames import table
from .taken import Forms, Savable
from .worn import Naming, Worn, counted, worn

if TYPE_CHECKING:
    from pandas import DataFrame

    from . import Explorer

TYPES = {
    "method": "Method",
    "person": "Person or organisation",
    "paper": "Work",
    "field": "Field",
    "family": "Family",
    "kind": "Kind",
}
REASONS = {
    "name": "name",
    "alias": "also known as",
    "acronym": "short form",
    "originator": "originator",
    "author": "author",
    "title": "seminal work",
    "doi": "DOI",
    "field": "field",
    "family": "family",
    "kind": "type",
    "summary": "in its summary",
    "definition": "in its definition",
}


FORMS: Forms = {
    "json": lambda made: export.as_text(export.found(made, made._language)),
    "csv": lambda made: export.found_csv(made, made._language),
}


class Hit(model.Hit, Worn):
    """A thing that was found: what it is called, and the text that fits."""

    def __repr__(self) -> str:
        matched = f", {self.why} “{self.matched.value}”" if self._matched else ""
        return f"<Hit {self.type} {self.id}: {self.name}{matched}>"

    @property
    def name(self) -> str:
        """What it is called."""
        return self._name.value

    @property
    def _name(self) -> Text:
        return spoken(self.names, self._language, self.id)

    @property
    def _matched(self) -> tuple[Text, ...]:
        told = self.why not in ("summary", "definition") and self.matched.value != self.name
        return (self.matched,) if told else ()

    def _line(self) -> tuple[Text, str, tuple[object, ...]]:
        reason = (self._word(REASONS[self.why]), *self._matched)
        return self._name, self._word(TYPES[self.type]), reason

    def _pieces(self) -> Iterable[looks.Html]:
        name, kind, reason = self._line()
        yield looks.title(name, self._language)
        yield looks.note(kind)
        yield looks.tagged("p", reason, self._language)

    def frame(self, names: str = "labels") -> DataFrame:
        """Return the hit as a row of those of Found."""
        return _frame((self,), self._named(names))


class Found(model.Found, Worn, Savable, Sequence[Hit]):
    """What a search found, the best first, and why each was found; a part is of the same kind."""

    _forms = FORMS

    @classmethod
    def of(cls, made: model.Found, explorer: Explorer, language: str) -> Found:
        """Return what a search found with hits that show themselves."""
        hits, nearest = (
            tuple(worn(Hit, hit, explorer, language) for hit in some)
            for some in (made.hits, made.nearest)
        )
        return worn(cls, replace(made, hits=hits, nearest=nearest), explorer, language)

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> Found: ...
    def __getitem__(self, place: int | slice) -> Hit | Found:
        if isinstance(place, slice):
            return Found.of(replace(self, hits=self.hits[place]), self._explorer, self._language)
        return cast("Hit", self.hits[place])

    def __repr__(self) -> str:
        hits = ", ".join(f"{hit.type} {hit.id}" for hit in self.hits[:5])
        more = ", …" if len(self.hits) > 5 else ""
        told = counted(len(self.hits), "hit")
        return f"<{told} for “{self.query}”{': ' if hits else ''}{hits}{more}>"

    def _pieces(self) -> Iterable[looks.Html]:
        title = self._word("Search for “%(words)s”", words=self.query)
        if self.hits:
            yield self._hits(f"{title} ({len(self.hits)})", self.hits)
        else:
            yield looks.title(self._word("Nothing fits “%(words)s”.", words=self.query))
            if self.nearest:
                yield self._hits(self._word("Closest by name"), self.nearest)

    def _hits(self, title: str, hits: Iterable[model.Hit]) -> looks.Html:
        lines = [cast("Hit", hit)._line() for hit in hits]
        return self._table(title, ("Name", "Type", "Reason"), lines, len(lines))

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a hit: its type, slug and name, the text that fits and what that text is."""
        return _frame(self.hits, self._named(names))


def _frame(hits: Sequence[model.Hit], named: Naming) -> DataFrame:
    return table(
        {
            "type": [hit.type for hit in hits],
            "id": [hit.id for hit in hits],
            "name": [named(hit.term) for hit in hits],
            "matched": [hit.matched.value for hit in hits],
            "why": [hit.why for hit in hits],
        }
    )
