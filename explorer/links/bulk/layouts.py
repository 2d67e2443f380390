"""How the records of data sets are laid out, and what they say in the same five columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import ibis
from ibis import Table
from ibis.expr import datatypes
from ibis.expr.datatypes import Array, DataType, Struct
from ibis.expr.types import IntegerValue, StringValue, StructValue, Value

from ...errors import ChoiceError, DataError
from ..targets import DOI

TEXT, NUMBER = datatypes.string, datatypes.int64


@dataclass(frozen=True, slots=True)
class Layout:
    """The records of a data set: the columns that are read, each with its type.

    `read` makes five columns of them: id, doi, title, year and authors; `doi` and `id` are what
    its DOIs and names begin with, or, where it leaves that out, what is put before its names.
    """

    name: str
    columns: Mapping[str, DataType]
    read: Callable[[Table], Mapping[str, Value]]
    doi: str = ""
    start: str = ""

    def missing(self, names: Collection[str]) -> list[str]:
        """Return the columns that are not among those of a file."""
        return [name for name in self.columns if name not in names]

    def rows(self, table: Table, place: object) -> Table:
        """Return the five columns; raises DataError where the records are laid out otherwise."""
        held = table.schema()
        for name, kind in self.columns.items():
            found = held.get(name)
            if not _fits(found, kind):
                raise DataError(
                    f"“{name}” in {place} is {found or 'missing'}, not {kind} as in a dump of"
                    f" {self.name}'s works."
                )
        return table.select(**self.read(table))


def _fits(held: DataType | None, kind: DataType) -> bool:
    """Say whether a column holds at least what is read of it."""
    if isinstance(kind, Array):
        return isinstance(held, Array) and _fits(held.value_type, kind.value_type)
    if isinstance(kind, Struct):
        return isinstance(held, Struct) and all(
            name in held.fields and _fits(held.fields[name], part)
            for name, part in kind.fields.items()
        )
    return held is not None and bool(held.is_integer() if kind.is_integer() else held.is_string())


def _openalex(table: Table) -> Mapping[str, Value]:
    def name(one: StructValue) -> StringValue:
        return one["author"]["display_name"]

    return {
        "id": table["id"],
        "doi": table["doi"].lower(),
        "title": table["title"],
        "year": table["publication_year"].cast("int64"),
        "authors": table["authorships"].map(name),
    }


def _crossref(table: Table) -> Mapping[str, Value]:
    def name(one: StructValue) -> StringValue:
        both = one["given"] + " " + one["family"]
        return ibis.coalesce(both, one["family"], one["name"])

    def part(dates: Value) -> IntegerValue:
        return dates[0][0]

    return {
        "id": table["DOI"].lower(),
        "doi": table["DOI"].lower(),
        "title": table["title"][0],
        "year": part(table["issued"]["date-parts"]).cast("int64"),
        "authors": table["author"].map(name),
    }


LAYOUTS: Mapping[str, Layout] = {
    "openalex": Layout(
        "OpenAlex",
        {
            "id": TEXT,
            "doi": TEXT,
            "title": TEXT,
            "publication_year": NUMBER,
            "authorships": Array(Struct({"author": Struct({"display_name": TEXT})})),
        },
        _openalex,
        doi=DOI,
    ),
    "crossref": Layout(
        "Crossref",
        {
            "DOI": TEXT,
            "title": Array(TEXT),
            "issued": Struct({"date-parts": Array(Array(NUMBER))}),
            "author": Array(Struct({"given": TEXT, "family": TEXT, "name": TEXT})),
        },
        _crossref,
        start=DOI,
    ),
}


def layout(target: str) -> Layout:
    """Return how a target lays out its records; raises ChoiceError where that is not known."""
    if target not in LAYOUTS:
        raise ChoiceError(
            "There is no reading of a dump of {target}; there is for {known}.",
            target=target,
            known=" and ".join(LAYOUTS),
        )
    return LAYOUTS[target]
