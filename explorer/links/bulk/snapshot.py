"""A downloaded snapshot: its files, and whether they are what they seem."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from itertools import islice
from pathlib import Path

from pyarrow import ArrowException, parquet

from ...errors import DataError
from .layouts import Layout

LINES = (".jsonl", ".ndjson", ".json", ".gz")
MANY, FEW = 1000, 10  # records of the first file, which have every field, and of each other
LONGEST = 1 << 26  # bytes of one record


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Files of one form, Parquet or JSON lines; `size` is in bytes, 0 where they are elsewhere."""

    place: str
    files: tuple[str, ...]
    parquet: bool
    size: int = 0

    @classmethod
    def of(cls, place: str, layout: Layout) -> Snapshot:
        """Find the files of a snapshot by a file, a folder or a pattern, and look into them.

        What is not on this machine is left to the engine. Raises DataError for what is not there
        or is neither Parquet nor JSON lines.
        """
        if "://" in place:
            return cls(place, (place,), "parquet" in place)
        files = _files(place)
        columnar = [path for path in files if path.suffix == ".parquet"]
        lines = [path for path in files if path.name.endswith(LINES)]
        if columnar and lines:
            raise DataError(f"{place} has both Parquet and JSON lines; give the folder of one.")
        if not (chosen := columnar or lines):
            raise DataError(f"{place} has no file of Parquet or JSON lines (.jsonl, .gz).")
        for number, path in enumerate(chosen):
            if columnar:
                _check_parquet(path, layout)
            else:
                _check_lines(path, layout, FEW if number else MANY)
        size = sum(path.stat().st_size for path in chosen)
        return cls(place, tuple(map(str, chosen)), bool(columnar), size)


def _files(place: str) -> list[Path]:
    """Return the files that a place means; a folder's lists of files are none of them."""
    path = Path(place).expanduser()
    if path.is_dir():
        inside = sorted(path.rglob("*"))
        return [one for one in inside if one.is_file() and not one.name.startswith("manifest")]
    if path.exists() or not has_magic(place):
        if not path.is_file():
            raise DataError(f"There is no {place}; give a file, a folder or a pattern of files.")
        return [path]
    found = glob(str(path), recursive=True)  # noqa: PTH207 - a pattern may begin at the root
    return [one for one in map(Path, sorted(found)) if one.is_file()]


def _check_parquet(path: Path, layout: Layout) -> None:
    """Hold the columns of a file against a layout: an engine may take those it lacks for empty."""
    try:
        held = parquet.read_schema(path).names
    except (OSError, ArrowException) as error:
        raise DataError(f"{path} is no file of Parquet, or is cut off.") from error
    _refuse(path, layout.missing(held), layout)


def _check_lines(path: Path, layout: Layout, records: int) -> None:
    """Hold the first records against a layout, of which a record may leave out what is unknown."""
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            lines = (line for line in iter(lambda: file.readline(LONGEST), b"") if line.strip())
            found = [json.loads(line) for line in islice(lines, records)]
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise DataError(f"{path} cannot be read as JSON lines: {error}.") from error
    if not all(isinstance(one, dict) for one in found):
        raise DataError(f"{path} is not JSON lines: give files with one record a line.")
    fields = {name for one in found for name in one}
    if fields == {"items"}:
        raise DataError(f"{path} has its records in “items”: write them one a line with jq first.")
    lacking = layout.missing(fields)
    if records == MANY or len(layout.columns) - len(lacking) < 2:
        _refuse(path, lacking, layout)


def _refuse(path: Path, missing: Sequence[str], layout: Layout) -> None:
    if missing:
        raise DataError(f"{path} has no “{missing[0]}”, so it is no dump of {layout.name}'s works.")
