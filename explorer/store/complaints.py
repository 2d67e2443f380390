"""What an engine says of a text that is not SPARQL, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..errors import QueryRefused
from .words import position, tokens

EXPECTED = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
ITEM = re.compile(r"""\[(?:'(?:[^'\\]|\\.)*'|[^\]'])*\]|"(?:[^"\\]|\\.)*"|[^\s,\[\]"][^,\["]*""")


def complaint(message: str, text: str = "", known: Collection[str] = ()) -> QueryRefused:
    """Return what Oxigraph says of a text that is not SPARQL as a sentence with its place.

    `known` are the prefixes that need no declaration.

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
    if "Prefix not found" in told and (lacking := undeclared(text, known)):
        return lacking
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


def undeclared(text: str, known: Collection[str]) -> QueryRefused | None:
    """Return a complaint of the first prefix that a query uses and does not declare.

    >>> str(undeclared("PREFIX a: <http://a/> ASK {\\n a:b b:c 'd:e' }", ()))
    'Line 2, column 6: the prefix b: is not declared.'
    """
    declared, before = {f"{name}:" for name in known}, ""
    for word in tokens(text):
        name = f"{word.text.partition(':')[0]}:"
        if before == "PREFIX":
            declared.add(word.text)
        elif word.kind == "name" and name not in declared and name != "_:":
            said = f"the prefix {name} is not declared"
            line, column = position(text, word.start)
            return QueryRefused("Line {line}, column {column}: {said}.", line, column, said=said)
        before = word.text.upper()
    return None
