"""The whole graph as files: RDF in every usual form, tables, and what describes them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ..core import Explorer
from . import crate, tables
from .folder import File, packed, placed, ready
from .part import Part, measured
from .release import Release, release
from .triples import Triples, lines
from .upload import Endpoint, delete, upload

__all__ = [
    "Endpoint",
    "File",
    "Release",
    "Triples",
    "delete",
    "files",
    "lines",
    "packed",
    "placed",
    "ready",
    "release",
    "upload",
]

SSSOM = Part(
    "links.sssom.tsv",
    "text/tab-separated-values",
    "Every link to data sets elsewhere with its evidence, as SSSOM.",
)


def files(explorer: Explorer) -> Iterator[File]:
    """Yield every file of a dump; the same graph gives the same bytes on every run."""
    triples = Triples.read(explorer.store, explorer.queries)
    made = release(explorer, triples)
    parts: list[Part] = []
    linked = [(SSSOM, explorer.sssom().encode())]
    for part, content in chain(triples.files(), linked, tables.files(explorer, triples)):
        parts.append(measured(part, content))
        yield part.path, content
    for part, content in [*crate.files(made, parts)]:
        parts.append(measured(part, content))
        yield part.path, content
    yield crate.NAME, crate.crate(made, parts)
