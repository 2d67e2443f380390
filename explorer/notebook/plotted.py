"""What several methods have as plots: a timeline, and how many there are of each kind."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ..errors import ChoiceError
from ..model import Entry, spoken
from ..vocab import slug
from . import plots
from .worn import Worn

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Plotted(Worn):
    """Several methods, to be drawn through time and in numbers."""

    @abstractmethod
    def _entries(self) -> Iterable[Entry]:
        """Return the methods."""

    def timeline(self, ax: Axes | None = None) -> Axes:
        """Draw each method in the year of its introduction; up to 45 of them have their names.

        Those without a year are left out. Raises ChoiceError where none has one, and
        ExplorerError where matplotlib is not installed.
        """
        held = [
            plots.Dated(
                spoken(one.names, self._language, one.id).value,
                slug(one.family.value) if one.family else "",
                one.introduced,
            )
            for one in self._entries()
            if one.introduced is not None
        ]
        if not held:
            raise ChoiceError("A timeline needs methods with a year, and here there are none.")
        return plots.timeline(held, self._named("labels").families(), ax)

    def counts(self, by: str = "family", ax: Axes | None = None) -> Axes:
        """Draw how many methods there are by family, field, kind or decade.

        A method of several fields or kinds counts in each. Raises ChoiceError for anything else,
        and ExplorerError where matplotlib is not installed.
        """
        if by == "decade":
            years = [one.introduced for one in self._entries() if one.introduced is not None]
            return plots.decades(years, ax)
        held = Counter(term for one in self._entries() for term in _of(one, by))
        named = self._named("labels")
        order = sorted(held, key=lambda term: (-held[term], named(term)))
        hues = [slug(term.value) for term in order] if by == "family" else ()
        return plots.counts([(named(term), held[term]) for term in order], ax, hues)


def _of(entry: Entry, by: str) -> Sequence[NamedNode]:
    """Return what a method has of families, fields or kinds."""
    if by == "family":
        return (entry.family,) if entry.family else ()
    if by in ("field", "kind"):
        return entry.fields if by == "field" else entry.kinds
    raise ChoiceError(f"Methods are counted by family, field, kind or decade, not by {by!r}.")
