"""What a search found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .. import export, model
from ..model import Hit, Text, spoken
from . import looks
from .frames import table
from .taken import Forms, Savable
from .worn import Worn, counted

if TYPE_CHECKING:
    from pandas import DataFrame

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


class Found(model.Found, Worn, Savable):
    """What a search found, the best first, and why each was found."""

    _forms = FORMS

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

    def _hits(self, title: str, hits: Sequence[Hit]) -> looks.Html:
        lines = (
            (
                spoken(hit.names, self._language, hit.id),
                self._word(TYPES[hit.type]),
                (self._word(REASONS[hit.why]), *self._matched(hit)),
            )
            for hit in hits
        )
        return self._table(title, ("Name", "Type", "Reason"), lines, len(hits))

    def _matched(self, hit: Hit) -> tuple[Text, ...]:
        told = hit.why not in ("summary", "definition")
        return (hit.matched,) if told and hit.matched.value not in hit.names.values() else ()

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a hit: its type, slug and name, the text that fits and what that text is."""
        named = self._named(names)
        return table(
            {
                "type": [hit.type for hit in self.hits],
                "id": [hit.id for hit in self.hits],
                "name": [named(hit.term) for hit in self.hits],
                "matched": [hit.matched.value for hit in self.hits],
                "why": [hit.why for hit in self.hits],
            }
        )
