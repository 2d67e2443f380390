"""A snapshot as it is taken: set beside what is here and what was said before, and kept as a file.

Files go by the source and the day, in the folder `outside` beside the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode

from .. import turtle
from ..errors import DataError
from ..model import Change, Facts, Outside, Snapshot
from ..query import Query
from ..store import EmbeddedStore
from ..vocab import OUTSIDE
from .claims import Claims, claims, listed
from .statements import statements


@dataclass(frozen=True, slots=True)
class Taken:
    """A new snapshot: what it says, what an earlier one did not, and where it disagrees with us."""

    snapshot: Snapshot
    told: Mapping[NamedNode, Facts]
    before: Snapshot | None
    changes: tuple[Change, ...]
    disputed: tuple[Outside, ...]


def path(folder: Path, source: str, day: date) -> Path:
    """Return the file of what a source said on a day, in the folder of the data."""
    return folder / "outside" / f"{source}-{day.isoformat()}.ttl"


def before(
    folder: Path, queries: Mapping[str, Query], source: str, day: date
) -> tuple[Snapshot, Claims] | None:
    """Return the last snapshot of a source before a day, and what it says; none where none is."""
    new = path(folder, source, day)
    files = [one for one in new.parent.glob(f"{source}-*.ttl") if one.name < new.name]
    if not files:
        return None
    last = max(files)
    store = EmbeddedStore.of((), {NamedNode(f"{OUTSIDE}{last.stem}"): last})
    return next(
        ((one, claims(store, queries, [one])[one.graph]) for one in listed(store, queries)), None
    )


def keep(file: Path, taken: Taken) -> None:
    """Write a snapshot, whole or not at all; raises DataError."""
    text = turtle.write(statements(taken.snapshot, taken.told))
    try:
        file.parent.mkdir(exist_ok=True)
        turtle.save(file, text)
    except OSError as error:
        raise DataError(f"{file} cannot be written: {error.strerror or error}.") from error
