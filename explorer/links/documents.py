"""Links as JSON and tables hold them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..model import Match
from ..vocab import slug
from .sssom import curie
from .targets import of


def told(matches: Iterable[Match]) -> list[dict[str, Any]]:
    """Return what a thing is called elsewhere, and how, how surely and when that was found."""
    return [_told(match) for match in matches]


def _told(match: Match) -> dict[str, Any]:
    target = of(match.object)
    iri = match.object.value
    return {
        "dataset": target.name if target else None,
        "id": target.shown(iri) if target else iri,
        "label": match.label or None,
        "relation": slug(match.predicate.value),
        "iri": iri,
        "url": target.address(iri) if target else iri,
        "justification": curie(match.justification),
        "confidence": match.confidence,
        "date": match.date or None,
        "reviewer": match.reviewer or None,
        "sources": list(match.sources),
        "comment": match.comment or None,
    }
