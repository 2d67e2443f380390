"""Finds what things here are called in data sets elsewhere: candidates, for a person to judge.

Each target finds things of some kinds, so many at a time; SPARQL endpoints and REST services are
asked through one polite client, which keeps what they answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ...errors import ChoiceError, ExplorerError, NotFound, StoreError, StoreUnavailable
from ...model import Candidate, Described
from ...services import Asking, parts
from ...vocab import slug
from . import crossref, dblp, openalex, opencitations, orcid, wikidata
from .here import Here, orcids
from .proposed import Pair, candidates

__all__ = [
    "KINDS",
    "SOURCES",
    "Here",
    "Outcome",
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
PLURALS = {"method": "methods", "work": "works", "person": "people"}
FAILURES = 3  # answers that make no sense before a service is left alone
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
        try:
            return list(candidates(finder(asking, here, self.things), here, day))
        except ExplorerError:
            raise
        except Exception as error:  # what a library makes of one answer must not end the run
            first, more = slug(self.things[0].term.value), len(self.things) - 1
            about = f"{first} and {more} more" if more else first
            raise StoreError(f"{self.target} cannot be asked about {about}: {error}.") from error


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
    _all_there(target, here, only, (thing for _, thing in chosen))
    return [
        Step(target, kind, tuple(part))
        for kind, (size, _) in finds.items()
        for part in parts((thing for one, thing in chosen[:limit] if one == kind), size)
    ]


def _all_there(target: str, here: Here, only: Collection[str], chosen: Iterable[Described]) -> None:
    """Raise NotFound for a slug of which nothing was chosen."""
    missing = sorted(set(only) - {slug(thing.term.value) for thing in chosen})
    if not missing:
        return
    wanted, finds = missing[0], SOURCES[target][1]
    held = [kind for kind in KINDS if wanted in {slug(one.value) for one in here.things[kind]}]
    asked = " and ".join(PLURALS[kind] for kind in finds)
    if held and held[0] not in finds:
        raise NotFound(f"{wanted} is a {held[0]}, and {target} is asked about {asked} alone.")
    raise NotFound(f"There is nothing called “{wanted}” that {target} could be asked about.")


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, about how many things a target was asked, and where it failed."""

    found: tuple[Candidate, ...]
    asked: int
    failures: tuple[str, ...] = ()


def find(steps: Iterable[Step], asking: Asking, here: Here, day: str) -> Outcome:
    """Ask until all is asked, someone stops it, or the service fails for good."""
    found: list[Candidate] = []
    failures: list[str] = []
    asked = 0
    try:
        for step in steps:
            try:
                found += step.found(asking, here, day)
                asked += len(step.things)
            except StoreUnavailable as error:
                failures.append(str(error))
                break
            except StoreError as error:
                failures.append(str(error))
                if len(failures) == FAILURES:
                    break
    except KeyboardInterrupt:
        failures.append("Stopped.")
    return Outcome(tuple(found), asked, tuple(failures))
