"""Paths between methods as JSON and CSV."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Entry, Route, Step, spoken
from ..vocab import slug
from .text import Document, table_csv


def route(made: Route) -> Document:
    """Return the paths between two methods; types and labels are read from source to target."""
    return {
        "from": made.start,
        "to": made.end,
        "paths": [
            {"length": path.length, "steps": [_step(step) for step in path.steps]}
            for path in made.paths
        ],
    }


def _step(step: Step) -> Document:
    held = step.relation.held or step.relation.type
    return {
        "source": step.source,
        "target": step.target,
        "type": slug(held.value),
        "label": step.relation.label.value,
        **({"note": step.note.value} if step.note else {}),
    }


def route_csv(made: Route, index: Mapping[str, Entry], language: str) -> str:
    """Return the paths between two methods as CSV, one row a step."""

    def name(wanted: str) -> str:
        return spoken(index[wanted].names, language, wanted).value

    lines = (
        [
            number,
            place,
            name(step.source),
            step.relation.label.value,
            name(step.target),
            step.note.value if step.note else "",
            step.source,
            slug((step.relation.held or step.relation.type).value),
            step.target,
        ]
        for number, path in enumerate(made.paths, 1)
        for place, step in enumerate(path.steps, 1)
    )
    heads = ["path", "step", "from", "relation", "to", "reason", "source", "type", "target"]
    return table_csv(heads, lines)
