"""How much a name and what a table says have in common, word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

UNKNOWN = 0.5  # weight of a word that no name has
EXTRA, REST = 0.5, 0.5  # of the weight of words: those only asked, those that follow in the name
PART, HEAD = 0.5, 0.65  # the least for a part of a name, and for a name that more words specify
SHORTEST = 4  # letters of a word that can be misspelt


def overlap(
    ours: Sequence[str], asked: Sequence[str], weights: Mapping[str, float], *, english: bool
) -> float:
    """Return from 0 to 1 how much two names share; rare words count more, and all are roots.

    A word that names have is taken as it is; only another may be a slip of one that is held. What
    a thing is comes last in English, as in Delphi method, and first in Vietnamese.
    """
    read = [_read(word, ours, weights) for word in asked]
    shared = {word: sure for word, sure in read if sure}
    if not shared:
        return 0.0
    alike = sum(weights.get(word, UNKNOWN) * sure for word, sure in shared.items())
    both = sum(weights.get(word, UNKNOWN) for word in shared)
    extra = EXTRA * sum(weights.get(word, UNKNOWN) for word, sure in read if not sure)
    rest = sum(weights.get(word, UNKNOWN) for word in set(ours) - shared.keys())
    theirs = [word for word, _ in read]
    if english and ours[: len(theirs)] == theirs:
        rest *= REST
    head = theirs[-len(ours) :] if english else theirs[: len(ours)]
    least = PART if _within(theirs, ours) else HEAD if ours == head else 0.0
    return max(alike / (both + extra + rest), least * alike / both)


def _read(word: str, held: Sequence[str], weights: Mapping[str, float]) -> tuple[str, float]:
    """Return the word of a name that is meant, and how surely, 0 where there is none."""
    if word in held:
        return word, 1.0
    if word in weights or len(word) < SHORTEST:
        return word, 0.0
    slips = 1 if len(word) < 7 else 2
    near = process.extractOne(word, held, scorer=OSA.distance, score_cutoff=slips)
    return (near[0], 1 - near[1] / len(word)) if near and near[0][0] == word[0] else (word, 0.0)


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    places = range(len(whole) - len(part) + 1)
    return any(whole[start : start + len(part)] == part for start in places)
