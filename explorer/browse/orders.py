"""The orders of the methods, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..config import LANGUAGES
from ..model import Entry, collated, spoken
from ..vocab import slug

ORDERS = ("relevance", "name", "oldest", "newest", "relations")


class Orders:
    """Methods by name as a dictionary of each language has them, by year, and by relations."""

    def __init__(self, entries: Sequence[Entry], degrees: Mapping[str, int]) -> None:
        self._entries, self._degrees = entries, degrees
        self._orders: dict[tuple[str, str], list[int]] = {}
        self._stands: dict[str, dict[int, int]] = {}
        self._years: dict[str, tuple[list[int], list[Entry]]] = {}

    def ranked(self, order: str, language: str) -> Sequence[int]:
        """Return the places of the methods in an order."""
        if (order, language) not in self._orders:
            key = self._keys(language)[order]
            places = sorted(range(len(self._entries)), key=lambda place: key(self._entries[place]))
            self._orders[order, language] = places
        return self._orders[order, language]

    def _keys(self, language: str) -> Mapping[str, Callable[[Entry], tuple[object, ...]]]:
        def name(entry: Entry) -> tuple[object, ...]:
            return collated(spoken(entry.names, language, entry.id).value, language)

        def year(entry: Entry) -> int:
            return 9999 if entry.introduced is None else entry.introduced

        return {
            "name": name,
            "oldest": lambda entry: (year(entry), *name(entry)),
            "newest": lambda entry: (-(entry.introduced or -9999), *name(entry)),
            "relations": lambda entry: (-self._degrees.get(entry.id, 0), *name(entry)),
        }

    def beside(self, place: int, language: str) -> tuple[Entry | None, Entry | None]:
        """Return the methods before and after one in the alphabet of a language."""
        order = self.ranked("name", language)
        if language not in self._stands:
            self._stands[language] = {one: at for at, one in enumerate(order)}
        at = self._stands[language][place]
        before = self._entries[order[at - 1]] if at else None
        after = self._entries[order[at + 1]] if at + 1 < len(order) else None
        return before, after

    def years(self, family: str) -> tuple[Sequence[int], Sequence[Entry]]:
        """Return the years of the methods of a family, or of all, and the methods, oldest first."""
        if family not in self._years:
            dated = [
                (entry.introduced, entry)
                for entry in map(self._entries.__getitem__, self.ranked("oldest", LANGUAGES[0]))
                if entry.introduced is not None
                and (not family or (entry.family and slug(entry.family.value) == family))
            ]
            self._years[family] = ([year for year, _ in dated], [entry for _, entry in dated])
        return self._years[family]
