"""A graph so small that all its pages are quickly copied, and a store that can be written to."""

from __future__ import annotations

import subprocess
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from explorer.core import Explorer
from explorer.store import EmbeddedStore
from loopback import free_port

OXIGRAPH = Path(sysconfig.get_path("scripts")) / "oxigraph"


def trimmed(explorer: Explorer) -> Explorer:
    """Return a graph without the concepts that none of its methods has."""
    used = {term for one in explorer.entries for term in (*one.fields, *one.kinds, one.family)}
    others = {term.value for term in explorer.concepts if term not in used}
    store = ox.Store()
    store.extend(quad for quad in explorer.store.quads() if quad.subject.value not in others)
    return Explorer(EmbeddedStore(store, "trimmed"), explorer.queries, explorer._sources)


@contextmanager
def oxigraph(*words: str | Path) -> Iterator[str]:
    """Serve a store for as long as the block runs; gives how its addresses begin."""
    address = f"127.0.0.1:{free_port()}"
    with subprocess.Popen(
        [OXIGRAPH, *words, "--bind", address], stderr=subprocess.DEVNULL
    ) as process:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://{address}/").close()
                break
            except OSError:
                assert process.poll() is None
                time.sleep(0.02)
        try:
            yield f"http://{address}/"
        finally:
            process.terminate()
