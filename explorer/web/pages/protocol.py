"""What a request asks by the SPARQL 1.1 Protocol: the query, its dataset, the form of answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from flask import request, url_for
from werkzeug.exceptions import (
    BadRequest,
    NotAcceptable,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from ...endpoint import GRAPHS, RESULTS, Question
from ...endpoint.guard import LARGEST_QUERY
from ..frame import origin
from ..negotiation import suited

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
TOO_LONG = f"The query is longer than {LARGEST_QUERY >> 10} KiB; write a shorter one."
# what clients ask for who do not know the proper names
LOOSE = {
    "results": {"application/json": "json", "application/xml": "xml", "text/xml": "xml"},
    "graphs": {"application/json": "jsonld", "application/xml": "rdf", "text/plain": "nt"},
}


def question() -> Question:
    """Return what is asked; raises an HTTPException with a sentence where the request is wrong."""
    given = _pairs(request.query_string)
    queries: list[str] = []
    if request.method == "POST":
        kind, body = _posted()
        if kind == DIRECT:
            queries.append(body.decode("utf-8"))
        else:
            given += _pairs(body)
    named = _grouped(given)
    if named.keys() & {"update", "using-graph-uri", "using-named-graph-uri"}:
        raise BadRequest("This endpoint only reads: send a query, not an update.")
    queries += named.get("query", [])
    if len(queries) != 1:
        raise BadRequest(f"Send one query: there are {len(queries)} in the request.")
    if len(queries[0].encode()) > LARGEST_QUERY:
        raise RequestEntityTooLarge(TOO_LONG)
    default, graphs = (tuple(named.get(f"{which}-graph-uri", ())) for which in ("default", "named"))
    return Question(queries[0], default, graphs, base())


def base() -> str:
    """Return where relative IRIs of a query begin: at the endpoint, if the host has a name."""
    address = f"{origin()}{url_for('pages.endpoint')}"
    return address if address.startswith("http") else ""


def _posted() -> tuple[str, bytes]:
    """Return the type and the body of a POST: what the protocol takes, in UTF-8."""
    kind = request.mimetype
    if kind == "application/sparql-update":
        raise UnsupportedMediaType("This endpoint only reads: send a query, not an update.")
    if kind not in (FORM, DIRECT):
        raise UnsupportedMediaType(f"Send a query as {DIRECT} or as {FORM}.")
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType("Send a query in UTF-8.")
    try:
        body = request.get_data()
    except RequestEntityTooLarge as error:
        raise RequestEntityTooLarge(TOO_LONG) from error
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest("The query is not in UTF-8.") from error
    return kind, body


def _pairs(coded: bytes) -> list[tuple[str, str]]:
    """Return the parameters of an address or a form."""
    try:
        return parse_qsl(
            coded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100
        )
    except UnicodeDecodeError as error:
        raise BadRequest("The parameters are not percent-encoded UTF-8.") from error
    except ValueError as error:
        raise BadRequest("There are too many parameters.") from error


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def accepted(kind: str) -> tuple[str, str]:
    """Return the form and the media type that suit best, for `results` or `graphs`.

    Raises NotAcceptable with the list of what there is.
    """
    proper = RESULTS if kind == "results" else GRAPHS
    asked = request.values.get("format", "")
    if kind == "graphs":  # SPARQLWrapper says xml of every query unless told otherwise
        asked = {"json": "jsonld", "xml": "rdf"}.get(asked, asked)
    # a link cannot set Accept; words of other services, such as turtle, are left to Accept
    known = asked in {**RESULTS, **GRAPHS}
    form, media = suited(proper, LOOSE[kind], asked if known else "")
    if not form:
        raise NotAcceptable(f"The answer can be {', '.join(proper.values())}.")
    return form, media
