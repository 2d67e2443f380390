"""What the public endpoint refuses to run, found by reading a query and not by running it.

An engine needs no space between words (SERVICESILENT<...>, trueSERVICE<...>), so a word that only
holds one that is refused is refused too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..errors import QueryRefused
from .words import Token, position, readings, tokens

LARGEST_QUERY = 16 * 1024  # bytes
DEEPEST = 100  # brackets within each other
FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
OWNERS = {"GRAPH", "FROM", "NAMED", "FROMNAMED", "DESCRIBE"}  # a name and then { may follow these
EXPECTED = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
ITEM = re.compile(r"""\[(?:'(?:[^'\\]|\\.)*'|[^\]'])*\]|"(?:[^"\\]|\\.)*"|[^\s,\[\]"][^,\["]*""")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query is: its form, empty where it has none, and whether it names its graphs."""

    form: str
    dataset: bool


def read(text: str, graphs: Collection[str]) -> Reading:
    """Return what a query is; raises QueryRefused where it may not run over these graphs."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_QUERY:
        raise QueryRefused(f"The query is longer than {LARGEST_QUERY >> 10} KiB; write a shorter.")
    if "\x00" in text:
        raise QueryRefused("The query holds a zero byte; take it out.")
    found = [_read(each, graphs) for each in sorted(readings(text), key=text.__ne__)]
    return Reading(found[0].form, any(each.dataset for each in found))


def _read(text: str, graphs: Collection[str]) -> Reading:
    words = list(tokens(text))
    _nesting(words)
    _federation(text, words)
    form = _form(words)
    if form in UPDATES:
        raise QueryRefused("This endpoint only reads: send a query, not an update.")
    return Reading(form if form in FORMS else "", _dataset(words, graphs))


def _nesting(words: Sequence[Token]) -> None:
    depth = deepest = 0
    for word in words:
        depth = max(0, depth + (word.kind == "open") - (word.kind == "close"))
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise QueryRefused(
            f"The query has brackets {deepest} deep, and {DEEPEST} is the most; write it flatter."
        )


def _federation(text: str, words: Sequence[Token]) -> None:
    for place, word in enumerate(words):
        said, before, after = word.text.upper(), words[place - 1 : place], words[place + 1 :][:1]
        held = word.kind == "word" and "SERVICE" in said
        glued = word.kind == "name" and "SERVICE" in said.partition(":")[0]
        opens = bool(after) and after[0].text == "{"
        owned = bool(before) and before[0].text.upper() in OWNERS
        if held or (glued and opens and not owned):
            line, column = position(text, word.start)
            raise QueryRefused(
                f"SERVICE at line {line}, column {column} is refused: "
                "this endpoint asks no other one.",
                line,
                column,
            )


def _form(words: Iterable[Token]) -> str:
    """Return the first word after the prologue, in capitals."""
    passed = {"PREFIX", "BASE", "VERSION"}
    return next(
        (
            said
            for word in words
            if word.kind == "word" and (said := word.text.upper()) not in passed
        ),
        "",
    )


def _dataset(words: Sequence[Token], graphs: Collection[str]) -> bool:
    """Say whether a query names graphs with FROM; raises QueryRefused for one that is not ours."""
    prefixes = _prefixes(words)
    found = False
    for place, word in enumerate(words):
        glued = word.kind == "name" and _glued(words, place)
        if not glued and not (word.kind == "word" and "FROM" in word.text.upper()):
            continue
        rest = [one for one in words[place + 1 : place + 3] if one.text.upper() != "NAMED"]
        if glued or not rest or _iri(rest[0], prefixes) not in graphs:
            raise foreign("FROM", graphs)
        found = True
    return found


def _glued(words: Sequence[Token], place: int) -> bool:
    """Say whether FROM may stand at the head of a prefixed name: the last before a bracket."""
    after = words[place + 1 :][:1]
    follows = bool(after) and (after[0].text == "{" or after[0].text.upper() in {"FROM", "WHERE"})
    before = words[place - 1].text.upper() if place else ""
    return words[place].text.upper().startswith("FROM") and follows and before not in OWNERS


def _prefixes(words: Sequence[Token]) -> dict[str, str]:
    triples = zip(words, words[1:], words[2:], strict=False)
    return {
        name.text: iri.text[1:-1]
        for word, name, iri in triples
        if word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def _iri(word: Token, prefixes: dict[str, str]) -> str:
    if word.kind == "iri":
        return word.text[1:-1]
    prefix, colon, local = word.text.partition(":")
    return f"{prefixes.get(prefix + colon, '')}{local}" if word.kind == "name" else ""


def foreign(what: str, graphs: Iterable[str]) -> QueryRefused:
    """Return the refusal of a graph that is not one of these."""
    known = " and ".join(f"<{graph}>" for graph in sorted(graphs))
    return QueryRefused(f"{what} takes only the graphs of this endpoint: {known}.")


def complaint(message: str) -> QueryRefused:
    """Return what Oxigraph says of a text that is not SPARQL as a sentence with its place.

    >>> str(complaint("error at 2:5: expected one of OPTIONAL, Prefix not found, ['%']"))
    'Line 2, column 5: Prefix not found.'
    >>> str(complaint('error at 1:9: expected one of "{", "}", [_]'))
    'Line 1, column 9: the query is not SPARQL here or just before; expected "{" or "}".'
    """
    match = EXPECTED.match(message)
    if match is None:
        return QueryRefused(f"The query is not SPARQL: {' '.join(message.split())}.")
    line, column = int(match[1]), int(match[2])
    items = [item.strip() for item in ITEM.findall(match[3].removeprefix("one of "))]
    told = [item for item in items if " " in item and item[0] not in "\"['"]
    if told:
        return QueryRefused(f"Line {line}, column {column}: {told[0]}.", line, column)
    # of a keyword that does not fit the engine gives the end, so keywords are no hint
    signs = [item for item in items if item.startswith('"')]
    hint = f"; expected {' or '.join(signs)}" if 0 < len(signs) <= 6 else ""
    return QueryRefused(
        f"Line {line}, column {column}: the query is not SPARQL here or just before{hint}.",
        line,
        column,
    )
