"""Finds what things here are called in data sets elsewhere: candidates, for a person to judge.

Each target finds things of some kinds, so many at a time; SPARQL endpoints and REST services are
asked through one polite client, which keeps what they answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ...errors import ChoiceError, NotFound
from ...model import Candidate, Described
from ...vocab import slug
from . import crossref, dblp, openalex, opencitations, orcid, wikidata
from .asking import ADDRESSES, Asking, Services, parts
from .here import Here, orcids
from .proposed import Pair, candidates

__all__ = [
    "ADDRESSES",
    "KINDS",
    "SOURCES",
    "Asking",
    "Here",
    "Services",
    "Step",
    "candidates",
    "find",
    "orcids",
    "steps",
]


class Finder(Protocol):
    """Finds what some things may be elsewhere."""

    def __call__(
        self, asking: Asking, here: Here, things: Sequence[Described], /
    ) -> Iterable[Pair]: ...


KINDS = ("method", "work", "person")
SOURCES: Mapping[str, tuple[str, Mapping[str, tuple[int, Finder]]]] = {
    "wikidata": ("wd", wikidata.FINDS),
    "dblp": ("dblp", dblp.FINDS),
    "openalex": ("openalex", openalex.FINDS),
    "crossref": ("", crossref.FINDS),
    "orcid": ("orcid", orcid.FINDS),
    "opencitations": ("omid", opencitations.FINDS),
}
BY_DOI = {"dblp", "opencitations"}  # these find works by their DOI or not at all


@dataclass(frozen=True, slots=True)
class Step:
    """Some things of one kind that a target is asked about at once."""

    target: str
    kind: str
    things: tuple[Described, ...]

    def found(self, asking: Asking, here: Here, day: str) -> list[Candidate]:
        """Ask; raises StoreUnavailable or StoreError where the service fails."""
        _, finder = SOURCES[self.target][1][self.kind]
        return list(candidates(finder(asking, here, self.things), here, day))


def steps(
    target: str,
    here: Here,
    kinds: Collection[str] = (),
    only: Collection[str] = (),
    limit: int | None = None,
    *,
    again: bool = False,
) -> list[Step]:
    """Return what to ask a target about: what it has no link to yet, or all of it `again`.

    `only` are slugs, `limit` is how many things at most. Raises ChoiceError for a kind that the
    target does not find, NotFound for a slug that there is not.
    """
    finds = SOURCES[target][1]
    if wrong := sorted(set(kinds) - finds.keys()):
        raise ChoiceError(f"{target} finds no {wrong[0]}; it finds {', '.join(finds)}.")
    chosen = [
        (kind, thing)
        for kind in finds
        if kind in (kinds or finds)
        for thing in here.things[kind].values()
        if _wanted(target, kind, thing, here, again=again or bool(only))
        and (not only or slug(thing.term.value) in only)
    ]
    _all_there(target, only, (thing for _, thing in chosen))
    return [
        Step(target, kind, tuple(part))
        for kind, (size, _) in finds.items()
        for part in parts((thing for one, thing in chosen[:limit] if one == kind), size)
    ]


def _all_there(target: str, only: Collection[str], chosen: Iterable[Described]) -> None:
    """Raise NotFound for a slug of which nothing was chosen."""
    if missing := sorted(set(only) - {slug(thing.term.value) for thing in chosen}):
        raise NotFound(
            f"There is nothing called “{missing[0]}” that {target} could be asked about."
        )


def _wanted(target: str, kind: str, thing: Described, here: Here, *, again: bool) -> bool:
    """Say whether a target is to be asked about a thing, and could know it."""
    if kind == "work" and (
        (target == "crossref" and thing.doi) or (target in BY_DOI and not thing.doi)
    ):
        return False
    if (
        kind == "person"
        and not here.dois([thing])
        and not (target == "wikidata" and thing.term in here.orcids)
    ):
        return False
    return again or not here.linked(thing.term, SOURCES[target][0])


def find(
    target: str, here: Here, asking: Asking, day: str, only: Collection[str] = ()
) -> Iterator[Candidate]:
    """Yield what a target may call the things here that it has no link to, as it is asked."""
    for step in steps(target, here, only=only):
        yield from step.found(asking, here, day)
