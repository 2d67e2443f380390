"""The shape of the whole: a picture of every method, what connects fields, and communities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from pyoxigraph import NamedNode

from ... import export
from ...core import Explorer
from ...model import Community, Concept, Place, Shape
from .. import lists, markup
from ..documents import document
from ..frame import Frame, frame
from ..lanes import SIGNS
from ..languages import gettext
from ..lists import Named
from ..wheel import Wheel, wheel

BRIDGES, CENTRAL, JOINTS = 12, 10, 10  # how many a table shows
FEW = 4  # fields of a bridge and methods of a community that are named


@dataclass(frozen=True, slots=True)
class Standing:
    """A method with where it stands, and the first of the fields that it connects."""

    method: Named
    place: Place
    fields: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A community with its most central methods, and what it mostly consists of."""

    number: int
    count: int
    methods: tuple[Named, ...]
    families: tuple[Named, ...]
    fields: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """The picture, and what it shows as tables; `tongue` is the language of most names in it."""

    frame: Frame
    shape: Shape
    picture: Wheel
    signs: Mapping[str, tuple[str, bool]]
    tongue: str
    families: tuple[Named, ...]
    bridges: tuple[Standing, ...]
    central: tuple[Standing, ...]
    circles: tuple[Group, ...]
    joints: tuple[tuple[Named, Named, int], ...]


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show the shape of the whole graph."""
    made, concepts = explorer.shape, explorer.concepts
    if form == "csv":
        return document(export.shape_csv(made, explorer.index, concepts, language), form)
    if form:
        found = export.shape(made, explorer.index, concepts, language)
        return document(export.as_text(found), form)
    families, fields = lists.families(explorer), _fields(explorer)
    picture = wheel(explorer.entries, made, families, fields)
    tongues = [
        mark.method.name.language for sector in picture.sectors for mark in sector.marks
    ] or [language]
    title = gettext("The shape of the whole")
    page = Whole(
        frame=frame(explorer, title, "graph", ("json", "csv"), markup=markup.whole(title)),
        shape=made,
        picture=picture,
        signs=SIGNS,
        tongue=max(sorted(set(tongues)), key=tongues.count),
        families=families,
        bridges=_standing(explorer, made.bridges[:BRIDGES], fields),
        central=_standing(explorer, made.central[:CENTRAL], fields),
        circles=tuple(_circle(explorer, one, fields) for one in made.communities),
        joints=tuple(
            (fields[joint.one], fields[joint.other], joint.relations)
            for joint in made.joints[:JOINTS]
            if {joint.one, joint.other} <= fields.keys()
        ),
    )
    return render_template("shape.html", page=page)


def _fields(explorer: Explorer) -> dict[str, Named]:
    """Return the fields by slug, the parts of a field behind it."""
    concepts = explorer.concepts
    fields = [one for one in concepts.values() if one.scheme == "fields"]
    fields.sort(key=lambda field: _line(field, concepts))
    return {field.id: lists.concept(explorer, field.term) for field in fields}


def _line(concept: Concept, concepts: Mapping[NamedNode, Concept]) -> tuple[str, ...]:
    """Return the slugs from the widest concept down to this one."""
    wider = concepts.get(concept.broader) if concept.broader else None
    return (*_line(wider, concepts), concept.id) if wider else (concept.id,)


def _standing(
    explorer: Explorer, slugs: Iterable[str], fields: Mapping[str, Named]
) -> tuple[Standing, ...]:
    return tuple(
        Standing(
            lists.brief(explorer.index[one]),
            place := explorer.shape.places[one],
            _known(place.connects, fields),
        )
        for one in slugs
    )


def _known(slugs: Iterable[str], fields: Mapping[str, Named]) -> tuple[Named, ...]:
    return tuple(fields[one] for one in slugs if one in fields)[:FEW]


def _circle(explorer: Explorer, made: Community, fields: Mapping[str, Named]) -> Group:
    """Name the most central methods, the families with a tenth of all, and the largest fields."""
    families = tuple(
        lists.concept(explorer, term, count)
        for family, count in made.families.items()
        if count * 10 >= len(made.methods) and (term := explorer.concept("family", family))
    )
    methods = lists.named(explorer, made.methods[:FEW])
    return Group(made.number, len(made.methods), methods, families, _known(made.fields, fields))
