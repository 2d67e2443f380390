"""Queries kept as files: a header, slots, and safe binding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import Literal, NamedNode

from .errors import ParameterError, QueryError
from .iri import iri
from .model import Term

SLOT = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")
FORM = re.compile(r"^\s*(SELECT|ASK|CONSTRUCT)\b", re.MULTILINE)
KINDS: Mapping[str, type[Term]] = {"iri": NamedNode, "literal": Literal}
KEYS = {"summary", "description", "params", "columns", "tags", "message", "mend", "apart"}


class Sparql(str):
    """The text of a query.

    One that is `apart` names every graph that it asks, and none into which anything follows: links
    and snapshots. What follows need not be worked out for it, nor a dataset be named.
    """

    apart = False


@dataclass(frozen=True, slots=True)
class Param:
    """A slot: the kind of its terms, whether it takes many and whether it may stay open."""

    name: str
    kind: str
    many: bool
    optional: bool

    @classmethod
    def parse(cls, name: str, spec: object) -> Param:
        """Read `iri`, `iri+`, `literal?`, `iri*`; raises ValueError on anything else."""
        match = re.fullmatch(r"(iri|literal)([+*?]?)", str(spec))
        if match is None:
            raise ValueError(
                f"parameter {name} is {spec!r}, not iri or literal with an optional +, * or ?"
            )
        kind, count = match.groups()
        return cls(name, kind, many=count in {"+", "*"}, optional=count in {"*", "?"})


@dataclass(frozen=True, slots=True)
class Query:
    """A query file. Its text is valid SPARQL as it stands; binding fills the slots."""

    name: str
    summary: str
    params: Mapping[str, Param]
    columns: tuple[str, ...]
    text: str
    form: str = "SELECT"
    description: str = ""
    message: str = ""
    mend: str = ""
    tags: tuple[str, ...] = ()
    apart: bool = False

    @classmethod
    def parse(cls, name: str, source: str) -> Query:
        """Read the `#+` header and hold it against the body; raises QueryError."""
        try:
            return cls._read(name, source)
        except yaml.YAMLError as error:
            raise QueryError(
                f"The header of query {name} is not YAML: {' '.join(str(error).split())}."
            ) from error
        except ValueError as error:
            raise QueryError(f"The header of query {name} cannot be used: {error}.") from error

    @classmethod
    def _read(cls, name: str, source: str) -> Query:
        meta = _header(source)
        params = {
            str(key): Param.parse(str(key), spec) for key, spec in _mapping(meta, "params").items()
        }
        if missing := set(params) ^ set(SLOT.findall(source)):
            raise ValueError(
                f"{', '.join(sorted(missing))} must be a param and a slot `VALUES ?x {{ UNDEF }}`"
            )
        form = FORM.search(source)
        if form is None:
            raise ValueError("there is no SELECT, ASK or CONSTRUCT at the start of a line")
        columns = meta.get("columns") or []
        if not isinstance(columns, list) or (form[1] == "SELECT" and not columns):
            raise ValueError("columns must be the list of the variables that the SELECT returns")
        if form[1] == "SELECT" and (odd := set(map(str, columns)) ^ _selected(source, form.end())):
            raise ValueError(f"columns and SELECT do not match ({', '.join(sorted(odd))})")
        texts = {
            key: " ".join(str(meta.get(key) or "").split())
            for key in ("description", "message", "mend")
        }
        tags = tuple(map(str, meta.get("tags") or ()))
        names = tuple(map(str, columns))
        summary, apart = str(meta["summary"]), meta.get("apart") is True
        told = (texts["description"], texts["message"], texts["mend"])
        return cls(name, summary, params, names, source, form[1], *told, tags, apart)

    @property
    def body(self) -> str:
        """The query without its header."""
        return "".join(line for line in self.text.splitlines(True) if not line.startswith("#+"))

    def bind(self, **values: Term | Iterable[Term] | None) -> Sparql:
        """Fill every slot with validated terms; raises ParameterError."""
        if unknown := sorted(values.keys() - self.params.keys()):
            raise ParameterError(
                f"Query {self.name} has no parameter {unknown[0]}; "
                f"it takes {', '.join(self.params) or 'none'}."
            )
        filled = {
            name: " ".join(map(str, self._terms(param, values.get(name)))) or "UNDEF"
            for name, param in self.params.items()
        }
        # without the header: SPARQLWrapper takes a word such as "add" in a comment for an update
        bound = Sparql(SLOT.sub(lambda one: f"VALUES ?{one[1]} {{ {filled[one[1]]} }}", self.body))
        bound.apart = self.apart
        return bound

    def _terms(self, param: Param, value: Term | Iterable[Term] | None) -> list[Term]:
        terms = [value] if isinstance(value, NamedNode | Literal) else list(value or ())
        if not terms and param.optional:
            return []
        if not terms or (len(terms) > 1 and not param.many):
            asked = {"name": param.name, "query": self.name}
            if param.many:
                raise ParameterError(
                    "Parameter {name} of query {query} takes one or more values.", **asked
                )
            raise ParameterError("Parameter {name} of query {query} takes one value.", **asked)
        if not all(isinstance(term, KINDS[param.kind]) for term in terms):
            article = "an IRI" if param.kind == "iri" else "a literal"
            raise ParameterError(f"Parameter {param.name} of query {self.name} must be {article}.")
        return terms


def _selected(source: str, start: int) -> set[str]:
    """Return the variables that a SELECT names, expressions by the name they are given."""
    clause = source[start : source.index("{", start)]
    clause = re.sub(r"\((?:[^()]|\([^()]*\))*\bAS\s+(\?\w+)\s*\)", r"\1", clause)
    return set(re.findall(r"\?(\w+)", clause))


def _header(source: str) -> Mapping[str, Any]:
    lines = (
        line.removeprefix("#+").removeprefix(" ")
        for line in source.splitlines()
        if line.startswith("#+")
    )
    meta = yaml.safe_load("\n".join(lines))
    if not isinstance(meta, dict) or not isinstance(meta.get("summary"), str):
        raise ValueError("it needs a line `#+ summary: ...`")
    if unknown := sorted(set(map(str, meta)) - KEYS):
        raise ValueError(f"{unknown[0]} is not one of {', '.join(sorted(KEYS))}")
    return meta


def _mapping(meta: Mapping[str, Any], key: str) -> Mapping[object, object]:
    value = meta.get(key) or {}
    if not isinstance(value, dict):
        raise ValueError(f"{key} must map names to kinds")
    return value


class Queries(Mapping[str, Query]):
    """Query files by name; asking for one that is not there says so in a sentence."""

    def __init__(self, queries: Iterable[Query]) -> None:
        self._queries = {query.name: query for query in queries}

    @classmethod
    def load(cls, folder: Path) -> Queries:
        """Read every query file of a folder."""
        return cls(read(path) for path in sorted(folder.glob("*.rq")))

    def rules(self) -> list[Sparql]:
        """Return the rules that say what follows from what is stated."""
        return [query.bind() for name, query in self.items() if name.startswith("rule_")]

    def __getitem__(self, name: str) -> Query:
        try:
            return self._queries[name]
        except KeyError:
            near = get_close_matches(name, self._queries, 3)
            listed = "`explorer query`, and in Python `list(ex.queries)`, list those there are"
            hint = f"the nearest: {', '.join(near)}" if near else listed
            raise QueryError(f"There is no query {name!r}; {hint}.") from None

    def __repr__(self) -> str:
        return f"<{len(self)} queries: {', '.join(self)}>"

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)


def read(path: Path) -> Query:
    """Read one query file; raises QueryError."""
    try:
        return Query.parse(path.stem, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"The query file {path} cannot be read: {error}.") from error


def values(query: Query, given: Iterable[tuple[str, str]]) -> dict[str, list[Term]]:
    """Make the terms that a person typed for the parameters of a query; raises ParameterError.

    An IRI may begin with a known prefix, as in method:lasso.
    """
    found: dict[str, list[Term]] = {}
    for name, text in given:
        if name not in query.params:
            known = ", ".join(f"{param}=..." for param in query.params) or "none"
            raise ParameterError(
                f"{f'{name}={text}'!r} is not a parameter of query {query.name}; it takes {known}."
            )
        made = Literal(text) if query.params[name].kind == "literal" else iri(text)
        found.setdefault(name, []).append(made)
    return found
