"""The timeline: methods in a lane for each family, as marks from afar and as names from near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Entry
from ..vocab import slug
from .lists import Named, brief
from .pictures import LETTER, Spot

WIDE = 1174.0
NAMED = 1000.0  # of the years where methods are named; the last names reach beyond
MOST_NAMES = 120  # methods that a picture can name
MOST_MARKS = 800
ROW = 19.0
PITCH = 8.0  # from one mark to the next


@dataclass(frozen=True, slots=True)
class Tick:
    """A year of the axis, or a decade that an address leads further into."""

    x: float
    label: str
    decade: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A family: its marks as one path of its sign, or its methods with their names."""

    family: Named
    top: float
    height: float
    marks: str
    outlined: bool
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The lanes under their axis; one mark stands for `each` methods."""

    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    height: float
    each: int


def named(entries: Sequence[Entry], families: Sequence[Named], start: int, end: int) -> Timeline:
    """Lay out the methods of the years from start to end, oldest first, each with its name."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.family:
            groups[slug(entry.family.value)].append(entry)
    lanes: list[Lane] = []
    for family in families:
        if groups[family.id]:
            lanes.append(_named(family, groups[family.id], _foot(lanes), start, end))
    return Timeline(_years(start, end), tuple(lanes), _foot(lanes) + 6, 1)


def marked(
    counts: Mapping[str, Mapping[str, int]], families: Sequence[Named], decades: Sequence[str]
) -> Timeline:
    """Lay out counts by family and decade as marks; beyond `MOST_MARKS` one stands for several."""
    total = sum(sum(held.values()) for held in counts.values())
    each = max(1, -(-total // MOST_MARKS))
    lanes: list[Lane] = []
    for family in families:
        if counts.get(family.id):
            lanes.append(_marked(family, counts[family.id], _foot(lanes), each, decades))
    return Timeline(_decades(decades), tuple(lanes), _foot(lanes) + 6, each)


def _foot(lanes: Sequence[Lane]) -> float:
    """Return where the next lane begins."""
    return lanes[-1].top + lanes[-1].height if lanes else 34.0


def _named(family: Named, entries: Sequence[Entry], top: float, start: int, end: int) -> Lane:
    """Give each method the first row in which its name does not run into another."""
    rows: list[float] = []  # how far each row is taken
    spots = []
    for entry in entries:
        year = entry.introduced or start
        method = brief(entry)
        width = 30 + LETTER * len(method.name.value)
        left = min(NAMED * (year - start) / (end - start + 1), WIDE - width)
        row = next((at for at, taken in enumerate(rows) if taken <= left), len(rows))
        rows[row : row + 1] = [left + width]
        y = top + 26 + ROW * row
        spots.append(Spot(method, left, y, left + 15, y + 10, (method.name.value,), year))
    return Lane(family, top, 36 + ROW * len(rows), "", False, tuple(spots))


def _marked(
    family: Named, counts: Mapping[str, int], top: float, each: int, decades: Sequence[str]
) -> Lane:
    """Stack a mark for every `each` methods of a decade, from the foot of the lane up."""
    width = WIDE / len(decades)
    across = int((width - 12) // PITCH)
    tallest = max(-(-count // each) for count in counts.values())
    height = 32 + PITCH * -(-tallest // across)
    sign, outlined = SIGNS.get(family.id, SIGNS["statistics"])
    marks = "".join(
        f"M{width * column + 6 + PITCH * (number % across):.0f} "
        f"{top + height - 9 - PITCH * (number // across):.0f}{sign}"
        for column, of in enumerate(decades)
        for number in range(-(-counts.get(of, 0) // each))
    )
    return Lane(family, top, height, marks, outlined, ())


# the signs of the families around a point, small, and whether they are drawn by their outline
SIGNS = {
    "statistics": ("m-2.7 0a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0-5.4 0", False),
    "machine-learning": ("m-2.4-2.4h4.8v4.8h-4.8z", False),
    "causal-inference": ("m0-3l3.1 5.5h-6.2z", False),
    "measurement": ("m0-3.3l3.3 3.3-3.3 3.3-3.3-3.3z", False),
    "decision": ("m-1-3h2v2h2v2h-2v2h-2v-2h-2v-2h2z", False),
    "qualitative": ("m-2.2 0a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0", True),
    "evidence-synthesis": ("m0 3l-3.1-5.5h6.2z", False),
    "time-space-networks": ("m0-3v6m-2.6-4.5l5.2 3m0-3l-5.2 3", True),
}


def _decades(decades: Sequence[str]) -> tuple[Tick, ...]:
    width = WIDE / len(decades)
    return tuple(Tick(width * place, of, of) for place, of in enumerate(decades))


def _years(start: int, end: int) -> tuple[Tick, ...]:
    span = end - start + 1
    step = next((step for step in (1, 2, 5, 10, 20, 25, 50, 100) if span / step <= 14), 200)
    first = -(-start // step) * step
    return tuple(
        Tick(NAMED * (year - start) / span, str(year)) for year in range(first, end + 1, step)
    )
