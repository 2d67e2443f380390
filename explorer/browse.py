"""Parts of the catalogue: methods chosen by facets, counted as the other choices leave them.

Each value of a facet is a set of methods, kept as the bits of one number: choosing is `&` and `|`,
counting is `bit_count`, and neither grows noticeably with the catalogue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from pyoxigraph import NamedNode

from .errors import NotFound
from .model import Choice, Concept, Entry, Listing, Selection, Work, collated, spoken
from .vocab import slug as slug_of

FACETS = ("family", "field", "kind", "decade", "has")
ORDERS = ("relevance", "name", "oldest", "newest", "relations")
PAGE = 40  # methods on one page
EARLIEST = 1900  # decades before are one
EARLY = "before-1900"


def decade(year: int | None) -> str:
    """Return the decade of a year as a facet names it.

    >>> decade(1987), decade(1805), decade(None)
    ('1980', 'before-1900', '')
    """
    if year is None:
        return ""
    return str(year // 10 * 10) if year >= EARLIEST else EARLY


class Shelf:
    """The methods in their orders, and the sets that the facets choose."""

    def __init__(
        self,
        entries: Sequence[Entry],
        concepts: Mapping[NamedNode, Concept],
        works: Mapping[NamedNode, Work],
        degrees: Mapping[str, int],
    ) -> None:
        self._entries, self._degrees = entries, degrees
        self._places = {entry.id: place for place, entry in enumerate(entries)}
        self._orders: dict[tuple[str, str], list[int]] = {}
        self._stands: dict[str, dict[int, int]] = {}
        self._sets: dict[str, dict[str, int]] = {facet: defaultdict(int) for facet in FACETS}
        self._known = {facet: _known(concepts, facet) for facet in ("family", "field", "kind")}
        for place, entry in enumerate(entries):
            for facet, value in _values(entry, concepts, works, degrees):
                self._sets[facet][value] |= 1 << place
        self._all = (1 << len(entries)) - 1

    def select(
        self, asked: Selection, language: str, found: Sequence[str] | None = None
    ) -> Listing:
        """Return a page of the methods that fit; `found` has those that fit the words, best first.

        Raises NotFound for a value that no method could have.
        """
        within, chosen = self._sets_of(asked, found)
        order = _order(asked.order, found)
        places = self._places_of(within, chosen, order, language, found)
        pages = max(1, -(-len(places) // PAGE))
        page = min(max(asked.page, 1), pages)
        return Listing(
            tuple(self._entries[place] for place in places[(page - 1) * PAGE : page * PAGE]),
            len(places),
            page,
            pages,
            order,
            {
                facet: self._counted(facet, asked.facets.get(facet, ()), within, chosen)
                for facet in FACETS
            },
        )

    def every(
        self, asked: Selection, language: str, found: Sequence[str] | None = None
    ) -> list[Entry]:
        """Return all methods that fit, in the order asked for; raises NotFound as `select` does."""
        within, chosen = self._sets_of(asked, found)
        order = _order(asked.order, found)
        return [
            self._entries[place]
            for place in self._places_of(within, chosen, order, language, found)
        ]

    def siblings(self, slug: str, limit: int) -> list[str]:
        """Return the methods that share a field with one, those of its family first."""
        place = self._places[slug]
        entry = self._entries[place]
        near = 0
        for field in entry.fields:
            near |= self._sets["field"].get(slug_of(field.value), 0)
        near &= ~(1 << place)
        own = self._sets["family"].get(slug_of(entry.family.value), 0) if entry.family else 0
        found: list[str] = []
        for fitting in (near & own, near & ~own):
            held = bin(fitting)[:1:-1]
            ranked = self._ranked("relations", "en", ())
            fits = (at for at in ranked if at < len(held) and held[at] == "1")
            found += (self._entries[at].id for at in islice(fits, limit - len(found)))
        return found

    def beside(self, slug: str, language: str) -> tuple[Entry | None, Entry | None]:
        """Return the methods before and after one in the alphabet of a language."""
        order = self._ranked("name", language, ())
        if language not in self._stands:
            self._stands[language] = {place: at for at, place in enumerate(order)}
        at = self._stands[language][self._places[slug]]
        before = self._entries[order[at - 1]] if at else None
        after = self._entries[order[at + 1]] if at + 1 < len(order) else None
        return before, after

    def _sets_of(
        self, asked: Selection, found: Sequence[str] | None
    ) -> tuple[int, Mapping[str, int]]:
        """Return the set that fits the words, and the set that each facet chooses."""
        within = self._all if found is None else self._bits(found)
        return within, {facet: self._chosen(facet, asked.facets.get(facet, ())) for facet in FACETS}

    def _places_of(
        self,
        within: int,
        chosen: Mapping[str, int],
        order: str,
        language: str,
        found: Sequence[str] | None,
    ) -> list[int]:
        for bits in chosen.values():
            within &= bits
        held = bin(within)[:1:-1]  # the bit of each place, the first place first
        ranked = self._ranked(order, language, found or ())
        return [place for place in ranked if place < len(held) and held[place] == "1"]

    def _bits(self, ids: Iterable[str]) -> int:
        mask = bytearray(len(self._entries) // 8 + 1)
        for one in ids:
            place = self._places[one]
            mask[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(mask, "little")

    def _chosen(self, facet: str, values: Sequence[str]) -> int:
        if not values:
            return self._all
        bits = 0
        for value in values:
            if value not in self._sets[facet] and value not in self._known.get(facet, ()):
                raise MISSING[facet](value[:60])
            bits |= self._sets[facet].get(value, 0)
        return bits

    def _counted(
        self, facet: str, values: Sequence[str], within: int, chosen: Mapping[str, int]
    ) -> tuple[Choice, ...]:
        """Count what each value would leave, given the choices in the other facets."""
        for other, bits in chosen.items():
            if other != facet:
                within &= bits
        counted = (
            Choice(value, (within & bits).bit_count(), value in values)
            for value, bits in self._sets[facet].items()
        )
        by_time = facet == "decade"
        return tuple(
            sorted(
                (choice for choice in counted if choice.count or choice.chosen),
                key=lambda choice: (
                    (choice.id != EARLY, choice.id) if by_time else (-choice.count, choice.id)
                ),
            )
        )

    def _ranked(self, order: str, language: str, found: Sequence[str]) -> Sequence[int]:
        if order == "relevance":
            return [self._places[one] for one in found]
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


MISSING: Mapping[str, Callable[[str], NotFound]] = {
    "family": lambda value: NotFound("There is no family “{family}”.", family=value),
    "field": lambda value: NotFound("There is no field “{field}”.", field=value),
    "kind": lambda value: NotFound("There is no type “{kind}”.", kind=value),
    "decade": lambda value: NotFound(
        "There is no method of the decade “{decade}”; decades are written like 1980.", decade=value
    ),
    "has": lambda value: NotFound(
        "“{has}” is nothing that can be asked for; choose doi or relations.", has=value
    ),
}


def _order(asked: str, found: Sequence[str] | None) -> str:
    """Return the order that can be had: without words there is no relevance."""
    usual = "name" if found is None else "relevance"
    fits = asked in ORDERS and not (asked == "relevance" and found is None)
    return asked if fits else usual


def _known(concepts: Mapping[NamedNode, Concept], facet: str) -> set[str]:
    return {concept.id for term, concept in concepts.items() if f"/{facet}/" in term.value}


def _values(
    entry: Entry,
    concepts: Mapping[NamedNode, Concept],
    works: Mapping[NamedNode, Work],
    degrees: Mapping[str, int],
) -> Iterable[tuple[str, str]]:
    """Yield the facets and values of a method; a field counts for the fields above it too."""
    if entry.family:
        yield "family", slug_of(entry.family.value)
    fields = set(entry.fields)
    above = [*fields]
    while above:
        known = concepts.get(above.pop())
        if known and known.broader and known.broader not in fields:
            fields.add(known.broader)
            above.append(known.broader)
    yield from (("field", slug_of(field.value)) for field in fields)
    yield from (("kind", slug_of(kind.value)) for kind in entry.kinds)
    if entry.introduced is not None:
        yield "decade", decade(entry.introduced)
    if any(work in works and works[work].doi for work in entry.works):
        yield "has", "doi"
    if degrees.get(entry.id):
        yield "has", "relations"
