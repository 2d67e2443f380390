"""Which hit is best, and which of its texts was the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import Hit, Text
from .documents import TELLING, Document

# what a match is worth by what the text is to the thing
WORTH = {
    "name": 100,
    "alias": 98,
    "acronym": 97,
    "originator": 70,
    "title": 60,
    "author": 58,
    "field": 40,
    "kind": 38,
    "family": 37,
    "definition": 30,
    "summary": 25,
}
SAME = 32  # for a text that is just what was asked for: more than any other and `KNOWN`
KNOWN = 8  # what the best connected method gains
TYPES = {"method": 2.0, "field": 1.5, "family": 1.4, "person": 1.0, "kind": 0.5, "paper": 0.0}


Words = Sequence[Sequence[str]]  # for each word asked for, those that it may be


def ranked(documents: Iterable[Document], asked: str, words: Words) -> list[tuple[float, Hit]]:
    """Return the documents as hits with their scores, the best first; equal ones as they came.

    `asked` are the words as they were typed, folded and joined by spaces.
    """
    starts = tuple(tuple(f" {guess}" for guess in guesses) for guesses in words)
    scored = [_best(document, asked, starts) for document in documents]
    return sorted(scored, key=lambda pair: -pair[0])


def _best(document: Document, asked: str, starts: Words) -> tuple[float, Hit]:
    """Score a document by the one of its texts that fits best; a long text where none does."""
    best, why, matched = -100.0, "", Text("")
    for role, text, words in document.plain:
        worth = WORTH.get(role, 0)
        if worth + SAME > best and (score := worth + _fit(words, asked, starts)) > best:
            best, why, matched = score, role, text
    if best < WORTH["summary"]:
        for role in TELLING:
            if texts := document.texts.get(role):
                best, why, matched = max(best, WORTH[role]), role, texts[0]
    return best + TYPES[document.type] + KNOWN * document.weight, document.hit(why, matched)


def _fit(held: str, asked: str, starts: Words) -> float:
    """Score how words stand in a text: from below 0 where one is missing up to `SAME`."""
    if held == asked:
        return SAME
    brief = min(len(held), 200) // 25 / 2  # of two texts the shorter one is nearer
    if held.startswith(asked):
        return 16 - brief
    spaced = f" {held} "
    hit = sum(any(start in spaced for start in guesses) for guesses in starts)
    if hit < len(starts):
        return -80 * (1 - hit / len(starts)) - brief
    whole = sum(any(f"{start} " in spaced for start in guesses) for guesses in starts)
    return (10 if f" {asked}" in spaced else 4) + 4 * whole / len(starts) - brief
