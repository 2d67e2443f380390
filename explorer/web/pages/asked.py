"""What an address asks of a query file: values of its parameters, and which of the rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for

from ...errors import ParameterError
from ...query import Query
from .console import typed

MOST = 10_000  # rows of one answer
PAGING = ("limit", "offset")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the part of its rows that is wanted."""

    query: Query
    pairs: tuple[tuple[str, str], ...]
    limit: int
    offset: int

    def address(self, form: str, offset: int | None = None) -> str:
        """Return the address of the rows as a form, from an offset on."""
        given = [*self.pairs]
        if offset is not None:
            given += [("limit", str(self.limit)), ("offset", str(offset))]
        path = url_for("pages.answer", name=self.query.name, form=form or None)
        return f"{path}?{urlencode(given)}" if given else path

    def before(self, total: int) -> int:
        """Return where the rows before these begin, or the last of all where these are beyond."""
        return max(0, min(self.offset - self.limit, (total - 1) // self.limit * self.limit))


def asked_of(query: Query) -> Asked:
    """Return what the address asks of a query; raises ParameterError."""
    known = [*query.params, *(PAGING if query.form == "SELECT" else ()), "format"]
    if unknown := sorted({*request.args} - {*known}):
        raise ParameterError(
            "Query {query} has no parameter “{name}”; it takes {known}.",
            query=query.name,
            name=unknown[0],
            known=", ".join(known),
        )
    limit, offset = _number("limit", MOST, 1, MOST), _number("offset", 0, 0, 10**9)
    return Asked(query, tuple(typed(query)), limit, offset)


def _number(name: str, usual: int, least: int, most: int) -> int:
    text = request.args.get(name, "")
    if not text:
        return usual
    if not re.fullmatch(r"[0-9]{1,12}", text) or not least <= int(text) <= most:
        raise ParameterError(
            "The parameter {name} takes a number from {least} to {most}.",
            name=name,
            least=least,
            most=most,
        )
    return int(text)
