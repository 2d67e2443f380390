"""What clients of the Reconciliation Service API ask, read strictly where it matters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import ParameterError
from ..vocab import slug
from .things import ROOMS

LONGEST = 500  # letters of a cell that are looked at
LIMIT, MOST = 5, 50  # candidates of a query, where nothing is said and at most
TYPES = {name.lower(): name for name in ROOMS}


@dataclass(frozen=True, slots=True)
class Query:
    """A row to be matched: its name, what it may be, and further facts by property.

    Where it is not `strict`, things of other types are candidates too.
    """

    words: str = ""
    types: tuple[str, ...] = ()
    strict: bool = True
    limit: int = LIMIT
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extension:
    """The things, by their ids, and the properties whose values are wanted of each."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]


def batch(text: str) -> dict[str, Query]:
    """Read the queries of a batch by their keys; raises ParameterError where none can be read.

    One that cannot asks for nothing, so that a row of a table does not keep others from theirs.

    >>> read = batch('{"q0": {"query": "lasso", "type": "Method"}, "q1": {"type": "Cat"}}')
    >>> read["q0"].types, read["q1"] == Query()
    (('Method',), True)
    """
    read, wrong = {}, []
    for key, value in _object(text, "queries").items():
        try:
            read[key] = _query(value, key[:40])
        except ParameterError as error:
            read[key] = Query()
            wrong.append(error)
    if wrong and len(wrong) == len(read):
        raise wrong[0]
    return read


def single(text: str) -> Query:
    """Read one query, an object or words alone, as version 0.1 has it; raises ParameterError."""
    if not text.lstrip().startswith("{"):
        return Query(_words(text, "query"))
    return _query(_object(text, "query"), "query")


def extension(text: str) -> Extension:
    """Read what a data extension asks; raises ParameterError."""
    given = _object(text, "extend")
    ids, properties = given.get("ids"), given.get("properties")
    if not (isinstance(ids, list) and all(isinstance(one, str) for one in ids)):
        raise ParameterError("An extension names the things as a list of ids.")
    if not isinstance(properties, list) or not all(_identified(one) for one in properties):
        raise ParameterError("An extension names its properties as objects that have an id.")
    return Extension(tuple(ids), tuple(dict.fromkeys(one["id"] for one in properties)))


def kind(given: str) -> str:
    """Return a type as it is written here; raises ParameterError where there is none such."""
    if known := TYPES.get(slug(given).lower()):
        return known
    raise ParameterError(
        "There is no type “{type}”; there are {known}.", type=given[:60], known=", ".join(ROOMS)
    )


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ParameterError("“{name}” is not JSON.", name=name) from error
    if not isinstance(given, dict):
        raise ParameterError("“{name}” is not an object of JSON.", name=name)
    return given


def _query(given: object, name: str) -> Query:
    if not isinstance(given, dict):
        raise ParameterError("“{name}” is not an object.", name=name)
    facts = dict(_facts(given.get("properties") or [], name))
    if given.get("query") is None and not facts:
        raise ParameterError("“{name}” has neither words nor properties.", name=name)
    blank = str(given.get("query") or "").strip() == ""  # an empty cell
    words = "" if blank else _words(given["query"], name)
    limit = given.get("limit") or LIMIT
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise ParameterError("“{name}” has a limit that is no number above zero.", name=name)
    types = given.get("type") or []
    listed = types if isinstance(types, list) else [types]
    wanted = tuple(kind(one["id"] if _identified(one) else str(one)) for one in listed)
    strict = given.get("type_strict") != "should"
    return Query(words, wanted, strict, min(limit, MOST), facts)


def _words(given: object, name: str) -> str:
    if not isinstance(given, str | int | float) or not str(given).strip():
        raise ParameterError("“{name}” has no words to look for.", name=name)
    return _text(given)


def _facts(given: object, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not isinstance(given, list):
        raise ParameterError("“{name}” has properties that are no list.", name=name)
    for one in given:
        if not (isinstance(one, dict) and isinstance(one.get("pid"), str) and "v" in one):
            raise ParameterError("“{name}” has a property without a pid or a v.", name=name)
        values = one["v"] if isinstance(one["v"], list) else [one["v"]]
        texts = (text for value in values for text in _texts(value))
        yield one["pid"], tuple(filter(None, texts))


def _texts(value: object) -> Iterator[str]:
    """Yield the words of a value: of a thing its id and its name."""
    if isinstance(value, dict):
        yield from (_text(value[part]) for part in ("id", "name") if value.get(part))
    elif value is not None:
        yield _text(value)


def _text(value: object) -> str:
    """Return a value as words; a table may hold a year as a number with a point."""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value) if isinstance(value, float) and whole else value)[:LONGEST].strip()


def _identified(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str)
