"""A comparison summed up in sentences, built from its facts in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..compare import Contrast
from ..model import Comparison, Row
from . import languages
from .languages import gettext

SHORT = 60  # letters of values that a sentence can hold


def sentences(made: Comparison, told: Contrast) -> list[str]:
    """Sum up what the methods share and where they part, in the language of the page."""
    if len(made.methods) < 2:
        return []
    names = [method.label.value for method in made.methods]
    said = []
    if told.alike:
        said.append(gettext("Alike in %(rows)s.", rows=_listed(told.alike, _common)))
    if told.different:
        said.append(
            gettext(
                "Different in %(some)s of %(all)s compared rows: %(rows)s.",
                some=len(told.different),
                all=sum(row.compared for row in made.rows),
                rows=_listed(told.different, _years),
            )
        )
    if told.pair:
        one, other = (names[place] for place in told.pair)
        said.append(
            gettext(
                "The closest two are %(one)s and %(other)s, alike in %(rows)s.",
                one=one,
                other=other,
                rows=_listed(told.agreed),
            )
        )
    said += (
        gettext("%(name)s alone stands apart in %(rows)s.", name=names[place], rows=_listed(rows))
        for place, rows in told.apart
    )
    return said


def _listed(rows: Sequence[Row], values: Callable[[Row], Sequence[str]] = lambda row: ()) -> str:
    """Join the names of rows, each with its values where they are few and short."""
    words = []
    for row in rows:
        label = languages.inside(row.label.value)
        said = ", ".join(values(row))
        words.append(f"{label} ({said})" if 0 < len(said) <= SHORT else label)
    return languages.listed(words)


def _common(row: Row) -> Sequence[str]:
    """Return the values of a row in which all methods agree; works are too long to name."""
    values = row.cells[0].values
    return () if any(value.paper for value in values) else [value.label.value for value in values]


def _years(row: Row) -> Sequence[str]:
    """Return the different years or spans of a row that has them."""
    held = (value.label.value for cell in row.cells for value in cell.values)
    return tuple(dict.fromkeys(held)) if row.spec.until else ()
