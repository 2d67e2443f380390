"""The evidence for DOIs: who says what about each, as data/evidence.tsv has it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from .config import share
from .errors import DataError

STORED = "find_string:"  # begins the number of a file whose address is not known
STRONG = {"registry", "maintainer"}
KINDS = STRONG | {"bibliography", "text"}


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """What one public source says of a DOI; title and author are empty where it does not say."""

    doi: str
    source: str
    kind: str
    title: str
    first_author: str
    year: str
    checked: str

    @property
    def stored(self) -> bool:
        """Whether the source is a stored copy of a file, which nobody outside can open."""
        return self.source.startswith(STORED)


COLUMNS = tuple(field.name for field in fields(Evidence))


def read(path: Path) -> tuple[Evidence, ...]:
    """Read an evidence file; raises DataError naming the line."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if tuple(next(rows, ())) != COLUMNS:
                raise DataError(
                    f"{path} must begin with the columns {', '.join(COLUMNS)}, parted by tabs."
                )
            return tuple(_row(path, number, row) for number, row in enumerate(rows, 2))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}.") from error


def _row(path: Path, number: int, row: list[str]) -> Evidence:
    if len(row) != len(COLUMNS):
        raise DataError(
            f"{path}, line {number} has {len(row)} columns where {len(COLUMNS)} are wanted."
        )
    return Evidence(*row)


def write(rows: Iterable[Evidence]) -> str:
    """Return the canonical text of an evidence file: sorted, each row once."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(getattr(row, name) for name in COLUMNS) for row in sorted(set(rows))]
    return "\n".join(lines) + "\n"


def distinct(rows: Iterable[Evidence]) -> list[Evidence]:
    """Return one row a DOI and source: the one that gives a title, else the first."""
    kept: dict[tuple[str, str], Evidence] = {}
    for row in rows:
        key = (row.doi, row.source.casefold())
        if key not in kept or (row.title and not kept[key].title):
            kept[key] = row
    return list(kept.values())


def near(where: str) -> tuple[Evidence, ...]:
    """Return the evidence in a folder, beside its data; the shipped evidence elsewhere."""
    folder = Path(where)
    for path in (folder / "data" / "evidence.tsv", folder / "evidence.tsv"):
        if path.is_file():
            return read(path)
    return read(share() / "data" / "evidence.tsv")


def by_doi(rows: Iterable[Evidence]) -> Mapping[str, tuple[Evidence, ...]]:
    """Return the rows by DOI."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        found[row.doi].append(row)
    return {doi: tuple(said) for doi, said in found.items()}
