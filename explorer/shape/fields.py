"""The main field of each method, the fields that it connects, and how fields are joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode

from ..model import Concept, Entry, Joint, lineage
from ..vocab import slug


class Fields:
    """The main field of every method, which is its first."""

    def __init__(self, methods: Sequence[Entry], concepts: Mapping[NamedNode, Concept]) -> None:
        """Note what stands above each main field."""
        mains = {entry.id: entry.fields[0] for entry in methods if entry.fields}
        above = {field: lineage([field], concepts) for field in mains.values()}
        self._above = {slug(field.value): _slugs(wider) for field, wider in above.items()}
        self._concepts = concepts
        self.main = {entry.id: "" for entry in methods} | {
            one: slug(field.value) for one, field in mains.items()
        }

    def connected(self, entry: Entry, beside: Iterable[str]) -> tuple[str, ...]:
        """Return the main fields of neighbours that are none of the method's own, commonest first.

        What is wider or narrower than a field of the method counts as its own.
        """
        own = {slug(field.value) for field in entry.fields}
        wider = _slugs(lineage(entry.fields, self._concepts))
        counts = Counter(
            field
            for other in beside
            if (field := self.main[other]) and field not in wider and not own & self._above[field]
        )
        return tuple(sorted(counts, key=lambda field: (-counts[field], field)))

    def participation(self, beside: Sequence[str]) -> float:
        """Return how evenly neighbours are spread over main fields: 0 for all in one, towards 1.

        Neighbours without a field are left out.
        """
        counts = Counter(field for other in beside if (field := self.main[other]))
        total = counts.total()
        return 1 - sum((count / total) ** 2 for count in counts.values()) if total else 0.0

    def joints(self, pairs: Iterable[tuple[str, str]]) -> tuple[Joint, ...]:
        """Return how many pairs of related methods join each two main fields, most first."""
        counts: Counter[tuple[str, str]] = Counter()
        for pair in pairs:
            one, other = sorted(self.main[method] for method in pair)
            if one and one != other:
                counts[one, other] += 1
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Joint(one, other, count) for (one, other), count in ranked)


def _slugs(terms: Iterable[NamedNode]) -> set[str]:
    return {slug(term.value) for term in terms}
