"""The one form that a file of the graph may have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .. import evidence, turtle
from ..config import Sources
from ..model import Problem


def canonical(path: Path) -> str:
    """Return the text that a file should have: sorted Turtle, or sorted evidence."""
    if path.suffix == ".tsv":
        return evidence.write(evidence.read(path))
    return turtle.write(turtle.read(path))


def formatted(sources: Sources) -> list[Path]:
    """Return the files that have a canonical form: data, vocabularies, links and evidence.

    What others said is among them, of whatever day.
    """
    named = (*sources.named.values(), *sources.past.values())
    beside = filter(None, (*named, sources.evidence))
    return [*sources.vocabularies, *sources.data, *beside]


def check_form(sources: Sources) -> Iterator[Problem]:
    """Find the files that are not in canonical form."""
    for path in formatted(sources):
        if canonical(path) != path.read_text("utf-8"):
            yield Problem(str(path), "is not in canonical form", "Run `explorer format`.")
