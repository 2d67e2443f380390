"""The geometry of the pictures: what the templates draw as SVG, always beside the same as a list.

Lengths are in the units of each picture's own view box; text is at least 12 of them high.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..browse import EARLIEST, EARLY, Shelf
from ..model import Entry, Link
from .lists import Named, brief

LAST = 2020  # the last decade of every axis
DECADES = (EARLY, *(str(year) for year in range(EARLIEST, LAST + 1, 10)))
STEP = 12  # from one decade to the next in a strip
LETTER = 6.6  # of a line of 13 units, on the average


@dataclass(frozen=True, slots=True)
class Strip:
    """A thing's methods by decade, as one path of discs whose areas are the counts."""

    name: Named
    path: str


@dataclass(frozen=True, slots=True)
class Block:
    """A family with a strip for each of its fields."""

    family: Named
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many methods a decade has: `top` and `height` in a picture 100 high."""

    decade: str
    count: int
    left: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A method in a picture, with the corner of its sign and the start or middle of its name."""

    method: Named
    x: float
    y: float
    text_x: float
    text_y: float
    lines: tuple[str, ...]
    year: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke between two spots; `type` is the relation that it stands for."""

    type: str
    path: str


@dataclass(frozen=True, slots=True)
class Star:
    """A method in the middle of some of its neighbours; `all` counts them all."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    all: int


def strip(name: Named, counts: Mapping[str, int]) -> Strip:
    """Draw counts by decade as discs in a row."""
    path = ""
    for place, of in enumerate(DECADES):
        if count := counts.get(of, 0):
            radius = min(STEP / 2 - 0.1, 1.1 + 1.1 * math.sqrt(count))
            x = STEP * (place + 0.5)
            path += f"M{x - radius:.1f} 6a{radius:.1f} {radius:.1f} 0 1 0 {2 * radius:.1f} 0"
            path += f"a{radius:.1f} {radius:.1f} 0 1 0-{2 * radius:.1f} 0"
    return Strip(name, path)


def bars(counts: Mapping[str, int]) -> tuple[Bar, ...]:
    """Draw counts by decade as bars, from the first decade that has any to the last."""
    used = [place for place, of in enumerate(DECADES) if counts.get(of)]
    if not used:
        return ()
    most = max(counts.values())
    made = []
    for place, of in enumerate(DECADES[used[0] : used[-1] + 1]):
        height = 100 * counts.get(of, 0) / most
        made.append(Bar(of, counts.get(of, 0), 44.0 * place, 100 - height, height))
    return tuple(made)


def wrapped(name: str, width: int) -> tuple[str, ...]:
    """Break a name into two lines of about `width` letters; what is longer ends in …

    >>> wrapped("Random forest", 20), wrapped("Generalised estimating equations", 18)
    (('Random forest',), ('Generalised', 'estimating…'))
    """
    if len(name) <= width:
        return (name,)
    first = ""
    words = name.split(" ")
    while words and len(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:  # one long word
        return (f"{name[: width - 1]}…",)
    second = ""
    while words and len(f"{second} {words[0]}".strip()) <= width:
        second = f"{second} {words.pop(0)}".strip()
    if words:
        second = f"{second}…" if second else f"{words[0][: width - 1]}…"
    return (first, second)


def star(focus: Entry, links: Sequence[Link], index: Mapping[str, Entry], most: int = 8) -> Star:
    """Put a method in the middle and its neighbours around it, those with reasons first."""
    ranked = sorted(links, key=lambda link: (link.relation.id == "related", link.note is None))
    chosen = {link.other.id: link for link in ranked if link.other.id in index}
    around = list(chosen.values())[:most]
    centre, radius = 170.0, 112.0
    spots = [Spot(brief(focus), centre - 9, centre - 9, centre, centre, ())]
    lines = []
    for place, link in enumerate(around):
        angle = 2 * math.pi * place / len(around) - math.pi / 2
        x, y = centre + radius * math.cos(angle), centre + radius * math.sin(angle)
        method = brief(index[link.other.id])
        # above the middle names stand over their signs, below it under them
        text = wrapped(method.name.value, 16)
        over = y < centre - 1
        text_y = y - 14 - 14 * (len(text) - 1) if over else y + 25
        edge = min(max(x, LETTER * max(map(len, text)) / 2), 340 - LETTER * max(map(len, text)) / 2)
        spots.append(Spot(method, x - 7, y - 7, edge, text_y, text))
        near, far = (22.0, 13.0) if link.relation.forward else (13.0, 22.0)
        ends = [(centre, centre, near if link.relation.forward else far), (x, y, 13.0)]
        lines.append(_line(link, ends, angle))
    return Star(tuple(spots), tuple(lines), len({link.other.id for link in links}))


def _line(link: Link, ends: Sequence[tuple[float, float, float]], angle: float) -> Line:
    """Draw a stroke from the method that states the relation to the other."""
    (x1, y1, start), (x2, y2, end) = ends
    dx, dy = math.cos(angle), math.sin(angle)
    points = [(x1 + dx * start, y1 + dy * start), (x2 - dx * end, y2 - dy * end)]
    if not link.relation.forward:
        points.reverse()
    middle = tuple((one + other) / 2 for one, other in zip(*points, strict=True))
    path = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in (points[0], middle, points[1]))
    return Line(link.relation.id, path)


def by_decade(shelf: Shelf, **facets: str) -> Mapping[str, int]:
    """Count the methods that have the values of facets by the decade of their introduction."""
    return {choice.id: choice.count for choice in shelf.within("decade", **facets)}


def plate(
    shelf: Shelf, families: Sequence[Named], fields: Mapping[str, Named]
) -> tuple[Block, ...]:
    """Draw the whole catalogue: for each family the fields that are mostly its own, by decade."""
    owned: dict[str, list[Strip]] = defaultdict(list)
    for choice in shelf.within("field"):
        owners = shelf.within("family", field=choice.id)
        if owners and choice.id in fields:
            named = replace(fields[choice.id], count=choice.count)
            owned[owners[0].id].append(strip(named, by_decade(shelf, field=choice.id)))
    return tuple(Block(family, tuple(owned[family.id])) for family in families)
