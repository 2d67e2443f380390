"""What data sets elsewhere said of things here on a day, which is theirs to claim."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..vocab import slug
from .words import Text
from .works import Person


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A data set elsewhere as it was on a day, held in a graph of its own.

    `home` is the address of the data set, `licence` that of its licence; `date` is YYYY-MM-DD.
    """

    graph: NamedNode
    title: str
    home: str
    licence: str
    date: str

    @property
    def id(self) -> str:
        """The name of its file and the end of that of its graph, such as openalex-2026-11-27."""
        return slug(self.graph.value)

    @property
    def source(self) -> str:
        """The short name of the data set, such as openalex."""
        return self.id.removesuffix(f"-{self.date}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a method or a work; empty where nothing is.

    `names` are labels and `aliases` other names, in whatever languages; `years` are those in which
    a method came about or a work was published. `citations` are all that are counted, `by_year`
    pairs of the year in which the citing works appeared and their count. `access` is how open a
    work is (diamond, gold, hybrid, bronze, green, closed), `address` where anyone can read it.
    """

    title: str = ""
    names: tuple[Text, ...] = ()
    aliases: tuple[Text, ...] = ()
    years: tuple[int, ...] = ()
    inventors: tuple[Person, ...] = ()
    citations: int | None = None
    by_year: tuple[tuple[int, int], ...] = ()
    access: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is one way here and another way there: about a year or an originator."""

    about: str
    here: tuple[str, ...]
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """What a snapshot says of one thing here, and where that is not what is recorded here."""

    snapshot: Snapshot
    thing: NamedNode
    facts: Facts
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def source(self) -> str:
        """The short name of the data set."""
        return self.snapshot.source

    @property
    def date(self) -> str:
        """The day of the snapshot."""
        return self.snapshot.date

    @property
    def licence(self) -> str:
        """The address of the licence it comes under."""
        return self.snapshot.licence


@dataclass(frozen=True, slots=True)
class Change:
    """What one snapshot says of a thing and an earlier one did not, or no more; empty for nothing.

    `what` is citations, open access, year, inventor, name or title.
    """

    thing: NamedNode
    what: str
    before: str
    after: str
