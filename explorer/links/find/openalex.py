"""Works and persons in OpenAlex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import NamedNode

from ...model import Described
from ...services import Asking, openalex
from ...vocab import slug
from ..score import ranked
from ..targets import DOI
from .here import Here
from .proposed import Pair, Signature, authors

FIELDS = "id,doi,display_name,publication_year,authorships"
Held = list[tuple[Described, list[Signature]]]


def works(asking: Asking, here: Here, things: Sequence[Described]) -> Iterator[Pair]:
    """Find works by DOI, and by title those that have none."""
    held = by_doi(asking, [one.doi for one in things if one.doi])
    for thing in things:
        if thing.doi:
            yield thing, ranked(thing, (one for one, _ in held if one.doi == thing.doi.casefold()))
        else:
            # a bar or a quotation mark would be read as a part of the query's language
            words = " ".join(re.findall(r"[\w'’-]+", thing.names[0]))
            asked = {"search": words, "per_page": "5", "select": FIELDS}
            found = asking.json("openalex", "works", asked, _results) or []
            yield thing, ranked(thing, (one for one, _ in found), 0.6)


def persons(asking: Asking, here: Here, things: Sequence[Described]) -> Iterator[Pair]:
    """Find persons as authors of works that are matched by DOI."""
    held = by_doi(asking, here.dois(things))
    return authors(things, here, (signature for _, signed in held for signature in signed))


FINDS = {"work": (openalex.MANY, works), "person": (25, persons)}


def by_doi(asking: Asking, dois: Sequence[str]) -> Held:
    """Return the works that have some DOIs, with their authors."""
    return openalex.works(asking, dois, FIELDS, _work)


def _results(told: Any) -> Held:
    return [_work(one) for one in told["results"]]


def _work(told: Any) -> tuple[Described, list[Signature]]:
    doi = str(told.get("doi") or "").removeprefix(DOI).casefold()
    signed = [
        Signature(
            doi,
            Described(
                NamedNode(one["author"]["id"]),
                tuple(dict.fromkeys(filter(None, (one["author"]["display_name"], _raw(one))))),
            ),
            slug(one["author"].get("orcid") or ""),
        )
        for one in told.get("authorships") or ()
        if one["author"].get("id")
    ]
    names = tuple(name for one in signed for name in one.person.names[:1])
    year = str(told.get("publication_year") or "")
    title = str(told.get("display_name") or "")
    return Described(NamedNode(told["id"]), (title,), year, names, doi), signed


def _raw(one: Any) -> str:
    """Return an author's name as it stands on the work."""
    return str(one.get("raw_author_name") or "")
