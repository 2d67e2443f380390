"""The one form that a file of the graph may have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import BNode, Graph
from rdflib.plugins.parsers.notation3 import BadSyntax

from .. import evidence
from ..config import Sources
from ..errors import DataError
from ..model import Problem
from ..vocab import PREFIXES


def parse(path: Path) -> Graph:
    """Read a Turtle file; raises DataError naming the line."""
    try:
        return Graph(bind_namespaces="none").parse(path, format="turtle")
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (BadSyntax, UnicodeDecodeError, ValueError) as error:
        where = f", line {error.lines + 1}" if isinstance(error, BadSyntax) else ""
        raise DataError(f"{path}{where} is not Turtle.") from error


def canonical(path: Path) -> str:
    """Return the text that a file should have: sorted Turtle, or sorted evidence."""
    if path.suffix == ".tsv":
        return evidence.write(evidence.read(path))
    graph = parse(path)
    if any(isinstance(term, BNode) for triple in graph for term in triple):
        raise DataError(f"{path} holds blank nodes; give each thing an IRI.")
    made = Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        made.bind(prefix, iri)
    made += graph
    return made.serialize(format="turtle")


def formatted(sources: Sources) -> list[Path]:
    """Return the files that have a canonical form: data, vocabularies and evidence."""
    own = [path for path in sources.ontology if path.parent.name == "vocab"]
    return [*own, *sources.data, *([sources.evidence] if sources.evidence else [])]


def check_form(sources: Sources) -> Iterator[Problem]:
    """Find the files that are not in canonical form."""
    for path in formatted(sources):
        if canonical(path) != path.read_text("utf-8"):
            yield Problem(str(path), "is not in canonical form", "Run `explorer format`.")
