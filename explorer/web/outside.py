"""What others say of a thing beside what is recorded here, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from flask import g
from pyoxigraph import NamedNode

from ..config import LANGUAGES
from ..core import Explorer
from ..model import Outside, Snapshot, Text, fold, span, spoken
from ..vocab import CC0, METHODS, MX, slug
from .languages import gettext

HIGH, WIDE = 100.0, 44  # of the bars of a picture
METHOD = f"{MX}Method"


@dataclass(frozen=True, slots=True)
class Said:
    """A value that a data set gives, in words; `differs` where another is recorded here."""

    text: Text
    dataset: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A fact as it is recorded here and as others have it."""

    label: str
    here: tuple[str, ...]
    there: tuple[Said, ...]

    @property
    def differs(self) -> bool:
        """Whether one of them has it otherwise."""
        return any(said.differs for said in self.there)


@dataclass(frozen=True, slots=True)
class Bar:
    """The citations of a year, and where its bar begins."""

    year: int
    count: int
    left: int
    top: float

    @property
    def height(self) -> float:
        """How high it is."""
        return HIGH - self.top


@dataclass(frozen=True, slots=True)
class Cited:
    """How often a work is cited, as one data set counts on a day."""

    dataset: str
    date: str
    count: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What is said of a work: who counts its citations, and where anyone can read it."""

    id: str
    title: str
    counts: tuple[Cited, ...]
    copies: tuple[tuple[str, str, str], ...]  # dataset, address, how open


@dataclass(frozen=True, slots=True)
class Beside:
    """What others say: rows beside ours, names by language, works, and the snapshots that say it.

    `names` are in the languages of the site, `others` in further ones.
    """

    rows: tuple[Row, ...]
    names: tuple[tuple[str, tuple[Text, ...]], ...]
    others: tuple[tuple[str, tuple[Text, ...]], ...]
    works: tuple[Read, ...]
    snapshots: tuple[tuple[Snapshot, str], ...]


def beside(explorer: Explorer, thing: NamedNode, found: Sequence[Outside]) -> Beside | None:
    """Return what others say of a thing and of its works; None where nobody says anything."""
    if not found:
        return None
    own = [one for one in found if one.thing == thing]
    names = [*_names(explorer, thing, own)]
    told = dict.fromkeys(one.snapshot for one in found)
    return Beside(
        tuple(_rows(explorer, thing, own)),
        tuple((_language(tag), held) for tag, held in names if tag in LANGUAGES),
        tuple((_language(tag), held) for tag, held in names if tag not in LANGUAGES),
        tuple(_works(explorer, found)),
        tuple((one, licence(one.licence)) for one in told),
    )


def licence(address: str) -> str:
    """Return what a licence is called in a link."""
    return "CC0 1.0" if address == CC0 else gettext("terms of its own")


def _rows(explorer: Explorer, thing: NamedNode, own: Sequence[Outside]) -> Iterator[Row]:
    """Yield the facts that are recorded here too: the years, and who came up with it."""
    entry = explorer.index.get(slug(thing.value)) if thing.value.startswith(METHODS) else None
    work = explorer.works.get(thing)
    years = (entry.years,) if entry and entry.years else (work.year,) if work else ()
    dated = [
        Said(Text(span(*one.facts.years)), one.snapshot.title, _disputed(one, "year"))
        for one in own
        if one.facts.years
    ]
    if dated:
        label = _label(explorer, "introduced") if entry else gettext("Year")
        yield Row(label, years, tuple(dated))
    people = tuple(explorer.people[one] for one in entry.originators) if entry else ()
    named = [
        Said(Text(person.name), one.snapshot.title, _disputed(one, "originator", person.name))
        for one in own
        for person in one.facts.inventors
    ]
    if named:
        yield Row(_label(explorer, "originator"), people, tuple(named))


def _label(explorer: Explorer, row: str) -> str:
    """Return what a row of comparisons is called."""
    names = next((spec.names for spec in explorer.rows if spec.id == row), {})
    return spoken(names, g.language, row).value


def _disputed(one: Outside, about: str, value: str = "") -> bool:
    return any(
        each.about == about and (not value or value in each.there) for each in one.disagreements
    )


def _names(
    explorer: Explorer, thing: NamedNode, own: Sequence[Outside]
) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """Yield by language, those of the site first, the names that are not recorded here."""
    entry = explorer.index.get(slug(thing.value))
    known = {(tag, fold(name)) for tag, name in entry.names.items()} if entry else set()
    if entry:
        words = (*entry.aliases, *entry.acronyms)
        known |= {(name.language, fold(name.value)) for name in words}
    held: dict[str, dict[str, Text]] = {}
    for name in (name for one in own for name in (*one.facts.names, *one.facts.aliases)):
        if (name.language, fold(name.value)) not in known:
            held.setdefault(name.language, {}).setdefault(fold(name.value), name)
    order = {tag: place for place, tag in enumerate(LANGUAGES)}
    for tag in sorted(held, key=lambda tag: (order.get(tag, len(order)), tag)):
        yield tag, tuple(held[tag].values())


def _language(tag: str) -> str:
    """Return what a language is called in that of the page; a tag that is not known stays."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(g.language) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def _works(explorer: Explorer, found: Iterable[Outside]) -> Iterator[Read]:
    said: dict[NamedNode, list[Outside]] = {}
    for one in found:
        if one.facts.citations is not None or one.facts.address:
            said.setdefault(one.thing, []).append(one)
    for term, told in said.items():
        counted = tuple(
            Cited(
                one.snapshot.title, one.snapshot.date, one.facts.citations, bars(one.facts.by_year)
            )
            for one in told
            if one.facts.citations is not None
        )
        copies = tuple(
            (one.snapshot.title, one.facts.address, openness(one.facts.access))
            for one in told
            if one.facts.address
        )
        title = explorer.works[term].title if term in explorer.works else slug(term.value)
        yield Read(slug(term.value), title, counted, copies)


def bars(by_year: Sequence[tuple[int, int]]) -> tuple[Bar, ...]:
    """Lay out the citations of each year from the first to the last, those without any too."""
    if not any(count for _, count in by_year):
        return ()
    counts, most = dict(by_year), max(count for _, count in by_year)
    years = range(by_year[0][0], by_year[-1][0] + 1)
    return tuple(
        Bar(year, counts.get(year, 0), WIDE * place, HIGH - HIGH * counts.get(year, 0) / most)
        for place, year in enumerate(years)
    )


def openness(access: str) -> str:
    """Return in words how openly a work can be read."""
    said = {
        "diamond": gettext("free for readers and authors"),
        "gold": gettext("in an open journal"),
        "hybrid": gettext("with an open licence"),
        "bronze": gettext("free to read at the publisher"),
        "green": gettext("in a repository"),
    }
    return said.get(access, "")


@dataclass(frozen=True, slots=True)
class Kept:
    """A snapshot that is here, and of how many methods and works it says something."""

    snapshot: Snapshot
    licence: str
    methods: int
    works: int


def kept(explorer: Explorer) -> tuple[Kept, ...]:
    """Return the snapshots that are here, the latest first."""
    sizes = explorer.sizes
    return tuple(
        Kept(one, licence(one.licence), counts.get(METHOD, 0), _rest(counts))
        for one in explorer.snapshots
        for counts in [sizes[one.graph]]
    )


def _rest(counts: Mapping[str, int]) -> int:
    return sum(count for kind, count in counts.items() if kind != METHOD)
