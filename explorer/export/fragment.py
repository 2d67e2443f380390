"""Tables as a piece of HTML to put into a page of one's own; it needs no style and no script.

Classes say what a style may show: `differs`, and `common`, `shared` or `only` at a sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import TypeAlias

from ..model import Cell, Row, Scope, Text, Value
from ..vocab import CC0
from .taken import LICENCE, PROGRAM, SIGNS, Compared, Line, Listed, empty
from .words import word

Sign: TypeAlias = Callable[[Compared, Row, Value], str]
HEARD = {Scope.COMMON: "common:", Scope.SHARED: "shared:", Scope.ONLY: "only here:"}


def comparison(taken: Compared) -> str:
    """Return a comparison as tables for print, each with its caption, and the signs they use."""
    language = taken.language
    tables = ("\n".join(table(taken, title=title, places=places)) for title, places in taken.parts)
    signs = "".join(f"<li>{escape(sign)} {escape(words)}</li>\n" for sign, words in taken.legend())
    return _wrapped(
        taken,
        "\n".join(tables),
        f"<p>{escape(word('Signs in the table', language))}:</p>\n<ul>\n{signs}</ul>\n"
        + (f"<p>{escape(taken.cut)}</p>\n" if taken.cut else ""),
    )


def table(
    taken: Compared, sign: Sign | None = None, title: str = "", places: Sequence[int] = ()
) -> Iterator[str]:
    """Return a comparison, or the methods at some places, as the lines of a table.

    `sign` says how widely a value is held.
    """
    places = places or range(len(taken.table.methods))
    caption = escape(title or taken.title)
    yield f"<table>\n<caption>{caption}</caption>\n<thead>\n<tr>\n<td></td>"
    for method in (taken.table.methods[place] for place in places):
        yield f'<th scope="col">{_link(method.label, taken.link(method), taken.language)}</th>'
    yield "</tr>\n</thead>\n<tbody>"
    for row in taken.table.rows:
        state = ' class="differs"' if row.differs else ""
        yield f'<tr{state}>\n<th scope="row">{_head(row, taken.language)}</th>'
        for cell in (row.cells[place] for place in places):
            held = parts(row, cell, taken, sign or _sign)
            yield f"<td>{''.join(f'<div>{part}</div>' for part in held)}</td>"
        yield "</tr>"
    yield "</tbody>\n</table>"


def methods(taken: Listed) -> str:
    """Return a list of methods as a table."""
    named = "\n".join(f'<th scope="col">{escape(head)}</th>' for head in taken.heads)
    lines = "\n".join(_line(line, taken.language) for line in taken.lines())
    table = (
        f"<table>\n<caption>{escape(taken.title)}</caption>\n<thead>\n<tr>\n{named}\n</tr>\n"
        f"</thead>\n<tbody>\n{lines}\n</tbody>\n</table>"
    )
    return _wrapped(taken, table, "")


def _line(line: Line, language: str) -> str:
    cells = [
        _said(line.family, language),
        "<br>".join(_said(field, language) for field in line.fields),
        line.years,
        _said(line.summary, language),
    ]
    head = f'<th scope="row">{_link(line.name, line.link, language)}</th>'
    return "\n".join(["<tr>", head, *(f"<td>{cell}</td>" for cell in cells), "</tr>"])


def _wrapped(taken: Compared | Listed, table: str, notes: str) -> str:
    made = PROGRAM
    if isinstance(taken, Compared) and taken.site:
        made = f'<a href="{escape(taken.address)}">{PROGRAM}</a>'
    said = escape(word(LICENCE, taken.language))
    return (
        f'<div class="method-explorer" lang="{taken.language}">\n{table}\n{notes}'
        f'<p>{made}. <a href="{CC0}" rel="license">{said}</a></p>\n</div>\n'
    )


def _head(row: Row, language: str) -> str:
    name = _said(row.label, language)
    if not row.compared:
        return f"{name}<br><small>{escape(word('shown, not compared', language))}</small>"
    if not row.differs:
        return name
    return f'{name} <span class="mark">≠</span> ({escape(word("differs", language))})'


def parts(row: Row, cell: Cell, taken: Compared, sign: Sign) -> Iterator[str]:
    """Return the values of a cell, each with its sign, or why there are none, and the remark."""
    for value in cell.values:
        yield sign(taken, row, value) + reference(value, taken)
    if not cell.values:
        yield f'<span class="none">{escape(empty(cell, taken.language))}</span>'
    if cell.remark:
        yield f"<em>{_said(cell.remark, taken.language)}</em>"


def _sign(taken: Compared, row: Row, value: Value) -> str:
    """Return the sign of a scope, which says in words what it is to who cannot see it."""
    scope = taken.scope(row, value)
    return (
        f'<span class="{scope.value}" {heard(scope, taken)}>{SIGNS[scope]}</span> ' if scope else ""
    )


def heard(scope: Scope, taken: Compared) -> str:
    """Return the attributes that say what a sign means."""
    said = escape(word(HEARD[scope], taken.language))
    return f'role="img" aria-label="{said}" title="{said}"'


def reference(value: Value, taken: Compared) -> str:
    """Return a value: a work as it is cited, a thing with its link and relations."""
    if (paper := value.paper) is None:
        how = (f" ({_said(one.label, taken.language)})" for one in value.relations)
        return _link(value.label, taken.link(value), taken.language) + "".join(how)
    stop = "" if paper.title[-1:] in "?!." else "."
    told = [f"{escape(paper.by)} ({escape(paper.year)}).", f"<cite>{escape(paper.title)}</cite>"]
    told[-1] += stop
    told += [f"{escape(paper.where)}."] if paper.where else []
    if paper.link:
        shown = f"doi:{paper.doi}" if paper.doi else paper.link
        told.append(f'<a href="{escape(paper.link)}">{escape(shown)}</a>')
    return " ".join(told)


def _link(text: Text, link: str, language: str) -> str:
    said = _said(text, language)
    return f'<a href="{escape(link)}">{said}</a>' if link else said


def _said(text: Text, language: str) -> str:
    """Return words, marked where they are in another language than the table."""
    if text.language in {"", language}:
        return escape(text.value)
    return f'<span lang="{escape(text.language)}">{escape(text.value)}</span>'
