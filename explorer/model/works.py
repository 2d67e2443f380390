"""Works and the people who wrote them."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..vocab import slug


@dataclass(frozen=True, slots=True)
class Person:
    """A person or an organisation, as an author or originator."""

    term: NamedNode
    name: str
    given: str = ""
    family: str = ""
    orcid: str = ""

    @property
    def id(self) -> str:
        """The slug."""
        return slug(self.term.value)

    @property
    def cited(self) -> str:
        """The name as a reference list has it.

        >>> Person(NamedNode("http://e/1"), "Leo Breiman", "Leo", "Breiman").cited
        'Breiman, L.'
        """
        if not self.family:
            return self.name
        initials = [
            "-".join(f"{part[0]}." for part in word.split("-") if part)
            for word in self.given.split()
        ]
        return f"{self.family}, {' '.join(initials)}" if initials else self.family


@dataclass(frozen=True, slots=True)
class Work:
    """A work as lists and the search know it: what it is called and who wrote it."""

    term: NamedNode
    title: str
    year: str
    doi: str
    authors: tuple[NamedNode, ...]

    @property
    def id(self) -> str:
        """The slug."""
        return slug(self.term.value)


@dataclass(frozen=True, slots=True)
class Paper:
    """A cited work; `type` is its FaBiO class, `checked` counts the sources that know its DOI."""

    term: NamedNode
    title: str
    year: str
    type: str = ""
    authors: tuple[Person, ...] = ()
    venue: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    isbn: str = ""
    url: str = ""
    checked: int = 0

    @property
    def id(self) -> str:
        """The slug."""
        return slug(self.term.value)

    @property
    def link(self) -> str:
        """Where the work is found: its DOI's address, or its own where that is on the web."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return self.url if self.url.startswith(("http://", "https://")) else ""

    @property
    def where(self) -> str:
        """Venue or publisher with volume, issue and pages, without a full stop."""
        number = (
            f" {self.volume}({self.issue})"
            if self.volume and self.issue
            else f" {self.volume}"
            if self.volume
            else ""
        )
        named = f"{self.venue}{number}" if self.venue else self.publisher
        return ", ".join(part for part in (named, self.pages.replace("-", "–")) if part)

    @property
    def by(self) -> str:
        """The authors as a reference list has them; beyond seven, the first six and et al."""
        names = [person.cited for person in self.authors]
        if len(names) > 7:
            return f"{', '.join(names[:6])} et al."
        return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)

    @property
    def reference(self) -> str:
        """The work as one line of a reference list, with where it is found."""
        titled = self.title if self.title[-1:] in "?!." else f"{self.title}."
        place = f"{self.where}." if self.where else ""
        return " ".join(filter(None, (self.by, f"({self.year}).", titled, place, self.link)))
