"""How alike names are, and whether a fact agrees with what a table says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from rapidfuzz import fuzz

from .overlap import overlap
from .register import tails
from .things import Asked, Thing, Value, asked, kept, rooted

WORTH = {"name": 100.0, "alias": 98.0, "acronym": 92.0}
TURNED = 99.0  # the same words in another order, as in Breiman, Leo
PLURAL = 96.0
INITIALS = 88.0
FUZZY = 89.0  # the most that a name is worth which is only like it
SLIP, SAME = 85.0, 92.0  # how alike all letters are where a word is unknown, or none is
LONG = 12  # letters of a name in which even words that are known may be slips
NEAR = 1  # years that two catalogues may differ by


def name(thing: Thing, words: str, weights: Mapping[str, float]) -> float:
    """Return how well words name a thing, from 0 to 100; `weights` tell how rare a word is.

    What stands in brackets may be another name, and of people the dates of an authority file.
    """
    whole = asked(words, thing.type)
    best = _name(thing, whole, weights)
    bare = asked(whole.bare, thing.type)
    if whole.bare == words or not bare.words or best >= TURNED:
        return best
    named = _name(thing, bare, weights)
    if thing.type == "Person":
        return max(best, named)
    sure = named >= FUZZY and _name(thing, asked(whole.aside, thing.type), weights) >= FUZZY
    return max(best, named if sure else min(named, FUZZY))


def _name(thing: Thing, given: Asked, weights: Mapping[str, float]) -> float:
    words = given.words
    best = max(
        (_alike(thing, role, text, given, weights) for role, text in thing.called), default=0
    )
    for role, text in thing.called:
        if role == "acronym" and text.lower() in words[-1:]:  # one-way ANOVA is also spelt out
            spelt = [(*words[:-1], *kept(name)) for name in thing.names.values()]
            known = {kept(alias) for _, alias in thing.called}
            best = max(best, FUZZY if known & set(spelt) else 0)
    return best


def _alike(thing: Thing, role: str, text: str, given: Asked, weights: Mapping[str, float]) -> float:
    held, words, worth = kept(text, thing.type), given.words, WORTH[role]
    if held == words:
        return worth
    if len(held) == len(words) and sorted(held) == sorted(words):
        return min(worth, TURNED)
    if (roots := rooted(held, thing.type)) == given.roots:
        return min(worth, PLURAL)
    if thing.type == "Person" and _initials(held, words):
        return INITIALS
    ours, theirs = " ".join(held), " ".join(words)
    letters = max(fuzz.ratio(ours, theirs), fuzz.token_sort_ratio(ours, theirs))
    if all(word in weights for word in given.roots):
        slip = letters >= SAME and len(ours) >= LONG and len(held) == len(words)
    else:
        slip = letters >= SLIP
    shared = 100 * overlap(roots, given.roots, weights, english=text.isascii())
    score = max(0.95 * letters if slip else 0.0, shared)
    return min(FUZZY, score * worth / 100)


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
    held, words = kept(value.names[""]), asked(text).words
    return value.id in tails(text) or any(len(word) > 1 and word in held for word in words)


def _same(value: Value, text: str) -> bool:
    held = [kept(one) for one in value.names.values()]
    known = {one.lower() for one in value.names.values()} | ({value.id} if value.id else set())
    return asked(text).words in held or not known.isdisjoint(tails(text))
