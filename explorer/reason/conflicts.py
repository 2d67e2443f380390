"""Which statements contradict the ontology: HermiT says that some do, but not which.

It stops at the first ontology that contradicts itself. Given a row of them, each with more facts
than the one before, it so finds the fact that is one too many, in a few runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from ..model import Problem
from ..vocab import short
from .hermit import standing
from .logic import TYPE, Logic, Node

MOST = 5  # conflicts that are told apart; each takes some seconds in a large graph
PARTS = 10  # Java takes as long to start as HermiT to read a few graphs of 10,000 facts
MEND = "Correct or take out one of the statements, or mend ontology/core.ttl."

Facts = Sequence[ox.Triple]


def conflicts(logic: Logic) -> Iterator[Problem]:
    """Find the least sets of statements that cannot all hold, at most five, where some cannot."""
    # what a thing is comes first, so that the blame falls on what is then said of it
    facts: Facts = sorted(logic.facts, key=lambda fact: fact.predicate != TYPE)
    stand = -1
    for _ in range(MOST):
        if not (found := _least(logic, facts, stand)):
            yield Problem("ontology/core.ttl", "contradicts itself, whatever the data say", MEND)
            return
        yield _problem(found)
        # what came before the last of them stands; the others of them are gone from there
        stand = facts.index(found[0]) - (len(found) - 1)
        facts = [fact for fact in facts if fact not in found]
        if standing([logic.text(facts)]):
            return


def _least(logic: Logic, facts: Facts, stand: int) -> list[ox.Triple]:
    """Return facts that contradict the ontology, none of them idly; empty for the ontology alone.

    So many as `stand` are known to be no contradiction.
    """
    chosen: list[ox.Triple] = []
    while count := _needed(logic, chosen, facts, stand):
        chosen.append(facts[count - 1])
        things: set[Node] = {chosen[-1].subject}
        if chosen[-1].predicate != TYPE:
            things.add(chosen[-1].object)
        facts = sorted(
            facts[: count - 1], key=lambda fact: not things & {fact.subject, fact.object}
        )
        stand = -1
    return chosen


def _needed(logic: Logic, chosen: Facts, facts: Facts, low: int) -> int:
    """Return how many of the facts it takes for a contradiction with those that are chosen."""
    high = len(facts)
    cuts = _growing(high) if chosen else _even(low, high)
    while high - low > 1:
        good = standing(logic.text([*chosen, *facts[:cut]]) for cut in cuts)
        low, high = [low, *cuts, high][good : good + 2]
        cuts = _even(low, high)
    return high


def _even(low: int, high: int) -> list[int]:
    """Return numbers between two others.

    >>> _even(100, 150), _even(1, 3)
    ([105, 110, 115, 120, 125, 130, 135, 140, 145], [2])
    """
    return sorted({low + (high - low) * part // PARTS for part in range(1, PARTS)} - {low})


def _growing(high: int) -> list[int]:
    """Return numbers up to another: those of the facts that come first are the likeliest.

    >>> _growing(100)
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 32, 64]
    """
    doubled = (1 << power for power in range(5, high.bit_length()))
    return [number for number in (*range(17), *doubled) if number < high]


def _problem(found: Facts) -> Problem:
    said = " and ".join(" ".join(map(_named, fact)) for fact in reversed(found))
    fault = f"contradicts the ontology: {said} cannot {'all ' * (len(found) > 1)}hold"
    return Problem(_named(found[0].subject), fault, MEND)


def _named(term: Node) -> str:
    if term == TYPE:
        return "a"
    return str(term) if isinstance(term, ox.Triple) else short(term.value)
