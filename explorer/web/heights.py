"""About how high a page in a frame of others becomes at a width, in pixels.

What letters its reader has is not known here: this reckons with wide ones, since a frame that is a
little too high looks better than one that cuts off its last lines and has a bar of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from ..model import Cell, Comparison, Link, Row, Value
from . import cells, tables

LETTER, LINE = 8.6, 26  # how wide a letter is and how high a line, with all that stands between
LEAST = 40  # pixels: no room is taken to be narrower
PHONE = 768  # pixels, below which the head of a row stands above its cells
ROW, NARROW = 34, 54  # what a row has above and below its cells; on a phone
AROUND, KEY = 150, 1300  # what stands around a table; how long its signs are in one line
CARD, LINK = 320, 36  # what a method in short has besides texts; a relation
CHECKED = "10.1000/abcdefghijkl doi: checked in 2 sources"  # about so long


def comparison(made: Comparison, state: tables.State, width: int) -> int:
    """Return the height of a comparison whose rows are those shown."""
    room, phone = _room(len(made.methods), state.turn, width), width < PHONE
    held = [[_cell(cell, row, room) for cell in row.cells] for row in made.rows]
    lines = [max(line, default=0) for line in (zip(*held, strict=True) if state.turn else held)]
    each = NARROW if phone and not state.turn else ROW
    height = AROUND + LINE * (KEY // max(width, LEAST) + _lines(tables.title(made), width / 1.5))
    height += 56 * len(tables.groups(made, grouped=True)) if state.group else 0
    return height + sum(LINE * line + each for line in lines)


def method(made: Comparison, links: Sequence[Link], width: int) -> int:
    """Return the height of a method in short, with the links that are shown."""
    rows = {row.spec.id: row.cells[0].values for row in made.rows}
    name = made.methods[0].label.value
    texts = [name, f"{name} {' '.join(one.label.value for one in rows['alias'])}"]
    texts += [_said(one) for key in ("summary", "seminal-work") for one in rows[key]]
    facts = (", ".join(map(_said, rows[key])) for key in ("introduced", "originator"))
    lines = [_lines(text, min(width - 60, 640)) for text in texts]
    lines += [_lines(text, width - 200) for text in facts]
    return CARD + LINE * sum(lines) + LINK * len(links)


def _room(count: int, turn: bool, width: int) -> float:
    """Return how wide the texts of a column are; a wide table is moved sideways."""
    if turn:
        return 170 if width >= PHONE else 340
    if width < PHONE:
        return max(152, width / 2) - 20 - 4 * min(count, 5)
    least = 0 if count < 3 else 1248 if count < 5 else 1664 if count < 7 else 2560
    return (max(width - 32, least) - 184) / count - 48 - 9 * min(count, 5)


def _cell(cell: Cell, row: Row, room: float) -> int:
    """Return on about how many lines stands what a method has for a row."""
    first = cells.at_once(cell, row)
    texts = [_said(value) for value in cell.values[:first]]
    texts += [cell.remark.value] if cell.remark else []
    return sum(_lines(text, room) for text in texts) + 2 * (first < len(cell.values))


def _said(value: Value) -> str:
    """Return about what a page says of a value."""
    if paper := value.paper:
        return f"{paper.by} ({paper.year}). {paper.title}. {paper.where}. {CHECKED}"
    return " ".join((value.label.value, *(one.label.value for one in value.relations)))


def _lines(text: str, room: float) -> int:
    return ceil(len(text) * LETTER / max(room, LEAST))
