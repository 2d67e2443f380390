"""Columns as a data frame of pandas, each of the type that it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import ExplorerError

if TYPE_CHECKING:
    from pandas import DataFrame


def table(columns: Mapping[str, Sequence[Any]]) -> DataFrame:
    """Return columns as a data frame: whole numbers, truth and text may be missing, lists stay.

    Raises ExplorerError where pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise missing("Data frames", "pandas") from error
    return pandas.DataFrame(
        {
            name: pandas.Series(list(values), dtype=_type(values) or EMPTY.get(name, "string"))
            for name, values in columns.items()
        }
    )


def missing(what: str, library: str) -> ExplorerError:
    """Return the error that says how to install what is not there."""
    place = "in the folder of the project"
    return ExplorerError(f"{what} need {library}: pip install -e '.[notebook]' {place}.")


# what a column holds where it has no value, so that its type does not hang on the data
EMPTY = {
    **dict.fromkeys(("introduced", "established", "year", "distance", "degree"), "Int64"),
    **dict.fromkeys(("path", "step", "citations"), "Int64"),
    **dict.fromkeys(("differs", "inferred"), "boolean"),
    **dict.fromkeys(("fields", "kinds", "originators", "works", "authors", "through"), "object"),
    **dict.fromkeys(("years", "inventors", "disagreements"), "object"),
}


def _type(values: Sequence[Any]) -> str:
    """Return the type of a column: that which all of its values have; none where there is none."""
    kinds = {type(value) for value in values if value is not None}
    if int in kinds and any(isinstance(one, int) and abs(one) >= 2**63 for one in values):
        return "object"  # more than the numbers of pandas can hold
    if not kinds:
        return ""
    return {
        frozenset({bool}): "boolean",
        frozenset({int}): "Int64",
        frozenset({float}): "Float64",
        frozenset({int, float}): "Float64",
        frozenset({str}): "string",
    }.get(frozenset(kinds), "object")
