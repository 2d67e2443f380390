"""What walks have as graphs: a picture that a saved notebook keeps, and a widget."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..drawing import strokes
from ..model import Paper, Relation, Text, spoken
from ..vocab import slug
from . import looks
from .picture import figure
from .taken import Citable, Savable, works
from .widget import widget
from .worn import Worn

if TYPE_CHECKING:
    from anywidget import AnyWidget

Tie = tuple[str, str, Relation, Text | None, bool]  # from, to, what, why, and if inferred
Place = tuple[float, float]


class Graphed(Worn, Citable, Savable):
    """Something that is a graph of methods and relations."""

    @property
    @abstractmethod
    def svg(self) -> str:
        """The picture, as a document of SVG."""

    def widget(self) -> AnyWidget:
        """Return it as a widget to walk in; its `selected` is the slug of the method chosen.

        Raises ExplorerError where anywidget is not installed.
        """
        start, *_ = held = self._held()
        graph = {
            "title": self._heading(),
            "language": self._language,
            "nodes": [self._node(one, *about) for one, about in held.items()],
            "edges": list({tie["id"]: tie for tie in map(self._edge, self._ties())}.values()),
            "families": self._families(),
            "words": {name: self._word(text) for name, text in WORDS.items()},
        }
        return widget(graph, start, self._figure())

    @abstractmethod
    def _heading(self) -> str:
        """Return what the graph is called."""

    @abstractmethod
    def _held(self) -> Mapping[str, tuple[int, Place | None]]:
        """Return the methods by slug, with their distance and, where it is given, their place."""

    @abstractmethod
    def _ties(self) -> Iterable[Tie]:
        """Return the relations."""

    def _cited(self) -> Iterable[Paper]:
        """Return the works of its methods, in their order."""
        return works(self._explorer, map(self._explorer.index.__getitem__, self._held()))

    def _figure(self) -> looks.Html:
        return looks.Html(figure(self.svg, self._heading()))

    def _families(self) -> Mapping[str, str]:
        return self._named("labels").families()

    def _name(self, one: str) -> Text:
        return spoken(self._explorer.index[one].names, self._language, one)

    def _family(self, one: str) -> str:
        family = self._explorer.index[one].family
        return slug(family.value) if family else ""

    def _node(self, one: str, distance: int, place: Place | None) -> dict[str, Any]:
        name = self._name(one)
        spot = {"place": dict(zip("xy", place, strict=True))} if place else {}
        told = {"name": name.value, "language": name.language, "distance": distance}
        return {"id": one, **told, "family": self._family(one), **spot}

    def _edge(self, tie: Tie) -> dict[str, Any]:
        """Return a relation as it is drawn: along its arrow, whichever end states it."""
        start, end, relation, note, inferred = tie
        kind, stroke = strokes.kind(relation), strokes.stroke(relation)
        back = self._explorer.relation_types[relation.type]
        said = relation.label.value, back.seen(not relation.forward, self._language).label.value
        if strokes.inverse(relation):
            start, end, said = end, start, (said[1], said[0])
        why = {"reason": note.value, "language": note.language} if note else {"reason": ""}
        drawn = {"stroke": stroke, "said": said[0], "heard": said[1], "inferred": inferred}
        return {"id": f"{start} {kind} {end}", "source": start, "target": end, **drawn, **why}


WORDS = {
    "picture": "Picture",
    "list": "The same as a list",
    "closer": "Closer",
    "farther": "Farther",
    "fit": "Fit",
    "inferred": "follows from others",
    "relations": "Relations",
}
