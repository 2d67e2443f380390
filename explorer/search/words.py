"""Words as people type them: folded, split, and mended where a letter is wrong."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..model import british, fold, root

CHARACTERS = "\u3040-\u30ff\u3400-\u9fff"  # kana and Han, of which each stands for itself
WORD = re.compile(rf"[{CHARACTERS}]|[^\W_{CHARACTERS}]+")
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
VARIANT = re.compile("(?:k|l|m|t|h|s|qu|v)[iy]")
MOST = 8  # words of a query that count
SHORTEST = 4  # letters of a word that can be misspelt
GUESSES = 3  # words that one misspelt word may have been


def split(text: str) -> list[str]:
    """Split text into words without case and diacritics, English ones spelt the British way.

    >>> split("Hồi quy A/B-Test")
    ['hoi', 'quy', 'a', 'b', 'test']
    >>> split("Generalized modeling")
    ['generalised', 'modelling']
    >>> split("回归 R2")
    ['回', '归', 'r2']
    """
    return [british(word) for word in WORD.findall(fold(text))]


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Return the words of a short text, folded, with a space between them.

    >>> plain("Hồi quy A/B")
    'hoi quy a b'
    """
    return " ".join(split(text))


def doi(text: str) -> str:
    """Return the DOI that a text is, as the graph writes it, or the empty string.

    >>> doi("https://doi.org/10.1023/A:1010933404324")
    '10.1023/a:1010933404324'
    """
    match = DOI.fullmatch(text.strip())
    return match[1].lower() if match else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query is taken to say: for each word those it may be; `ignored` fitted nothing."""

    words: tuple[tuple[str, ...], ...]
    ignored: tuple[str, ...]


class Spelling:
    """The words that occur, and what a word that does not occur may have been."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._near: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._words:
            if len(word) >= SHORTEST - 1 and word.isalpha():
                self._near[word[0], len(word)].append(word)

    @staticmethod
    def beginning(words: Sequence[str], start: str) -> Iterator[str]:
        """Yield those of sorted words that begin so."""
        place = bisect_left(words, start)
        found = (words[at] for at in range(place, len(words)))
        return takewhile(lambda word: word.startswith(start), found)

    def continued(self, word: str, most: int) -> list[str]:
        """Return the words that begin so, or none where there are more than `most`."""
        found = list(islice(self.beginning(self._words, word), most + 1))
        return found if len(found) <= most else []

    def read(self, asked: Sequence[str]) -> Reading:
        """Take words that occur, or that words begin with, as they are, others as what is near."""
        words: list[tuple[str, ...]] = []
        ignored: list[str] = []
        for word in asked:
            if VARIANT.fullmatch(word):  # Vietnamese spells quy and qui, tỷ and tỉ
                words.append((word, word[:-1] + ("i" if word.endswith("y") else "y")))
            elif (stem := root(word)) != word and self._occurs(stem):
                words.append((word, stem))
            elif next(self.beginning(self._words, word), None):
                words.append((word,))
            elif guesses := self._guess(word):
                words.append(guesses)
            else:
                ignored.append(word)
        return Reading(tuple(words), tuple(ignored))

    def _occurs(self, word: str) -> bool:
        return next(self.beginning(self._words, word), "") == word

    def _guess(self, word: str) -> tuple[str, ...]:
        """Return the words that one or two slips would turn into this one."""
        if len(word) < SHORTEST or word.isdigit():
            return ()
        slips = 1 if len(word) < 7 else 2
        lengths = range(len(word) - slips, len(word) + slips + 1)
        # a slip in the first letter is rare: only where nothing else is near
        for firsts in ({word[0]}, {first for first, _ in self._near} - {word[0]}):
            for cut in (None, len(word)):  # then words of which only the start has been typed
                pool = [
                    known
                    for (first, length), group in self._near.items()
                    if first in firsts and (length in lengths if cut is None else length > cut)
                    for known in group
                ]
                starts = pool if cut is None else sorted({known[:cut] for known in pool})
                near = process.extract(
                    word, starts, scorer=OSA.distance, score_cutoff=slips, limit=GUESSES
                )
                if near:
                    least = near[0][1]
                    return tuple(found for found, far, _ in near if far == least)
        return ()
