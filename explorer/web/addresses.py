"""The addresses that a page has many of, made without asking the router for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from flask import g, url_for
from pyoxigraph import NamedNode

from ..vocab import short

ROOMS = ("method", "field", "family", "kind", "person", "paper")


def thing(room: str, slug: str) -> str:
    """Return the address of a thing's page in the language of this one."""
    return f"{_base(room)}{slug}"


def comparison(methods: Iterable[str], ways: Iterable[str] = (), endpoint: str = "compare") -> str:
    """Return the address of a comparison; `ways` are what is switched on, such as hide."""
    pairs = [f"method={quote(slug)}" for slug in methods]
    pairs += [f"{way}=1" for way in ways]
    return f"{_base(endpoint)}{'?' if pairs else ''}{'&'.join(pairs)}"


def path(ends: Mapping[str, str]) -> str:
    """Return the address of the paths between two methods, given as from and to."""
    return f"{_base('path')}?{urlencode(ends)}"


def query(
    name: str, stated: bool = True, **given: str | NamedNode | Iterable[str | NamedNode]
) -> str:
    """Return the address of a query in the editor; methods may be given by their slugs.

    Pages show what is `stated`, without what follows from it.
    """
    pairs = [("example", name)]
    for param, value in given.items():
        each = [value] if isinstance(value, str | NamedNode) else value
        names = (f"method:{one}" if isinstance(one, str) else short(one.value) for one in each)
        pairs.append((param, " ".join(names)))
    pairs += [("stated", "1")] if stated else []
    return f"{_base('sparql_page')}?{urlencode(pairs, safe=':')}"


def _base(endpoint: str) -> str:
    """Return how the addresses of an endpoint begin; the router is asked once a page."""
    known: dict[str, str] = g.setdefault("addresses", {})
    if endpoint not in known:
        known[endpoint] = (
            url_for(f"pages.{endpoint}", slug="-").removesuffix("-")
            if endpoint in ROOMS
            else url_for(f"pages.{endpoint}")
        )
    return known[endpoint]
