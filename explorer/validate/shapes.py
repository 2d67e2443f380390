"""The SHACL shapes of ontology/shapes.ttl, held against the data."""

from __future__ import annotations

from collections.abc import Iterator

import pyshacl
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node

from ..config import Sources
from ..model import Problem
from ..vocab import short
from .canonical import parse


def check_shapes(sources: Sources) -> Iterator[Problem]:
    """Find what the shapes forbid."""
    data, shapes = Graph(), Graph()
    for path in sources.all:
        if path.name == "shapes.ttl":
            shapes += parse(path)
        else:
            data += parse(path)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    results = [
        _problem(report, result) for result in report.subjects(SH.resultSeverity, SH.Violation)
    ]
    yield from sorted(results, key=lambda problem: (problem.where, problem.message))


def _problem(report: Graph, result: Node) -> Problem:
    focus, path, value = (
        report.value(result, of) for of in (SH.focusNode, SH.resultPath, SH.value)
    )
    said = str(report.value(result, SH.resultMessage)).strip()
    about = f"{short(str(path))}: " if path else ""
    held = f" (it has {short(str(value))})" if value is not None and value != focus else ""
    return Problem(
        short(str(focus)),
        f"{about}{said}{held}",
        "Mend the fact, or the shape in ontology/shapes.ttl.",
    )
