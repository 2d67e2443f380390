"""The shape of the whole as JSON and CSV."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from ..model import Community, Concept, Entry, Place, Shape, spoken
from ..vocab import BASE
from .text import Document, table_csv

Concepts = Mapping[NamedNode, Concept]


def shape(made: Shape, index: Mapping[str, Entry], concepts: Concepts, language: str) -> Document:
    """Return the shape of the whole; methods, fields and families by slug where not spelt out."""
    return {
        "lang": language,
        "count": len(made.places),
        "relations": made.relations,
        "betweenness": {"exact": not made.pivots, "pivots": made.pivots or len(made.places)},
        "modularity": round(made.modularity, 4),
        "methods": [
            {
                "id": place.id,
                "label": spoken(index[place.id].names, language, place.id).value,
                "family": place.family or None,
                "field": place.field or None,
                "year": index[place.id].introduced,
                "degree": place.degree,
                "betweenness": round(place.betweenness, 6),
                "participation": round(place.participation, 4),
                "community": place.community or None,
                "connects": list(place.connects),
            }
            for place in made.places.values()
        ],
        "bridges": list(made.bridges),
        "central": list(made.central),
        "communities": [_community(one) for one in made.communities],
        "fields": [
            {"one": joint.one, "other": joint.other, "relations": joint.relations}
            for joint in made.joints
        ],
        "labels": {
            scheme: {
                concept.id: spoken(concept.names, language, concept.id).value
                for concept in concepts.values()
                if concept.scheme == scheme
            }
            for scheme in ("families", "fields")
        },
    }


def _community(made: Community) -> Document:
    return {
        "number": made.number,
        "count": len(made.methods),
        "methods": list(made.methods),
        "families": dict(made.families),
        "fields": dict(made.fields),
    }


def shape_csv(made: Shape, index: Mapping[str, Entry], concepts: Concepts, language: str) -> str:
    """Return where each method stands as CSV, one row a method."""

    def label(scheme: str, wanted: str) -> str:
        known = concepts.get(NamedNode(f"{BASE}{scheme}/{wanted}"))
        return spoken(known.names if known else {}, language, wanted).value

    def line(place: Place) -> list[object]:
        entry = index[place.id]
        return [
            place.id,
            spoken(entry.names, language, place.id).value,
            label("family", place.family),
            label("field", place.field),
            entry.introduced,
            place.degree,
            round(place.betweenness, 6),
            place.community or None,
            "; ".join(label("field", field) for field in place.connects),
        ]

    head = ["slug", "name", "family", "field", "year", "degree", "betweenness", "community"]
    return table_csv([*head, "fields connected"], map(line, made.places.values()))
