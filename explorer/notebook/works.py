"""Works and the people behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .. import model
from . import looks
from .frames import table
from .taken import Citable
from .worn import Many, Worn, worn

if TYPE_CHECKING:
    from pandas import DataFrame

    from . import Explorer
    from .catalogue import Methods


class Paper(model.Paper, Worn, Citable):
    """A cited work."""

    def __repr__(self) -> str:
        return f"<Paper {self.id}: {self.reference}>"

    @property
    def methods(self) -> Methods:
        """The methods that it introduced, the earliest first."""
        return self._explorer.introduced(self.term, self._language)

    def _cited(self) -> Iterable[model.Paper]:
        return (self,)

    def _pieces(self) -> Iterable[looks.Html]:
        yield looks.tagged("p", looks.reference(self, self._language))
        yield from self.methods._pieces() if self.methods else ()

    def frame(self, names: str = "labels") -> DataFrame:
        """Return the work as a row of those of Papers."""
        return Papers((self,), self._explorer, self._language).frame(names)


class Papers(Many[Paper], Citable):
    """Works in an order."""

    def __init__(
        self, items: Iterable[model.Paper], explorer: Explorer, language: str = "en"
    ) -> None:
        made = (worn(Paper, one, explorer, language) for one in items)
        super().__init__(made, explorer, language)

    def __repr__(self) -> str:
        return self._shown("work", (paper.title for paper in self))

    def _cited(self) -> Iterable[model.Paper]:
        return self

    def _pieces(self) -> Iterable[looks.Html]:
        lines = (looks.reference(paper, self._language) for paper in self)
        title = f"{self._word('Works')} ({len(self)})"
        yield looks.listed(title, lines, len(self), self._language)

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row a work: name, title, authors, year, where it came out, DOI and address."""
        named = self._named(names)
        return table(
            {
                "id": [paper.id for paper in self],
                "name": [named(paper.term) for paper in self],
                "title": [paper.title for paper in self],
                "authors": [
                    [author.name if names == "labels" else named(author.term) for author in one]
                    for one in (paper.authors for paper in self)
                ],
                "year": [int(one.year) if one.year.isdecimal() else None for one in self],
                "type": [paper.type or None for paper in self],
                "venue": [paper.venue or None for paper in self],
                "publisher": [paper.publisher or None for paper in self],
                "doi": [paper.doi or None for paper in self],
                "url": [paper.link or None for paper in self],
            }
        )


class Person(model.Person, Worn, Citable):
    """A person or an organisation."""

    def __repr__(self) -> str:
        return f"<Person {self.id}: {self.name}>"

    @property
    def methods(self) -> Methods:
        """The methods that they originated, the earliest first."""
        return self._explorer.introduced(self.term, self._language)

    @property
    def papers(self) -> Papers:
        """The works, the earliest first."""
        return self._explorer.written(self, self._language)

    def _cited(self) -> Iterable[model.Paper]:
        return self.papers

    def _pieces(self) -> Iterable[looks.Html]:
        yield looks.title(self.name)
        if self.orcid:
            yield looks.note(looks.link(f"ORCID {self.orcid}", f"https://orcid.org/{self.orcid}"))
        for many in (self.papers, self.methods):
            yield from many._pieces() if many else ()

    def frame(self, names: str = "labels") -> DataFrame:
        """Return a row: the slug, the name, its parts and the ORCID."""
        facts = {"given_name": self.given, "family_name": self.family, "orcid": self.orcid}
        name = self._named(names)(self.term)
        return table(
            {"id": [self.id], "name": [name], **{key: [one or None] for key, one in facts.items()}}
        )
