"""Doors: an identifier of another catalogue leads to what it stands for here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pyoxigraph import NamedNode
from werkzeug.wrappers import Response as Answer

from ...core import Explorer
from ...errors import NotFound
from ...vocab import BASE
from . import thing

RESOLVER = re.compile(r"^(https?:/+)?((dx\.)?doi\.org/+|orcid\.org/+|doi:)", re.IGNORECASE)
ITEM = re.compile(r"^(https?:/+)?((www\.)?wikidata\.org/+(entity|wiki)/+)", re.IGNORECASE)
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def doi(explorer: Explorer, doi: str) -> Answer:
    """Lead from a DOI, in any case and with or without its resolver, to our page of the work."""
    wanted = RESOLVER.sub("", doi.strip()).lower()
    known = (work for work in explorer.works.values() if work.doi.lower() == wanted)
    found = next(known, None) if wanted else None
    if found is None:
        raise NotFound("No work with the DOI “{doi}” is recorded here.", doi=wanted[:80])
    return thing.lead(explorer, "paper", found.id)


def orcid(explorer: Explorer, number: str) -> Answer:
    """Lead from an ORCID to our page of the person."""
    wanted = RESOLVER.sub("", number.strip()).upper()
    addresses = [f"{scheme}://orcid.org/{wanted}" for scheme in ("https", "http")]
    found = _identified(explorer, addresses) if ORCID.fullmatch(wanted) else None
    if found is None:
        raise NotFound("No one with the ORCID “{orcid}” is recorded here.", orcid=wanted[:40])
    return thing.lead(explorer, *found)


def wikidata(explorer: Explorer, item: str) -> Answer:
    """Lead from an item of Wikidata to our page of the same."""
    wanted = ITEM.sub("", item.strip()).upper()
    addresses = [f"{scheme}://www.wikidata.org/entity/{wanted}" for scheme in ("http", "https")]
    found = _identified(explorer, addresses) if re.fullmatch(r"Q\d+", wanted) else None
    if found is None:
        raise NotFound("Nothing here is linked to the item “{item}” of Wikidata.", item=wanted[:40])
    return thing.lead(explorer, *found)


def _identified(explorer: Explorer, addresses: Sequence[str]) -> tuple[str, str] | None:
    """Return the room and slug of what carries one of the identifiers."""
    rows = explorer.select("thing_identified", identifier=map(NamedNode, addresses))
    names = (row["thing"].value.removeprefix(BASE).partition("/") for row in rows)
    return next(((room, slug) for room, _, slug in names if room in thing.ROOMS), None)
