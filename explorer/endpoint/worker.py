"""A process that answers queries over data of its own, started and killed by the pool.

It is run as a file, so that it starts without the rest of the package: it reads the data from the
descriptor it is given, gives up the right to open files and sockets, and answers one line of JSON
on stdin with one on stdout and the bytes it announces. Where services may be asked, it has that
right back for as long as a query runs that names them.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers import expat

import pyoxigraph as ox

LARGEST = 16 * 1024 * 1024  # bytes of one answer
SOCKETS = 32  # descriptors for a query that asks services, and for finding out where these are
RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


class Full(Exception):
    """There are as many rows as an answer may have."""


class TooLarge(Exception):
    """An answer has more bytes than it may."""


class Unfit(Exception):
    """An answer has what its form cannot say."""


class Sink:
    """Takes rows in TSV, in which each is a line, until there are too many."""

    def __init__(self, rows: int) -> None:
        self._parts: list[bytes] = []
        self._lines, self._size, self._rows = 0, 0, rows

    def write(self, part: bytes) -> int:
        """Take a part of the answer."""
        self._parts.append(part)
        self._lines += part.count(b"\n")
        self._size += len(part)
        if self._lines > self._rows + 1:
            raise Full
        if self._size > LARGEST:
            raise TooLarge
        return len(part)

    def flush(self) -> None:
        """Do nothing: there is no buffer."""

    def whole(self) -> tuple[bytes, bool]:
        """Return the head and the rows, and whether there were more."""
        data = b"".join(self._parts)
        if self._lines <= self._rows + 1:
            return data, False
        return b"\n".join(data.split(b"\n", self._rows + 1)[:-1]) + b"\n", True


def rows(solutions: ox.QuerySolutions, form: str, most: int) -> tuple[bytes, bool]:
    """Return a table of at most so many rows, and whether there were more."""
    sink = Sink(most)
    with suppress(Full):
        solutions.serialize(sink, format=ox.QueryResultsFormat.TSV)  # type: ignore[arg-type]
    table, cut = sink.whole()
    if form == "tsv":
        return table, cut
    again = ox.parse_query_results(table, format=ox.QueryResultsFormat.TSV)
    body = again.serialize(format=RESULTS[form]) or b""
    if form == "xml":
        return well_formed(body), cut
    # JSON is the one format with room for a word of its own
    # first, where every reader of SPARQL results passes it over
    return (b'{"truncated":true,' + body[1:] if cut and form == "json" else body), cut


def triples(found: ox.QueryTriples, asked: dict[str, Any]) -> tuple[bytes, bool]:
    """Return a graph of at most so many triples, and whether there were more."""
    kept = list(islice(found, asked["rows"] + 1))
    cut = len(kept) > asked["rows"]
    form, prefixes = GRAPHS[asked["form"]], asked["prefixes"]
    try:
        body = ox.serialize(kept[: asked["rows"]], format=form, prefixes=prefixes) or b""
    except OSError as error:  # a predicate such as rdf:li, which is a word of RDF/XML
        raise Unfit from error
    return well_formed(body) if form == ox.RdfFormat.RDF_XML else body, cut


def well_formed(body: bytes) -> bytes:
    """Return XML in which a return stays one; raises Unfit for what no reader takes.

    The engine writes any character, and any end of a predicate as the name of an element.
    """
    body = body.replace(b"\r", b"&#xD;")
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(body, True)
    except expat.ExpatError as error:
        raise Unfit from error
    return body


def answer(store: ox.Store, asked: dict[str, Any]) -> tuple[bytes, bool]:
    """Return the answer to a query as bytes, and whether it was cut to the most rows."""
    over: dict[str, Any] = {
        "base_iri": asked["base"],
        "use_default_graph_as_union": asked["union"],
    }
    if asked["default"] is not None:
        over["default_graph"] = [ox.NamedNode(iri) for iri in asked["default"]]
        over["named_graphs"] = [ox.NamedNode(iri) for iri in asked["named"]]
    with descriptors(abroad=asked["abroad"]):
        return answered(store.query(asked["query"], **over), asked)


def answered(
    found: ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples, asked: dict[str, Any]
) -> tuple[bytes, bool]:
    """Work out what was found, and return it as bytes, and whether it was cut."""
    if isinstance(found, ox.QueryBoolean):
        return found.serialize(format=RESULTS[asked["form"]]) or b"", False
    if isinstance(found, ox.QuerySolutions):
        return rows(found, asked["form"], asked["rows"])
    return triples(found, asked)


@contextmanager
def descriptors(*, abroad: bool) -> Iterator[None]:
    """Grant a query that asks services what was kept back for them."""
    few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most if abroad else few, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (few, most))


def reply(store: ox.Store, line: bytes) -> tuple[dict[str, object], bytes]:
    """Return what there is to say to a request, and the bytes that follow it."""
    try:
        body, cut = answer(store, json.loads(line))
    except SyntaxError as error:
        return {"error": "syntax", "message": error.msg, "size": 0}, b""
    except TooLarge:
        return {"error": "large", "size": 0}, b""
    except Unfit:
        return {"error": "unfit", "size": 0}, b""
    except MemoryError:
        return {"error": "memory", "size": 0}, b""
    except (ValueError, RuntimeError, OSError) as error:
        return {"error": "failed", "message": str(error), "size": 0}, b""
    except Exception:  # of our own making; the next query is owed an answer
        return {"error": "broken", "size": 0}, b""
    if len(body) > LARGEST:
        return {"error": "large", "size": 0}, b""
    return {"truncated": cut, "size": len(body)}, body


def confine(memory: int, sockets: int) -> None:
    """Give up what a query must not have: files and sockets, memory without end, our place.

    Of the former so many are kept back, for queries that ask services.
    """
    statm = Path("/proc/self/statm")  # where there is none, memory is not limited
    pages = int(statm.read_text().split()[0]) if statm.exists() else 0
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C stops the site, which closes our stdin
    os.nice(10)  # pages go first
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, free + sockets))
    if pages:
        most = pages * resource.getpagesize() + (memory << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def load(descriptor: int) -> ox.Store:
    """Read the N-Quads behind a descriptor that other processes read too."""
    store = ox.Store()
    size = os.fstat(descriptor).st_size
    store.load(os.pread(descriptor, size, 0), format=ox.RdfFormat.N_QUADS)
    os.close(descriptor)
    return store


def serve(store: ox.Store, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more; one that outlives its time ends the process."""
    answers.write(b"ready\n")
    answers.flush()
    for line in requests:
        signal.alarm(int(json.loads(line)["seconds"]) + 5)  # in case no one is left to kill us
        said, body = reply(store, line)
        signal.alarm(0)
        answers.write(json.dumps(said).encode() + b"\n" + body)
        answers.flush()


if __name__ == "__main__":
    held = load(int(sys.argv[1]))
    confine(int(sys.argv[2]), SOCKETS if sys.argv[3:] == ["abroad"] else 0)
    serve(held, sys.stdin.buffer, sys.stdout.buffer)
