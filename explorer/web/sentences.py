"""A comparison summed up in sentences, built from its facts in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from ..compare import Contrast
from ..model import Comparison, Row
from . import cells, languages
from .languages import marked

SHORT = 60  # letters of values that a sentence can hold


def sentences(made: Comparison, told: Contrast) -> list[Markup]:
    """Sum up what the methods share and where they part, in the language of the page."""
    if len(made.methods) < 2:
        return []
    names = [cells.said(method.label) for method in made.methods]
    said = []
    if told.alike:
        said.append(marked("Alike in %(rows)s.", rows=_listed(told.alike, _common)))
    if told.different:
        said.append(
            marked(
                "Different in %(some)s of %(all)s compared rows: %(rows)s.",
                some=len(told.different),
                all=sum(row.compared for row in made.rows),
                rows=_listed(told.different, _years),
            )
        )
    if told.pair:
        one, other = (names[place] for place in told.pair)
        said.append(
            marked(
                "The closest two are %(one)s and %(other)s, alike in %(rows)s.",
                one=one,
                other=other,
                rows=_listed(told.agreed),
            )
        )
    said += (
        marked("%(name)s alone stands apart in %(rows)s.", name=names[place], rows=_listed(rows))
        for place, rows in told.apart
    )
    return said


def _listed(rows: Sequence[Row], values: Callable[[Row], Sequence[str]] = lambda row: ()) -> Markup:
    """Join the names of rows, each with its values where they are few and short."""
    words = []
    for row in rows:
        label, held = languages.inside(row.label.value), values(row)
        short = 0 < sum(map(len, held)) <= SHORT
        words.append(
            marked("%(name)s (%(values)s)", name=label, values=languages.listed(held))
            if short
            else escape(label)
        )
    return languages.listed(words)


def _common(row: Row) -> Sequence[str]:
    """Return the values of a row in which all methods agree; works are too long to name."""
    values = row.cells[0].values
    return () if any(value.paper for value in values) else [value.label.value for value in values]


def _years(row: Row) -> Sequence[str]:
    """Return the different years or spans of a row that has them."""
    held = (value.label.value for cell in row.cells for value in cell.values)
    return tuple(dict.fromkeys(held)) if row.spec.until else ()
