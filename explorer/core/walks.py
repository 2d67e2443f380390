"""How methods are related: what joins them, what is around them, what leads from one to another."""

from __future__ import annotations

from collections.abc import Sequence

from .. import choice, neighbourhood
from ..model import Joined, Link, Neighbourhood, Reach, Route
from ..neighbourhood import paths
from ..neighbourhood.surroundings import surroundings
from .held import Held


class Walks(Held):
    """The part of an explorer that follows relations."""

    def among(self, slugs: Sequence[str], language: str = "en") -> Sequence[Joined]:
        """Return the relations that join the methods directly, and why."""
        return neighbourhood.among(
            self.store,
            self.queries,
            choice.methods(slugs),
            self.relation_types,
            choice.language(language),
        )

    def neighbourhood(
        self,
        slug: choice.Several,
        depth: int = 1,
        types: str | Sequence[str] = (),
        limit: int = 60,
        language: str = "en",
    ) -> Neighbourhood:
        """Return the methods within 1 to 3 steps of one or several, and how they are related.

        `types` are names of relations, such as extends, each of which stands for its inverse too;
        `limit` is the most methods to return. Raises NotFound or ChoiceError.

        >>> around = ex.neighbourhood("random-forest", types=["extends"])
        >>> [node.id for node in around.nodes][:2]
        ['random-forest', 'bagging']
        """
        asked = Reach(choice.several(slug), depth, choice.several(types), limit=limit)
        return self.reached(asked, language)

    def reached(self, asked: Reach, language: str = "en") -> Neighbourhood:
        """Return the methods that a walk comes to, from several starts or by filters too."""
        return surroundings(
            self.store,
            self.queries,
            self.relations,
            self.relation_types,
            self.index,
            self.concepts,
            choice.reach(asked, self.index, self.relation_types, self.concepts),
            choice.language(language),
        )

    def path(self, start: str, end: str, language: str = "en", most: int = 3) -> Route:
        """Return how two methods are related through others: the best of the shortest paths.

        Relations of a close type and with a reason are preferred. Raises NotFound, or ChoiceError
        for a method and itself.

        >>> ex.path("lasso", "ridge-regression").paths[0].length
        1
        """
        ends = choice.pair(self.index, start, end, most)
        return paths.between(
            self.store,
            self.queries,
            self.relations,
            self.relation_types,
            ends,
            choice.language(language),
            most,
        )

    def links(self, slug: str, language: str = "en") -> Sequence[Link]:
        """Return how a method is related to others, and why."""
        return neighbourhood.around(
            self.store,
            self.queries,
            choice.method(slug),
            self.relation_types,
            choice.language(language),
        )

    def entailed(self, slug: str, language: str = "en") -> Sequence[Link]:
        """Return the relations of a method that no one states: they follow from the hierarchy."""
        return neighbourhood.entailed(
            self.relations,
            choice.entry(self.index, slug),
            self.relation_types,
            self.index,
            choice.language(language),
        )
