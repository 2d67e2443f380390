"""What an engine says of a text that is not SPARQL, in a sentence."""

from __future__ import annotations

import re

from ..errors import QueryRefused

EXPECTED = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
ITEM = re.compile(r"""\[(?:'(?:[^'\\]|\\.)*'|[^\]'])*\]|"(?:[^"\\]|\\.)*"|[^\s,\[\]"][^,\["]*""")


def complaint(message: str) -> QueryRefused:
    """Return what Oxigraph says of a text that is not SPARQL as a sentence with its place.

    >>> str(complaint("error at 2:5: expected one of OPTIONAL, Prefix not found, ['%']"))
    'Line 2, column 5: Prefix not found.'
    >>> str(complaint('error at 1:9: expected one of "{", "}", [_]'))
    'Line 1, column 9: the query is not SPARQL here or just before; expected "{" or "}".'
    """
    match = EXPECTED.match(message)
    if match is None:
        return QueryRefused("The query is not SPARQL: {said}.", said=" ".join(message.split()))
    line, column = int(match[1]), int(match[2])
    items = [item.strip() for item in ITEM.findall(match[3].removeprefix("one of "))]
    told = [item for item in items if " " in item and item[0] not in "\"['"]
    if told:
        return QueryRefused("Line {line}, column {column}: {said}.", line, column, said=told[0])
    # of a keyword that does not fit the engine gives the end, so keywords are no hint
    signs = [item for item in items if item.startswith('"')]
    if 0 < len(signs) <= 6:
        return QueryRefused(
            "Line {line}, column {column}: the query is not SPARQL here or just before; "
            "expected {signs}.",
            line,
            column,
            signs=" or ".join(signs),
        )
    return QueryRefused(
        "Line {line}, column {column}: the query is not SPARQL here or just before.", line, column
    )
