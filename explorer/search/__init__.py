"""The search: from a few words, typed as people type, to methods, people, works and concepts.

`documents` turns the graph into texts, `index` keeps them in SQLite's FTS5, `words` mends
spelling, `rank` says which hit is best and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from rapidfuzz import fuzz, process

from ..model import Found, Hit, Text
from .documents import Document, Graph, documents
from .index import NAMES, Index
from .rank import Words, ranked
from .words import MOST, Reading, Spelling, doi, split

__all__ = ["GROUPS", "Document", "Graph", "Search", "documents"]

GROUPS = ("method", "person", "paper", "field", "family", "kind")
LONGEST = 100  # letters of what is looked for; more is never a name
POOL = 60  # documents of a type that are looked at closely
MANY = 150  # methods that a list puts in order of relevance; the rest follow by their relations


class Search:
    """Every thing of the graph that has a name, ready to be found."""

    def __init__(self, found: Iterable[Document]) -> None:
        """Take the documents, within a type the best known first."""
        self._documents = sorted(found, key=lambda document: GROUPS.index(document.type))
        self._index = Index(self._documents)
        self._spelling = Spelling(self._index.words())
        self._dois = {text.value: place for place, text in self._works()}
        self._exact: dict[str, list[int]] = {}
        for place, document in enumerate(self._documents):
            for name in document.called:
                self._exact.setdefault(name, []).append(place)
        self._names = sorted(self._exact)

    def _works(self) -> Iterable[tuple[int, Text]]:
        for place, document in enumerate(self._documents):
            yield from ((place, text) for text in document.texts.get("doi", ()))

    def find(self, text: str, limit: int = 20, types: Sequence[str] = GROUPS) -> Found:
        """Return the best hits of each type, at most `limit` of each."""
        query = " ".join(text.split())[:LONGEST]
        if (named := doi(query)) in self._dois:
            document = self._documents[self._dois[named]]
            return Found(query, (document.hit("doi", Text(named)),))
        words = split(query)[:MOST]
        reading = self._spelling.read(words)
        hits: list[tuple[float, Hit]] = []
        for every in (True, False):  # where nothing has every word, what has one of them
            if not hits and reading.words:
                for kind in types:
                    hits += self._best(kind, words, reading.words, limit, every)
        hits.sort(key=lambda pair: -pair[0])
        found = tuple(hit for _, hit in hits)
        nearest = () if found or not words else self.nearest(query)
        return Found(query, found, _mended(words, reading, found), reading.ignored, nearest)

    def _best(
        self, kind: str, asked: Sequence[str], words: Words, limit: int, every: bool
    ) -> list[tuple[float, Hit]]:
        """Return the best hits of one type with their scores."""
        phrase = " ".join(asked)
        places = dict.fromkeys(self._starting(phrase, kind, limit))
        for columns in (NAMES, ""):
            if len(places) < limit:
                pool = max(POOL, 3 * limit)
                places |= dict.fromkeys(self._index.rows(words, kind, pool, columns, every))
        found = ranked((self._documents[place] for place in places), phrase, words)
        return found[:limit]

    def _starting(self, phrase: str, kind: str, limit: int) -> list[int]:
        """Return what is called by the phrase or by something that begins with it."""
        places: list[int] = []
        for name in self._spelling.beginning(self._names, phrase):
            places += (place for place in self._exact[name] if self._documents[place].type == kind)
            if len(places) >= 3 * limit:
                break
        return places

    def methods(self, text: str) -> list[str]:
        """Return the slugs of every method that fits, the best first."""
        found = self.find(text, MANY, ("method",))
        best = [hit.id for hit in found.hits if hit.type == "method"]
        words = self._spelling.read(split(text[:LONGEST])[:MOST]).words
        if len(best) < MANY or not words:
            return best
        rest = self._index.rows(words, "method", len(self._documents), "", True)
        return list(dict.fromkeys([*best, *(self._documents[place].id for place in rest)]))

    def meant(self, text: str) -> str:
        """Return the slug of the one method that is called just that, or the empty string."""
        called = " ".join(split(text[:LONGEST]))
        places = self._exact.get(called, ())
        methods = {self._documents[place].id for place in places if self._is_method(place)}
        return methods.pop() if len(methods) == 1 else ""

    def _is_method(self, place: int) -> bool:
        return self._documents[place].type == "method"

    def nearest(self, text: str, limit: int = 5) -> tuple[Hit, ...]:
        """Return the methods whose names come closest to what was asked for."""
        wanted = " ".join(split(text[:LONGEST]))
        close = process.extract(
            wanted, self._names, scorer=fuzz.ratio, score_cutoff=50, limit=4 * limit
        )
        hits = (
            self._documents[place].hit("name", Text(name))
            for name, _, _ in close
            for place in self._exact[name]
            if self._is_method(place)
        )
        return tuple(islice({hit.id: hit for hit in hits}.values(), limit))


def _mended(asked: Sequence[str], reading: Reading, found: Sequence[Hit]) -> str:
    """Return the query with its misspelt words mended as the best hit has them, else nothing."""
    kept = [word for word in asked if word not in reading.ignored]
    held = split(found[0].matched.value) if found else []
    mended = [
        next((one for one in guesses if any(word.startswith(one) for word in held)), guesses[0])
        for guesses in reading.words
    ]
    return " ".join(mended) if mended != kept else ""
