"""What a snapshot says that an earlier one of the same source did not, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from ..model import Change, Facts, Text

NOTHING, CITATIONS = Facts(), "citations"


def changes(before: Mapping[NamedNode, Facts], after: Mapping[NamedNode, Facts]) -> list[Change]:
    """Return which values changed, and which names came or went; then counts, by their growth."""
    found = [*_changed(before, after)]
    found.sort(key=lambda one: (one.what == CITATIONS, -_growth(one)))
    return found


def _growth(change: Change) -> int:
    counted = change.what == CITATIONS
    return abs(int(change.after or 0) - int(change.before or 0)) if counted else 0


def _changed(
    before: Mapping[NamedNode, Facts], after: Mapping[NamedNode, Facts]
) -> Iterator[Change]:
    """Yield what changed, thing by thing."""
    for thing in sorted({*before, *after}, key=lambda term: term.value):
        old, new = before.get(thing, NOTHING), after.get(thing, NOTHING)
        was, now = _single(old), _single(new)
        for what in was:
            if was[what] != now[what]:
                yield Change(thing, what, was[what], now[what])
        had, has = ({*facts.names, *facts.aliases} for facts in (old, new))
        for name in sorted(had ^ has, key=lambda name: (name.language, name.value)):
            gone = name in had
            yield Change(
                thing, "name", _worded(name) if gone else "", "" if gone else _worded(name)
            )


def _single(facts: Facts) -> Mapping[str, str]:
    """Return the facts that have one value, in words; what is open is told with where it is."""
    return {
        CITATIONS: "" if facts.citations is None else str(facts.citations),
        "open access": " ".join(filter(None, (facts.access, facts.address))),
        "year": ", ".join(map(str, facts.years)),
        "inventor": ", ".join(person.name for person in facts.inventors),
        "title": facts.title,
    }


def _worded(name: Text) -> str:
    return f"{name.language}: {name.value}" if name.language else name.value
