"""What things are called in data sets elsewhere, and how others find them here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from .. import choice, links, reconcile
from ..choice import SLUG
from ..errors import NotFound
from ..model import Linkset, Match, spoken
from ..vocab import BASE, METHODS, slug
from .held import Held

if TYPE_CHECKING:
    from ..links.find import Here


class Linked(Held):
    """The part of an explorer that knows of other data sets."""

    def elsewhere(self, wanted: choice.One) -> Sequence[Match]:
        """Return what a method, work or person is called in other data sets, the same first.

        It goes by slug, CURIE or IRI. Raises NotFound where there is no such thing.

        >>> criterion = ex.elsewhere("akaike-information-criterion")
        >>> "STATO" in {links.of(match.object).name for match in criterion}
        True
        """
        return self.matches_of(self._named(wanted))

    def _named(self, wanted: choice.One) -> NamedNode:
        """Return the IRI of a method, work or person; raises NotFound."""
        given = choice.named(wanted)
        for room in ("method", "paper", "person"):
            part = choice.local(room, given)
            if SLUG.fullmatch(part) and self._holds(term := NamedNode(f"{BASE}{room}/{part}")):
                return term
        raise NotFound("There is nothing called “{slug}” here.", slug=given[:80])

    def _holds(self, term: NamedNode) -> bool:
        method = term.value.startswith(METHODS) and slug(term.value) in self.index
        return method or term in self.works or term in self.people

    @property
    def names(self) -> dict[NamedNode, str]:
        """The name of every method, in English, and of every work and person."""
        methods = {one.term: spoken(one.names, "en", one.id).value for one in self.entries}
        works = {term: work.title for term, work in self.works.items()}
        return {**methods, **works, **self.people}

    @property
    def linksets(self) -> tuple[Linkset, ...]:
        """The links to data sets elsewhere, by data set, by what they are of, and by relation."""
        return links.sets(match for held in self.matches.values() for match in held)

    @cached_property
    def register(self) -> reconcile.Register:
        """The methods, works and people as the rows of others' tables are matched with them."""
        known = {
            term: [
                ("".join(target.name.split()).lower(), target.shown(match.object.value))
                for match in held
                if match.exact and (target := links.of(match.object))
            ]
            for term, held in self.matches.items()
        }
        graph = reconcile.Graph(self.entries, self.works, self.people, self.concepts, known)
        return reconcile.Register(graph)

    def reconcile(self, query: reconcile.Query) -> tuple[reconcile.Scored, ...]:
        """Return what a row of a table may be, the best first, and whether that is surely it."""
        return reconcile.candidates(self.register, self.finder.find, query)

    @property
    def linkable(self) -> Here:
        """What is here to be linked to data sets elsewhere, and what is linked already."""
        from ..links import find  # which few ask for

        return find.Here.of(
            self.entries,
            self.concepts,
            self.works,
            self.people,
            find.orcids(self.store, self.queries),
            self.matches,
            links.rejected(self.store, self.queries),
        )

    def sssom(self) -> str:
        """Return every link with its evidence as a table of SSSOM, in TSV."""
        held = (match for found in self.matches.values() for match in found)
        return links.sssom.write(held, self.names)
