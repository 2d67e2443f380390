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
from .words import OWNERS, Token, tokens

CHOSEN = re.compile("from", re.IGNORECASE)
SPOKEN = re.compile(r"graph|from|\\u", re.IGNORECASE)


class Prologue(NamedTuple):
    """What a query declares at its head, and the place of the first word after that."""

    prefixes: Mapping[str, str]
    base: str
    place: int


DOTS = re.compile(r"\.+")
GLUED = re.compile("(?=(from)(named|))", re.IGNORECASE)
FOLLOWING = ("{", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
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


def parameters(text: str, base: str = "") -> tuple[tuple[str, str], ...]:
    """Return the graphs that FROM names as parameters of the protocol.

    Raises QueryRefused for one that is not named in full.

    >>> parameters("PREFIX g: <http://g/> ASK FROM g:a FROM NAMED g:b { ?s ?p ?o }")
    (('default-graph-uri', 'http://g/a'), ('named-graph-uri', 'http://g/b'))
    """
    words = list(tokens(text))
    head = prologue(words, base)
    found = tuple(_chosen(words[head.place :], head))
    if not all(graph for _, graph in found):
        raise QueryRefused("Write the graph that FROM names in full.")
    return found


def named(words: Sequence[Token], head: Prologue) -> Iterator[str]:
    """Yield each graph that FROM names after the prologue, empty where that cannot be told."""
    yield from (graph for _, graph in _chosen(words, head))


def _chosen(words: Sequence[Token], head: Prologue) -> Iterator[tuple[str, str]]:
    for place, word in enumerate(words):
        glued = word.kind == "name" and _glued(words, place, head.prefixes)
        if not glued and not (word.kind == "word" and "FROM" in word.text.upper()):
            continue
        after = words[place + 1 : place + 3]
        rest = [one for one in after if one.text.upper() != "NAMED"]
        apart = "NAMED" in word.text.upper() or len(rest) < len(after)
        yield (
            "named-graph-uri" if apart else "default-graph-uri",
            "" if glued or not rest else _iri(rest[0], head),
        )


def spoken(text: str) -> set[str]:
    """Return the graphs that a query speaks of, with an empty text for those that vary.

    >>> sorted(spoken("ASK { GRAPH <http://g/a> { ?s ?p ?o } GRAPH ?graph { ?s ?p ?o } }"))
    ['', 'http://g/a']
    """
    if not SPOKEN.search(text):
        return set()
    try:
        words = list(tokens(text))
        prologue(words)
    except QueryRefused:
        return {""}
    found = {"" for word in words if "\\u" in word.text}
    for place, word in enumerate(words):
        said = word.text.upper()
        held = word.kind == "word" and ("GRAPH" in said or "FROM" in said)
        head = said.partition(":")[0]
        if held or (word.kind == "name" and ("GRAPH" in head or "FROM" in head)):
            after = [one for one in words[place + 1 : place + 3] if one.text.upper() != "NAMED"]
            found.add(_iri(after[0], NOTHING) if held and after else "")
    return found


def prologue(words: Sequence[Token], base: str = "") -> Prologue:
    """Return what is declared at the head of a query that came from an address, its first base.

    Raises QueryRefused for a prefix with two meanings, and one glued to its word: engines disagree
    on what holds; and for a name that is none.
    """
    prefixes: dict[str, str] = {}
    place, said = 0, ""
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
    if said.startswith(("PREFIX", "BASE")) and [one.kind for one in words[place:][:1]] == ["name"]:
        raise QueryRefused("Put a space after PREFIX and BASE.")
    for name in (word.text for word in words[place:] if word.kind == "name"):
        if not _whole(name, prefixes):
            raise QueryRefused(
                "The name {name} makes no IRI, or can be read in two ways; write the IRI in full.",
                name=name,
            )
    return Prologue(prefixes, base, place)


def _whole(name: str, prefixes: Mapping[str, str]) -> bool:
    """Say whether a name is read as one by every engine.

    Where it makes no IRI, some go back to its prefix, and read what follows as words: SERVICE
    after a:. Some end it before a second dot, or begin it after a word: aa:b is a, and then a:b.
    """
    prefix, _, local = name.partition(":")
    ends = (f"{prefix[place:]}:" for place in range(len(prefix) + 1))
    possible = [prefixes[end] for end in ends if end in prefixes]
    try:
        for start in possible or ["x:#"]:  # of a prefix not known only its end is likely
            ox.NamedNode((start or "x:#") + local.replace("\\", ""))
    except ValueError:
        return False
    rest = "".join(DOTS.split(local, 2)[2:]).upper()
    return not any(word in rest for word in ("SERVICE", "FROM", "GRAPH"))


def _glued(words: Sequence[Token], place: int, prefixes: Mapping[str, str]) -> bool:
    """Say whether FROM may stand in a prefix: before one that is declared, and what can follow."""
    after = words[place + 1 : place + 2]
    follows = not after or after[0].text.upper().startswith(FOLLOWING)
    before = words[place - 1].text.upper() if place else ""
    head = words[place].text.partition(":")[0]
    ends = (head[one.end(group) :] for one in GLUED.finditer(head) for group in (1, 2))
    held = any(f"{end}:" in prefixes for end in ends)
    return held and follows and before not in OWNERS


def _iri(word: Token, head: Prologue) -> str:
    """Return the IRI of a word, or nothing where it is none, or one of a prefix not known."""
    if word.kind == "iri":
        return _resolved(word, head.base)
    prefix, colon, local = word.text.partition(":")
    start = head.prefixes.get(prefix + colon, "") if word.kind == "name" else ""
    return start + local.replace("\\", "") if start else ""


def _resolved(iri: Token, base: str) -> str:
    """Return an IRI in full, as the engine reads it; nothing where it cannot be told."""
    try:
        found = next(ox.parse(f"{iri.text} a 1 .", ox.RdfFormat.TURTLE, base_iri=base or None))
    except (SyntaxError, ValueError):
        return ""
    return found.subject.value if isinstance(found.subject, ox.NamedNode) else ""
