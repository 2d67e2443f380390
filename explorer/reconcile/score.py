"""Which things a row of a table may be, how well each fits, and whether one is surely it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Found
from . import likeness
from .asked import Query
from .citation import cited
from .register import NAMING, Register
from .things import ROOMS, Thing

SURE, MARGIN = 95.0, 5.0  # what a match scores at least, and how much more than any other
LEAST = 40.0  # below it nothing is a candidate
POOL = 20  # hits of the search that are looked at
GAIN = 0.5  # of what is missing to the full score, for a fact that agrees
LOSS = {"year": 20.0, "author": 15.0, "originator": 15.0}  # for one that does not; others less
OTHERWISE = 5.0
OTHER_TYPE = 10.0  # for a type that was not wished for
DENIED = 50.0  # the most, where an identifier is another's
STRANGE = 60.0  # a name less alike than this is no name of what an identifier belongs to
BORNE = 80.0  # what it is worth at least to another that bears it, short or misspelt as it may be
TELLING = ("author", "originator", "work", "method")  # what is looked for where there is no name
Search = Callable[[str, int, Sequence[str]], Found]
Feature = tuple[str, float | bool]


@dataclass(frozen=True, slots=True)
class Scored:
    """A thing that a row may be: its score from 0 to 100, of what, and whether it is sure."""

    thing: Thing
    score: float
    features: tuple[Feature, ...]
    agreed: bool
    match: bool = False


def candidates(register: Register, search: Search, query: Query) -> tuple[Scored, ...]:
    """Return what a row may be, the best first; only one that stands out is a match."""
    if not (query.words or query.facts):
        return ()
    pool = {thing.id: thing for thing in _pool(register, search, query) if _fits(thing, query)}
    weights = register.weights
    scored = [_scored(thing, query, weights[thing.type]) for thing in pool.values()]
    scored = [one for one in scored if one.score >= LEAST and any(v for _, v in one.features)]
    scored.sort(key=lambda one: -one.score)
    if scored and scored[0].score >= SURE and scored[0].agreed:
        alone = len(scored) == 1 or scored[1].score <= scored[0].score - MARGIN
        scored[0] = replace(scored[0], match=alone and not _clash(scored))
    return tuple(scored[: query.limit])


def _clash(scored: Sequence[Scored]) -> bool:
    """Say whether the first is not called so, and another without its identifier is."""
    first, *others = [dict(one.features) for one in scored]
    known = scored[0].thing.identifiers
    return first.get("name", STRANGE) < STRANGE and any(
        one["name"] >= BORNE and not any(one.get(name) for name in known) for one in others
    )


def _fits(thing: Thing, query: Query) -> bool:
    return not query.types or not query.strict or thing.type in query.types


def _pool(register: Register, search: Search, query: Query) -> Iterator[Thing]:
    """Yield what may be meant: by an identifier, by the name, or by facts where there is none."""
    for name, texts in query.facts.items():
        yield from register.identified(name, texts)
    words = query.words
    if words and (thing := register.named(words)):
        yield thing
        return
    if words:
        yield from register.known(words)
    else:
        told = (query.facts.get(name) for name in TELLING)
        words = " ".join(texts[-1] for texts in told if texts)
    types = query.types if query.types and query.strict else tuple(ROOMS)
    if "Paper" in types:
        yield from register.cited(words)
    found = search(words, POOL, [one.lower() for one in types])
    for hit in (*found.hits, *found.nearest):
        if thing := register.things.get(f"{hit.type}/{hit.id}"):
            yield thing


def _scored(thing: Thing, query: Query, weights: Mapping[str, float]) -> Scored:
    told = {
        name: says
        for name, texts in query.facts.items()
        if (says := likeness.agrees(name, thing.facts.get(name, ()), texts)) is not None
    }
    alike = _alike(thing, query, weights)
    score = STRANGE if alike is None else alike
    for name, says in told.items():
        if name in thing.identifiers:
            continue
        score = score + GAIN * (100 - score) if says else score - LOSS.get(name, OTHERWISE)
    known = [says for name, says in told.items() if name in thing.identifiers]
    if known and not all(known):
        score = min(score, DENIED)
    elif known:  # whose identifier it is, it is
        score = 100.0
    if query.types and thing.type not in query.types:
        score -= OTHER_TYPE
    features: list[Feature] = [] if alike is None else [("name", round(alike, 1))]
    return Scored(thing, round(score, 1), (*features, *told.items()), all(told.values()))


def _alike(thing: Thing, query: Query, weights: Mapping[str, float]) -> float | None:
    """Return how well the words of a query name a thing; None where there are none.

    An identifier names what it belongs to in full, and a DOI in part the methods of the work.
    """
    if not query.words:
        return None
    for name in NAMING:
        if likeness.agrees(name, thing.facts.get(name, ()), [query.words]):
            return 100.0 if name in thing.identifiers else STRANGE
    if f"/{query.words.lower().replace(':', '/')}".endswith(f"/{thing.id}"):
        return 100.0
    return max(likeness.name(thing, query.words, weights), cited(thing, query.words, weights))
