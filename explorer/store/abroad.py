"""Where a query asks other endpoints: SERVICE, in whatever disguise an engine reads it.

An engine needs no space between words (SERVICESILENT<...>, trueSERVICE<...>), so a word that only
holds the keyword counts too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ..errors import QueryRefused
from .dataset import prologue
from .words import OWNERS, Token, position, readings, tokens

POSSIBLE = re.compile(r"service|\\u", re.IGNORECASE)


def calls(words: Sequence[Token]) -> Iterator[int]:
    """Yield the place of each word that an engine may read as SERVICE."""
    for place, word in enumerate(words):
        said = word.text.upper()
        before, after = words[place - 1 : place], words[place + 1 : place + 2]
        held = word.kind == "word" and "SERVICE" in said
        glued = word.kind == "name" and "SERVICE" in said.partition(":")[0]
        opens = bool(after) and after[0].text == "{"
        owned = bool(before) and before[0].text.upper() in OWNERS
        if held or (glued and opens and not owned):
            yield place


def allowed(words: Sequence[Token], place: int, services: Collection[str]) -> bool:
    """Say whether a call names one of the services in full, `SERVICE <...> {`, and nothing else.

    A variable may become any address, and SILENT makes a failure look like an answer.
    """
    called, *after = words[place : place + 3]
    return (
        [called.text.upper(), *(word.kind for word in after)] == ["SERVICE", "iri", "open"]
        and after[0].text[1:-1] in services
        and after[1].text == "{"
    )


def called(text: str) -> tuple[int, int] | None:
    """Return the line and the column of the first call of a query, where it has one.

    Raises QueryRefused where a query cannot be told apart.

    >>> called("SELECT * {\\n SERVICE <http://example.org/> { ?s ?p 'service' } }")
    (2, 2)
    >>> called("SELECT ?service { ?service ?p 'SERVICE <x> {' }") is None
    True
    """
    for read in readings(text) if POSSIBLE.search(text) else ():
        words = list(tokens(read))
        prologue(words)
        for place in calls(words):
            return position(read, words[place].start)
    return None


def stay(text: str) -> None:
    """Raise QueryRefused for a query that calls: an engine would ask for all, and wait for ever."""
    if place := called(text):
        line, column = place
        raise QueryRefused(
            "SERVICE at line {line}, column {column} is not asked from here: ask for our part and "
            "theirs in two queries, and join them with `ex.join(ours, theirs, service=...)` or "
            "`explorer join`; or allow the service by `ex.sparql(..., services=[...])`.",
            line,
            column,
        )
