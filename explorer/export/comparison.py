"""A comparison, and one method, as JSON and CSV."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from ..model import Absence, Cell, Comparison, Link, Row, Scope, Text, Value
from ..vocab import slug
from .taken import empty
from .text import Document, table_csv


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
        return value.paper.reference
    how = "".join(f" ({relation.label.value})" for relation in value.relations)
    return f"{value.label.value}{how}"


def comparison_csv(made: Comparison) -> str:
    """Return a comparison as CSV: a row a row, a column a method, values parted by semicolons.

    Then come the values that all of the methods hold, and those that some do, and a column a method
    of what its values cannot say. A cell is empty where nothing is recorded.
    """
    scopes = [Scope.COMMON, Scope.SHARED][: max(0, len(made.methods) - 1)]
    names = [method.label.value for method in made.methods]
    remarks = (f"remark: {name}" for name in names)
    head = ["row", "differs", *names, *(scope.value for scope in scopes), *remarks]
    lines = (
        [
            row.label.value,
            "≠" if row.differs else "",
            *(_cell(cell, made.language) for cell in row.cells),
            *(_held(row, scope) for scope in scopes),
            *(cell.remark.value if cell.remark else "" for cell in row.cells),
        ]
        for row in made.rows
    )
    return table_csv(head, lines)


def _cell(cell: Cell, language: str) -> str:
    if not cell.values and cell.absence is not Absence.NOT_RECORDED:
        return empty(cell, language)
    return "; ".join(map(citation, cell.values))


def _held(row: Row, scope: Scope) -> str:
    """Return the values of a row that are held so widely, each once."""
    values = {value.term: value for cell in row.cells for value in cell.values}
    texts = (value.label.value for value in values.values() if row.scope(value) is scope)
    return "; ".join(texts) if row.compared else ""


def method(made: Comparison, links: Sequence[Link], elsewhere: Sequence[Document] = ()) -> Document:
    """Return one method as JSON holds it: its rows, its relations with their reasons.

    What is inferred names the slugs of those through whom it follows. `elsewhere` is what it is
    called in other data sets.
    """
    document = comparison(made)
    return {
        "lang": made.language,
        **document["methods"][0],
        "rows": [
            {"id": row["id"], "label": row["label"], **row["cells"][0]} for row in document["rows"]
        ],
        "relations": [_link(link) for link in links],
        "elsewhere": list(elsewhere),
    }


def _link(link: Link) -> Document:
    return {
        "type": link.relation.id,
        "forward": link.relation.forward,
        "label": link.relation.label.value,
        "method": _named(link.other),
        "note": _text(link.note),
        "source": link.source.value if link.source else None,
        "inferred": link.inferred,
        **({"through": list(link.through)} if link.inferred else {}),
    }


def _text(text: Text | None) -> Document | None:
    return {"value": text.value, "lang": text.language} if text else None


def method_csv(made: Comparison, elsewhere: Sequence[Document] = ()) -> str:
    """Return one method as CSV: a row, a value a line; what it is called elsewhere comes last."""
    lines = [
        [row.label.value, citation(value), value.term.value]
        for row in made.rows
        for value in row.cells[0].values
    ]
    lines += [
        [one["relation"], f"{one['dataset']}: {one['label'] or one['id']}", one["iri"]]
        for one in elsewhere
    ]
    return table_csv(["row", "value", "iri or literal"], lines)
