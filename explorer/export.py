"""The values of the explorer as documents that programs read: JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from .model import Cell, Comparison, Concept, Entry, Link, Row, Term, Text, Value, spoken
from .vocab import slug

NUMBER = re.compile(r"[+-]?[0-9]+([.][0-9]+)?")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Document = dict[str, Any]


def comparison(made: Comparison, left_out: int = 0) -> Document:
    """Return a comparison as JSON: methods, rows of cells of scoped values, and what was cut."""
    return {
        **({"left_out": left_out} if left_out else {}),
        "lang": made.language,
        "methods": [_named(method) for method in made.methods],
        "rows": [_row(row) for row in made.rows],
    }


def _row(row: Row) -> Document:
    cells: list[Document] = []
    for cell in row.cells:
        document: Document = {
            "values": [{**_named(value), "scope": row.scope(value).value} for value in cell.values]
        }
        if cell.remark:
            document["remark"] = cell.remark.value
        if not cell.values:
            document["absence"] = cell.absence.value
        cells.append(document)
    return {"id": row.spec.id, "label": row.label.value, "differs": row.differs, "cells": cells}


def _named(value: Value) -> Document:
    document: Document = {"label": value.label.value}
    if isinstance(value.term, NamedNode):
        document = {"id": slug(value.term.value), "iri": value.term.value, **document}
    if value.label.language:
        document["lang"] = value.label.language
    if value.paper:
        known = {"url": value.paper.link, "doi": value.paper.doi, "citation": citation(value)}
        document |= {name: text for name, text in known.items() if text}
    if value.relations:
        document["relations"] = [
            {"type": relation.id, "forward": relation.forward, "label": relation.label.value}
            for relation in value.relations
        ]
    return document


def citation(value: Value) -> str:
    """Return a value as one line of text: a work as it is cited, a method with its relation."""
    if value.paper:
        ended = (
            f"{value.label.value}." if value.label.value[-1:] not in "?!." else value.label.value
        )
        parts = (
            value.paper.by,
            f"({value.paper.year}).",
            ended,
            f"{value.paper.where}." if value.paper.where else "",
            value.paper.link,
        )
        return " ".join(part for part in parts if part)
    how = "".join(f" ({relation.label.value})" for relation in value.relations)
    return f"{value.label.value}{how}"


def comparison_csv(made: Comparison) -> str:
    """Return a comparison as CSV: a row a row, a column a method, values parted by semicolons."""
    head = ["row", "differs", *(method.label.value for method in made.methods)]
    lines = (
        [row.label.value, "≠" if row.differs else "", *map(_cell, row.cells)] for row in made.rows
    )
    return table_csv(head, lines)


def _cell(cell: Cell) -> str:
    texts = [citation(value) for value in cell.values]
    return "; ".join([*texts, cell.remark.value] if cell.remark else texts)


def table_csv(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """Return CSV (RFC 4180) in which no cell is a formula to a spreadsheet.

    >>> table_csv(["a"], [["=1+1"]])
    "a\\r\\n'=1+1\\r\\n"
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_harmless(cell) for cell in head])
    writer.writerows(
        [_harmless("" if cell is None else str(cell)) for cell in line] for line in lines
    )
    return text.getvalue()


def _harmless(cell: str) -> str:
    risky = cell.startswith(FORMULA) and not NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell


def methods(
    entries: Sequence[Entry], concepts: Mapping[NamedNode, Concept], language: str
) -> Document:
    """Return a list of methods as JSON holds it."""
    return {
        "lang": language,
        "count": len(entries),
        "methods": [entry(found, concepts, language) for found in entries],
    }


def entry(found: Entry, concepts: Mapping[NamedNode, Concept], language: str) -> Document:
    """Return a method as lists show it."""
    return {
        "id": found.id,
        "iri": found.term.value,
        "label": spoken(found.names, language, found.id).value,
        "family": _concept(found.family, concepts, language) if found.family else None,
        "fields": [_concept(field, concepts, language) for field in found.fields],
        "introduced": found.introduced,
        "established": found.established,
        "summary": spoken(found.summaries, language).value,
    }


def _concept(term: NamedNode, concepts: Mapping[NamedNode, Concept], language: str) -> Document:
    known = concepts.get(term)
    return {
        "id": slug(term.value),
        "iri": term.value,
        "label": spoken(known.names if known else {}, language, slug(term.value)).value,
    }


def methods_csv(
    entries: Sequence[Entry], concepts: Mapping[NamedNode, Concept], language: str
) -> str:
    """Return a list of methods as CSV."""
    documents = [entry(found, concepts, language) for found in entries]
    lines = (
        [
            made["id"],
            made["label"],
            (made["family"] or {}).get("label"),
            "; ".join(field["label"] for field in made["fields"]),
            made["introduced"],
            made["established"],
            made["summary"],
        ]
        for made in documents
    )
    return table_csv(
        ["id", "label", "family", "fields", "introduced", "established", "summary"], lines
    )


def method(made: Comparison, links: Sequence[Link]) -> Document:
    """Return one method as JSON holds it: its rows, and its relations with their reasons."""
    document = comparison(made)
    return {
        "lang": made.language,
        **document["methods"][0],
        "rows": [
            {"id": row["id"], "label": row["label"], **row["cells"][0]} for row in document["rows"]
        ],
        "relations": [_link(link) for link in links],
    }


def _link(link: Link) -> Document:
    return {
        "type": link.relation.id,
        "forward": link.relation.forward,
        "label": link.relation.label.value,
        "method": _named(link.other),
        "note": _text(link.note),
        "source": link.source.value if link.source else None,
    }


def _text(text: Text | None) -> Document | None:
    return {"value": text.value, "lang": text.language} if text else None


def method_csv(made: Comparison) -> str:
    """Return one method as CSV: a row, a value a line."""
    lines = (
        [row.label.value, citation(value), value.term.value]
        for row in made.rows
        for value in row.cells[0].values
    )
    return table_csv(["row", "value", "iri or literal"], lines)


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


def as_text(document: Document) -> str:
    """Return a document as indented JSON, letters as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
