"""Links as a person has judged them: entered whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode

from .. import links, turtle
from ..config import Sources
from ..links.matches import OBJECT, SUBJECT
from ..model import Fact, Match, Problem
from ..query import Query
from ..store import EmbeddedStore
from ..validate.rules import check_rules
from ..vocab import LINKS, short

MEND = "in the file, or take the decision out"
KEPT = "data/links.ttl"
UNSAID = 0.5  # the confidence of a link of which nobody says how sure it is
Ends = tuple[NamedNode, NamedNode]


@dataclass(frozen=True, slots=True)
class Entered:
    """How many links are new, how many say something else now, are as they were, or are none.

    Of those that are none, `undone` were links before; of the new, `unsaid` do not say how sure.
    """

    new: int = 0
    updated: int = 0
    same: int = 0
    rejected: int = 0
    undone: int = 0
    unsaid: int = 0


def enter(
    sources: Sources,
    queries: Mapping[str, Query],
    judged: Sequence[Match],
    places: Mapping[Ends, str],
    *,
    again: bool = False,
) -> tuple[Entered, list[Problem]]:
    """Write what was judged into data/links.ttl, or return every problem and change nothing.

    `places` says where in a file it stands; what was rejected before is accepted `again` alone.
    """
    path = sources.links or sources.data[0].with_name("links.ttl")
    old = turtle.read(path) if sources.links else []
    before = _store(sources, old)
    held = {_ends(match): match for match in links.matches.every(before, queries)}
    wrong = [*_faults(judged), *_twice(judged), *([] if again else _overturned(held, judged))]
    if wrong:
        return Entered(), _placed(wrong, judged, places)
    made: dict[Ends, Match] = {}
    for match in judged:
        ends = _ends(match)
        made[ends] = joined(made.get(ends) or held.get(ends), match)
    facts = _merged(old, made)
    rules = {name: query for name, query in queries.items() if name.startswith("check_link_")}
    known = set(check_rules(before, rules))
    after = check_rules(_store(sources, facts), rules)
    if problems := [one for one in after if one not in known]:
        return Entered(), _placed(problems, judged, places)
    sure = {_ends(match) for match in judged if match.confidence} | held.keys()
    counts = replace(_counted(held, made.values()), unsaid=len(made.keys() - sure))
    if counts.same < len(made):
        turtle.save(path, turtle.write(facts))
    return counts, []


def joined(old: Match | None, new: Match) -> Match:
    """Return a link as it is after it was judged anew: evidence is added to, never replaced.

    Its justification and confidence stay where the new ones are no better, and are the new ones
    where it is judged otherwise. Where the new add nothing, it is as it was.
    """
    if old is None:
        return replace(new, confidence=new.confidence or UNSAID)
    more = {*new.sources} - {*old.sources}
    sources = tuple(sorted({*old.sources, *more})) if more else old.sources
    if (old.predicate, old.rejected) != (new.predicate, new.rejected):
        sure, comment = new.confidence or old.confidence, new.comment or old.comment
        label = new.label or old.label
        return replace(new, label=label, confidence=sure, sources=sources, comment=comment)
    best = new if new.confidence > old.confidence else old
    judges = dict.fromkeys(filter(None, (*old.reviewer.split("; "), *new.reviewer.split("; "))))
    made = replace(
        old,
        label=old.label or new.label,
        justification=best.justification,
        confidence=best.confidence,
        reviewer="; ".join(judges),
        sources=sources,
        comment=old.comment or new.comment,
    )
    return old if made == old else replace(made, date=max(old.date, new.date))


def move(
    sources: Sources, queries: Mapping[str, Query], before: NamedNode, after: NamedNode | None
) -> dict[Path, str]:
    """Return the file of links as it is once a thing has its new name, or has gone."""
    if not sources.links:
        return {}
    store = EmbeddedStore.of((), sources.named)
    moved = [one for one in links.matches.every(store, queries) if one.subject == before]
    gone = {before, *map(links.named, moved)}
    kept = [fact for fact in turtle.read(sources.links) if fact[0] not in gone]
    added = links.facts(replace(one, subject=after) for one in moved) if after else ()
    return {sources.links: turtle.write([*kept, *added])}


def _ends(match: Match) -> Ends:
    return match.subject, match.object


def _faults(judged: Iterable[Match]) -> list[Problem]:
    return [
        Problem(short(links.named(match).value), message, f"{mend} {MEND}.")
        for match in judged
        for message, mend in links.faults(match)
    ]


def _twice(judged: Iterable[Match]) -> list[Problem]:
    """Find links that are judged in two ways, and two that have one name."""
    found: dict[NamedNode, Match] = {}
    problems = []
    for match in judged:
        other = found.setdefault(name := links.named(match), match)
        message = ""
        if _ends(other) != _ends(match):
            message = f"links both {other.object.value} and {match.object.value}"
        elif (other.predicate, other.rejected) != (match.predicate, match.rejected):
            message = f"is judged in two ways about {match.object.value}"
        if message:
            problems.append(Problem(short(name.value), message, "Keep one of the two rows."))
    return problems


def _overturned(held: Mapping[Ends, Match], judged: Iterable[Match]) -> list[Problem]:
    """Find links that someone has rejected and that are accepted now."""
    found = [(held.get(_ends(one)), one) for one in judged if not one.rejected]
    return [
        Problem(
            short(links.named(new).value),
            f"accepts {short(new.subject.value)} as {links.sssom.curie(new.object)}, which "
            f"{_judges(old)} rejected on {old.date}",
            "Take the row out, or accept it all the same with --again.",
        )
        for old, new in found
        if old and old.rejected
    ]


def _judges(match: Match) -> str:
    """Name who has judged a link, with the verb that they take."""
    names = match.reviewer.split("; ")
    return f"{' and '.join(names)} have" if names[1:] else f"{names[0] or 'someone'} has"


def _placed(
    problems: Iterable[Problem], judged: Iterable[Match], places: Mapping[Ends, str]
) -> list[Problem]:
    """Say in which row of a file a problem is: that of its link, else those of its thing."""
    rows = {short(links.named(one).value): places.get(_ends(one), "") for one in judged}
    things: dict[str, list[str]] = defaultdict(list)
    for one in judged:
        things[short(one.subject.value)].append(places.get(_ends(one), ""))
    return [_at(one, rows.get(one.where, ""), things.get(one.where, ())) for one in problems]


def _at(problem: Problem, row: str, others: Iterable[str]) -> Problem:
    if row:
        mend = problem.mend.replace(KEPT, row.partition(", ")[0])
        return replace(problem, where=row, mend=mend)
    rows = "; ".join(dict.fromkeys(filter(None, others)))
    return replace(problem, where=f"{problem.where} ({rows})" if rows else problem.where)


def _merged(old: Iterable[Fact], made: Mapping[Ends, Match]) -> list[Fact]:
    """Put links into the place of what was said of them before, whatever its name was."""
    old = list(old)
    ends: dict[NamedNode, dict[str, object]] = defaultdict(dict)
    for subject, predicate, value in old:
        if predicate in (SUBJECT, OBJECT):
            ends[subject][predicate.value] = value
    gone = {
        name
        for name, held in ends.items()
        if (held.get(SUBJECT.value), held.get(OBJECT.value)) in made
    }
    kept = [fact for fact in old if fact[0] not in gone and (fact[0], fact[2]) not in made]
    return [*kept, *links.facts(made.values())]


def _store(sources: Sources, facts: Iterable[Fact]) -> EmbeddedStore:
    store = EmbeddedStore.of(sources.data)
    store.take(facts, LINKS)
    return store


def _counted(held: Mapping[Ends, Match], made: Iterable[Match]) -> Entered:
    made = list(made)
    changed = [match for match in made if held.get(_ends(match)) != match]
    accepted = [match for match in changed if not match.rejected]
    known = sum(_ends(match) in held for match in accepted)
    before = [held.get(_ends(match)) for match in changed if match.rejected]
    return Entered(
        new=len(accepted) - known,
        updated=known,
        same=len(made) - len(changed),
        rejected=len(changed) - len(accepted),
        undone=sum(old is not None and not old.rejected for old in before),
    )
