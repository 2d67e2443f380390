"""How well a citation, from an author and a year to a line of references, tells of a work."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..model import root
from .overlap import UNKNOWN
from .things import Thing, asked, kept

YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
JOINING = frozenset(("et", "al", "and", "va", "with"))
WHOLE, MOST = 0.95, 0.6  # of the words of a title: all that count, enough to think of it
TELLING = 4  # words of a title that by themselves tell it from others
SURE, LIKELY = 98.0, 95.0  # with author and year; with one of them
SIGNED, COAUTHOR = 85.0, 70.0  # for the first author and the year alone, for another author
SHORT = 80.0  # the most where something is missing
OTHER_YEAR = 35.0


def cited(work: Thing, text: str, weights: Mapping[str, float]) -> float:
    """Return from 0 to 100 how well a citation tells of a work; 0 for what is no citation."""
    if work.type != "Paper":
        return 0.0
    given, years = asked(text), {int(one) for one in YEAR.findall(text)}
    signed = [kept(one.names[""]) for one in work.facts["author"]]
    authors = [words for words in signed if words[-1:] and words[-1] in given.words]
    held = {one.number for one in work.facts["year"]}
    loss = OTHER_YEAR if years and held and not years & held else 0.0
    named = {word for words in authors for word in words} | JOINING
    told = (word for word in given.words if not (len(word) == 1 or word[:4].isdigit()))
    if named.issuperset(told):
        first = bool(authors) and authors[0] == signed[0]
        return (SIGNED if first else COAUTHOR) - loss if authors and years else 0.0
    titles = dict.fromkeys(kept(one) for one in (work.names[""], work.names[""].partition(":")[0]))
    share, title = max((_share(one, given.roots, weights), one) for one in titles)
    facts = bool(authors) + bool(years & held)
    if share < MOST or not facts:
        return 0.0
    if share < WHOLE:
        return SHORT * share - loss
    return (SURE if facts > 1 else LIKELY if len(title) >= TELLING else SHORT) - loss


def _share(title: Sequence[str], roots: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return how much of a title a citation has, rare words counting more."""
    worth = {word: weights.get(word, UNKNOWN) for word in map(root, title)}
    return sum(much for word, much in worth.items() if word in roots) / (sum(worth.values()) or 1)
