"""Neighbourhoods and paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .. import export, model
from ..model import Joined, Path
from ..vocab import BASE, METHODS
from . import drawn, looks
from .frames import table
from .graphs import Graphed, Place, Tie
from .taken import Forms
from .worn import Many, counted

if TYPE_CHECKING:
    from pandas import DataFrame


AROUND: Forms = {**export.AROUND, "svg": lambda made: made.svg}
WAYS: Forms = {
    "json": lambda made: export.as_text(export.route(made)),
    "csv": lambda made: export.route_csv(made, made._explorer.index, made._language),
    "svg": lambda made: made.svg,
}


class Joins(Many[Joined]):
    """Relations between methods."""

    def __repr__(self) -> str:
        said = (f"{one.method} {one.relation.label.value} {one.other}" for one in self)
        return self._shown("relation", said)

    def _pieces(self) -> Iterable[looks.Html]:
        named = self._named("labels")
        lines = (
            (
                named(f"{METHODS}{one.method}"),
                one.relation.label,
                named(f"{METHODS}{one.other}"),
                one.note or (self._word("follows from others") if one.inferred else None),
            )
            for one in self
        )
        title = f"{self._word('Relations')} ({len(self)})"
        yield self._table(title, ("From", "Type", "To", "Reason"), lines, len(self))

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a relation: from which method to which, what it is, why, and if inferred.

        `reference` is the work that bears it out, `through` the methods that it follows from.
        """
        named = self._named(names)
        return table(
            {
                "source": [named(f"{METHODS}{one.method}") for one in self],
                "source_id": [one.method for one in self],
                "relation": [named.relation(one.relation) for one in self],
                "target": [named(f"{METHODS}{one.other}") for one in self],
                "target_id": [one.other for one in self],
                "reason": [one.note.value if one.note else None for one in self],
                "reference": [named(one.source) if one.source else None for one in self],
                "inferred": [one.inferred for one in self],
                "through": [[named(f"{METHODS}{each}") for each in one.through] for one in self],
            }
        )


class Neighbourhood(model.Neighbourhood, Graphed):
    """The methods around some, the nearest first, and the relations between them."""

    _forms = AROUND

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
        yield from self._joins._pieces()

    @property
    def _joins(self) -> Joins:
        return Joins(self.edges, self._explorer, self._language)

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a relation: from which method to which, what it is, why, and if inferred."""
        return self._joins.frame(names)

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

    _forms = WAYS

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
