"""A comparison as a workbook: the table, the works that it cites, and what its signs mean."""

from __future__ import annotations

import io
from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING, Any

from ..model import Cell, Row, Scope
from .comparison import citation
from .spreadsheet import HEAD, INK, LIMIT, LINK, RUBRIC, SOFT, USUAL, about, book, link, works
from .taken import SIGNS, Compared, empty
from .words import word

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# blue, sand and rose, each lighter or darker than the other two, for readers with any sight
FILLS = {Scope.COMMON: "#E6EEF8", Scope.SHARED: "#FFF6DC", Scope.ONLY: "#F3CDD3"}
NARROW = (Scope.ONLY, Scope.SHARED, Scope.COMMON)
LETTERS = {Scope.ONLY: RUBRIC, Scope.SHARED: SOFT, Scope.COMMON: INK}
FITTING = 4  # methods that a page holds side by side


def comparison(taken: Compared) -> bytes:
    """Return a comparison as a workbook; a cell is filled by the rarest of its values."""
    content = io.BytesIO()
    with book(taken, content) as made:
        _Table(made, taken).write()
        works(made, taken)
        about(made, taken, _told(taken))
    return content.getvalue()


def _told(taken: Compared) -> Iterator[tuple[str, str]]:
    if taken.site:
        yield "URL", taken.address
    if taken.cut:
        yield "!", taken.cut
    yield "", word("Signs in the table", taken.language)
    yield from taken.legend()


class _Table:
    """The sheet of the comparison while it is written."""

    def __init__(self, made: Workbook, taken: Compared) -> None:
        self._taken, self._made = taken, made
        self._sheet: Worksheet = made.add_worksheet(word("Compare", taken.language))
        self._head = made.add_format(HEAD)
        self._fills = {
            scope: made.add_format({**USUAL, **({"bg_color": FILLS[scope]} if scope else {})})
            for scope in (None, *Scope)
        }
        self._letters = {
            scope: made.add_format({"font_size": 10, "font_color": LETTERS.get(scope, INK)})
            for scope in (None, *Scope)
        }

    def write(self) -> None:
        """Write the heads, which stay in sight, and a line for each row."""
        sheet, methods = self._sheet, self._taken.table.methods
        linked = self._made.add_format({**HEAD, "font_color": LINK, "underline": 1})
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, 12)
        sheet.set_column(2, 1 + len(methods), 44 if len(methods) < FITTING else 36)
        sheet.write_string(0, 0, "", self._head)
        sheet.write_string(0, 1, "≠", self._head)
        for column, method in enumerate(methods, 2):
            link(sheet, 0, column, self._taken.link(method), method.label.value, linked)
        for number, row in enumerate(self._taken.table.rows, 1):
            self._row(number, row)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(ceil(len(methods) / FITTING), 0)

    def _row(self, number: int, row: Row) -> None:
        self._sheet.write_string(number, 0, row.label.value, self._head)
        language = self._taken.language
        said = f"≠ {word('differs', language)}" if row.differs else ""
        said = said if row.compared else word("shown, not compared", language)
        self._sheet.write_string(number, 1, said, self._fills[None])
        for column, cell in enumerate(row.cells, 2):
            self._cell(number, column, row, cell)

    def _cell(self, number: int, column: int, row: Row, cell: Cell) -> None:
        scopes = {self._taken.scope(row, value) for value in cell.values}
        rarest = next((scope for scope in NARROW if scope in scopes), None)
        first = cell.values[0] if cell.values else None
        text = first.label.value if first else ""
        if text.isdecimal() and len(text) == 4 and len(cell.values) == 1 and not cell.remark:
            self._year(number, column, int(text), rarest)
            return
        fill = self._fills[rarest]
        parts = self._parts(row, cell)
        whole = "".join(part for part in parts if isinstance(part, str))
        link(self._sheet, number, column, self._target(cell), whole, fill)
        if len(parts) > 2 and len(whole) <= LIMIT:
            self._sheet.write_rich_string(number, column, *parts, fill)

    def _target(self, cell: Cell) -> str:
        """Return where a cell leads, which takes one address: of several works, to their sheet."""
        if len(cell.values) == 1:
            return self._taken.link(cell.values[0])
        work = next((value.paper for value in cell.values if value.paper), None)
        if work is None:
            return ""
        line = self._taken.papers.index(work) + 2
        return f"internal:'{word('Works', self._taken.language)}'!A{line}"

    def _year(self, number: int, column: int, year: int, scope: Scope | None) -> None:
        """Write a year as the number that it is; its sign is in how the number is shown."""
        form: dict[str, Any] = {**USUAL, "align": "left"}
        if scope:
            form |= {"bg_color": FILLS[scope], "num_format": f'"{SIGNS[scope]} "0'}
        self._sheet.write_number(number, column, year, self._made.add_format(form))

    def _parts(self, row: Row, cell: Cell) -> list[Any]:
        """Return pieces of text, each after the format that it stands in."""
        parts: list[Any] = []
        for value in cell.values:
            scope = self._taken.scope(row, value)
            said = self._taken.sign(row, value) + citation(value)
            parts += [self._letters[scope], f"{chr(10) if parts else ''}{said}"]
        if not cell.values:
            parts += [self._letters[None], empty(cell, self._taken.language)]
        if cell.remark:
            parts += [self._letters[None], f"\n{cell.remark.value}"]
        return parts
