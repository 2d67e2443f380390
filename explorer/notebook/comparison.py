"""Methods side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import export, model
from ..core import taken
from ..model import Cell, Paper
from . import looks
from .frames import table
from .taken import Citable, Takeable
from .works import Papers
from .worn import Naming, Worn, counted, dressed, worn

if TYPE_CHECKING:
    from pandas import DataFrame


class Row(model.Row, Worn):
    """One property of methods side by side."""

    _table_of: Comparison

    @property
    def _alone(self) -> Comparison:
        made = replace(self._table_of, rows=(self,))
        return dressed(made, self._explorer, self._language)

    def _pieces(self) -> Iterable[looks.Html]:
        yield looks.compared(self._alone)

    def frame(self, names: str = "labels") -> DataFrame:
        """Return the row as that of a comparison."""
        return self._alone.frame(names)


class Comparison(model.Comparison, Worn, Citable, Takeable):
    """Methods side by side: rows of cells, and which of the rows differ."""

    _forms = export.COMPARISONS

    def __repr__(self) -> str:
        names = " and ".join(method.label.value for method in self.methods)
        rows = counted(sum(row.compared for row in self.rows), "compared row")
        return f"<Comparison of {names}: {len(self.differences)} of {rows} differ>"

    def _pieces(self) -> Iterable[looks.Html]:
        yield looks.compared(self)

    @property
    def differences(self) -> tuple[str, ...]:
        """The labels of the rows that differ."""
        return tuple(row.label.value for row in self.rows if row.differs)

    def row(self, name: str) -> Row:
        """Return the row of that id or label; ChoiceError where there is none."""
        made = worn(Row, super().row(name), self._explorer, self._language)
        object.__setattr__(made, "_table_of", self)
        return made

    @property
    def works(self) -> Papers:
        """The works that introduced the methods, each once."""
        return Papers(super().works, self._explorer, self._language)

    @property
    def papers(self) -> Papers:
        """The same as `works`."""
        return self.works

    def _cited(self) -> Iterable[Paper]:
        return self.papers

    def export(self, form: str, site: str = "") -> bytes:
        """Return the table as json, csv, xlsx, tex, md, html, jsonld or ttl, as the site has it.

        `site` begins the addresses that it links to; without one it links to the names of things.
        Raises ChoiceError for a form that there is not.
        """
        return taken.comparison(self._explorer, self, form, 0, site)

    def frame(self, names: str = "labels") -> DataFrame:
        """Return the table as it is shown: a column a method, each cell the list of its values.

        The rows go by their labels; `differs` says which do, and is missing where that is not
        asked. `names` of things are labels, curies or iris.
        """
        named = self._named(names)
        columns = {"differs": [row.differs if row.compared else None for row in self.rows]}
        made = table(columns)
        for place, method in enumerate(self.methods):
            cells = (row.cells[place] for row in self.rows)
            made[named(method.term)] = [_values(cell, named) for cell in cells]
        made.index = [row.label.value for row in self.rows]
        made.index.name = "row"
        return made

    @property
    def tidy(self) -> DataFrame:
        """The same, a row a value: by which method it is held, and by all, some or only one."""
        return self.tidy_frame()

    def tidy_frame(self, names: str = "labels") -> DataFrame:
        """Return `tidy` with things by their labels, curies or iris."""
        named = self._named(names)
        held = [
            (row, method, value)
            for row in self.rows
            for method, cell in zip(self.methods, row.cells, strict=True)
            for value in cell.values
        ]
        return table(
            {
                "row": [row.label.value for row, _, _ in held],
                "row_id": [row.spec.id for row, _, _ in held],
                "method": [named(method.term) for _, method, _ in held],
                "method_id": [method.id for _, method, _ in held],
                "value": [named.value(value) for _, _, value in held],
                "iri": [value.term.value if value.id else None for _, _, value in held],
                "scope": [row.scope(value).value for row, _, value in held],
                "differs": [row.differs if row.compared else None for row, _, _ in held],
            }
        )


def _values(cell: Cell, named: Naming) -> list[str | int]:
    return [named.value(value) for value in cell.values]
