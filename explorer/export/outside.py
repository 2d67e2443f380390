"""What others say, as JSON holds it: each fact under its snapshot, with day and licence."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Outside, Text
from .text import Document


def outside(found: Sequence[Outside]) -> Document:
    """Return what snapshots say under one name, or nothing where none says anything."""
    return {"outside": [_said(one) for one in found]} if found else {}


def _said(one: Outside) -> Document:
    facts, snapshot = one.facts, one.snapshot
    said: Document = {
        "title": facts.title,
        "names": [_text(name) for name in facts.names],
        "aliases": [_text(name) for name in facts.aliases],
        "years": list(facts.years),
        "inventors": [{"iri": who.term.value, "name": who.name} for who in facts.inventors],
        "citations": facts.citations,
        "citations_by_year": {str(year): count for year, count in facts.by_year},
        "open_access": facts.access,
        "open_access_url": facts.address,
    }
    return {
        "iri": one.thing.value,
        "source": snapshot.source,
        "dataset": snapshot.title,
        "home": snapshot.home,
        "licence": snapshot.licence,
        "date": snapshot.date,
        "graph": snapshot.graph.value,
        **{name: value for name, value in said.items() if value or value == 0},
        "disagreements": [
            {"about": each.about, "here": list(each.here), "there": list(each.there)}
            for each in one.disagreements
        ],
    }


def _text(name: Text) -> Document:
    return {"value": name.value, "lang": name.language}
