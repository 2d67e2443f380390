"""JSON-LD in the words of ontology/context.jsonld, which stand in the document itself.

A client needs no network to read it: the context is inline, cut down to the words that are used.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode

from . import config
from .model import Fact, Term
from .vocab import PREFIXES, RDF, XSD, short

Word: TypeAlias = str | Mapping[str, Any]
Node: TypeAlias = dict[str, Any]
TYPE = f"{RDF}type"
BOOLEANS = {Literal(truth): truth for truth in (True, False)}


def context_file() -> Path:
    """Return the file of the whole context."""
    return config.share() / "ontology" / "context.jsonld"


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Word]:
    found: Mapping[str, Word] = json.loads(context_file().read_text("utf-8"))["@context"]
    return found


@lru_cache(maxsize=1)
def _by_meaning() -> Mapping[tuple[str, str], str]:
    """Return the words by the property or class that they stand for, and what they take."""
    meanings = {}
    for word, meant in _words().items():
        if word not in PREFIXES and word not in ("id", "type"):
            named, takes = (meant, "") if isinstance(meant, str) else (meant["@id"], _takes(meant))
            meanings[named, takes] = word
    return meanings


def _takes(word: Mapping[str, Any]) -> str:
    if "@language" in word.get("@container", ()):
        return "@language"
    return str(word.get("@type", ""))


def written(facts: Iterable[Fact]) -> str:
    """Return triples without blank nodes as compact JSON-LD with the context inline."""
    nodes: dict[str, Node] = {}
    used: set[str] = set()
    for subject, predicate, value in sorted(set(facts), key=lambda fact: (*map(str, fact),)):
        name = _name(subject.value, used)
        node = nodes.setdefault(name, {"id": name})
        if predicate.value == TYPE and isinstance(value, NamedNode):
            node.setdefault("type", []).append(_class(value, used))
        else:
            _put(node, predicate, value, used)
    context = {"id": "@id", "type": "@type", **_cut(used)}
    graph = [{key: _single(key, value) for key, value in node.items()} for node in nodes.values()]
    made = {"@context": context, "@graph": graph}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _put(node: Node, predicate: NamedNode, value: Term, used: set[str]) -> None:
    """Add a statement to a node under the word that takes such a value, else under its name."""
    meant = short(predicate.value)
    takes, plain = _kind(value)
    word = _by_meaning().get((meant, takes))
    if word is None:
        word = _name(predicate.value, used)
        node.setdefault(word, []).append(_whole(value, used))
    elif takes == "@language":
        used.add(word)
        node.setdefault(word, defaultdict(list))[plain].append(value.value)
    else:
        used.add(word)
        said = _name(value.value, used) if isinstance(value, NamedNode) else _native(value)
        node.setdefault(word, []).append(said)


def _kind(value: Term) -> tuple[str, str]:
    """Return what a word must take to hold a value, and the language of the value."""
    if isinstance(value, NamedNode):
        return "@id", ""
    if value.language:
        return "@language", value.language
    bare = value.datatype.value == f"{XSD}string" or value in BOOLEANS
    return "" if bare else short(value.datatype.value), ""


def _native(value: Literal) -> str | bool:
    return BOOLEANS.get(value, value.value)


def _whole(value: Term, used: set[str]) -> Node:
    """Return a value that says itself what it is."""
    if isinstance(value, NamedNode):
        return {"id": _name(value.value, used)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == f"{XSD}string":
        return {"@value": value.value}
    return {"@value": value.value, "@type": _name(value.datatype.value, used)}


def _class(term: NamedNode, used: set[str]) -> str:
    word = _by_meaning().get((short(term.value), ""))
    if word is None:
        return _name(term.value, used)
    used.add(word)
    return word


def _name(iri: str, used: set[str]) -> str:
    """Return an IRI with its prefix where it has one."""
    name = short(iri)
    if name != iri:
        used.add(name.partition(":")[0])
    return name


def _cut(used: Iterable[str]) -> dict[str, Word]:
    """Return the part of the context that holds the words used, and what these are made of."""
    words = _words()
    needed = set(used)
    for word in used:
        meant = words[word]
        parts = [meant] if isinstance(meant, str) else [meant["@id"], meant.get("@type", "")]
        needed |= {part.partition(":")[0] for part in parts} & PREFIXES.keys()
    return {word: meant for word, meant in words.items() if word in needed}


def _single(key: str, value: object) -> object:
    """Return a list of one as that one, except where the word always holds a list."""
    if isinstance(value, dict):
        return {tag: _single(key, texts) for tag, texts in value.items()}
    meant = _words().get(key)
    kept = isinstance(meant, Mapping) and "@set" in meant.get("@container", ())
    return value[0] if isinstance(value, list) and len(value) == 1 and not kept else value
