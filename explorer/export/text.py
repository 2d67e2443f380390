"""Documents as text: JSON, and CSV in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

NUMBER = re.compile(r"[+-]?[0-9]+([.][0-9]+)?")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Document = dict[str, Any]


def table_csv(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """Return CSV (RFC 4180) in which no cell is a formula to a spreadsheet.

    >>> table_csv(["a"], [["=1+1"]])
    "a\\r\\n'=1+1\\r\\n"
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_harmless(cell) for cell in head])
    writer.writerows(
        [_harmless("" if cell is None else str(cell)) for cell in line] for line in lines
    )
    return text.getvalue()


def _harmless(cell: str) -> str:
    risky = cell.startswith(FORMULA) and not NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell


def as_text(document: Document) -> str:
    """Return a document as indented JSON, letters as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
