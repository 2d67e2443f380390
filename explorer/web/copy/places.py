"""Where a page of the site stands in a copy of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from ... import choice
from ...config import LANGUAGES
from ...core import Explorer
from ...vocab import slug

PAGE = re.compile(r"/(?P<language>[a-z]{2})/(?P<room>[a-z]*)(?P<rest>/[^.]*)?(?:\.(?P<form>\w+))?")
QUERY = re.compile(r"(?:/[a-z]{2})?/query/(\w+)(?:\.\w+)?")
SUFFIX = re.compile(r"\.[a-z0-9]+$")
FACETS = ("family", "field", "kind", "decade")
ALIKE = {"bib", "ris", "csl"}  # documents that are the same in every language
EARLIEST = 1900  # decades before are one
KEPT = 1 << 14  # addresses that are not thought about again: pages share most of theirs
Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Places:
    """The languages of a copy, and the pairs of methods that it compares."""

    languages: tuple[str, ...]
    pairs: Collection[tuple[str, str]]

    @classmethod
    def of(cls, explorer: Explorer, languages: Sequence[str]) -> Places:
        """Compare every two methods that are directly related."""
        ends = (
            sorted((slug(row["method"].value), slug(row["other"].value)))
            for row in explorer.select("relation_list")
        )
        return cls(tuple(languages), {(one, other) for one, other in ends})

    def held(self, asked: str) -> tuple[str, str]:
        """Return the address whose page stands for another in the copy, and what ends the link.

        What a file cannot answer leads to the page that comes closest to it.
        """
        parts = urlsplit(asked)
        tail = f"#{parts.fragment}" if parts.fragment else ""
        if query := QUERY.fullmatch(parts.path):
            return f"/queries/{query[1]}.rq", ""
        match = PAGE.fullmatch(parts.path)
        if not match or match["language"] not in LANGUAGES:
            return parts.path, tail
        language = match["language"] if match["language"] in self.languages else self.languages[0]
        room, rest, form = match["room"], match["rest"] or "", match["form"] or ""
        base, asks = f"/{language}/", parse_qs(parts.query)
        if room == "sparql" and "example" in asks:
            return f"/queries/{asks['example'][0]}.rq", ""
        end = f".{form}" if form else ""
        if room == "compare" and not rest:
            return self._comparison(base, asks, tail)
        if room == "search":
            words = {"q": asks["q"][0]} if "q" in asks and not form else {}
            return (
                (f"{base}methods.csv", "")
                if form == "csv"
                else (f"{base}search{end}", f"?{urlencode(words, safe='{}')}" if words else tail)
            )
        if room == "path":
            return f"{base}path", tail
        if room == "walk":
            return f"{base}graph", tail
        if room == "methods" and form:
            return f"{base}{_concept(asks)}{end}", tail
        if form in ALIKE:
            base = f"/{self.languages[0]}/"
        kept = {"methods": _listed, "timeline": _years}.get(room, _nothing)(asks)
        asked = f"?{urlencode(kept)}" if kept else ""
        return f"{base}{room}{rest}{end}{asked}", tail

    def _comparison(self, base: str, query: Query, tail: str) -> tuple[str, str]:
        methods = choice.slugs(query.get("method", []))
        if len(methods) == 1:
            return f"{base}method/{methods[0]}", "#beside"
        if tuple(sorted(methods)) in self.pairs:
            pairs = urlencode([("method", one) for one in sorted(methods)])
            return f"{base}compare?{pairs}", tail
        return f"{base}compare", tail


def _nothing(query: Query) -> dict[str, str]:
    return {}


def _concept(query: Query) -> str:
    """Return what the data of a list are called: those of a concept are its own."""
    (facet, value), *_ = [*_listed(query).items(), ("", "")]
    return f"{facet}/{value}" if facet in FACETS[:3] else "methods"


def _listed(query: Query) -> dict[str, str]:
    """Keep the first facet that is asked for, and the page."""
    page = query.get("page", ["1"])[0]
    facet = next((name for name in FACETS if len(query.get(name, ())) == 1), "")
    kept = {facet: query[facet][0]} if facet else {}
    return kept | ({"page": page} if page.isdecimal() and int(page) > 1 else {})


def _years(query: Query) -> dict[str, str]:
    """Keep the family, and the years where they are a decade."""
    kept = {"family": query["family"][0]} if query.get("family") else {}
    years = [query.get(name, [""])[0] for name in ("from", "until")]
    if all(year.isdecimal() for year in years):
        start, end = map(int, years)
        if (start, end) == (0, EARLIEST - 1) or (start % 10 == 0 and end == start + 9):
            kept |= {"from": years[0], "until": years[1]}
    return kept


@lru_cache(KEPT)
def filed(address: str) -> str:
    """Return the file of an address that stands in the copy.

    >>> filed("/en/compare?method=lasso&method=ridge-regression")
    'en/compare/lasso/ridge-regression.html'
    >>> filed("/vi/methods.csv?family=causal-inference"), filed("/en/")
    ('vi/methods/family-causal-inference.csv', 'en/index.html')
    """
    parts = urlsplit(address)
    if parts.path.endswith("/"):
        return f"{parts.path[1:]}index.html"
    suffix = SUFFIX.search(parts.path)
    end = suffix[0] if suffix else ".html"
    name = parts.path[1:].removesuffix(end)
    query = parse_qsl(parts.query)
    if name.endswith("/compare"):
        name = "/".join((name, *(value for _, value in query)))
    elif query:
        name = f"{name}/{'-'.join(part for pair in query for part in pair)}"
    return f"{name}{end}"
