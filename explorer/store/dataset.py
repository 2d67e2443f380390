"""The graphs that a query speaks of: by FROM at its head, and by GRAPH within it.

An engine needs no space between words (FROM<...>, FROMNAMEDa:b), so a word that only holds one of
these counts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..errors import QueryRefused
from .abroad import OWNERS
from .words import Token, tokens

CHOSEN = re.compile("from", re.IGNORECASE)
SPOKEN = re.compile(r"graph|from|\\u", re.IGNORECASE)


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
    prefixes, place = prologue(words)
    return any(True for _ in named(words[place:], prefixes))


def named(words: Sequence[Token], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield each graph that FROM names after the prologue, empty where that cannot be told."""
    for place, word in enumerate(words):
        glued = word.kind == "name" and _glued(words, place)
        if not glued and not (word.kind == "word" and "FROM" in word.text.upper()):
            continue
        after = words[place + 1 : place + 3]
        rest = [one for one in after if one.text.upper() != "NAMED"]
        yield "" if glued or not rest else _iri(rest[0], prefixes)


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
            found.add(_iri(after[0], {}) if held and after else "")
    return found


def prologue(words: Sequence[Token]) -> tuple[dict[str, str], int]:
    """Return the prefixes that are declared, and the place of the first word after the prologue.

    Raises QueryRefused for a prefix with two meanings: engines disagree on which holds.
    """
    prefixes: dict[str, str] = {}
    place = 0
    while place < len(words):
        said, after = words[place].text.upper(), words[place + 1 : place + 3]
        kinds = [word.kind for word in after]
        if said == "PREFIX" and kinds == ["name", "iri"] and after[0].text.endswith(":"):
            name, iri = after[0].text, after[1].text[1:-1]
            if prefixes.setdefault(name, iri) != iri:
                raise QueryRefused(
                    "The prefix {name} is declared twice; declare it once.", name=name
                )
            place += 3
        elif [said, *kinds[:1]] in (["BASE", "iri"], ["VERSION", "string"]):
            place += 2
        else:
            break
    return prefixes, place


def _glued(words: Sequence[Token], place: int) -> bool:
    """Say whether FROM may stand at the head of a prefixed name: the last before a bracket."""
    after = words[place + 1 : place + 2]
    follows = bool(after) and (after[0].text == "{" or after[0].text.upper() in {"FROM", "WHERE"})
    before = words[place - 1].text.upper() if place else ""
    return words[place].text.upper().startswith("FROM") and follows and before not in OWNERS


def _iri(word: Token, prefixes: Mapping[str, str]) -> str:
    """Return the IRI of a word, or nothing where it is none, or one of a prefix not known."""
    if word.kind == "iri":
        return word.text[1:-1]
    prefix, colon, local = word.text.partition(":")
    start = prefixes.get(prefix + colon, "") if word.kind == "name" else ""
    return f"{start}{local}" if start else ""
