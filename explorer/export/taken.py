"""What is taken home: a comparison, or a list of methods, with what files say beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from .. import __version__
from ..config import MOST_METHODS
from ..model import (
    Absence,
    Cell,
    Comparison,
    Concept,
    Entry,
    Fact,
    Listing,
    Paper,
    Row,
    Scope,
    Text,
    Value,
    spoken,
)
from ..vocab import BASE, slug
from .beyond import left_out
from .words import word

SIGNS = {Scope.COMMON: "●", Scope.SHARED: "◐", Scope.ONLY: "○"}
SCOPES = {
    Scope.COMMON: "value common to all",
    Scope.SHARED: "shared by some",
    Scope.ONLY: "only in this column",
}
EMPTY = {Absence.NOT_RECORDED: "—", Absence.UNSETTLED: "?", Absence.NOT_APPLICABLE: "∅"}
ABSENCES = {
    Absence.NOT_RECORDED: "not recorded",
    Absence.UNSETTLED: "looked for and not settled",
    Absence.NOT_APPLICABLE: "does not apply",
}
PROGRAM = f"Method Explorer {__version__}"
LICENCE = "Data under CC0, program under MIT."
FITTING = 3  # methods that a page of print holds side by side
ROOMS = ("method", "field", "family", "kind", "person", "paper")


Facts: TypeAlias = Callable[[], Iterable[Fact]]


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison; `facts` gives the statements behind it, `site` begins the addresses of pages.

    Without a site, things are linked by their names.
    """

    table: Comparison
    facts: Facts
    beyond: int = 0
    site: str = ""

    @property
    def language(self) -> str:
        """The language that was asked for."""
        return self.table.language

    @property
    def many(self) -> bool:
        """Whether there is more than one method, so that a value can be common or not."""
        return len(self.table.methods) > 1

    @property
    def title(self) -> str:
        """What the table is called."""
        names = ", ".join(method.label.value for method in self.table.methods)
        return word("Compare: %(methods)s", self.language) % {"methods": names}

    @property
    def parts(self) -> list[tuple[str, range]]:
        """The tables for print: what each is called, and the places of its methods."""
        number = len(self.table.methods)
        tables = ceil(number / FITTING)
        if tables < 2:
            return [(self.title, range(number))]
        size = ceil(number / tables)
        starts = enumerate(range(0, number, size), 1)
        return [
            (f"{self.title} ({table}/{tables})", range(start, min(start + size, number)))
            for table, start in starts
        ]

    @property
    def address(self) -> str:
        """The address of the page that shows the same."""
        asked = urlencode([("method", method.id) for method in self.table.methods])
        return f"{self.site}/{self.language}/compare?{asked}"

    @property
    def cut(self) -> str:
        """The sentence that says what was left out, where something was."""
        return left_out(self.beyond, MOST_METHODS, self.language) if self.beyond else ""

    @property
    def papers(self) -> list[Paper]:
        """The works that the table cites, each once, by key."""
        found = {
            value.paper.id: value.paper
            for row in self.table.rows
            for cell in row.cells
            for value in cell.values
            if value.paper
        }
        return [found[key] for key in sorted(found)]

    def link(self, value: Value) -> str:
        """Return where a value leads: a work to where it is found, a thing to its page or name."""
        if value.paper and value.paper.link:
            return value.paper.link
        return place(value.term.value, self) if isinstance(value.term, NamedNode) else ""

    def scope(self, row: Row, value: Value) -> Scope | None:
        """Return how widely a value is held, where that can be said."""
        return row.scope(value) if row.compared and self.many else None

    def sign(self, row: Row, value: Value) -> str:
        """Return the sign of how widely a value is held, with a blank after it."""
        scope = self.scope(row, value)
        return f"{SIGNS[scope]} " if scope else ""

    def legend(self) -> Iterator[tuple[str, str]]:
        """Return the signs that tables use, each with its words."""
        if self.many:
            yield "≠", word("row that differs", self.language)
            for scope, words in SCOPES.items():
                if scope is not Scope.SHARED or len(self.table.methods) > 2:
                    yield SIGNS[scope], word(words, self.language)
        for kind, words in ABSENCES.items():
            yield EMPTY[kind], word(words, self.language)


@dataclass(frozen=True, slots=True)
class Listed:
    """Methods in order; `found` has the facets where the list is a part of the catalogue.

    `cited` gives the works that introduced them.
    """

    entries: Sequence[Entry]
    concepts: Mapping[NamedNode, Concept]
    people: Mapping[NamedNode, str]
    language: str
    facts: Facts
    cited: Callable[[], Iterable[Paper]]
    found: Listing | None = None
    site: str = ""

    @property
    def title(self) -> str:
        """What the list is called."""
        return f"{word('Methods', self.language)} ({len(self.entries)})"

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of the columns, the years in one of them."""
        heads = ("Method", "Family", "Fields", "Year", "Summary")
        return tuple(word(head, self.language) for head in heads)

    @property
    def papers(self) -> list[Paper]:
        """The works that introduced the methods, each once, by key."""
        return sorted(self.cited(), key=lambda paper: paper.id)

    def named(self, term: NamedNode) -> Text:
        """Return what a concept is called."""
        known = self.concepts.get(term)
        return spoken(known.names if known else {}, self.language, slug(term.value))

    def lines(self) -> Iterator[Line]:
        """Return the methods as lines of a table."""
        for entry in self.entries:
            yield Line(
                spoken(entry.names, self.language, entry.id),
                place(entry.term.value, self),
                self.named(entry.family) if entry.family else Text(""),
                tuple(self.named(field) for field in entry.fields),
                entry.introduced,
                entry.established,
                entry.years,
                spoken(entry.summaries, self.language),
                tuple(self.named(kind).value for kind in entry.kinds),
                tuple(self.people[one] for one in entry.originators),
                tuple(slug(work.value) for work in entry.works),
                entry.id,
            )


@dataclass(frozen=True, slots=True)
class Line:
    """A method in a list; its works go by their keys."""

    name: Text
    link: str
    family: Text
    fields: tuple[Text, ...]
    introduced: int | None
    established: int | None
    years: str
    summary: Text
    kinds: tuple[str, ...]
    originators: tuple[str, ...]
    works: tuple[str, ...]
    id: str


def place(iri: str, taken: Compared | Listed) -> str:
    """Return the page of a thing where it has one and the site is known, else its name."""
    room, _, thing = iri.removeprefix(BASE).partition("/")
    if taken.site and iri.startswith(BASE) and room in ROOMS and thing:
        return f"{taken.site}/{taken.language}/{room}/{thing}"
    return iri


def empty(cell: Cell, language: str) -> str:
    """Return the sign and the words of a cell that has no value."""
    return f"{EMPTY[cell.absence]} {word(ABSENCES[cell.absence], language)}"
