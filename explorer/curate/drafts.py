"""Entries as people write them: YAML held against the schema, and YAML written from entries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from ..config import share
from ..model import Problem

Entry = dict[str, Any]
# the same safe reader, in C where it is to be had
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WORDS = ("volume", "issue", "pages", "isbn")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry, and the file it stands in."""

    path: Path
    entry: Entry

    @property
    def id(self) -> str:
        """The slug of the method."""
        return str(self.entry["id"])

    def problem(self, message: str, mend: str) -> Problem:
        """Return a problem of this entry."""
        return Problem(f"{self.path}, {self.id}", message, mend)


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads((share() / "ontology" / "entry.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema)


def drafts(paths: Sequence[Path]) -> tuple[list[Draft], list[Problem]]:
    """Read the entries of files, and say what is wrong with their form."""
    found: list[Draft] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            documents = [entry for entry in yaml.load_all(path.read_text("utf-8"), LOADER) if entry]
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(str(path), f"cannot be read: {error}", "Check the name."))
            continue
        except yaml.YAMLError as error:
            said = " ".join(str(error).split())
            problems.append(Problem(str(path), f"is not YAML: {said}", "Mend it there."))
            continue
        for number, entry in enumerate(documents, 1):
            problems += _form(path, number, entry)
            found.append(Draft(path, entry))
    if problems:
        return [], problems
    return found, list(_repeated(found))


def _form(path: Path, number: int, entry: object) -> list[Problem]:
    named = entry.get("id") if isinstance(entry, dict) else None
    where = f"{path}, {named if isinstance(named, str) else f'entry {number}'}"
    if isinstance(entry, dict):
        _worded(entry)
    errors = sorted(_validator().iter_errors(entry), key=lambda error: list(map(str, error.path)))
    return [Problem(where, _said(error), "See ontology/entry.schema.json.") for error in errors]


def _worded(entry: Entry) -> None:
    """Take the numbers that YAML reads in volume, issue, pages and ISBN for the words they are."""
    works = entry.get("works")
    for work in works if isinstance(works, list) else []:
        for name in WORDS if isinstance(work, dict) else ():
            if isinstance(work.get(name), int):
                work[name] = str(work[name])


def _said(error: ValidationError) -> str:
    closest = best_match(error.context) if error.context else error
    place = "/".join(map(str, closest.absolute_path)) or "the entry"
    message = " ".join(closest.message.split())
    return f"{place}: {message if len(message) < 200 else f'{message[:200]}…'}"


def _repeated(found: Iterable[Draft]) -> Iterable[Problem]:
    seen: dict[str, Draft] = {}
    for draft in found:
        if (first := seen.setdefault(draft.id, draft)) is not draft:
            yield draft.problem(f"stands in {first.path} too", "Keep one of the two.")


class _Dumper(yaml.SafeDumper):
    """Writes long texts folded and short maps on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their key."""
        super().increase_indent(flow, False)


def text(entry: Entry) -> str:
    """Return an entry as YAML, in the order of the schema."""
    return yaml.dump(entry, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
