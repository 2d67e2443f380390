"""What compared methods share and where they part, in facts that a sentence can be made of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from ..model import Comparison, Row, Value
from ..vocab import RELATED


@dataclass(frozen=True, slots=True)
class Shared:
    """A value that at least two of the compared methods have, and which of them."""

    value: Value
    holders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Rows by whether they differ, who is close and who stands apart; methods by their place.

    `pair` are the two that agree in more rows (`agreed`) than any others do; `apart` has, by
    method, the rows in which all the others agree and it does not.
    """

    alike: tuple[Row, ...]
    different: tuple[Row, ...]
    pair: tuple[int, int] | None
    agreed: tuple[Row, ...]
    apart: tuple[tuple[int, tuple[Row, ...]], ...]
    neighbours: tuple[Shared, ...]
    works: tuple[Shared, ...]


def contrast(made: Comparison) -> Contrast:
    """Read off a comparison what its methods share and where they part."""
    compared = [row for row in made.rows if row.compared]
    different = tuple(row for row in compared if row.differs)
    pair, agreed = _closest(made, different) if len(made.methods) > 2 else (None, ())
    methods = {method.term for method in made.methods}
    related = [row for row in made.rows if row.spec.path == RELATED]
    cited = [row for row in made.rows if any(v.paper for cell in row.cells for v in cell.values)]
    return Contrast(
        alike=tuple(row for row in compared if not row.differs and any(row.held)),
        different=different,
        pair=pair,
        agreed=agreed,
        apart=_apart(made, different) if len(made.methods) > 2 else (),
        neighbours=tuple(
            one for row in related for one in _shared(row) if one.value.term not in methods
        ),
        works=tuple(one for row in cited for one in _shared(row)),
    )


def _closest(
    made: Comparison, different: tuple[Row, ...]
) -> tuple[tuple[int, int] | None, tuple[Row, ...]]:
    """Return the two methods that agree in the most differing rows, where no others do as well."""
    agreed = {
        (one, other): tuple(
            row for row in different if row.held[one] and row.held[one] == row.held[other]
        )
        for one, other in combinations(range(len(made.methods)), 2)
    }
    best = max(agreed, key=lambda pair: len(agreed[pair]))
    many = len(agreed[best])
    alone = sum(len(rows) == many for rows in agreed.values()) == 1
    return (best, agreed[best]) if many and alone else (None, ())


def _apart(made: Comparison, different: tuple[Row, ...]) -> tuple[tuple[int, tuple[Row, ...]], ...]:
    found: dict[int, list[Row]] = {}
    for row in different:
        for place in range(len(made.methods)):
            others = {held for at, held in enumerate(row.held) if at != place}
            if len(others) == 1 and next(iter(others)):
                found.setdefault(place, []).append(row)
    return tuple((place, tuple(rows)) for place, rows in sorted(found.items()))


def _shared(row: Row) -> list[Shared]:
    """Return the values of a row that more than one method has, the most widely held first."""
    values = {value.term: value for cell in row.cells for value in cell.values}
    found = [
        Shared(value, tuple(place for place, held in enumerate(row.holders(value)) if held))
        for value in values.values()
    ]
    return sorted((one for one in found if len(one.holders) > 1), key=lambda one: -len(one.holders))
