"""The wheel: every method on a circle by family and field, and inside it what joins the fields.

Lengths are in the units of its view box, in which the centre is 0, 0; angles turn from the top.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Entry, Shape
from .bands import Bands, Bridge, bands, bridges
from .circle import Label, Mark, Span, arc, at, label, width
from .lists import Named, brief
from .pictures import LETTER, wrapped

ROWS = 3  # marks above each other
PITCH = 8.8  # from one mark to the next
LINE = 15.0  # of the name of a field
GAP, WIDE_GAP = 5.0, 18.0  # between fields and between families
SHORT = 24  # letters of one line of the name of a field
CAPITAL = 8.2  # a letter of the name of a family
LEAST = 240.0  # radius where names begin
MOST_SECTORS, MOST_MARKS = 100, 600
MOST_NAMED = 12  # methods whose names stand inside


@dataclass(frozen=True, slots=True)
class Sector:
    """The methods of a family whose main field is the same."""

    family: str
    label: Label | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Rim:
    """A family: the line inside its marks, and the line that its name runs along, if it fits."""

    family: Named
    line: str
    path: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """The picture, `reach` from its centre to each side; `drawn` methods are in it."""

    reach: float
    sectors: tuple[Sector, ...]
    rims: tuple[Rim, ...]
    bands: tuple[Bands, ...]
    bridges: tuple[Bridge, ...]
    drawn: int


Key = tuple[str, str]  # a family and a field, by slug


def wheel(
    entries: Sequence[Entry],
    shape: Shape,
    families: Sequence[Named],
    fields: Mapping[str, Named],
) -> Wheel:
    """Lay out methods by the order of families and, within each, of fields, oldest first."""
    groups = _groups(entries, shape, families, fields)
    names = {key: fields[key[1]] for key in groups if key[1] in fields}
    lines = {key: _lines(name.name.value) for key, name in names.items()}
    radius, spans = _spans(groups, lines)
    sectors = tuple(
        _sector(key, held, spans[key], radius, names.get(key), lines.get(key, ()))
        for key, held in groups.items()
    )
    foot = radius - 12 - PITCH * ROWS
    outer = radius + max((width(line) for found in lines.values() for line in found), default=0)
    rims = _rims(families, spans, foot, outer + 14)
    marks = {mark.method.id: mark for sector in sectors for mark in sector.marks}
    # a field that several families have is joined where most of its methods are
    home = {key[1]: spans[key] for key in sorted(groups, key=lambda key: len(groups[key]))}
    named = [marks[one] for one in shape.bridges if one in marks][:MOST_NAMED]
    return Wheel(
        outer + 34,
        sectors,
        rims,
        bands(shape.joints, home, foot - 7),
        bridges(named, foot - 9),
        len(marks),
    )


def _groups(
    entries: Sequence[Entry],
    shape: Shape,
    families: Sequence[Named],
    fields: Mapping[str, Named],
) -> dict[Key, list[Entry]]:
    """Return the methods of each family and field; of too many the best connected."""
    held: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        place = shape.places[entry.id]
        held[place.family, place.field].append(entry)
    largest = sorted(held, key=lambda key: (-len(held[key]), key))[:MOST_SECTORS]
    found = [entry for key in largest for entry in held[key]]
    found.sort(key=lambda entry: (-shape.places[entry.id].degree, entry.id))
    drawn = {entry.id for entry in found[:MOST_MARKS]}
    order = {one.id: place for place, one in enumerate(families)}
    rank = {one: place for place, one in enumerate(fields)}
    last = len(order) + len(rank)
    largest.sort(key=lambda key: (order.get(key[0], last), rank.get(key[1], last)))
    kept = {key: [entry for entry in held[key] if entry.id in drawn] for key in largest}
    for group in kept.values():
        group.sort(key=lambda entry: (entry.introduced or 9999, entry.id))
    return {key: group for key, group in kept.items() if group}


def _lines(name: str) -> tuple[str, ...]:
    """Break a name into lines; one long word stays whole, in a script without spaces it is cut."""
    if " " in name:
        return wrapped(name, SHORT)
    half = SHORT // 2
    return (name[:half], name[half:]) if name > "\u2e80" and len(name) > half else (name,)


def _spans(
    groups: Mapping[Key, Sequence[Entry]], lines: Mapping[Key, Sequence[str]]
) -> tuple[float, dict[Key, Span]]:
    """Return the radius at which names begin, and between which angles each group stands."""
    room: list[tuple[Key, float, float]] = []
    before = None
    for key, group in groups.items():
        gap = GAP if key[0] == before else WIDE_GAP
        most = max(PITCH * math.ceil(len(group) / ROWS), LINE * len(lines.get(key, ())))
        room.append((key, gap, most))
        before = key[0]
    length = sum(gap + most for _, gap, most in room)
    # half of the first gap is before the top, half behind it
    spans, passed = {}, -WIDE_GAP / 2
    for key, gap, most in room:
        start = passed + gap
        passed = start + most
        spans[key] = (start * math.tau / length, passed * math.tau / length)
    radius = max(LEAST, length / math.tau)
    return radius, spans


def _sector(
    key: Key,
    entries: Sequence[Entry],
    span: Span,
    radius: float,
    field: Named | None,
    lines: tuple[str, ...],
) -> Sector:
    columns = math.ceil(len(entries) / ROWS)
    middle = sum(span) / 2
    marks = []
    for number, entry in enumerate(entries):
        angle = middle + (number // ROWS - (columns - 1) / 2) * PITCH / radius
        x, y = at(angle, radius - 8 - PITCH * (ROWS - 1 - number % ROWS))
        marks.append(Mark(brief(entry), entry.introduced, x, y))
    return Sector(key[0], label(field, lines, middle, radius) if field else None, tuple(marks))


def _rims(
    families: Sequence[Named], spans: Mapping[Key, Span], foot: float, outer: float
) -> tuple[Rim, ...]:
    rims = []
    for family in families:
        held = [span for key, span in spans.items() if key[0] == family.id]
        if held:
            start, end = held[0][0], held[-1][1]
            fits = width(family.name.value) * CAPITAL / LETTER < (end - start) * outer + WIDE_GAP
            under = math.pi / 2 < (start + end) / 2 < math.pi * 1.5
            # under the centre a name runs the other way, on a wider line, so that it stands upright
            name = arc(end, start, outer + 11) if under else arc(start, end, outer)
            rims.append(Rim(family, arc(start, end, foot), name if fits else ""))
    return tuple(rims)
