"""What every result has in a notebook: a data frame, and names as they are asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import Field, fields, is_dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

from pyoxigraph import NamedNode

from ..errors import ChoiceError, ExplorerError
from ..model import Relation, Term, Value, spoken
from ..vocab import BASE, METHODS, PAPERS, PERSONS, short, slug
from . import looks
from .words import word

if TYPE_CHECKING:
    from pandas import DataFrame

    from . import Explorer

NAMES = ("labels", "curies", "iris")


class Worn:
    """A result that knows the explorer it comes from, and the language of its texts."""

    _language: str
    _names = "labels"

    @cached_property
    def _explorer(self) -> Explorer:
        """The explorer that it comes from; it is told, and a pickle leaves it behind."""
        raise ExplorerError(
            "Pickles leave the explorer behind that this needs: ask an explorer for the same again."
        )

    def __copy__(self) -> Self:
        return again(*self._parts())

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        kind, facts, rows = self._parts()
        if explorer := facts.get("_explorer"):
            memo[id(explorer)] = explorer  # a copy comes from the same
        return again(kind, *deepcopy((facts, rows), memo))

    def __reduce__(self) -> tuple[Any, ...]:
        kind, facts, rows = self._parts()
        facts.pop("_explorer", None)
        return again, (kind, facts, rows)

    def _parts(self) -> tuple[type[Self], dict[str, Any], list[Any]]:
        """Return of what kind it is, what it holds by name, and what it holds as a list."""
        named: tuple[Field[Any], ...] = fields(self) if is_dataclass(self) else ()
        facts = {each.name: getattr(self, each.name) for each in named}
        return type(self), facts | vars(self), [*self] if isinstance(self, list) else []

    @property
    def df(self) -> DataFrame:
        """The result as a data frame, things by their labels."""
        return self.frame()

    @abstractmethod
    def frame(self, names: str = "labels") -> DataFrame:
        """Return the result as a data frame; `names` of things are labels, curies or iris."""

    def _named(self, names: str) -> Naming:
        return Naming(self._explorer, self._language, names)

    def _repr_html_(self) -> str | None:
        if "_explorer" not in vars(self):
            return None  # a line says what it is
        return looks.shown(self._language, *self._pieces())

    @abstractmethod
    def _pieces(self) -> Iterable[looks.Html]:
        """Return what a cell shows, one below the other."""

    def _word(self, text: str, **values: object) -> str:
        return word(text, self._language, **values)

    def _table(
        self, title: object, heads: Sequence[str], lines: Iterable[Sequence[object]], size: int
    ) -> looks.Html:
        return looks.table(title, heads, lines, size, self._language)


Item = TypeVar("Item")
Kind = TypeVar("Kind", bound=Worn)


def worn(kind: type[Kind], made: Any, explorer: Explorer, language: str = "en") -> Kind:
    """Return a value of the model as a kind of it that has more to it in a notebook."""
    held = {each.name: getattr(made, each.name) for each in fields(made) if each.init}
    return dressed(kind(**held), explorer, language)


def again(kind: type[Kind], facts: Mapping[str, Any], rows: Iterable[Any]) -> Kind:
    """Return a result made anew of what another holds."""
    made = kind.__new__(kind)
    for name, held in facts.items():
        object.__setattr__(made, name, held)
    if isinstance(made, list):
        made.extend(rows)
    return made


def dressed(made: Kind, explorer: Explorer, language: str = "en") -> Kind:
    """Tell a result where it comes from."""
    object.__setattr__(made, "_explorer", explorer)
    object.__setattr__(made, "_language", language)
    return made


def counted(number: int, what: str) -> str:
    """Return how many there are of what is named in the singular.

    >>> counted(1, "row"), counted(1000, "row")
    ('1 row', '1,000 rows')
    """
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


class Many(Worn, Sequence[Item]):
    """Several things in an order; a part of them is of the same kind."""

    def __init__(self, items: Iterable[Item], explorer: Explorer, language: str = "en") -> None:
        self._items = tuple(items)
        dressed(self, explorer, language)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, tuple | list):
            return self._items == tuple(other)
        return type(other) is type(self) and self._items == other._items

    __hash__ = None  # type: ignore[assignment]  # texts by language cannot be hashed

    def __add__(self, other: Iterable[Item]) -> Self:
        if not isinstance(other, tuple | list | type(self)):
            return NotImplemented
        return self._of((*self, *other))

    def _of(self, items: Iterable[Item]) -> Self:
        """Return others of the same kind, with things called as here."""
        made = type(self)(items, self._explorer, self._language)
        made._names = self._names
        return made

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Self: ...
    def __getitem__(self, place: int | slice) -> Item | Self:
        return self._of(self._items[place]) if isinstance(place, slice) else self._items[place]

    def _shown(self, what: str, names: Iterable[str]) -> str:
        """Return how several things are shown in a line: how many, and the first of them."""
        first = list(islice(names, 5))
        more = ", …" if len(self) > len(first) else ""
        told = f"{counted(len(self), what)}: {', '.join(first)}{more}"
        return f"<{told}>" if first else f"<no {what}s>"


class Naming:
    """What things are called: by their labels in a language, by CURIEs or by IRIs."""

    def __init__(self, explorer: Explorer, language: str, names: str) -> None:
        if names not in NAMES:
            raise ChoiceError(f"Things are named by {', '.join(NAMES)}, not by {names!r}.")
        self._explorer, self._language, self._names = explorer, language, names

    def __call__(self, term: Term | str) -> str:
        """Return the name of a thing; one without a label goes by its CURIE."""
        iri = term if isinstance(term, str) else term.value
        if self._names == "iris":
            return iri
        return (self._label(iri) if self._names == "labels" else "") or short(iri)

    def value(self, value: Value) -> str | int:
        """Return a value of a comparison: a year as a number, a thing by name, text as it is."""
        if value.id:
            return value.label.value if self._names == "labels" else self(value.term.value)
        return int(value.label.value) if value.label.value.isdecimal() else value.label.value

    def relation(self, relation: Relation) -> str:
        """Return the name of a relation as the method at hand sees it."""
        if self._names == "labels":
            return relation.label.value
        return self(relation.held or relation.type)

    def all(self, terms: Iterable[NamedNode]) -> list[str]:
        """Return the names of several things."""
        return [self(term) for term in terms]

    def families(self) -> Mapping[str, str]:
        """Return the names of all families by their slugs."""
        concepts = self._explorer.concepts.values()
        return {one.id: self(one.term) for one in concepts if one.scheme == "families"}

    def _label(self, iri: str) -> str:
        term = NamedNode(iri)
        if iri.startswith(METHODS):
            known = self._explorer.index.get(slug(iri))
            return spoken(known.names, self._language).value if known else ""
        if iri.startswith(PAPERS):
            work = self._explorer.works.get(term)
            return work.title if work else ""
        if iri.startswith(PERSONS):
            return self._explorer.people.get(term, "")
        texts: Mapping[str, str] = {}
        if concept := self._explorer.concepts.get(term):
            texts = concept.names
        elif relation := self._explorer.relation_types.get(term):
            texts = relation.names
        return spoken(texts, self._language).value if iri.startswith(BASE) else ""
