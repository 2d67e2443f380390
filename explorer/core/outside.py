"""What data sets elsewhere say of things here, beside what is recorded here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from pyoxigraph import NamedNode

from .. import choice, snapshots
from ..errors import ChoiceError
from ..model import Facts, Outside, Snapshot
from ..services import Asking
from ..snapshots import SERVICES, Asked, Ours, Taken
from ..snapshots.services import Along
from ..store import EmbeddedStore, RemoteStore
from ..vocab import METHODS, OUTSIDE, PREFIXES, slug
from .linked import Linked


class Reported(Linked):
    """The part of an explorer that knows what others say."""

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The snapshots of data sets elsewhere that are here, the latest first.

        They are held where they cannot change, else asked for. Of the files of a folder, they are
        the latest of each source.
        """
        return self._snapshots if self.store.version else self._listed()

    @cached_property
    def _snapshots(self) -> tuple[Snapshot, ...]:
        return self._listed()

    def _listed(self) -> tuple[Snapshot, ...]:
        return snapshots.listed(self.store, self.queries)

    @cached_property
    def _past(self) -> EmbeddedStore:
        """The older snapshots: read from their files once someone asks for them."""
        return EmbeddedStore.of((), self._older)

    def outside(self, wanted: choice.One, *, old: bool = False) -> Sequence[Outside]:
        """Return what the latest snapshot of each data set says of a method or work.

        It goes by slug, CURIE or IRI. With `old` all snapshots speak, the latest first. Raises
        NotFound where there is no such thing.

        >>> sorted(one.source for one in ex.outside("lasso"))  # until `explorer refresh`
        []
        """
        return self.reported([self._named(wanted)], old=old)

    def reported(self, things: Iterable[NamedNode], *, old: bool = False) -> tuple[Outside, ...]:
        """Return what snapshots say of methods and works given by IRI, in that order."""
        asked = [*dict.fromkeys(things)]
        held = self.snapshots if old else snapshots.latest(self.snapshots)
        said = snapshots.claims(self.store, self.queries, held, asked) if asked else {}
        if old and asked:
            past = [one for one in snapshots.listed(self._past, self.queries) if one not in held]
            said = {**said, **snapshots.claims(self._past, self.queries, past, asked)}
            held = tuple(sorted((*held, *past), key=lambda one: one.date, reverse=True))
        return tuple(
            self._beside(one, thing, said[one.graph][thing])
            for thing in asked
            for one in held
            if thing in said.get(one.graph, {})
        )

    def refresh(
        self, source: str, asking: Asking, day: date, *, kept: bool = True, along: Along = iter
    ) -> Taken:
        """Take a snapshot of what a data set elsewhere says of what is here, as of a day.

        The source is openalex, opencitations, crossref or wikidata; `along` goes along the
        questions. It is kept beside the files of the graph, for an explorer that is opened later,
        unless `kept` is false. Raises ChoiceError, where it is there already too, DataError and
        StoreError. ::

            with Client(None, "me@example.org") as client:
                taken = ex.refresh("openalex", Asking(client, ex.queries), date.today())
        """
        if (service := SERVICES.get(source)) is None:
            raise ChoiceError(f"“{source}” is no source of snapshots; give {', '.join(SERVICES)}.")
        if self.folder is None:
            raise ChoiceError("Snapshots are kept beside data/methods.ttl: open a folder with it.")
        path = snapshots.path(self.folder, source, day)
        if path.is_file():
            raise ChoiceError(f"{path} is there already; delete it to ask {source} anew.")
        told = service.all(self._asked(asking), along)
        graph = NamedNode(f"{OUTSIDE}{path.stem}")
        made = Snapshot(graph, service.title, service.home, service.licence, day.isoformat())
        earlier = snapshots.before(self.folder, self.queries, source, day)
        before, changed = None, []
        if earlier:
            before, changed = earlier[0], snapshots.changes(earlier[1], told)
        taken = Taken(made, told, before, tuple(changed), self.disputed(made, told))
        if kept:
            snapshots.keep(path, taken)
        return taken

    def _asked(self, asking: Asking) -> Asked:
        """Return whom to ask of what: works that have a DOI, methods that are the same there."""
        matches = self.matches
        items = {
            match.object: entry.term
            for entry in self.entries
            for match in matches.get(entry.term, ())
            if match.exact and match.object.value.startswith(PREFIXES["wd"])
        }
        works = {work.doi: term for term, work in sorted(self.works.items(), key=str) if work.doi}
        return Asked(asking, works, items)

    def gone(self, endpoint: str, timeout: float) -> tuple[Snapshot, ...]:
        """Return the snapshots that an endpoint has and that are not here, of whatever day."""
        past = snapshots.listed(self._past, self.queries)
        here = {one.graph for one in (*self.snapshots, *past)}
        there = snapshots.listed(RemoteStore(endpoint, timeout), self.queries)
        return tuple(one for one in there if one.graph not in here)

    def disputed(self, snapshot: Snapshot, said: Mapping[NamedNode, Facts]) -> tuple[Outside, ...]:
        """Return where a snapshot disagrees with what is recorded here."""
        beside = (self._beside(snapshot, thing, said[thing]) for thing in sorted(said, key=str))
        return tuple(one for one in beside if one.disagreements)

    @property
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
        return frozenset(one.object.value for one in self.matches_of(person) if one.exact)
