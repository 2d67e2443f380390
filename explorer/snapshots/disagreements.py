"""Where a snapshot says another year, or another inventor, than is recorded here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Disagreement, Facts, fold, span


@dataclass(frozen=True, slots=True)
class Ours:
    """What is recorded of a thing here.

    `years` are its first and last, one where it has but one; `people` are its originators, each by
    name and by what links say that the person is called elsewhere.
    """

    years: tuple[int, ...] = ()
    people: tuple[tuple[str, frozenset[str]], ...] = ()


def disagreements(ours: Ours, facts: Facts) -> Iterator[Disagreement]:
    """Yield where what is said there is not what is said here; silence contradicts nothing.

    A year agrees that lies from when a method was introduced to when it was established, and
    inventors where each is among the originators here, of whom there may be more.
    """
    other = [year for year in facts.years if not _within(year, ours.years)]
    if ours.years and other:
        yield Disagreement("year", (span(*ours.years),), tuple(map(str, other)))
    strangers = [
        person.name
        for person in facts.inventors
        if not any(
            person.term.value in known or same(person.name, name) for name, known in ours.people
        )
    ]
    if ours.people and strangers:
        yield Disagreement("originator", tuple(name for name, _ in ours.people), tuple(strangers))


def _within(year: int, years: tuple[int, ...]) -> bool:
    return bool(years) and min(years) <= year <= max(years)


def same(one: str, other: str) -> bool:
    """Say whether two names may be of one person: the last word alike, and how the first begins.

    >>> same("Leo Breiman", "L. Breiman"), same("Leo Breiman", "Adele Cutler")
    (True, False)
    """
    names = [[*filter(None, fold(name).replace(".", " ").split())] for name in (one, other)]
    first, second = names
    if not first or not second or first == second:
        return first == second
    return first[-1] == second[-1] and first[0][0] == second[0][0]
