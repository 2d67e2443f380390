"""Parts of the catalogue: methods chosen by facets, counted as the other choices leave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice

from pyoxigraph import NamedNode

from ..model import Choice, Concept, Entry, Listing, Selection, Work
from ..vocab import slug as slug_of
from .orders import ORDERS, Orders
from .sets import EARLIEST, EARLY, FACETS, MISSING, Sets, decade, gathered, places

__all__ = ["EARLIEST", "EARLY", "FACETS", "MISSING", "ORDERS", "PAGE", "Shelf", "decade"]

PAGE = 40  # methods on one page


class Shelf:
    """The methods in their orders, and the sets that the facets choose."""

    def __init__(
        self,
        entries: Sequence[Entry],
        concepts: Mapping[NamedNode, Concept],
        works: Mapping[NamedNode, Work],
        degrees: Mapping[str, int],
    ) -> None:
        # the best connected come first, so that the lowest bits of a set are its best known methods
        self._entries = sorted(entries, key=lambda entry: (-degrees.get(entry.id, 0), entry.id))
        self._places = {entry.id: place for place, entry in enumerate(self._entries)}
        self._sets = Sets(self._entries, concepts, works, degrees)
        self._orders = Orders(self._entries, degrees)

    def select(
        self, asked: Selection, language: str, found: Sequence[str] | None = None
    ) -> Listing:
        """Return a page of the methods that fit; `found` has those that fit the words, best first.

        Raises NotFound for a value that no method could have.
        """
        within, chosen = self._chosen(asked, found)
        order = _order(asked.order, found)
        held = self._held(within, chosen, order, language, found)
        pages = max(1, -(-len(held) // PAGE))
        page = min(max(asked.page, 1), pages)
        return Listing(
            tuple(self._entries[place] for place in held[(page - 1) * PAGE : page * PAGE]),
            len(held),
            page,
            pages,
            order,
            {
                facet: self._sets.counted(
                    facet,
                    _common(within, (bits for other, bits in chosen.items() if other != facet)),
                    asked.facets.get(facet, ()),
                )
                for facet in FACETS
            },
        )

    def every(
        self, asked: Selection, language: str, found: Sequence[str] | None = None
    ) -> list[Entry]:
        """Return all methods that fit, in the order asked for; raises NotFound as `select` does."""
        within, chosen = self._chosen(asked, found)
        order = _order(asked.order, found)
        held = self._held(within, chosen, order, language, found)
        return [self._entries[place] for place in held]

    def _chosen(
        self, asked: Selection, found: Sequence[str] | None
    ) -> tuple[int, Mapping[str, int]]:
        """Return the set that fits words and years, and the set that each facet chooses."""
        chosen = {facet: self._sets.chosen(facet, asked.facets.get(facet, ())) for facet in FACETS}
        within = self._sets.dated(asked.since, asked.until)
        if found is not None:
            within &= gathered(map(self._places.__getitem__, found), len(self._entries))
        return within, chosen

    def _held(
        self,
        within: int,
        chosen: Mapping[str, int],
        order: str,
        language: str,
        found: Sequence[str] | None,
    ) -> list[int]:
        """Return the places of what fits, in order."""
        fitting = _common(within, chosen.values())
        bits = bin(fitting)[:1:-1].ljust(len(self._entries), "0")  # one a method, the first first
        ranked = (
            map(self._places.__getitem__, found or ())
            if order == "relevance"
            else self._orders.ranked(order, language)
        )
        return [place for place in ranked if bits[place] == "1"]

    def count(self, **facets: str) -> int:
        """Return how many methods have a value in each of the facets named."""
        return self._sets.having(facets).bit_count()

    def best(self, most: int, **facets: str) -> list[Entry]:
        """Return the best connected methods that have a value in each of the facets named."""
        return [self._entries[at] for at in islice(places(self._sets.having(facets)), most)]

    def within(self, facet: str, **facets: str) -> tuple[Choice, ...]:
        """Count the values of a facet among the methods that have those of others."""
        return self._sets.counted(facet, self._sets.having(facets))

    def siblings(self, slug: str, most: int) -> list[str]:
        """Return the methods that share a field with one, those of its family first."""
        place = self._places[slug]
        entry = self._entries[place]
        near = 0
        for field in entry.fields:
            near |= self._sets.get("field", slug_of(field.value))
        near &= ~(1 << place)
        own = self._sets.get("family", slug_of(entry.family.value)) if entry.family else 0
        ranked = chain(places(near & own), places(near & ~own))
        return [self._entries[at].id for at in islice(ranked, most)]

    def beside(self, slug: str, language: str) -> tuple[Entry | None, Entry | None]:
        """Return the methods before and after one in the alphabet of a language."""
        return self._orders.beside(self._places[slug], language)

    def years(self, family: str = "") -> tuple[Sequence[int], Sequence[Entry]]:
        """Return the years of the methods of a family, or of all, and the methods, oldest first."""
        return self._orders.years(family)


def _common(within: int, sets: Iterable[int]) -> int:
    for bits in sets:
        within &= bits
    return within


def _order(asked: str, found: Sequence[str] | None) -> str:
    """Return the order that can be had: without words there is no relevance."""
    usual = "name" if found is None else "relevance"
    fits = asked in ORDERS and not (asked == "relevance" and found is None)
    return asked if fits else usual
