"""Links from what is here to what it is called in data sets elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..vocab import slug


@dataclass(frozen=True, slots=True)
class Match:
    """A thing here and what it is called elsewhere, with how and how surely that was found.

    `predicate` is skos:exactMatch, closeMatch, broadMatch, narrowMatch or relatedMatch of a method
    and owl:sameAs of a work or person; `label` is their name for it; `justification` is a term of
    SEMAPV; `confidence` is from 0 to 1; `date` is of the match, as YYYY-MM-DD; `reviewer` is who
    has accepted it; `sources` are what says so. One that is `rejected` says what the thing is not.
    """

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode
    label: str
    justification: NamedNode
    confidence: float
    date: str
    reviewer: str = ""
    sources: tuple[str, ...] = ()
    comment: str = ""
    rejected: bool = False

    @property
    def exact(self) -> bool:
        """Whether both are one and the same."""
        return slug(self.predicate.value) in {"exactMatch", "sameAs"}


@dataclass(frozen=True, slots=True)
class Linkset:
    """Links of one kind between things of one kind here and one data set elsewhere.

    `room` is method, paper or person; of the data set there are its name, home, licence, and
    `space`, with which its identifiers begin.
    """

    room: str
    predicate: NamedNode
    name: str
    home: str
    licence: str
    space: str
    matches: tuple[Match, ...]

    @property
    def id(self) -> str:
        """What it is called in an address, such as method-wikidata-exactmatch."""
        return "-".join((self.room, *self.name.split(), slug(self.predicate.value))).lower()

    @property
    def date(self) -> str:
        """The day of its latest match."""
        return max(match.date for match in self.matches)


@dataclass(frozen=True, slots=True)
class Described:
    """A thing, here or elsewhere, by what tells it from others.

    `names` begins with its label or title; `text` is what is said of it; `authors` are full names,
    or surnames, in order.
    """

    term: NamedNode
    names: tuple[str, ...]
    year: str = ""
    authors: tuple[str, ...] = ()
    doi: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that is proposed, for a person to judge: its confidence is its score, with reasons.

    `text` is what is said there of the thing.
    """

    match: Match
    reasons: tuple[str, ...]
    text: str = ""
