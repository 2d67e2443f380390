"""Works in OpenCitations Meta, by DOI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from pyoxigraph import NamedNode

from ...model import Described
from ...services import Asking, year
from ...vocab import PREFIXES
from ..score import ranked
from .here import Here
from .proposed import Pair

ASIDE = re.compile(r"\s*\[[^]]*\]")  # the identifiers after a name


def works(asking: Asking, here: Here, things: Sequence[Described]) -> Iterator[Pair]:
    """Find works by DOI."""
    asked = "__".join(f"doi:{quote(one.doi, safe='/')}" for one in things)
    held = asking.json("opencitations", f"metadata/{asked}", {}, _works) or []
    for thing in things:
        yield thing, ranked(thing, (one for one in held if one.doi == thing.doi.casefold()))


FINDS = {"work": (10, works)}


def _works(told: Any) -> list[Described]:
    return [work for one in told for work in _work(one)]


def _work(told: Any) -> Iterator[Described]:
    """Describe a record once for each of its DOIs."""
    pairs = [identifier.partition(":")[::2] for identifier in told["id"].split()]
    omid = next((value for scheme, value in pairs if scheme == "omid"), "")
    authors = tuple(ASIDE.sub("", name).strip() for name in told["author"].split("; ") if name)
    for doi in (value.casefold() for scheme, value in pairs if scheme == "doi" and omid):
        term = NamedNode(f"{PREFIXES['omid']}{omid}")
        yield Described(term, (told["title"],), year(told["pub_date"]), authors, doi)
