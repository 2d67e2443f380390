"""How results look in a cell: as on the site, in light and dark, and legible without any style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from itertools import islice
from pathlib import Path

from .. import model
from ..export import Compared, fragment
from ..export.taken import SIGNS
from ..model import Cell, Comparison, Paper, Row, Scope, Text, Value
from .words import word

MOST = 20  # lines of a table
APART = ("related", "summary")  # rows of a comparison that a method shows by themselves


class Html(str):
    """What is HTML already; any other text is escaped where it is put in."""


@cache
def style() -> str:
    """Return the style of what is shown, which touches nothing outside it."""
    sheet = Path(__file__).with_name("look.css").read_text("utf-8")
    return f"<style>{' '.join(sheet.split())}</style>"


def shown(language: str, *parts: str) -> str:
    """Return pieces of HTML as the output of a cell."""
    held = "\n".join(html(part) for part in parts if part)
    return f'<div class="method-explorer" lang="{escape(language)}">{style()}\n{held}\n</div>'


def html(content: object, language: str = "") -> Html:
    """Return anything as HTML; words in another language than those around it are marked.

    >>> html(["<b>", 2])
    '&lt;b&gt;<br>2'
    """
    if isinstance(content, Html):
        return content
    if isinstance(content, Text):
        said = html(content.value)
        other = content.language not in {"", language}
        return Html(f'<span lang="{escape(content.language)}">{said}</span>') if other else said
    if isinstance(content, list | tuple):
        return Html("<br>".join(html(one, language) for one in content))
    return Html("" if content is None else escape(str(content)))


def tagged(tag: str, content: object, language: str = "") -> Html:
    """Return what an element holds, such as `p` or `p class="title"`, in it."""
    return Html(f"<{tag}>{html(content, language)}</{tag.partition(' ')[0]}>")


def link(content: object, address: str) -> Html:
    """Return a link, where there is an address of the web to lead to."""
    if not address.startswith(("https://", "http://")):
        return html(content)
    return tagged(f'a href="{escape(address)}"', content)


def table(
    title: object, heads: Sequence[str], lines: Iterable[Sequence[object]], size: int, language: str
) -> Html:
    """Return a table of the first lines, and how many more there are; heads are translated."""
    named = "".join(tagged('th scope="col"', word(head, language)) for head in heads)
    rows = "\n".join(_line(cells, language) for cells in islice(lines, MOST))
    head = f"<thead><tr>{named}</tr></thead>\n" if heads else ""
    caption = tagged("caption", title, language)
    made = _scrolled(f"<table>{caption}\n{head}<tbody>\n{rows}\n</tbody>\n</table>", title)
    return Html(f"{made}{_more(size, language)}")


def listed(name: str, items: Iterable[object], size: int, language: str) -> Html:
    """Return a list of the first items, and how many more there are."""
    lines = "\n".join(tagged("li", item, language) for item in islice(items, MOST))
    return Html(f"{title(name)}\n<ul>\n{lines}\n</ul>{_more(size, language)}")


def _more(size: int, language: str) -> str:
    if size <= MOST:
        return ""
    return f"\n{note(word('… and %(num)s more', language, num=f'{size - MOST:,}'))}"


def sentence(text: Text) -> Text:
    """Return the first sentence in its language."""
    return Text(model.sentence(text.value), text.language)


def _line(cells: Sequence[object], language: str) -> str:
    first, *others = cells
    held = "".join(tagged("td", cell, language) for cell in others)
    head = tagged('th scope="row"', first, language)
    return f"<tr>{head}{held}</tr>"


def _scrolled(table: str, title: object) -> Html:
    said = escape(title.value if isinstance(title, Text) else str(title))
    return Html(f'<div class="scroll" role="region" tabindex="0" aria-label="{said}">{table}</div>')


def title(content: object, language: str = "") -> Html:
    """Return what a result is called, above it."""
    return tagged('p class="title"', content, language)


def reference(paper: Paper, language: str) -> Html:
    """Return a work as a reference list has it."""
    value = Value(paper.term, Text(paper.title), paper)
    return Html(fragment.reference(value, seen(Comparison(language, (), ()))))


def note(content: object) -> Html:
    """Return a remark."""
    return tagged('p class="note"', content)


class Seen(Compared):
    """A comparison whose things lead nowhere, for their names are no addresses yet."""

    def link(self, value: Value) -> str:
        """Return where a value leads: only a work does, by itself."""
        return ""


def seen(made: Comparison) -> Seen:
    """Return a comparison as exports take it."""
    return Seen(made, lambda: ())


def compared(made: Comparison) -> Html:
    """Return methods side by side, with the signs that the table uses."""
    taken = seen(made)
    hang = f"--hang: calc({9 * len(made.methods)}px + .5em)" if taken.many else "--hang: 0px"
    table = "\n".join(fragment.table(taken, bars))
    table = table.replace("<table>", f'<table class="compare" style="{hang}">', 1)
    signs = (f"<li>{KEY.get(sign, sign)} {html(words)}</li>" for sign, words in taken.legend())
    label = word("Signs in the table", taken.language)
    key = f'<ul class="key" aria-label="{html(label)}">{" ".join(signs)}</ul>'
    return Html(f"{_scrolled(table, taken.title)}\n{key}")


def bars(taken: Compared, row: Row, value: Value) -> str:
    """Return a bar a method, filled where it has the value, with words for who cannot see them."""
    scope = taken.scope(row, value)
    return f"{_drawn(row.holders(value), scope, fragment.heard(scope, taken))} " if scope else ""


def _drawn(held: Iterable[bool], scope: Scope, said: str = "") -> str:
    """Return bars that a style draws, and that are letters where there is none."""
    made = ('<span class="on">▮</span>' if one else "<span>▯</span>" for one in held)
    return f'<span class="where {scope.value}" {said}>{"".join(made)}</span>'


KEY = {
    "≠": '<span class="mark">≠</span>',
    SIGNS[Scope.COMMON]: _drawn((True, True), Scope.COMMON),
    SIGNS[Scope.SHARED]: _drawn((True, True, False), Scope.SHARED),
    SIGNS[Scope.ONLY]: _drawn((True, False), Scope.ONLY),
}


def facts(made: Comparison) -> Html:
    """Return the facts of one method, a row a line, without what is told apart or not recorded."""
    taken = seen(made)
    held = [
        (row.label, Html("<br>".join(fragment.parts(row, row.cells[0], taken, bars))))
        for row in made.rows
        if row.spec.id not in APART and row.cells[0] != Cell(())
    ]
    return table(word("Facts", made.language), (), held, 0, made.language)
