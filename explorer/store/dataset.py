"""The graphs that a query speaks of: by FROM at its head, and by GRAPH within it.

An engine needs no space between words (FROM<...>, FROMNAMEDa:b), so a word that only holds one of
these counts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..errors import QueryRefused
from .abroad import OWNERS
from .words import Token, tokens

CHOSEN = re.compile("from", re.IGNORECASE)
SPOKEN = re.compile(r"graph|from|\\u", re.IGNORECASE)


class Prologue(NamedTuple):
    """What a query declares at its head, and the place of the first word after that."""

    prefixes: Mapping[str, str]
    base: str
    place: int


NOTHING = Prologue({}, "", 0)


def chosen(text: str) -> bool:
    """Say whether a query names the graphs that it is to be asked over.

    Raises QueryRefused where a query cannot be told apart.

    >>> chosen("PREFIX g: <http://g/> ASK FROM NAMED g:a { ?s ?p ?o }")
    True
    >>> chosen("# FROM <http://g/a>\\nASK { ?from ?p 'FROM <http://g/a>' }")
    False
    """
    if not CHOSEN.search(text):
        return False
    words = list(tokens(text))
    head = prologue(words)
    return any(True for _ in named(words[head.place :], head))


def named(words: Sequence[Token], head: Prologue) -> Iterator[str]:
    """Yield each graph that FROM names after the prologue, empty where that cannot be told."""
    for place, word in enumerate(words):
        glued = word.kind == "name" and _glued(words, place)
        if not glued and not (word.kind == "word" and "FROM" in word.text.upper()):
            continue
        after = words[place + 1 : place + 3]
        rest = [one for one in after if one.text.upper() != "NAMED"]
        yield "" if glued or not rest else _iri(rest[0], head)


def spoken(text: str) -> set[str]:
    """Return the graphs that a query speaks of, with an empty text for those that vary.

    >>> sorted(spoken("ASK { GRAPH <http://g/a> { ?s ?p ?o } GRAPH ?graph { ?s ?p ?o } }"))
    ['', 'http://g/a']
    """
    if not SPOKEN.search(text):
        return set()
    try:
        words = list(tokens(text))
    except QueryRefused:
        return {""}
    found = {"" for word in words if "\\u" in word.text}
    for place, word in enumerate(words):
        said = word.text.upper()
        held = word.kind == "word" and ("GRAPH" in said or "FROM" in said)
        if held or (word.kind == "name" and said.startswith(("GRAPH", "FROM"))):
            after = [one for one in words[place + 1 : place + 3] if one.text.upper() != "NAMED"]
            found.add(_iri(after[0], NOTHING) if held and after else "")
    return found


def prologue(words: Sequence[Token], base: str = "") -> Prologue:
    """Return what is declared at the head of a query that came from an address, its first base.

    Raises QueryRefused for a prefix with two meanings: engines disagree on which holds.
    """
    prefixes: dict[str, str] = {}
    place = 0
    while place < len(words):
        said, after = words[place].text.upper(), words[place + 1 : place + 3]
        kinds = [word.kind for word in after]
        if said == "PREFIX" and kinds == ["name", "iri"] and after[0].text.endswith(":"):
            name, iri = after[0].text, _resolved(after[1], base)
            if prefixes.setdefault(name, iri) != iri:
                raise QueryRefused(
                    "The prefix {name} is declared twice; declare it once.", name=name
                )
            place += 3
        elif [said, *kinds[:1]] in (["BASE", "iri"], ["VERSION", "string"]):
            base = _resolved(after[0], base) if said == "BASE" else base
            place += 2
        else:
            break
    return Prologue(prefixes, base, place)


def _glued(words: Sequence[Token], place: int) -> bool:
    """Say whether FROM may stand at the head of a prefixed name: the last before a bracket."""
    after = words[place + 1 : place + 2]
    follows = bool(after) and (after[0].text == "{" or after[0].text.upper() in {"FROM", "WHERE"})
    before = words[place - 1].text.upper() if place else ""
    return words[place].text.upper().startswith("FROM") and follows and before not in OWNERS


def _iri(word: Token, head: Prologue) -> str:
    """Return the IRI of a word, or nothing where it is none, or one of a prefix not known."""
    if word.kind == "iri":
        return _resolved(word, head.base)
    prefix, colon, local = word.text.partition(":")
    start = head.prefixes.get(prefix + colon, "") if word.kind == "name" else ""
    return f"{start}{local}" if start else ""


def _resolved(iri: Token, base: str) -> str:
    """Return an IRI in full, as the engine reads it; nothing where it cannot be told."""
    try:
        found = next(ox.parse(f"{iri.text} a 1 .", ox.RdfFormat.TURTLE, base_iri=base or None))
    except (SyntaxError, ValueError):
        return ""
    return found.subject.value if isinstance(found.subject, ox.NamedNode) else ""
