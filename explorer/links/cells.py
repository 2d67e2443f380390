"""Cells of a table that is made to go through a spreadsheet."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for the start of one


def harmless(cell: str) -> str:
    """Write a cell so that no spreadsheet takes it for a formula.

    >>> harmless("=1+1"), read(harmless("=1+1")), harmless("lasso\\tregression")
    ("'=1+1", '=1+1', 'lasso regression')
    """
    cell = " ".join(cell.split())
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def read(cell: str) -> str:
    """Return what was written harmlessly, without the space around it."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


def decimal(number: float) -> str:
    """Write a confidence in four digits and in full, as xsd:decimal has it.

    >>> decimal(0.95), decimal(1), decimal(0.0001)
    ('0.95', '1', '0.0001')
    """
    return f"{number:.4f}".rstrip("0").rstrip(".")
