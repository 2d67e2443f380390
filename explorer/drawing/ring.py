"""A neighbourhood as a ring: what it starts from in the middle, the others around it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Joined, Neighbourhood, Node

FEW = 12  # so many names stand upright around a ring; more are turned outwards
PITCH = 17.0  # from one name to the next along the ring
LEAST = 165.0  # radius
NAMES = 190.0  # room for a name outside the ring
LETTERS = 22  # of a name that is drawn


@dataclass(frozen=True, slots=True)
class Mark:
    """A method in the ring: where its sign is, and its name, turned by degrees around the sign."""

    method: Node
    x: float
    y: float
    name: str
    start: bool
    away: float = 0.0
    turn: float = 0.0
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A relation drawn from the method that states it to the other."""

    type: str
    ends: tuple[str, str]
    path: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Ring:
    """The picture in a square of this size, its centre at zero."""

    size: float
    marks: tuple[Mark, ...]
    strokes: tuple[Stroke, ...]


def ring(made: Neighbourhood) -> Ring:
    """Draw a neighbourhood: the starts inside, the others around them by family."""
    inner = [node for node in made.nodes if node.distance == 0]
    outer = sorted(
        (node for node in made.nodes if node.distance),
        key=lambda node: (node.family, node.distance, node.label.value),
    )
    radius = max(LEAST, PITCH * len(outer) / (2 * math.pi))
    places = {**_circle(inner, 0 if len(inner) == 1 else radius / 2.6), **_circle(outer, radius)}
    marks = [Mark(*_placed(node, *places[node.id]), start=True) for node in inner]
    marks += [_outside(node, *places[node.id], len(outer) <= FEW) for node in outer]
    strokes = tuple(_stroke(edge, places) for edge in made.edges)
    return Ring(2 * (radius + NAMES), tuple(marks), strokes)


def _circle(nodes: Sequence[Node], radius: float) -> dict[str, tuple[float, float]]:
    angles = [2 * math.pi * (place / len(nodes) - 0.25) for place in range(len(nodes))]
    return {
        node.id: (radius * math.cos(angle), radius * math.sin(angle))
        for node, angle in zip(nodes, angles, strict=True)
    }


def _placed(node: Node, x: float, y: float) -> tuple[Node, float, float, str]:
    name = node.label.value
    short = name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"
    more = f" +{node.more}" if node.more else ""
    return node, x, y, f"{short}{more}"


def _outside(node: Node, x: float, y: float, upright: bool) -> Mark:
    """Put a name outside the ring, so that it reads from the left on either side."""
    angle = math.degrees(math.atan2(y, x))
    left = x < -1
    middle = upright and abs(x) < 1
    return Mark(
        *_placed(node, x, y),
        start=False,
        away=-14.0 if left else 14.0,
        turn=0.0 if upright else angle + 180 if left else angle,
        anchor="middle" if middle else "end" if left else "start",
    )


def _stroke(edge: Joined, places: Mapping[str, tuple[float, float]]) -> Stroke:
    (x1, y1), (x2, y2) = places[edge.method], places[edge.other]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    dx, dy = 13 * (x2 - x1) / length, 13 * (y2 - y1) / length
    points = [(x1 + dx, y1 + dy), ((x1 + x2) / 2, (y1 + y2) / 2), (x2 - dx, y2 - dy)]
    path = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
    return Stroke(edge.relation.id, (edge.method, edge.other), path, edge.inferred)
