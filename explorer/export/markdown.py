"""Tables in Markdown, as GitHub and most editors draw them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..model import Cell, Row, Value
from ..vocab import CC0
from .taken import LICENCE, PROGRAM, Compared, Listed, empty
from .words import word

# what Markdown, the HTML in it, and the formulas of GitHub would read as theirs
MARKS = re.compile(r"([\\`*_\[\]<>|~$&])")
ADDRESS = str.maketrans({"<": "%3C", ">": "%3E", "|": "%7C"})  # signs that end a link or a cell


def comparison(taken: Compared) -> str:
    """Return a comparison as a table with its caption and the signs that it uses."""
    table, language = taken.table, taken.language
    heads = ["", *(_linked(one.label.value, taken.link(one)) for one in table.methods)]
    lines = (
        [_head(row, language), *(_cell(row, cell, taken) for cell in row.cells)]
        for row in table.rows
    )
    signs = "; ".join(f"{sign} {escaped(words)}" for sign, words in taken.legend())
    notes = [f"{word('Signs in the table', language)}: {signs}."]
    notes += [escaped(taken.cut)] if taken.cut else []
    return _document(taken.title, heads, lines, [*notes, _source(taken)])


def methods(taken: Listed) -> str:
    """Return a list of methods as a table."""
    heads = [escaped(head) for head in taken.heads]
    lines = (
        [
            _linked(line.name.value, line.link),
            escaped(line.family.value),
            "<br>".join(escaped(field.value) for field in line.fields),
            line.years,
            escaped(line.summary.value),
        ]
        for line in taken.lines()
    )
    return _document(taken.title, heads, lines, [_source(taken)])


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line.

    >>> escaped("a|b *c*")
    'a\\\\|b \\\\*c\\\\*'
    """
    return MARKS.sub(r"\\\1", " ".join(text.split()))


def _document(
    title: str, heads: Sequence[str], lines: Iterable[Sequence[str]], notes: Sequence[str]
) -> str:
    table = [heads, ["---"] * len(heads), *lines]
    drawn = "\n".join(f"| {' | '.join(line)} |" for line in table)
    return "\n\n".join([f"**{escaped(title)}**", drawn, *notes]) + "\n"


def _head(row: Row, language: str) -> str:
    name = f"**{escaped(row.label.value)}**"
    if not row.compared:
        return f"{name}<br>{escaped(word('shown, not compared', language))}"
    return f"{name} ≠ ({escaped(word('differs', language))})" if row.differs else name


def _cell(row: Row, cell: Cell, taken: Compared) -> str:
    return "<br>".join(_parts(row, cell, taken))


def _parts(row: Row, cell: Cell, taken: Compared) -> Iterator[str]:
    for value in cell.values:
        yield taken.sign(row, value) + _value(value, taken)
    if not cell.values:
        yield empty(cell, taken.language)
    if cell.remark:
        yield f"*{escaped(cell.remark.value)}*"


def _value(value: Value, taken: Compared) -> str:
    if value.paper:
        said = value.paper.reference.removesuffix(value.paper.link).strip()
        shown = f"doi:{value.paper.doi}" if value.paper.doi else value.paper.link
        return f"{escaped(said)} {_linked(shown, value.paper.link)}".strip()
    how = "".join(f" ({escaped(relation.label.value)})" for relation in value.relations)
    return _linked(value.label.value, taken.link(value)) + how


def _linked(text: str, link: str) -> str:
    return f"[{escaped(text)}](<{link.translate(ADDRESS)}>)" if link else escaped(text)


def _source(taken: Compared | Listed) -> str:
    said = escaped(word(LICENCE, taken.language))
    where = f": `{taken.address}`" if isinstance(taken, Compared) and taken.site else ""
    return f"{PROGRAM}{where}. [{said}](<{CC0}>)"
