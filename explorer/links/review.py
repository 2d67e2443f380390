"""The review file: candidates for a person to judge, and what the person has decided."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode

from ..errors import ChoiceError, DataError
from ..model import Candidate, Match, Problem
from ..vocab import PREFIXES
from .cells import decimal, harmless
from .heading import heading
from .sheet import Line, lines
from .sssom import curie
from .targets import of

ACCEPT, REJECT = "accept", "reject"
COLUMNS = (
    "decision",
    "confidence",
    "candidates",
    "subject_label",
    "object_label",
    "description",
    "reasons",
    "see_also",
    "subject_id",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "mapping_date",
)
WAY = f"{PREFIXES['semapv']}ManualMappingCuration"
Ends = tuple[NamedNode, NamedNode]


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate and what a person decided: accept, reject or nothing yet."""

    candidate: Candidate
    decision: str = ""
    number: int = 0

    @property
    def ends(self) -> Ends:
        """What it would link."""
        return self.candidate.match.subject, self.candidate.match.object


def merged(
    old: Iterable[Judged], new: Iterable[Candidate], settled: Iterable[Ends]
) -> list[Judged]:
    """Add what was found now to what a review file holds; what was decided stays.

    What is settled, for it is linked or rejected in the graph by now, is left out.
    """
    held = {one.ends: one for one in old}
    for found in new:
        made = Judged(found)
        kept = held.get(made.ends)  # with its relation, which its judge may have changed
        if not (kept and kept.decision):
            held[made.ends] = made
    gone = set(settled)
    return [one for ends, one in held.items() if ends not in gone]


def write(judged: Iterable[Judged], names: Mapping[NamedNode, str], name: str) -> str:
    """Return a review file: the surest things first, and of each thing its candidates together."""
    by_thing: dict[NamedNode, list[Judged]] = defaultdict(list)
    for one in judged:
        by_thing[one.candidate.match.subject].append(one)
    things = [sorted(held, key=_place) for held in by_thing.values()]
    things.sort(key=lambda held: (-held[0].candidate.match.confidence, held[0].ends[0].value))
    sheet = io.StringIO()
    rows = csv.writer(sheet, delimiter="\t", lineterminator="\n")
    rows.writerow(COLUMNS)
    for held in things:
        for place, one in enumerate(held, 1):
            which = f"{place} of {len(held)}" if len(held) > 1 else ""
            rows.writerow([harmless(cell) for cell in _cells(one, which, names)])
    used = [curie(one.ends[1]).partition(":")[0] for held in things for one in held]
    return heading(name, used) + sheet.getvalue()


def _place(one: Judged) -> tuple[float, str]:
    return -one.candidate.match.confidence, one.ends[1].value


def _cells(one: Judged, which: str, names: Mapping[NamedNode, str]) -> Iterator[str]:
    match = one.candidate.match
    said = decimal(match.confidence) if match.confidence else ""
    yield from (one.decision, said, which)
    yield from (names.get(match.subject, ""), match.label, one.candidate.text)
    yield from ("; ".join(one.candidate.reasons), "|".join(match.sources))
    yield from map(curie, (match.subject, match.predicate, match.object, match.justification))
    yield match.date


def read(path: Path, day: str) -> tuple[list[Judged], list[Problem]]:
    """Return what a review file, or another table of SSSOM, says, and what is wrong with it.

    A table without a column `decision` is a list of what is accepted. A row that does not say how
    sure it is has the confidence 0. Raises DataError for a file that is no table.
    """
    return _all_judged(_lines(path), path, day)


def _lines(path: Path) -> list[Line]:
    try:
        return lines(path.read_bytes(), str(path))
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}.") from error


def _all_judged(found: Iterable[Line], path: Path, day: str) -> tuple[list[Judged], list[Problem]]:
    judged: list[Judged] = []
    problems: list[Problem] = []
    for line in found:
        try:
            judged.append(_judged(line, day))
        except DataError as error:
            problems.append(Problem(f"{path}, line {line.number}", _said(error), "Correct it."))
    return judged, problems


def kept(path: Path, day: str) -> tuple[list[Judged], list[Problem]]:
    """Return what a review file from an earlier run holds, none where there is no file.

    Raises DataError for a table with other columns: it would be written again without them.
    """
    if not path.is_file():
        return [], []
    found = _lines(path)
    if own := sorted({name for line in found for name in line.cells} - {*COLUMNS}):
        raise DataError(
            f"{path} has columns of its own ({', '.join(own)}), which would be lost: give another "
            "file by --to."
        )
    return _all_judged(found, path, day)


def decided(
    judged: Iterable[Judged], path: Path, reviewer: str = ""
) -> tuple[list[Match], dict[Ends, str]]:
    """Return what a file accepts and rejects, by whom, and in which line each stands.

    Raises ChoiceError where that is nothing, or where a row does not say who judged it.
    """
    rows = [one for one in judged if one.decision]
    if not rows:
        raise ChoiceError(
            f"{path} decides nothing: write accept or reject into its column decision."
        )
    found = [
        replace(
            one.candidate.match,
            reviewer=reviewer.strip() or one.candidate.match.reviewer,
            rejected=one.decision == REJECT,
        )
        for one in rows
    ]
    if not all(match.reviewer for match in found):
        raise ChoiceError("Give --reviewer NAME: each link says who has judged it.")
    return found, {one.ends: f"{path}, line {one.number}" for one in rows}


def _said(error: DataError) -> str:
    return str(error).rstrip(".")


def _judged(line: Line, day: str) -> Judged:
    decision = line.cells.get("decision", ACCEPT).casefold()
    if decision not in ("", ACCEPT, REJECT):
        raise DataError(f"has the decision “{decision}”, which is neither accept nor reject.")
    modifier = line.cell("predicate_modifier").casefold()
    if modifier not in ("", "not"):
        raise DataError(f"has the predicate_modifier “{modifier}”, and only Not is known.")
    if modifier and decision:
        decision = REJECT
    way = NamedNode(WAY)
    if line.cell("mapping_justification"):
        way = line.term("mapping_justification")
    target = of(line.term("object_id"))
    page = target.address(line.term("object_id").value) if target else ""
    match = Match(
        line.term("subject_id"),
        line.term("predicate_id"),
        line.term("object_id"),
        line.cell("object_label"),
        way,
        _confidence(text) if (text := line.cell("confidence")) else 0.0,
        _date(text) if (text := line.cell("mapping_date")) else day,
        line.cell("reviewer_label"),
        tuple(sorted(filter(None, (line.cell("see_also") or page).split("|")))),
        line.cell("comment", "reasons"),
    )
    reasons = tuple(filter(None, line.cell("reasons").split("; ")))
    return Judged(Candidate(match, reasons, line.cell("description")), decision, line.number)


def _date(text: str) -> str:
    """Return a day as it is; a spreadsheet may have made something of it that nobody can read."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise DataError(
            f"has the mapping_date “{text}”, which is no day such as 2026-11-27 (empty is today)."
        ) from error


def _confidence(text: str) -> float:
    """Read a confidence in four digits, with a comma where a spreadsheet may have written one."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = 0.0
    if not 0 < number <= 1:
        raise DataError(f"has the confidence “{text}”, which is no number above 0 and up to 1.")
    return max(round(number, 4), 0.0001)
