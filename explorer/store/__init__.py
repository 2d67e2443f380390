"""Where the triples are: in this process or behind an endpoint, one protocol."""

from __future__ import annotations

from pathlib import Path

from ..config import Sources
from ..errors import StoreError
from .embedded import EmbeddedStore
from .protocol import Solution, Store
from .remote import RemoteStore

__all__ = ["EmbeddedStore", "RemoteStore", "Solution", "Store", "open_store"]


def open_store(where: str, timeout: float) -> Store:
    """Open an endpoint's address, a folder with Turtle files, or a folder that Oxigraph wrote.

    Raises StoreError or DataError with a sentence where there is none of these.
    """
    if where.startswith(("http://", "https://")):
        return RemoteStore(where, timeout)
    folder = Path(where)
    if not folder.is_dir():
        raise StoreError(
            f"{where} is neither a folder nor an address that begins with http:// or https://."
        )
    if (folder / "CURRENT").is_file():
        return EmbeddedStore.at(folder)
    return EmbeddedStore.of(Sources.below(folder).all)
