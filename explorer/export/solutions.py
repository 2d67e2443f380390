"""The answers of a query in the forms of SPARQL results, and as CSV for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, QueryResultsFormat, parse_query_results

from ..model import Term
from .text import Document, table_csv

FORMATS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}


def results(document: Document, form: str) -> bytes:
    """Return SPARQL results in JSON as json, csv, tsv or xml, as the recommendations have them."""
    text = json.dumps(document, ensure_ascii=False)
    read = parse_query_results(text.encode(), format=QueryResultsFormat.JSON)
    return read.serialize(format=FORMATS[form]) or b""


def truth(answer: bool) -> Document:
    """Return the answer of an ASK as the SPARQL results in JSON."""
    return {"head": {}, "boolean": answer}


def solutions(columns: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> Document:
    """Return the rows of a query as the SPARQL results in JSON (W3C, 2013)."""
    bindings = [{name: _bound(row[name]) for name in columns if name in row} for row in rows]
    return {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}


def _bound(term: Term) -> Document:
    if not isinstance(term, Literal):
        return {"type": "uri", "value": term.value}
    document = {"type": "literal", "value": term.value}
    if term.language:
        return {**document, "xml:lang": term.language}
    plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return document if plain else {**document, "datatype": term.datatype.value}


def solutions_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> str:
    """Return the rows of a query as CSV, values bare."""
    return table_csv(
        columns, ([row[name].value if name in row else "" for name in columns] for row in rows)
    )
