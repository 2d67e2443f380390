"""Inside the circle: bands between the fields that relations join, and names of methods."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Joint
from .circle import Label, Mark, Span, label, point, width
from .pictures import LETTER

HEAVY = 0.42  # width of a band for each relation
MOST = 220  # pairs of fields
NAME = 15.0  # of the name of a method


@dataclass(frozen=True, slots=True)
class Bands:
    """What joins fields by the same number of relations, as one path."""

    width: float
    path: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """A method that connects fields: its mark, its name inside, and the line between them."""

    label: Label
    mark: Mark
    line: str


def bands(joints: Sequence[Joint], home: Mapping[str, Span], radius: float) -> tuple[Bands, ...]:
    """Join fields, each between two angles of the circle, the fewest relations first."""
    drawn = [one for one in joints if one.one in home and one.other in home][:MOST]
    ends = _ends([(one.one, one.other) for one in drawn], home)
    paths: dict[int, str] = defaultdict(str)
    for joint, (start, end) in zip(drawn, ends, strict=True):
        half = abs(end - start) / 2
        # the nearer two fields are, the nearer to the circle their band stays
        bend = radius * (1 - 0.92 * math.sin(half))
        middle = (start + end) / 2 + (math.pi if half > math.pi / 2 else 0)
        path = f"M{point(start, radius)}Q{point(middle, bend)} {point(end, radius)}"
        paths[joint.relations] += path
    return tuple(Bands(HEAVY * count, path) for count, path in sorted(paths.items()))


def _ends(pairs: Sequence[tuple[str, str]], home: Mapping[str, Span]) -> list[Span]:
    """Return the angles of both ends of bands: side by side in a field, without crossing there."""
    beside: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, (one, other) in enumerate(pairs):
        for here, there in ((one, other), (other, one)):
            away = (sum(home[there]) - sum(home[here])) / 2 % math.tau
            beside[here].append((-away, number))
    found: list[dict[str, float]] = [{} for _ in pairs]
    for here, others in beside.items():
        start, end = home[here]
        for place, (_, number) in enumerate(sorted(others), 1):
            found[number][here] = start + (end - start) * place / (len(others) + 1)
    return [(ends[one], ends[other]) for ends, (one, other) in zip(found, pairs, strict=True)]


def bridges(marks: Iterable[Mark], radius: float) -> tuple[Bridge, ...]:
    """Name marks inside the circle, each name as near to its mark as the others let it."""
    turned = [(math.atan2(mark.x, -mark.y) % math.tau, mark) for mark in marks]
    turned.sort(key=lambda pair: pair[0])
    longest = int((radius - 60) / LETTER)
    made = []
    for (was, mark), angle in zip(
        turned, _apart([angle for angle, _ in turned], radius), strict=True
    ):
        name = mark.method.name.value
        line = name if width(name) <= longest * LETTER else f"{name[: longest - 1]}…"
        words = label(mark.method, (line,), angle % math.tau, radius - 10, inward=True)
        leader = f"M{mark.x:.1f} {mark.y:.1f}L{point(was, radius + 3)}L{point(angle, radius - 7)}"
        made.append(Bridge(words, mark, leader))
    return tuple(made)


def _apart(angles: list[float], radius: float) -> list[float]:
    """Push angles apart until two lines of text fit next to each other further inside."""
    least = NAME / (radius * 0.42)
    moved = list(angles)
    for _ in range(200):
        for place in range(1, len(moved)):
            lack = least - (moved[place] - moved[place - 1])
            if lack > 0:
                moved[place - 1] -= lack / 2
                moved[place] += lack / 2
    return moved
