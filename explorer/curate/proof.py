"""What public sources say of the DOIs in entries: rows beside them, and bibliographies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..evidence import Evidence
from ..verify import Bibliography
from .drafts import Draft


@dataclass(frozen=True, slots=True)
class Proof:
    """The bibliographies to look DOIs up in, and the day of the look-up."""

    bibliographies: Sequence[Bibliography]
    day: date

    def of(self, entries: Iterable[Draft]) -> list[Evidence]:
        """Return the evidence for every DOI of the entries."""
        rows: list[Evidence] = []
        for draft in entries:
            for work in draft.entry.get("works", ()):
                if doi := work.get("doi"):
                    rows += [self._row(doi, given) for given in work.get("evidence", ())]
                    rows += [
                        row for known in self.bibliographies for row in known.rows(doi, self.day)
                    ]
        return rows

    def _row(self, doi: str, given: dict[str, object]) -> Evidence:
        texts = {
            key: " ".join(str(given[key]).split())
            for key in ("source", "kind", "title", "first_author", "year")
        }
        return Evidence(doi=doi, checked=str(given.get("checked") or self.day.isoformat()), **texts)
