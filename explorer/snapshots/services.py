"""The services that are asked for a snapshot: what each has, under which licence, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pyoxigraph import NamedNode

from ..errors import StoreError
from ..model import Facts
from ..services import Asking, openalex, parts
from ..vocab import CC0
from . import registries, wikidata

Told = Mapping[NamedNode, Facts]
Along = Callable[[Sequence[Callable[[], Told]]], Iterable[Callable[[], Told]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to ask, of what: `works` by DOI, and methods by the Wikidata `items` that they are."""

    asking: Asking
    works: Mapping[str, NamedNode]
    items: Mapping[NamedNode, NamedNode]


@dataclass(frozen=True, slots=True)
class Service:
    """A data set elsewhere that can be asked; `batch` is how many things one question is about."""

    name: str
    title: str
    home: str
    licence: str
    batch: int
    told: Callable[[Asking, Mapping[str, NamedNode]], Told] | None = None

    def parts(self, asked: Asked) -> Sequence[Callable[[], Told]]:
        """Return the questions, each of which gives what is said of some things."""
        if self.told is None:
            items = parts(asked.items.items(), self.batch)
            return [partial(wikidata.told, asked.asking, dict(part)) for part in items]
        works = parts(asked.works.items(), self.batch)
        return [partial(self.told, asked.asking, dict(part)) for part in works]

    def all(self, asked: Asked, along: Along = iter) -> Told:
        """Ask about everything; raises StoreError where nothing comes of it.

        `along` goes along the questions as they are asked, to show how far that is.
        """
        told: dict[NamedNode, Facts] = {}
        for ask in along(self.parts(asked)):
            told |= ask()
        if not told:
            raise StoreError(
                f"{self.title} says nothing of what is here: link works by DOI and methods by "
                "`explorer link` first, or give another --endpoint."
            )
        return told


SERVICES = {
    service.name: service
    for service in (
        Service(
            "openalex", "OpenAlex", "https://openalex.org/", CC0, openalex.MANY, registries.openalex
        ),
        Service(
            "opencitations", "OpenCitations", "https://opencitations.net/", CC0, 1, registries.index
        ),
        Service(
            "crossref",
            "Crossref",
            "https://www.crossref.org/",
            "https://www.crossref.org/documentation/retrieve-metadata/rest-api/"
            "rest-api-metadata-license-information/",
            50,
            registries.crossref,
        ),
        Service("wikidata", "Wikidata", "https://www.wikidata.org/", CC0, 25),
    )
}
