"""Links as a person has judged them: entered whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from .. import links, turtle
from ..config import Sources
from ..model import Fact, Match, Problem
from ..query import Query
from ..store import EmbeddedStore
from ..validate.rules import check_rules
from ..vocab import LINKS, short

MEND = "in the file, or take the decision out"


@dataclass(frozen=True, slots=True)
class Entered:
    """How many links are new, how many say something else now, are as they were, or are none."""

    new: int = 0
    updated: int = 0
    same: int = 0
    rejected: int = 0


def enter(
    sources: Sources, queries: Mapping[str, Query], judged: Sequence[Match]
) -> tuple[Entered, list[Problem]]:
    """Write what was judged into data/links.ttl, or return every problem and change nothing."""
    path = sources.links or sources.data[0].with_name("links.ttl")
    old = turtle.read(path) if sources.links else []
    if problems := [*_faults(judged), *_twice(judged)]:
        return Entered(), problems
    facts = _merged(old, judged)
    before, after = _store(sources, old), _store(sources, facts)
    rules = {name: query for name, query in queries.items() if name.startswith("check_link_")}
    known = set(check_rules(before, rules))
    if problems := [one for one in check_rules(after, rules) if one not in known]:
        return Entered(), problems
    held = {links.named(match): match for match in links.matches.every(before, queries)}
    counts = _counted(held, judged)
    if counts.same < len(judged):
        turtle.save(path, turtle.write(facts))
    return counts, []


def move(
    sources: Sources, queries: Mapping[str, Query], before: NamedNode, after: NamedNode | None
) -> None:
    """Give the links of a thing to its new name, or take them out with a thing that goes."""
    if not sources.links:
        return
    store = EmbeddedStore.of((), sources.named)
    moved = [one for one in links.matches.every(store, queries) if one.subject == before]
    gone = {before, *map(links.named, moved)}
    kept = [fact for fact in turtle.read(sources.links) if fact[0] not in gone]
    added = links.facts(replace(one, subject=after) for one in moved) if after else ()
    turtle.save(sources.links, turtle.write([*kept, *added]))


def _faults(judged: Iterable[Match]) -> list[Problem]:
    return [
        Problem(short(match.subject.value), message, f"{mend} {MEND}.")
        for match in judged
        for message, mend in links.faults(match)
    ]


def _twice(judged: Iterable[Match]) -> list[Problem]:
    """Find links that are judged in two ways."""
    found: dict[NamedNode, Match] = {}
    problems = []
    for match in judged:
        other = found.setdefault(links.named(match), match)
        if (other.predicate, other.rejected) != (match.predicate, match.rejected):
            message = f"is judged in two ways about {match.object.value}"
            mend = "Keep one of the two rows."
            problems.append(Problem(short(match.subject.value), message, mend))
    return problems


def _merged(old: Iterable[Fact], judged: Sequence[Match]) -> list[Fact]:
    """Put links into the place of what was said of them before."""
    names = {links.named(match) for match in judged}
    ends = {(match.subject, match.object) for match in judged}
    kept = [fact for fact in old if fact[0] not in names and (fact[0], fact[2]) not in ends]
    return [*kept, *links.facts({links.named(match): match for match in judged}.values())]


def _store(sources: Sources, facts: Iterable[Fact]) -> EmbeddedStore:
    store = EmbeddedStore.of(sources.data)
    store.take(facts, LINKS)
    return store


def _counted(held: Mapping[NamedNode, Match], judged: Sequence[Match]) -> Entered:
    changed = [match for match in judged if held.get(links.named(match)) != match]
    accepted = [match for match in changed if not match.rejected]
    known = sum(links.named(match) in held for match in accepted)
    return Entered(
        new=len(accepted) - known,
        updated=known,
        same=len(judged) - len(changed),
        rejected=len(changed) - len(accepted),
    )
