"""Points, arcs and words around a centre: lengths as drawn, angles turning from the top."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .lists import Named
from .pictures import LETTER

Span = tuple[float, float]  # two angles


@dataclass(frozen=True, slots=True)
class Mark:
    """A method on the circle."""

    method: Named
    year: int | None
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words along a radius: turned by `angle`, from or to `x`, one line or two."""

    name: Named
    lines: tuple[str, ...]
    angle: float
    x: float
    ends: bool


def at(angle: float, radius: float) -> tuple[float, float]:
    """Return where an angle and a distance from the centre lead."""
    return radius * math.sin(angle), -radius * math.cos(angle)


def point(angle: float, radius: float) -> str:
    """Return the same as a path has it."""
    x, y = at(angle, radius)
    return f"{x:.0f} {y:.0f}"


def arc(start: float, end: float, radius: float) -> str:
    """Return the path along a circle from one angle to another."""
    large, forward = int(abs(end - start) > math.pi), int(end > start)
    way = f"A{radius:.0f} {radius:.0f} 0 {large} {forward} "
    return f"M{point(start, radius)}{way}{point(end, radius)}"


def width(text: str) -> float:
    """Return how much room words take: a Chinese or Japanese character that of two letters."""
    return LETTER * sum(2 if letter > "\u2e80" else 1 for letter in text)


def label(
    name: Named, lines: tuple[str, ...], angle: float, radius: float, inward: bool = False
) -> Label:
    """Write along a radius so that it reads from left to right on both sides."""
    left = angle > math.pi
    turn = math.degrees(angle) - 90 + 180 * left
    return Label(name, lines, turn, -radius if left else radius, left != inward)
