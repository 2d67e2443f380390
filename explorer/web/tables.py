"""The table of a comparison as pages show it: its columns, its groups, and its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from ..core import Explorer
from ..model import Comparison, Row, Text, spoken
from . import addresses, languages, lists
from .languages import gettext
from .lists import Named

WAYS = ("hide", "turn", "group")


@dataclass(frozen=True, slots=True)
class State:
    """What the address of a comparison says: the methods, and how the table stands."""

    methods: tuple[str, ...]
    hide: bool = False
    turn: bool = False
    group: bool = False

    @classmethod
    def asked(cls, methods: Iterable[str], asked: Mapping[str, str]) -> State:
        """Read how the table stands from what an address asks for."""
        return cls(tuple(methods), *(asked.get(way) == "1" for way in WAYS))

    def address(self, **changes: object) -> str:
        """Return the address of this comparison with something changed."""
        state = replace(self, **changes)  # type: ignore[arg-type]
        return addresses.comparison(state.methods, state.ways())

    def ways(self) -> list[str]:
        """Return what is switched on."""
        return [way for way in WAYS if getattr(self, way)]

    def adding(self, methods: Iterable[Named]) -> tuple[tuple[Named, str], ...]:
        """Return methods with the addresses of this comparison with each of them added."""
        return tuple((one, self.address(methods=(*self.methods, one.id))) for one in methods)


@dataclass(frozen=True, slots=True)
class Column:
    """A compared method: what takes it away or moves it."""

    id: str
    name: Text
    family: str
    away: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading; one without a name where they are not grouped."""

    name: Text | None
    rows: tuple[Row, ...]


def title(made: Comparison) -> str:
    """Return what a comparison is called."""
    names = [method.label.value for method in made.methods]
    if len(names) < 2:
        return gettext("Compare methods")
    return gettext("Compare: %(methods)s", methods=languages.listed(names).unescape())


def shown(made: Comparison, state: State) -> Comparison:
    """Return a comparison without the equal rows where they are hidden."""
    if not state.hide or len(made.methods) < 2:
        return made
    return replace(made, rows=tuple(row for row in made.rows if row.differs or not row.compared))


def columns(
    explorer: Explorer, made: Comparison, state: State, *, fixed: bool = False
) -> tuple[Column, ...]:
    """Return the heads of the columns, with the addresses that take away and move unless fixed."""
    ids = state.methods
    signs = lists.signs(explorer, ids)

    def moved(place: int, by: int) -> str:
        target = place + by
        if not 0 <= target < len(ids):
            return ""
        order = [*ids]
        order[place], order[target] = order[target], order[place]
        return state.address(methods=order)

    if fixed:
        return tuple(
            Column(one.id, one.label, signs.get(one.id, ""), "", "", "") for one in made.methods
        )
    return tuple(
        Column(
            method.id,
            method.label,
            signs.get(method.id, ""),
            state.address(methods=[other for other in ids if other != method.id]),
            moved(place, -1),
            moved(place, 1),
        )
        for place, method in enumerate(made.methods)
    )


def groups(made: Comparison, grouped: bool) -> tuple[Group, ...]:
    """Return the rows under the headings of their groups, or all in one."""
    if not grouped:
        return (Group(None, made.rows),)

    def order(row: Row) -> float:
        return row.spec.group.order if row.spec.group else 0

    return tuple(
        Group(_heading(rows[0], made.language), rows)
        for rows in (tuple(held) for _, held in groupby(sorted(made.rows, key=order), key=order))
    )


def _heading(row: Row, language: str) -> Text | None:
    return spoken(row.spec.group.names, language) if row.spec.group else None
