"""DOIs at Crossref for works that have none here: to be entered with the work, not as a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import NamedNode

from ...model import Described
from ...services import Asking, parts
from ...services.openalex import JOINED
from ...vocab import slug
from ..score import ranked
from ..targets import address
from .here import Here
from .proposed import Pair, Signature

FIELDS = "DOI,title,subtitle,author,issued"


def works(asking: Asking, here: Here, things: Sequence[Described]) -> Iterator[Pair]:
    """Find works that have no DOI, by title, first author and year."""
    for thing in things:
        words = " ".join(filter(None, (thing.names[0], *thing.authors[:1], thing.year)))
        asked = {"query.bibliographic": words, "rows": "5", "select": FIELDS}
        found = asking.json("crossref", "works", asked, _items) or []
        yield thing, ranked(thing, (one for one, _ in found), 0.6)


FINDS = {"work": (1, works)}


def by_doi(asking: Asking, dois: Sequence[str]) -> list[Signature]:
    """Return those who signed works that have some DOIs and gave their ORCID."""
    signed: list[Signature] = []
    whole = [doi for doi in dois if not JOINED.search(doi)]
    for part in parts(whole, 20):
        joined = ",".join(f"doi:{doi}" for doi in part)
        asked = {"filter": joined, "rows": "100", "select": FIELDS}
        for _, held in asking.json("crossref", "works", asked, _items) or ():
            signed += held
    return signed


def _items(told: Any) -> list[tuple[Described, list[Signature]]]:
    return [_work(one) for one in told["message"]["items"]]


def _work(told: Any) -> tuple[Described, list[Signature]]:
    doi = str(told["DOI"]).casefold()
    title = ": ".join([*(told.get("title") or ())[:1], *(told.get("subtitle") or ())[:1]])
    dates = (told.get("issued") or {}).get("date-parts") or [[None]]
    names = [(one, _name(one)) for one in told.get("author") or ()]
    authors = tuple(name for _, name in names if name)
    signed = [
        Signature(doi, Described(NamedNode(f"https://orcid.org/{orcid}"), (name,)), orcid)
        for one, name in names
        if (orcid := slug(one.get("ORCID") or ""))
    ]
    year = str(dates[0][0] or "")
    return Described(address(doi), (title,), year, authors, doi), signed


def _name(one: Any) -> str:
    if name := one.get("name"):
        return str(name)
    return " ".join(filter(None, (one.get("given"), one.get("family"))))
