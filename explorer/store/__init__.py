"""Where the triples are: in this process or behind an endpoint, one protocol."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..config import Sources
from ..errors import StoreError
from ..query import Sparql
from .embedded import EmbeddedStore
from .graphs import Probes
from .protocol import Solution, Solutions, Store, answered
from .remote import RemoteStore

__all__ = [
    "EmbeddedStore",
    "Probes",
    "RemoteStore",
    "Solution",
    "Solutions",
    "Store",
    "answered",
    "open_store",
]


def open_store(
    where: str, timeout: float, rules: Sequence[Sparql] = (), probes: Probes | None = None
) -> Store:
    """Open an endpoint's address, a folder with Turtle files, or a folder that Oxigraph wrote.

    What follows by the rules from Turtle files is worked out when it is first asked for; the
    probes find out where an endpoint keeps what is stated. Raises StoreError or DataError with a
    sentence where there is none of these.
    """
    if where.startswith(("http://", "https://")):
        return RemoteStore(where, timeout, probes)
    folder = Path(where)
    if not folder.is_dir():
        raise StoreError(
            f"{where} is neither a folder nor an address that begins with http:// or https://."
        )
    if (folder / "CURRENT").is_file():
        return EmbeddedStore.at(folder)
    sources = Sources.below(folder)
    store = EmbeddedStore.of(sources.all, sources.named)
    store.follow(rules)
    return store
