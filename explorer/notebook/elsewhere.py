"""What things are called in data sets elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode

from .. import choice, core
from ..errors import NotFound
from ..links import sssom, told
from ..model import Match, Outside, fold
from ..vocab import slug
from . import looks
from .frames import table
from .worn import Many

if TYPE_CHECKING:
    from pandas import DataFrame

    from . import Explorer

COLUMNS = {
    "dataset": "dataset",
    "identifier": "id",
    "label": "label",
    "match": "relation",
    "iri": "iri",
    "address": "url",
    "confidence": "confidence",
    "date": "date",
    "reviewer": "reviewer",
}


class Matches(Many[Match]):
    """What a thing is called in data sets elsewhere, the same first."""

    def __repr__(self) -> str:
        return self._shown("link", (sssom.curie(match.object) for match in self))

    def _pieces(self) -> Iterable[looks.Html]:
        lines = (
            (one["dataset"], looks.link(one["label"] or one["id"], one["url"]), one["relation"])
            for one in told(self)
        )
        yield self._table(self._word("Elsewhere"), (), lines, len(self))

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a link: the thing, then its name elsewhere and how sure that is."""
        named = self._named(names)
        held = told(self)
        return table(
            {
                "id": [slug(match.subject.value) for match in self],
                "name": [named(match.subject) for match in self],
                **{column: [one[key] for one in held] for column, key in COLUMNS.items()},
            }
        )


class Reports(Many[Outside]):
    """What snapshots of data sets elsewhere say, each on its day."""

    def __repr__(self) -> str:
        if not (self or self._explorer.snapshots):
            return "<no snapshot of what others say is here: `explorer refresh` takes them>"
        return self._shown("report", (f"{one.source} {one.date}" for one in self))

    def _pieces(self) -> Iterable[looks.Html]:
        yield looks.title(repr(self).strip("<>"))
        lines = ((one.snapshot.title, one.date, _said(one)) for one in self)
        if self:
            yield self._table(self._word("Elsewhere"), (), lines, len(self))

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a snapshot: the thing, the data set and its day, and what it says.

        `disagreements` are about what it says otherwise than is recorded here.
        """
        named = self._named(names)
        return table(
            {
                "id": [slug(one.thing.value) for one in self],
                "name": [named(one.thing) for one in self],
                "dataset": [one.snapshot.title for one in self],
                "date": [one.date for one in self],
                "citations": [one.facts.citations for one in self],
                "years": [[*one.facts.years] for one in self],
                "inventors": [[who.name for who in one.facts.inventors] for one in self],
                "access": [one.facts.access or None for one in self],
                "disagreements": [[each.about for each in one.disagreements] for one in self],
            }
        )


def _said(one: Outside) -> str:
    return ", ".join(
        [
            *([f"{one.facts.citations:,} citations"] if one.facts.citations is not None else []),
            *map(str, one.facts.years),
            *(f"≠ {each.about}" for each in one.disagreements),
        ]
    )


class Linking(core.Explorer):
    """The part of an explorer that knows of other data sets."""

    def elsewhere(self, wanted: choice.One, language: str = "en") -> Matches:
        """Return what a method, work or person is called in other data sets, the same first.

        It goes by slug, name, title, DOI, CURIE or IRI. Raises NotFound.

        >>> "STATO" in set(ex.elsewhere("Akaike information criterion").df["dataset"])
        True
        """
        try:
            found = super().elsewhere(wanted)
        except NotFound:
            found = super().elsewhere(self._called(choice.named(wanted)))
        return Matches(found, cast("Explorer", self), language)

    def outside(self, wanted: choice.One, *, old: bool = False) -> Reports:
        """Return what the latest snapshot of each data set says of a method or work.

        It goes by slug, name, title, DOI or IRI. With `old` all snapshots speak, the latest first.
        Raises NotFound.

        >>> ex.outside("LASSO") == ex.outside("lasso")
        True
        """
        try:
            found = super().outside(wanted, old=old)
        except NotFound:
            found = super().outside(self._called(choice.named(wanted)), old=old)
        return Reports(found, cast("Explorer", self))

    def _called(self, name: str) -> NamedNode | str:
        """Return the one thing that has a name, else the name."""
        hits = super().search(name, 5, ("method", "paper", "person")).hits
        if hits and hits[0].why == "doi":
            return hits[0].term
        called = (hit for hit in hits if hit.why in ("name", "alias", "acronym"))
        named = {hit.term for hit in called if fold(hit.matched.value) == fold(name)}
        return named.pop() if len(named) == 1 else name
