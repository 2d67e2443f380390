"""What descriptions are made of: texts, terms, the page and the data set it is a part of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias
from urllib.parse import quote

from flask import g
from markupsafe import Markup
from pyoxigraph import NamedNode

from ... import publish
from ...core import Explorer
from ...model import Entry, spoken
from ...vocab import PREFIXES, slug
from ..frame import here, origin, query

Node: TypeAlias = dict[str, Any]
ORGANISATION = NamedNode(f"{PREFIXES['schema']}Organization")
WORKS = {
    "Book": "Book",
    "BookChapter": "Chapter",
    "Thesis": "Thesis",
    "ReportDocument": "Report",
}
KEPT = "%/:?#[]@!$&'()*+,;="  # signs that have their meaning in an address, or stand for others


def script(node: Node) -> Markup:
    """Return a node as the text of a script, which nothing in it can end."""
    told = {"@context": "https://schema.org", **node}
    made = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        made = made.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(made)  # noqa: S704 (every sign that markup is made of is escaped)


def some(name: str, value: object) -> Node:
    """Return a property where it has a value."""
    return {name: value} if value else {}


def text(value: str, language: str) -> Node | str:
    """Return words with their language."""
    return {"@value": value, "@language": language} if language else value


def texts(by_language: Mapping[str, str]) -> list[Node | str]:
    """Return words in every language that they have."""
    return [text(value, tag) for tag, value in sorted(by_language.items())]


def address(path: str) -> Node:
    """Return the address of a path of the site."""
    return {"@id": f"{origin()}{quote(path, KEPT)}"}


def page(kind: str, name: str = "") -> Node:
    """Return the page that is asked for."""
    asked = address(f"{here()}{query()}")
    return {
        "@type": kind,
        **asked,
        "url": asked,
        **some("name", name),
        "inLanguage": g.language,
        "isPartOf": whole("Dataset"),
    }


def whole(kind: str) -> Node:
    """Return the data set."""
    return {"@type": kind, "@id": publish.DATASET.value, "name": "Method Explorer"}


def term(known: NamedNode, names: Mapping[str, str]) -> Node:
    """Return a method or concept by its names."""
    return {"@type": "DefinedTerm", "@id": known.value, "name": texts(names)}


def defined(known: NamedNode, names: Mapping[str, str], said: Mapping[str, str]) -> Node:
    """Return a term with what it means."""
    return {
        **term(known, names),
        "termCode": slug(known.value),
        **some("description", texts(said)),
    }


def listed(explorer: Explorer, slugs: Iterable[str], brief: bool = False) -> list[Node]:
    """Return methods by slug, in the order given.

    If `brief`, they are named as the page names them, in its language where none is told.
    """
    known = (entry for one in slugs if (entry := explorer.index.get(one)))
    return [{**term(one.term, one.names), **(_named(one) if brief else {})} for one in known]


def _named(entry: Entry) -> Node:
    name = spoken(entry.names, g.language, entry.id)
    told = "" if name.language == g.language else name.language
    return {"name": text(name.value, told)}
