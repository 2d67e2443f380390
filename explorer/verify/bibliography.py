"""A local bibliography: JSON lines with doi, title, authors or surnames, year and sources."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import DataError
from ..evidence import Evidence

MAINTAINERS = ("cran", "pypi", "debian")


class Bibliography:
    """The records of one file, by DOI."""

    def __init__(self, path: Path) -> None:
        """Read a file; raises DataError naming the line."""
        self._records: dict[str, dict[str, Any]] = {}
        try:
            with path.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    self._take(path, number, line)
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{path} cannot be read: {error}.") from error

    def _take(self, path: Path, number: int, line: str) -> None:
        if not line.strip():
            return
        try:
            record = json.loads(line)
            for doi in (record["doi"], *_others(record)):
                self._records.setdefault(doi.lower(), record)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataError(f"{path}, line {number} is not a JSON object with a doi.") from error

    def rows(self, doi: str, day: date) -> list[Evidence]:
        """Return what each source of the file says of a DOI; none where it is not known."""
        record = self._records.get(doi.lower())
        if record is None:
            return []
        title = " ".join(str(record.get("title") or "").split())
        author = " ".join(_first(record).split())
        return [
            Evidence(
                doi,
                source,
                _kind(source),
                title,
                author,
                str(record.get("year") or ""),
                day.isoformat(),
            )
            for source in record.get("sources", ())
        ]


def _others(record: dict[str, Any]) -> list[str]:
    """Return the other DOIs of the same work."""
    same = record.get("same_as_doi") or []
    return [same] if isinstance(same, str) else list(same)


def _first(record: dict[str, Any]) -> str:
    """Return the first author's surname; of loose surnames all, for their order is not kept."""
    if surnames := record.get("surnames"):
        return " ".join(map(str, surnames))
    first = str(next(iter(record.get("authors") or ()), ""))
    return first.partition(",")[0] if "," in first else first.rpartition(" ")[2]


def _kind(source: str) -> str:
    return "maintainer" if source.partition(":")[0] in MAINTAINERS else "bibliography"
