"""Neighbourhoods and paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .. import model
from ..model import Path
from ..vocab import BASE, METHODS
from . import drawn, looks
from .frames import table
from .graphs import Graphed, Place, Tie
from .worn import counted

if TYPE_CHECKING:
    from pandas import DataFrame


class Neighbourhood(model.Neighbourhood, Graphed):
    """The methods around some, the nearest first, and the relations between them."""

    def __repr__(self) -> str:
        cut = f", {self.cut} left out" if self.cut else ""
        return (
            f"<Neighbourhood of {', '.join(self.reach.starts)}: "
            f"{counted(len(self.nodes), 'method')}, {counted(len(self.edges), 'relation')}{cut}>"
        )

    @property
    def svg(self) -> str:
        """The picture, as a document of SVG."""
        inferred = self._word("follows from others")
        return drawn.around(self, self._heading(), self._families(), inferred)

    def _heading(self) -> str:
        starts = ", ".join(self._name(start).value for start in self.reach.starts)
        return self._word("Around %(methods)s", methods=starts)

    def _held(self) -> Mapping[str, tuple[int, Place | None]]:
        return {node.id: (node.distance, None) for node in self.nodes}

    def _ties(self) -> Iterable[Tie]:
        for edge in self.edges:
            yield edge.method, edge.other, edge.relation, edge.note, edge.inferred

    def _pieces(self) -> Iterable[looks.Html]:
        named = self._named("labels")
        yield self._figure()
        nodes = (
            (
                node.label,
                named(f"{BASE}family/{node.family}") if node.family else None,
                node.year,
                node.distance,
            )
            for node in self.nodes
        )
        heads = ("Method", "Family", "Year", "Steps from the start")
        yield self._table(f"{self._heading()} ({len(self.nodes)})", heads, nodes, len(self.nodes))
        if self.cut:
            yield looks.note(self._word("… and %(num)s more", num=self.cut))
        edges = (
            (
                named(f"{METHODS}{edge.method}"),
                edge.relation.label,
                named(f"{METHODS}{edge.other}"),
                edge.note or (self._word("follows from others") if edge.inferred else None),
            )
            for edge in self.edges
        )
        title = f"{self._word('Relations')} ({len(self.edges)})"
        yield self._table(title, ("From", "Type", "To", "Reason"), edges, len(self.edges))

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a relation: from which method to which, what it is, why, and if inferred."""
        named = self._named(names)
        return table(
            {
                "source": [named(f"{METHODS}{edge.method}") for edge in self.edges],
                "source_id": [edge.method for edge in self.edges],
                "relation": [named.relation(edge.relation) for edge in self.edges],
                "target": [named(f"{METHODS}{edge.other}") for edge in self.edges],
                "target_id": [edge.other for edge in self.edges],
                "reason": [edge.note.value if edge.note else None for edge in self.edges],
                "inferred": [edge.inferred for edge in self.edges],
                "through": [
                    [named(f"{METHODS}{one}") for one in edge.through] for edge in self.edges
                ],
            }
        )

    @property
    def nodes_df(self) -> DataFrame:
        """A row a method: name, family, field, year, steps from the start, how many neighbours."""
        return self.nodes_frame()

    def nodes_frame(self, names: str = "labels") -> DataFrame:
        """Return `nodes_df` with things by their labels, curies or iris."""
        named = self._named(names)
        return table(
            {
                "id": [node.id for node in self.nodes],
                "name": [named(f"{METHODS}{node.id}") for node in self.nodes],
                "family": [
                    named(f"{BASE}family/{node.family}") if node.family else None
                    for node in self.nodes
                ],
                "field": [
                    named(f"{BASE}field/{node.field}") if node.field else None
                    for node in self.nodes
                ],
                "introduced": [node.year for node in self.nodes],
                "distance": [node.distance for node in self.nodes],
                "degree": [node.degree for node in self.nodes],
            }
        )


class Route(model.Route, Graphed):
    """The best of the shortest paths between two methods."""

    def __repr__(self) -> str:
        if not self.paths:
            return f"<Route: nothing leads from {self.start} to {self.end}>"
        first = self.paths[0]
        stops = " → ".join((self.start, *(step.target for step in first.steps)))
        more = f" and {len(self.paths) - 1} more" if len(self.paths) > 1 else ""
        return f"<Route: {stops}{more}>"

    @property
    def svg(self) -> str:
        """The picture, as a document of SVG."""
        named = {one: (self._name(one).value, self._family(one)) for one in self._held()}
        return drawn.ways(self.paths, self._heading(), named, self._families())

    def _heading(self) -> str:
        ends = f" {self._word('and')} ".join(
            self._name(end).value for end in (self.start, self.end)
        )
        return self._word("How %(methods)s are related", methods=ends)

    def _held(self) -> Mapping[str, tuple[int, Place | None]]:
        """Return the methods in columns, the first path in the uppermost row."""
        held: dict[str, tuple[int, Place | None]] = {self.start: (0, (0, 0))}
        for row, path in enumerate(self.paths):
            for column, step in enumerate(path.steps, 1):
                held.setdefault(step.target, (1, (170 * column, 110 * row)))
        return held | {self.end: (0, held.get(self.end, (0, (170, 0)))[1])}

    def _ties(self) -> Iterable[Tie]:
        for path in self.paths:
            for step in path.steps:
                yield step.source, step.target, step.relation, step.note, False

    def _pieces(self) -> Iterable[looks.Html]:
        yield looks.title(self._heading())
        if self.paths:
            yield self._figure()
        else:
            yield looks.note(self._word("No path leads from the one to the other."))
        for number, path in enumerate(self.paths, 1):
            yield self._way(number, path)

    def _way(self, number: int, path: Path) -> looks.Html:
        named = self._named("labels")
        lines = (
            (
                named(f"{METHODS}{step.source}"),
                step.relation.label,
                named(f"{METHODS}{step.target}"),
                step.note,
            )
            for step in path.steps
        )
        heads = ("From", "Type", "To", "Reason")
        return self._table(self._word("Way %(number)s", number=number), heads, lines, path.length)

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a step: of which path, from which method to which, how and why."""
        named = self._named(names)
        held = [
            (number, place, step)
            for number, path in enumerate(self.paths, 1)
            for place, step in enumerate(path.steps, 1)
        ]
        return table(
            {
                "path": [number for number, _, _ in held],
                "step": [place for _, place, _ in held],
                "source": [named(f"{METHODS}{step.source}") for _, _, step in held],
                "source_id": [step.source for _, _, step in held],
                "relation": [named.relation(step.relation) for _, _, step in held],
                "target": [named(f"{METHODS}{step.target}") for _, _, step in held],
                "target_id": [step.target for _, _, step in held],
                "reason": [step.note.value if step.note else None for _, _, step in held],
            }
        )
