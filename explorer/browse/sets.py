"""The sets that facets choose: methods as the bits of one number.

Choosing is `&` and `|`, counting is `bit_count`, and neither grows noticeably with the catalogue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode

from ..errors import NotFound
from ..model import Choice, Concept, Entry, Work, lineage
from ..vocab import slug

FACETS = ("family", "field", "kind", "decade", "has")
EARLIEST = 1900  # decades before are one
EARLY = "before-1900"

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


def decade(year: int | None) -> str:
    """Return the decade of a year as a facet names it.

    >>> decade(1987), decade(1805), decade(None)
    ('1980', 'before-1900', '')
    """
    if year is None:
        return ""
    return str(year // 10 * 10) if year >= EARLIEST else EARLY


class Sets:
    """For each value of a facet the methods that have it, by their places."""

    def __init__(
        self,
        entries: Sequence[Entry],
        concepts: Mapping[NamedNode, Concept],
        works: Mapping[NamedNode, Work],
        degrees: Mapping[str, int],
    ) -> None:
        self.all = (1 << len(entries)) - 1
        self._years = [entry.introduced for entry in entries]
        self._sets: dict[str, dict[str, int]] = {facet: defaultdict(int) for facet in FACETS}
        self._known = {
            facet: {concept.id for term, concept in concepts.items() if f"/{facet}/" in term.value}
            for facet in ("family", "field", "kind")
        }
        for place, entry in enumerate(entries):
            for facet, value in _values(entry, concepts, works, degrees):
                self._sets[facet][value] |= 1 << place

    def get(self, facet: str, value: str) -> int:
        """Return the methods that have a value."""
        return self._sets[facet].get(value, 0)

    def having(self, facets: Mapping[str, str]) -> int:
        """Return the methods that have a value in each of the facets named."""
        fitting = self.all
        for facet, value in facets.items():
            fitting &= self.get(facet, value)
        return fitting

    def dated(self, since: int | None, until: int | None) -> int:
        """Return the methods of the years from one to another, or all where none is given."""
        if since is None and until is None:
            return self.all
        fitting = (
            place
            for place, year in enumerate(self._years)
            if year is not None
            and (since is None or since <= year)
            and (until is None or year <= until)
        )
        return gathered(fitting, len(self._years))

    def chosen(self, facet: str, values: Sequence[str]) -> int:
        """Return the methods that have one of the values, or all where none is asked for.

        Raises NotFound for a value that no method could have.
        """
        if not values:
            return self.all
        bits = 0
        for value in values:
            if value not in self._sets[facet] and value not in self._known.get(facet, ()):
                raise MISSING[facet](value[:60])
            bits |= self.get(facet, value)
        return bits

    def counted(self, facet: str, within: int, chosen: Sequence[str] = ()) -> tuple[Choice, ...]:
        """Count each value of a facet: decades in time, others by how many there are."""

        def order(choice: Choice) -> tuple[object, ...]:
            in_time = (choice.id != EARLY, choice.id)
            return in_time if facet == "decade" else (-choice.count, choice.id)

        counted = (
            Choice(value, (within & bits).bit_count(), value in chosen)
            for value, bits in self._sets[facet].items()
        )
        return tuple(sorted((one for one in counted if one.count or one.chosen), key=order))


def places(bits: int) -> Iterator[int]:
    """Yield the places of the bits of a number, the lowest first.

    >>> list(places(0b1010))
    [1, 3]
    """
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def gathered(found: Iterable[int], size: int) -> int:
    """Return the number that has these bits.

    >>> gathered([1, 3], 8)
    10
    """
    mask = bytearray(size // 8 + 1)
    for place in found:
        mask[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(mask, "little")


def _values(
    entry: Entry,
    concepts: Mapping[NamedNode, Concept],
    works: Mapping[NamedNode, Work],
    degrees: Mapping[str, int],
) -> Iterable[tuple[str, str]]:
    """Yield the facets and values of a method; a field counts for the fields above it too."""
    if entry.family:
        yield "family", slug(entry.family.value)
    yield from (("field", slug(field.value)) for field in lineage(entry.fields, concepts))
    yield from (("kind", slug(kind.value)) for kind in entry.kinds)
    if entry.introduced is not None:
        yield "decade", decade(entry.introduced)
    if any(work in works and works[work].doi for work in entry.works):
        yield "has", "doi"
    if degrees.get(entry.id):
        yield "has", "relations"
