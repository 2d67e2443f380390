"""Works of OpenAlex by their DOIs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from urllib.parse import quote

from .asking import Asking, parts

T = TypeVar("T")
MANY = 40  # DOIs in one question; the service takes up to 100, an address has its length
JOINED = re.compile(r"[,|]")  # what parts the values of a filter there and at Crossref


def works(asking: Asking, dois: Iterable[str], fields: str, read: Callable[[Any], T]) -> list[T]:
    """Return what `read` makes of the fields of each work that has one of some DOIs."""
    found: list[T] = []
    wanted = {*dois}
    whole = {doi for doi in wanted if not JOINED.search(doi)}
    for part in parts(sorted(whole), MANY):
        asked = {"filter": f"doi:{'|'.join(part)}", "per_page": "100", "select": fields}
        told = asking.json("openalex", "works", asked, lambda page: [*map(read, page["results"])])
        found += told or ()
    for doi in sorted(wanted - whole):
        path, asked = f"works/doi:{quote(doi, safe='/')}", {"select": fields}
        told = asking.json("openalex", path, asked, lambda work: [read(work)], one=True)
        found += told or ()
    return found
