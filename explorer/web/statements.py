"""The statements of a graph that a query made: as a picture, as rows and as text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ..core import Explorer
from ..drawing.ring import NAMES, Ring, ring
from ..model import Joined, Neighbourhood, Node, Reach, Relation, Text
from ..vocab import BASE, METHODS, short, slug
from .answers import Row, Table, address, table

MOST_THINGS, MOST_NAMED = 40, 8  # in a picture; lines that have their words beside them
LONGEST = 200_000  # bytes of a graph as text
DECLARED = re.compile(r"^@prefix (\S*:) .*\n", re.MULTILINE)
HUB = 3  # statements of a thing that stands in the middle
ABOVE, BESIDE = 45, 95  # room above a thing whose name stands upright, and beside it


@dataclass(frozen=True, slots=True)
class Picture:
    """Things with names around a ring, a line a statement, and where each thing leads.

    The words of a line stand at its middle where there are few lines.
    """

    ring: Ring
    width: float
    height: float
    addresses: Mapping[str, str]
    words: tuple[tuple[str, float, float], ...]


def rows(graph: Sequence[ox.Quad]) -> Table | None:
    """Return the statements as rows; none where there are none."""
    each: list[Row] = [
        {"subject": one.subject, "predicate": one.predicate, "object": one.object} for one in graph
    ]
    return table(("subject", "predicate", "object"), each) if each else None


def picture(explorer: Explorer, graph: Sequence[ox.Quad]) -> Picture | None:
    """Draw what joins two things with names; nothing where that is nothing, or too much."""
    joins = [
        (one.subject.value, one.predicate, one.object.value)
        for one in graph
        if isinstance(one.subject, ox.NamedNode)
        and isinstance(one.object, ox.NamedNode)
        and one.subject != one.object
    ]
    degrees = Counter(end for start, _, other in joins for end in (start, other))
    if not 0 < len(degrees) <= MOST_THINGS:
        return None
    ((hub, most),) = degrees.most_common(1)
    nodes = tuple(_node(explorer, name, name != hub or most < HUB) for name in degrees)
    edges = tuple(
        Joined(start, other, Relation(predicate, True, Text(short(predicate.value), "")))
        for start, predicate, other in joins
    )
    drawn = ring(Neighbourhood(Reach(()), nodes, edges, 0))
    at = {mark.method.id: (mark.x, mark.y) for mark in drawn.marks}
    words = tuple(
        (
            edge.relation.label.value,
            (at[edge.method][0] + at[edge.other][0]) / 2,
            (at[edge.method][1] + at[edge.other][1]) / 2,
        )
        for edge in edges
    )
    few = words if len(words) <= MOST_NAMED else ()
    width = height = drawn.size
    if not any(mark.turn for mark in drawn.marks):
        far = max(
            abs(mark.x) + (BESIDE if mark.anchor == "middle" else NAMES) for mark in drawn.marks
        )
        width, height = 2 * far, 2 * (max(abs(mark.y) for mark in drawn.marks) + ABOVE)
    return Picture(drawn, width, height, {name: address(name) for name in degrees}, few)


def part(turtle: bytes) -> str:
    """Return a graph as text, or as much of it as a page can hold, up to the end of a line.

    Of the prefixes only those stay that are used.

    >>> part(b"@prefix a: <http://a/> .\\n@prefix b: <http://b/> .\\na:x a:y a:z .\\n")
    '@prefix a: <http://a/> .\\na:x a:y a:z .\\n'
    """
    end = len(turtle) <= LONGEST
    text = turtle[: None if end else turtle.rfind(b"\n", 0, LONGEST) + 1].decode()
    body = DECLARED.sub("", text)
    used = DECLARED.sub(lambda found: found[0] if found[1] in body else "", text)
    return used if end else f"{used}…"


def _node(explorer: Explorer, name: str, outer: bool) -> Node:
    known = explorer.index.get(slug(name)) if name.startswith(METHODS) else None
    label = Text(slug(name) if name.startswith(BASE) else short(name), "")
    family = slug(known.family.value) if known and known.family else ""
    return Node(name, label, family, "", None, 0, 0, int(outer))
