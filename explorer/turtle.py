"""Turtle in its one canonical form: blocks by subject, each object on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from .errors import DataError
from .model import Fact, Term
from .vocab import PREFIXES, RDF, XSD

LOCAL = re.compile(r"[A-Za-z0-9_]([\w-]*\w)?", re.ASCII)
A = f"{RDF}type"
LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def read(path: Path) -> list[Fact]:
    """Return the triples of a file; raises DataError naming the line, or a blank node."""
    try:
        triples = [quad.triple for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise DataError(f"{path}{line} is not Turtle: {error.msg}.") from error
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}.") from error
    facts: list[Fact] = []
    for subject, predicate, value in triples:
        if not (isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal)):
            raise DataError(f"{path} holds blank nodes; give each thing an IRI.")
        facts.append((subject, predicate, value))
    return facts


def write(facts: Iterable[Fact]) -> str:
    """Return the canonical text of triples without blank nodes."""
    rows = sorted({_row(fact) for fact in facts}, key=_order)
    used = {text.partition(":")[0] for row in rows for text in row if text[0] not in '<"'}
    used |= {text.rpartition("^^")[2].partition(":")[0] for *_, text in rows if text[0] == '"'}
    lines = [f"@prefix {name}: <{PREFIXES[name]}> ." for name in sorted(used & PREFIXES.keys())]
    for subject, block in groupby(rows, key=lambda row: row[0]):
        lines += ["", subject]
        for predicate, same in groupby(block, key=lambda row: row[1]):
            first, *others = [row[2] for row in same]
            lines.append(f"    {predicate} {first}")
            lines += [f"        {other}" for other in others]
    return _punctuated(lines)


def save(path: Path, text: str) -> None:
    """Put a text in the place of a file, whole or not at all."""
    draft = path.with_suffix(".draft")
    draft.write_text(text, "utf-8")
    draft.replace(path)


def _row(fact: Fact) -> tuple[str, str, str]:
    subject, predicate, value = fact
    return (_short(subject), "a" if predicate.value == A else _short(predicate), _text(value))


def _punctuated(lines: list[str]) -> str:
    """Put after each line what its successor calls for: a comma, a semicolon or a full stop."""
    made = []
    for line, following in zip(lines, [*lines, ""][1:], strict=True):
        depth, next_depth = _depth(line), _depth(following)
        mark = {8: " ,", 4: " ;", 0: " ."}[next_depth] if depth else ""
        made.append(f"{line}{mark}")
    return "\n".join(made) + "\n"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _order(row: tuple[str, ...]) -> tuple[object, ...]:
    subject, predicate, value = row
    # numbered members of a sequence stand in their order
    number = int(predicate[5:]) if predicate.startswith("rdf:_") else 0
    return (
        subject.strip("<>"),
        predicate != "a",
        predicate.partition("_")[0],
        number,
        predicate,
        value,
    )


def _text(term: Term) -> str:
    if isinstance(term, Literal):
        return _literal(term)
    return _short(term)


def _literal(term: Literal) -> str:
    if term.language or term.datatype.value == f"{XSD}string":
        return str(term)
    if term.datatype.value == f"{XSD}boolean" and term.value in {"true", "false"}:
        return term.value
    return f"{Literal(term.value)}^^{_short(term.datatype)}"


def _short(node: NamedNode) -> str:
    return _named(node.value)


@lru_cache(maxsize=1 << 16)
def _named(iri: str) -> str:
    for prefix, start in LONGEST_FIRST:
        if iri.startswith(start) and LOCAL.fullmatch(iri, len(start)):
            return f"{prefix}:{iri[len(start) :]}"
    return str(NamedNode(iri))
