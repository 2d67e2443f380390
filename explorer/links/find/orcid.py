"""ORCIDs of persons: from authorships at Crossref and OpenAlex, held against the ORCID record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pyoxigraph import NamedNode

from ...model import Described
from ...services import Asking
from ..score import SURE, Found, beside, same_name
from . import crossref, openalex
from .here import Here
from .proposed import Pair, Signature, authors

Record = tuple[tuple[str, ...], frozenset[str]]  # names, and the DOIs of works


def persons(asking: Asking, here: Here, things: Sequence[Described]) -> Iterator[Pair]:
    """Find persons by the ORCID on works of theirs, and look whether its record has them too."""
    dois = here.dois(things)
    signatures = [*crossref.by_doi(asking, dois)]
    for _, signed in openalex.by_doi(asking, dois):
        signatures += [_as_orcid(one) for one in signed if one.orcid]
    for thing, found in authors(things, here, signatures):
        own = {work.doi.casefold() for work in here.wrote[thing.term]} - {""}
        yield thing, beside(_checked(asking, own, thing, one) for one in found)


FINDS = {"person": (25, persons)}


def _as_orcid(one: Signature) -> Signature:
    return replace(
        one, person=replace(one.person, term=NamedNode(f"https://orcid.org/{one.orcid}"))
    )


def _checked(asking: Asking, own: set[str], thing: Described, found: Found) -> Found:
    """Hold a candidate against what its owner says in the ORCID record."""
    theirs, worth, reasons = found
    identifier = theirs.term.value.rpartition("/")[2]
    path = f"{identifier}/record"
    record: Record | None = asking.json("orcid", path, {}, _record, one=True)
    if record is None:
        return theirs, round(worth * 0.5, 3), (*reasons, "ORCID has no such record")
    names, dois = record
    if names and not any(same_name(one, name) for one in thing.names for name in names):
        return theirs, round(worth * 0.5, 3), (*reasons, f"its record is of {names[0]}")
    theirs = replace(theirs, names=names or theirs.names)
    if shared := sorted(own & dois):
        return theirs, SURE, (*reasons, f"its record has {', '.join(shared[:3])}")
    said = "its record has no work of theirs here" if dois else "its record shows no works"
    return theirs, round(worth * 0.85, 3), (*reasons, said)


def _record(told: Any) -> Record:
    name = (told["person"] or {}).get("name") or {}
    given, family, credit = (
        str((name.get(key) or {}).get("value") or "")
        for key in ("given-names", "family-name", "credit-name")
    )
    names = tuple(dict.fromkeys(filter(None, (credit, f"{given} {family}".strip()))))
    groups = ((told["activities-summary"] or {}).get("works") or {}).get("group") or ()
    dois = frozenset(
        str(one["external-id-value"]).removeprefix("https://doi.org/").casefold()
        for group in groups
        for one in (group.get("external-ids") or {}).get("external-id") or ()
        if one["external-id-type"] == "doi"
    )
    return names, dois
