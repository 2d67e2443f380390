"""What data sets elsewhere say of things here, beside what is recorded here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from pyoxigraph import NamedNode

from .. import snapshots
from ..model import Facts, Outside, Snapshot
from ..snapshots import Ours
from ..vocab import METHODS, slug
from .linked import Linked


class Reported(Linked):
    """The part of an explorer that knows what others say."""

    @cached_property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The snapshots of data sets elsewhere that are here, the latest first."""
        return snapshots.listed(self.store, self.queries)

    def outside(self, wanted: str | NamedNode, *, old: bool = False) -> tuple[Outside, ...]:
        """Return what the latest snapshot of each data set says of a method or work.

        It goes by slug or IRI. With `old` all snapshots speak, the latest first. Raises NotFound
        where there is no such thing.

        >>> sorted(one.source for one in ex.outside("lasso"))  # until `explorer refresh`
        []
        """
        return self.reported([self._named(wanted)], old=old)

    def reported(self, things: Iterable[NamedNode], *, old: bool = False) -> tuple[Outside, ...]:
        """Return what snapshots say of methods and works given by IRI, in that order."""
        asked = [*dict.fromkeys(things)]
        held = self.snapshots if old else snapshots.latest(self.snapshots)
        said = snapshots.claims(self.store, self.queries, held, asked) if asked else {}
        return tuple(
            self._beside(one, thing, said[one.graph][thing])
            for thing in asked
            for one in held
            if thing in said.get(one.graph, {})
        )

    def claims(self, snapshot: Snapshot) -> Mapping[NamedNode, Facts]:
        """Return all that a snapshot says of methods and works."""
        return snapshots.claims(self.store, self.queries, [snapshot])[snapshot.graph]

    def disputed(self, snapshot: Snapshot, said: Mapping[NamedNode, Facts]) -> tuple[Outside, ...]:
        """Return where a snapshot disagrees with what is recorded here."""
        beside = (self._beside(snapshot, thing, said[thing]) for thing in sorted(said, key=str))
        return tuple(one for one in beside if one.disagreements)

    @cached_property
    def sizes(self) -> Mapping[NamedNode, Mapping[str, int]]:
        """Of how many things of each class each snapshot says something."""
        return snapshots.sizes(self.store, self.queries, self.snapshots)

    def _beside(self, snapshot: Snapshot, thing: NamedNode, facts: Facts) -> Outside:
        found = snapshots.disagreements(self._ours(thing), facts)
        return Outside(snapshot, thing, facts, tuple(found))

    def _ours(self, thing: NamedNode) -> Ours:
        """Return what is recorded here that others may see otherwise."""
        if thing.value.startswith(METHODS):
            if (entry := self.index.get(slug(thing.value))) is None:
                return Ours()
            years = (entry.introduced, entry.established)
            people = tuple((self.people[one], self._known(one)) for one in entry.originators)
            return Ours(tuple(year for year in years if year is not None), people)
        work = self.works.get(thing)
        return Ours((int(work.year),) if work and work.year.isdecimal() else ())

    def _known(self, person: NamedNode) -> frozenset[str]:
        return frozenset(one.object.value for one in self.matches.get(person, ()) if one.exact)
