"""A table of SSSOM as it comes out of a file, or out of a spreadsheet that it went through."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..errors import DataError
from ..vocab import PREFIXES
from . import cells
from .sssom import expanded
from .targets import TARGETS

WANTED = ("subject_id", "predicate_id", "object_id")
MAPPED = re.compile(r"(\s*)([A-Za-z][\w.-]*):\s*[\"']?(https?://[^\s\"']*)[\"']?")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table by its columns, its place in the file, and the prefixes of the file."""

    number: int
    cells: Mapping[str, str]
    prefixes: Mapping[str, str]

    def cell(self, *names: str) -> str:
        """Return the first of some cells that is filled."""
        return next((self.cells[name] for name in names if self.cells.get(name)), "")

    def term(self, column: str) -> NamedNode:
        """Return the name in a cell; raises DataError.

        It may be an IRI, a name with a prefix, or the address of a page about it.
        """
        text = self.cells.get(column, "")
        prefix, colon, rest = text.partition(":")
        try:
            if colon and prefix in self.prefixes:
                return NamedNode(f"{self.prefixes[prefix]}{rest}")
            for target in TARGETS:
                before, after = target.page.split("{}")
                if text.startswith(before) and not text.startswith(target.start):
                    identifier = text.removeprefix(before).removesuffix(after)
                    if re.fullmatch(target.identifier, identifier):
                        return NamedNode(f"{target.start}{identifier}")
            return expanded(text)
        except ValueError as error:
            raise DataError(f"“{text}” is no name.") from error


def lines(content: bytes, name: str) -> list[Line]:
    """Return the rows of a file; raises DataError for one that is no table of SSSOM."""
    text = _text(content, name)
    head: list[str] = []
    rest = text.splitlines(keepends=True)
    while rest and rest[0].lstrip('"').startswith("#"):
        head.append(rest.pop(0).strip().strip('"\t,;').removeprefix("#"))
    first = rest[0] if rest else ""
    mark = next((mark for mark in "\t;," if mark in first), "\t")
    rows = csv.reader(io.StringIO("".join(rest), newline=""), delimiter=mark)
    try:
        columns = [cell.strip().casefold() for cell in next(rows, [])]
        if missing := [one for one in WANTED if one not in columns]:
            raise DataError(
                f"{name} has no column {', '.join(missing)}; it must be a table of SSSOM, such as "
                "`explorer link` writes."
            )
        prefixes = {**PREFIXES, **_prefixes(head)}
        found = []
        for row in rows:
            number = len(head) + rows.line_num
            told = [cells.read(cell) for cell in row]
            if any(told[len(columns) :]):
                raise DataError(f"{name}, line {number} has more cells than there are columns.")
            if any(told):
                # an editor may have trimmed the empty cells at the end of a row
                held = dict.fromkeys(columns, "") | dict(zip(columns, told, strict=False))
                found.append(Line(number, held, prefixes))
    except csv.Error as error:
        raise DataError(f"{name} is no table: {error}.") from error
    return found


def _text(content: bytes, name: str) -> str:
    code = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return content.decode(code)
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is not in UTF-8: save it as text in UTF-8.") from error


def _prefixes(head: list[str]) -> Mapping[str, str]:
    """Read the prefixes that a file declares in the comments at its head."""
    start = next((at for at, line in enumerate(head) if line.strip() == "curie_map:"), len(head))
    found: dict[str, str] = {}
    for line in head[start + 1 :]:
        told = MAPPED.fullmatch(line)
        if not told or len(told[1]) <= len(head[start]) - len(head[start].lstrip()):
            break
        found[told[2]] = told[3]
    return found
