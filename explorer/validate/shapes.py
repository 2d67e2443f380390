"""The SHACL shapes of ontology/shapes.ttl, held against the data."""

from __future__ import annotations

from collections.abc import Iterator

from shacl import Result, Shapes

from ..model import Problem
from ..store import EmbeddedStore
from ..vocab import short


def check_shapes(store: EmbeddedStore) -> Iterator[Problem]:
    """Find what the shapes of a store forbid to its data."""
    # both are read by the same parser: another one would tell plain and typed strings apart
    text = store.ntriples()
    report = Shapes.from_text(text, "ntriples").validate_text(text, "ntriples")
    problems = {_problem(result) for result in report.results}
    yield from sorted(problems, key=lambda problem: (problem.where, problem.message))


def _problem(result: Result) -> Problem:
    about = f"{_short(result.path)}: " if result.path else ""
    said = (result.message or _worded(result.component)).strip()
    held = result.value_plain if result.value != result.focus_node else None
    found = f" (it has {short(held)})" if held else ""
    message = f"{about}{said}{found}"
    return Problem(_short(result.focus_node), message, "Mend the fact, or ontology/shapes.ttl.")


def _short(term: str) -> str:
    return short(term.removeprefix("<").removesuffix(">"))


def _worded(component: str) -> str:
    """Return the name of a constraint as words.

    >>> _worded("MinCountConstraintComponent")
    'does not hold to sh:minCount'
    """
    name = component.removesuffix("ConstraintComponent")
    return f"does not hold to sh:{name[:1].lower()}{name[1:]}"
