"""What an explorer gives for relations: what joins methods, is around them, leads to others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from .. import choice, core
from ..model import Reach
from .method import Relations
from .walks import Joins, Neighbourhood, Route
from .worn import worn

if TYPE_CHECKING:
    from . import Explorer


class Walking(core.Explorer):
    """The part of an explorer that follows relations; methods go by slug or name."""

    def reached(self, asked: Reach, language: str = "en") -> Neighbourhood:
        """Return the methods that a walk comes to, from several starts or by filters too."""
        made = super().reached(asked, language)
        return worn(Neighbourhood, made, cast("Explorer", self), language)

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

        >>> ex.neighbourhood("random-forest", types="extends").df["relation"].unique().tolist()
        ['extends']
        """
        starts = tuple(self.slug(one) for one in choice.several(slug))
        return self.reached(Reach(starts, depth, choice.several(types), limit=limit), language)

    def path(
        self, start: choice.One, end: choice.One, language: str = "en", most: int = 3
    ) -> Route:
        """Return how two methods are related through others: the best of the shortest paths.

        Relations of a close type and with a reason are preferred. Raises NotFound, or ChoiceError
        for a method and itself.

        >>> ex.path("lasso", "ridge regression")
        <Route: lasso → ridge-regression>
        """
        made = super().path(self.slug(start), self.slug(end), language, most)
        return worn(Route, made, cast("Explorer", self), language)

    def among(self, slugs: choice.Several, language: str = "en") -> Joins:
        """Return the relations that join the methods directly, and why; raises NotFound.

        >>> [one.relation.id for one in ex.among(["Lasso", "Ridge regression"])]
        ['alternativeTo']
        """
        found = super().among([self.slug(one) for one in choice.several(slugs)], language)
        return Joins(found, cast("Explorer", self), language)

    def links(self, slug: choice.One, language: str = "en") -> Relations:
        """Return how a method is related to others, and why; raises NotFound."""
        found = super().links(self.slug(slug), language)
        return Relations(found, cast("Explorer", self), language)

    def entailed(self, slug: choice.One, language: str = "en") -> Relations:
        """Return the relations of a method that no one states: they follow from the hierarchy."""
        found = super().entailed(self.slug(slug), language)
        return Relations(found, cast("Explorer", self), language)
