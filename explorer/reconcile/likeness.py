"""How alike names are, and whether a fact agrees with what a table says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from rapidfuzz import fuzz

from ..model import fold
from .register import tails
from .things import Thing, Value

WORD = re.compile(r"\w+")
WORTH = {"name": 100.0, "alias": 98.0, "acronym": 92.0}
TURNED = 99.0  # the same words in another order, as in Breiman, Leo
PLURAL = 96.0
INITIALS = 88.0
FUZZY = 89.0  # the most that a name is worth which is only like it
NEAR = 1  # years that two catalogues may differ by


def name(thing: Thing, words: str) -> float:
    """Return how well words name a thing, from 0 to 100."""
    asked = split(words)
    return max((_alike(thing, role, split(text), asked) for role, text in thing.called), default=0)


def split(text: str) -> list[str]:
    """Return the words of a text without case and diacritics."""
    return WORD.findall(fold(text))


def _alike(thing: Thing, role: str, held: Sequence[str], asked: Sequence[str]) -> float:
    worth = WORTH[role]
    if held == asked:
        return worth
    if sorted(held) == sorted(asked):
        return min(worth, TURNED)
    if [one.removesuffix("s") for one in held] == [one.removesuffix("s") for one in asked]:
        return min(worth, PLURAL)
    if thing.type == "Person" and _initials(held, asked):
        return INITIALS
    ours, theirs = " ".join(held), " ".join(asked)
    return min(FUZZY, 0.95 * max(fuzz.ratio(ours, theirs), fuzz.token_sort_ratio(ours, theirs)))


def _initials(held: Sequence[str], asked: Sequence[str]) -> bool:
    """Say whether one name is the other with given names as letters, such as L. Breiman."""
    rest = list(held)
    for word in sorted(asked, key=len, reverse=True):
        found = next(
            (
                one
                for one in rest
                if one == word or (1 in (len(one), len(word)) and one[0] == word[0])
            ),
            None,
        )
        if found is None:
            return False
        rest.remove(found)
    return any(len(word) > 1 and word in held for word in asked)


def agrees(name: str, values: Sequence[Value], texts: Iterable[str]) -> bool | None:
    """Say whether one of the texts is among the values of a property; None where that is open.

    Years that are next to each other say nothing, nor does what is not recorded.
    """
    given = [text for text in texts if text]
    if not values or not given:
        return None
    if name == "year":
        return _year([one.number for one in values if one.number is not None], given)
    if name in ("author", "originator"):
        return any(_person(one, text) for one in values for text in given)
    return any(_same(one, text) for one in values for text in given)


def _year(held: Sequence[int], given: Iterable[str]) -> bool | None:
    years = []
    for text in given:
        with suppress(ValueError):
            years.append(int(text[:4]))  # a day begins with its year
    if not years:
        return None
    if any(min(held) <= year <= max(held) for year in years):
        return True
    near = any(min(held) - NEAR <= year <= max(held) + NEAR for year in years)
    return None if near else False


def _person(value: Value, text: str) -> bool:
    """Say whether a text names a person, at least by a name in full that the person bears."""
    held = split(value.names[""])
    return value.id in tails(text) or any(len(word) > 1 and word in held for word in split(text))


def _same(value: Value, text: str) -> bool:
    held = [split(one) for one in value.names.values()]
    known = {one.lower() for one in value.names.values()} | ({value.id} if value.id else set())
    return split(text) in held or not known.isdisjoint(tails(text))
