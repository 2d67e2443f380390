"""What is here to be linked, by what tells it from others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ...model import Concept, Described, Entry, Match, Text, Work, spoken
from ...query import Query
from ...store import Store
from ...vocab import slug
from ..targets import of


@dataclass(frozen=True, slots=True)
class Here:
    """The things of a graph by kind, who wrote what, and what is linked already, or never will be.

    `called` has the names of methods with their languages, `orcids` the ORCID of a person.
    """

    things: Mapping[str, Mapping[NamedNode, Described]]
    called: Mapping[NamedNode, tuple[Text, ...]]
    wrote: Mapping[NamedNode, tuple[Described, ...]]
    orcids: Mapping[NamedNode, str]
    matches: Mapping[NamedNode, tuple[Match, ...]]
    rejected: frozenset[tuple[NamedNode, NamedNode]] = frozenset()

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        concepts: Mapping[NamedNode, Concept],
        works: Mapping[NamedNode, Work],
        people: Mapping[NamedNode, str],
        orcids: Mapping[NamedNode, str],
        matches: Mapping[NamedNode, tuple[Match, ...]],
        rejected: Iterable[Match] = (),
    ) -> Here:
        """Describe what an explorer holds."""
        entries = tuple(entries)
        described = {work.term: _work(work, people) for work in works.values()}
        wrote: dict[NamedNode, list[Described]] = defaultdict(list)
        for work in works.values():
            for person in dict.fromkeys(work.authors):
                wrote[person].append(described[work.term])
        return cls(
            {
                "method": {one.term: _method(one, concepts, people) for one in entries},
                "work": described,
                "person": {term: Described(term, (people[term],)) for term in wrote},
            },
            {one.term: _called(one) for one in entries},
            {person: tuple(held) for person, held in wrote.items()},
            orcids,
            matches,
            frozenset((match.subject, match.object) for match in rejected),
        )

    def dois(self, persons: Iterable[Described]) -> list[str]:
        """Return the DOIs of what persons wrote."""
        held = (work.doi for person in persons for work in self.wrote[person.term] if work.doi)
        return sorted(set(held))

    @property
    def settled(self) -> set[tuple[NamedNode, NamedNode]]:
        """What is linked to what, or was found not to be it."""
        held = {(one.subject, one.object) for found in self.matches.values() for one in found}
        return held | self.rejected

    def linked(self, thing: NamedNode, prefix: str) -> bool:
        """Say whether a thing has a link to the data set of a prefix."""
        targets = (of(match.object) for match in self.matches.get(thing, ()))
        return any(target and target.prefix == prefix for target in targets)


def _method(
    entry: Entry, concepts: Mapping[NamedNode, Concept], people: Mapping[NamedNode, str]
) -> Described:
    names = (text.value for text in (*_called(entry), *entry.acronyms))
    held = (*entry.kinds, *entry.fields, *filter(None, (entry.family,)))
    words = [spoken(concepts[one].names, "en").value for one in held if one in concepts]
    words.append(spoken(entry.summaries, "en").value)
    authors = tuple(people[one] for one in entry.originators if one in people)
    year = str(entry.introduced or "")
    return Described(
        entry.term, tuple(dict.fromkeys(names)), year, authors, "", " ".join(filter(None, words))
    )


def _called(entry: Entry) -> tuple[Text, ...]:
    """Return the names of a method, without acronyms, which too many things share."""
    return (*(Text(name, tag) for tag, name in entry.names.items()), *entry.aliases)


def _work(work: Work, people: Mapping[NamedNode, str]) -> Described:
    authors = tuple(people[one] for one in work.authors if one in people)
    return Described(work.term, (work.title,), work.year, authors, work.doi)


def orcids(store: Store, queries: Mapping[str, Query]) -> Mapping[NamedNode, str]:
    """Return the ORCID of every person who has one."""
    rows = store.select(queries["person_orcids"].bind())
    return {
        row["person"]: slug(row["orcid"].value)
        for row in rows
        if isinstance(row["person"], NamedNode)
    }
