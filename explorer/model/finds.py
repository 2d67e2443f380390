"""What a search finds, and a part of the catalogue with the choices that lead further in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..vocab import slug
from .things import Entry
from .words import Text


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: the text that matched, and what that text is to the thing.

    `why` is one of name, alias, acronym, originator, author, title, doi, field, family, kind,
    definition, summary.
    """

    type: str
    term: NamedNode
    names: Mapping[str, str]
    matched: Text
    why: str

    @property
    def id(self) -> str:
        """The slug."""
        return slug(self.term.value)


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, best first.

    `read_as` has the words that misspelt ones were taken for, `ignored` those that fit nothing;
    `partial` says that no thing has all of the words, `nearest` what comes closest to none.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    read_as: str = ""
    ignored: tuple[str, ...] = ()
    partial: bool = False
    nearest: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, how many methods it would leave, and whether it is chosen."""

    id: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """What a part of the catalogue is asked for: values by facet, words, an order and a page.

    `since` and `until` are the first and the last year, both included.
    """

    facets: Mapping[str, tuple[str, ...]]
    words: str = ""
    order: str = ""
    page: int = 1
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a part of the catalogue; `facets` holds the choices by facet."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    order: str
    facets: Mapping[str, tuple[Choice, ...]]
