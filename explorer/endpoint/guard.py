"""What the public endpoint refuses to run, found by reading a query and not by running it.

An engine needs no space between words (FROM<...>, FROMNAMEDa:b), so a word that only holds one
that is refused is refused too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..errors import QueryRefused
from ..store import abroad, dataset
from ..store.words import Token, position, readings, tokens

LARGEST_QUERY = 16 * 1024  # bytes
DEEPEST = 100  # brackets and signs such as ! within each other
FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
UNARY = {"!", "-", "+"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query is: its form, whether it names its graphs, and whether it asks services."""

    form: str
    dataset: bool
    abroad: bool = False


def read(
    text: str, graphs: Collection[str], services: Collection[str] = (), base: str = ""
) -> Reading:
    """Return what a query is; raises QueryRefused where it may not run over these graphs.

    `services` are the endpoints that it may ask, by their addresses, and `base` is what relative
    IRIs of the query begin at.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_QUERY:
        raise QueryRefused(
            "The query is longer than {size} KiB; write a shorter.", size=LARGEST_QUERY >> 10
        )
    if "\x00" in text:
        raise QueryRefused("The query holds a zero byte; take it out.")
    each_way = sorted(readings(text), key=text.__ne__)
    found = [_read(each, graphs, services, base) for each in each_way]
    return Reading(
        found[0].form, any(each.dataset for each in found), all(each.abroad for each in found)
    )


def _read(text: str, graphs: Collection[str], services: Collection[str], base: str) -> Reading:
    words = list(tokens(text))
    _nesting(words)
    calls = _federation(text, words, services)
    head = dataset.prologue(words, base)
    rest = words[head.place :]
    return Reading(_form(text, rest), _dataset(rest, head, graphs), calls)


def _nesting(words: Sequence[Token]) -> None:
    outer: list[int] = []  # how deep it was outside each open bracket
    depth = signs = before = deepest = 0
    for word in words:
        signs = signs + 1 if word.kind == "sign" and word.text in UNARY else 0
        if word.kind == "open":
            outer.append(depth)
            depth += 1 + before
        elif word.kind == "close" and outer:
            depth = outer.pop()
        before = signs
        deepest = max(deepest, depth + signs)
    if deepest > DEEPEST:
        raise QueryRefused(
            "The query has brackets and signs {deepest} deep, and {most} is the most; "
            "write it flatter.",
            deepest=deepest,
            most=DEEPEST,
        )


def _federation(text: str, words: Sequence[Token], services: Collection[str]) -> bool:
    """Say whether a query asks services; raises QueryRefused for any but those that it may."""
    places = list(abroad.calls(words))
    for place in places:
        if abroad.allowed(words, place, services):
            continue
        line, column = position(text, words[place].start)
        if not services:
            raise QueryRefused(
                "SERVICE at line {line}, column {column} is refused: "
                "this endpoint asks no other one.",
                line,
                column,
            )
        raise QueryRefused(
            "SERVICE at line {line}, column {column} is refused: write it without SILENT, "
            "before one of these addresses in full: {services}.",
            line,
            column,
            services=" ".join(f"<{service}>" for service in services),
        )
    return bool(places)


def _form(text: str, words: Sequence[Token]) -> str:
    """Return the form of a query without its prologue; raises QueryRefused where it has none.

    What one engine does not know may be an update to another: no form, no answer.
    """
    first = words[0] if words else Token("", "", len(text))
    said = first.text.upper()
    if said in FORMS:
        return said
    if said in UPDATES:
        raise QueryRefused("This endpoint only reads: send a query, not an update.")
    line, column = position(text, first.start)
    raise QueryRefused(
        "Line {line}, column {column}: the query is not SPARQL; "
        "begin with SELECT, ASK, CONSTRUCT or DESCRIBE, or with PREFIX or BASE and an IRI.",
        line,
        column,
    )


def _dataset(words: Sequence[Token], head: dataset.Prologue, graphs: Collection[str]) -> bool:
    """Say whether a query names graphs with FROM; raises QueryRefused for one that is not ours."""
    chosen = [*dataset.named(words, head)]
    if not all(one in graphs for one in chosen):
        raise foreign("FROM", graphs)
    return bool(chosen)


def foreign(what: str, graphs: Iterable[str]) -> QueryRefused:
    """Return the refusal of a graph that is not one of these."""
    known = " and ".join(f"<{graph}>" for graph in sorted(graphs))
    return QueryRefused(
        "{what} takes only the graphs of this endpoint: {known}.", what=what, known=known
    )
