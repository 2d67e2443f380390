"""Queries passed on to the endpoint that an explorer stands on, their answers cut as workers do."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from typing import Any, cast
from urllib.error import HTTPError

from pyoxigraph import NamedNode, QueryBoolean, QueryTriples

from ..errors import QueryRefused, StoreError, StoreUnavailable
from ..store import RemoteStore
from ..store.body import GRAPH, RESULTS
from ..store.complaints import undeclared
from ..store.exchange import LARGEST, TooLarge, refused
from ..store.protocol import Answer
from ..store.remote import BUSY, UNKNOWN
from . import refusals, worker

PLACE = re.compile(
    r"\berror at ([1-9]\d{0,4}):([1-9]\d{0,4})\b"
    r"|\bline:? ([1-9]\d{0,4})[,:;]? col(?:umn)?:? ([1-9]\d{0,4})\b",
    re.IGNORECASE,
)


def ask(
    store: RemoteStore, asked: dict[str, Any], kind: str, graphs: Iterable[tuple[str, str]]
) -> tuple[bytes, bool]:
    """Return an endpoint's answer to what a worker could be asked, and whether it is but a part.

    `kind` is the form of the query. Raises what the answer of a worker would.
    """
    # without a base of its own it would read relative IRIs by an address that is kept secret
    head = f"BASE {NamedNode(asked['base'])}\n" if asked["base"] else ""
    deadline = time.monotonic() + store.timeout
    accept = RESULTS if asked["form"] in worker.RESULTS else GRAPH
    try:
        sent = store.once(head + asked["query"], accept, graphs, deadline, kind)
        if accept == GRAPH:
            found = cast("QueryTriples", iter(store.triples(sent)))
            body, cut = worker.triples(found, asked)
        else:
            body, cut = store.results(sent, lambda found: _taken(found, asked, kind))
    except HTTPError as error:
        raise _refusal(error, deadline, head.count("\n"), asked["query"]) from error
    except TimeoutError as error:
        raise refusals.late(store.timeout) from error
    except TooLarge as error:
        raise refusals.large(LARGEST) from error
    except worker.TooLarge as error:
        raise refusals.large(worker.LARGEST) from error
    except worker.Unfit as error:
        raise refusals.unfit(asked["form"]) from error
    if len(body) > worker.LARGEST:
        raise refusals.large(worker.LARGEST)
    if sent.cut and not cut and asked["form"] == "json":
        body = b'{"truncated":true,' + body[1:]  # as workers say it
    return body, cut or bool(sent.cut)


def _taken(found: Answer, asked: dict[str, Any], kind: str) -> tuple[bytes, bool]:
    if isinstance(found, QueryBoolean) != (kind == "ASK"):
        raise StoreError("The endpoint did not answer what it was asked.")
    return worker.answered(found, asked)


def _refusal(error: HTTPError, deadline: float, before: int, text: str) -> Exception:
    """Return what a status means for the one who asked, before whose query went so many lines."""
    if error.code in BUSY:
        return StoreUnavailable(f"The endpoint is busy (HTTP {error.code}).")
    if error.code != 400:
        return StoreError(f"The endpoint refused the query ({error.code}).")
    said = refused(error, deadline)
    if UNKNOWN.search(said) and (lacking := undeclared(text, ())):
        return lacking
    match = PLACE.search(said)
    line, column = (int(each) for each in match.groups() if each) if match else (0, 0)
    line -= before
    if line < 1:
        return QueryRefused(
            "The query is not SPARQL that the endpoint behind this site understands."
        )
    return QueryRefused(
        "The query is not SPARQL that the endpoint behind this site understands: "
        "line {line}, column {column}.",
        line,
        column,
    )
