"""Neighbourhoods as JSON, CSV, GraphML, DOT and Mermaid."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from ..model import Joined, Neighbourhood, Node
from .text import Document, table_csv

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = {
    "label": "string",
    "family": "string",
    "field": "string",
    "year": "int",
    "degree": "int",
}
EDGE_KEYS = {"type": "string", "label": "string", "inferred": "boolean", "note": "string"}


def neighbourhood(made: Neighbourhood) -> Document:
    """Return the methods around one and the relations between them, each as it is stated."""
    return {
        "focus": made.focus,
        "nodes": [{"id": node.id, **_node(node)} for node in made.nodes],
        "edges": [
            {"source": edge.method, "target": edge.other, **_edge(edge)} for edge in made.edges
        ],
        "truncated": made.cut > 0,
    }


def _node(node: Node) -> Document:
    return {
        "label": node.label.value,
        "family": node.family,
        "field": node.field,
        "year": node.year,
        "degree": node.degree,
    }


def _edge(edge: Joined) -> Document:
    return {
        "type": edge.relation.id,
        "label": edge.relation.label.value,
        "inferred": edge.inferred,
        **({"note": edge.note.value} if edge.note else {}),
    }


def neighbourhood_csv(made: Neighbourhood) -> str:
    """Return the relations around a method as CSV, one row a relation.

    The reason of an inferred one is those through whom it follows.
    """
    names = {node.id: node.label.value for node in made.nodes}
    lines = (
        [
            names[edge.method],
            edge.relation.label.value,
            names[edge.other],
            "inferred" if edge.inferred else "stated",
            edge.note.value if edge.note else ", ".join(edge.through),
            edge.method,
            edge.relation.id,
            edge.other,
        ]
        for edge in made.edges
    )
    heads = ["from", "relation", "to", "basis", "reason", "source", "type", "target"]
    return table_csv(heads, lines)


def graphml(made: Neighbourhood) -> str:
    """Return a neighbourhood as GraphML, which Gephi, yEd, Cytoscape and networkx read."""
    return "\n".join(_graphml(made)) + "\n"


def _graphml(made: Neighbourhood) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{GRAPHML}">'
    for where, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            yield (
                f'  <key id="{where}-{name}" for="{where}" attr.name="{name}" attr.type="{kind}"/>'
            )
    yield f'  <graph id={quoteattr(made.focus)} edgedefault="directed">'
    for node in made.nodes:
        yield f"    <node id={quoteattr(node.id)}>"
        yield from _values("node", _node(node))
        yield "    </node>"
    for edge in made.edges:
        yield f"    <edge source={quoteattr(edge.method)} target={quoteattr(edge.other)}>"
        yield from _values("edge", _edge(edge))
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _values(where: str, values: Document) -> Iterator[str]:
    for name, value in values.items():
        if value not in (None, ""):
            text = str(value).lower() if isinstance(value, bool) else str(value)
            yield f'      <data key="{where}-{name}">{escape(text)}</data>'


def dot(made: Neighbourhood) -> str:
    """Return a neighbourhood as a DOT digraph for Graphviz."""
    return "\n".join(_dot(made)) + "\n"


def _dot(made: Neighbourhood) -> Iterator[str]:
    yield f"digraph {_quoted(made.focus)} {{"
    yield "  node [shape=box];"
    for node in made.nodes:
        bold = ", style=bold" if node.distance == 0 else ""
        yield f"  {_quoted(node.id)} [label={_quoted(node.label.value)}{bold}];"
    for edge in made.edges:
        dashed = ", style=dashed" if edge.inferred else ""
        yield (
            f"  {_quoted(edge.method)} -> {_quoted(edge.other)} "
            f"[label={_quoted(edge.relation.label.value)}{dashed}];"
        )
    yield "}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def mermaid(made: Neighbourhood) -> str:
    """Return a neighbourhood as a Mermaid flowchart, which GitHub and many editors draw."""
    return "\n".join(_mermaid(made)) + "\n"


def _mermaid(made: Neighbourhood) -> Iterator[str]:
    numbers = {node.id: f"m{number}" for number, node in enumerate(made.nodes)}
    yield "flowchart LR"
    for node in made.nodes:
        yield f'  {numbers[node.id]}["{_entities(node.label.value)}"]'
    for edge in made.edges:
        line = "-.->" if edge.inferred else "-->"
        label = _entities(edge.relation.label.value)
        yield f'  {numbers[edge.method]} {line}|"{label}"| {numbers[edge.other]}'


def _entities(text: str) -> str:
    """Write what Mermaid would read as its own as entities."""
    return "".join(f"#{ord(sign)};" if sign in '"#;<>&`' else sign for sign in text)
