"""Works and persons in DBLP, the bibliography of computer science."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from pyoxigraph import NamedNode

from ...model import Described
from ...services import Asking, node
from ...vocab import slug
from ..score import ranked
from ..targets import DOI, address
from .here import Here
from .proposed import Pair, Signature, authors

NUMBER = re.compile(r" \d{4}$")  # by which DBLP tells people of one name apart
Signed = list[tuple[int, NamedNode, str, str]]


def works(asking: Asking, here: Here, things: Sequence[Described]) -> Iterator[Pair]:
    """Find works by DOI."""
    held = _held(asking, [one.doi for one in things])
    for thing in things:
        near = (work for work, _ in held if work.doi == thing.doi.casefold())
        yield thing, ranked(thing, near)


def persons(asking: Asking, here: Here, things: Sequence[Described]) -> Iterator[Pair]:
    """Find persons as authors of works that are matched by DOI."""
    signatures = (
        Signature(work.doi, Described(author, (name,)), orcid)
        for work, signed in _held(asking, here.dois(things))
        for _, author, name, orcid in signed
    )
    return authors(things, here, signatures)


FINDS = {"work": (40, works), "person": (25, persons)}


def _held(asking: Asking, dois: Sequence[str]) -> list[tuple[Described, Signed]]:
    """Return the works that have some DOIs, each with its authors in order."""
    # the names of DOIs there are written with small letters or with capitals
    ways = {address(way) for doi in dois if doi for way in (doi, doi.upper())}
    rows = asking.rows("dblp", "link_dblp_works", sorted(ways, key=str))
    lists: dict[str, Signed] = defaultdict(list)
    found = {item for row in rows if (item := node(row["work"]))}
    for row in asking.rows("dblp", "link_dblp_authors", sorted(found, key=str)):
        if (author := node(row["author"])) and row["place"].value.isdecimal():
            orcid = slug(row["orcid"].value) if "orcid" in row else ""
            name = NUMBER.sub("", row["name"].value)
            lists[row["work"].value].append((int(row["place"].value), author, name, orcid))
    made = []
    for row in rows:
        if work := node(row["work"]):
            signed = sorted(lists[work.value], key=lambda one: one[0])
            names = tuple(name for _, _, name, _ in signed)
            doi = unquote(row["doi"].value.removeprefix(DOI)).casefold()
            when = row["year"].value if "year" in row else ""
            title = row["title"].value.rstrip(".")
            made.append((Described(work, (title,), when, names, doi), signed))
    return made
