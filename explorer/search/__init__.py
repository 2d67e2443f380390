"""The search: from a few words, typed as people type, to methods, people, works and concepts.

`documents` turns the graph into texts, `index` keeps them in SQLite's FTS5, `words` mends
spelling, `rank` says which hit is best and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from rapidfuzz import fuzz, process

from ..model import Found, Hit, Text
from .documents import CALLED, Document, Graph, documents
from .index import NAMES, Index, expression
from .rank import Words, ranked
from .words import MOST, SHORTEST, Reading, Spelling, doi, split

__all__ = ["GROUPS", "Document", "Graph", "Search", "documents"]

GROUPS = ("method", "person", "paper", "field", "family", "kind")
LONGEST = 100  # letters of what is looked for; more is never a name
POOL = 24  # documents of a type that are looked at closely
ENDS = ("estimator", "method", "model", "test")  # without which a name is still clear
LEFT_OUT = {"alias": ENDS, "name": (*ENDS, "algorithm", "analysis", "filter", "regression")}
NEAR = 70  # how like a name is that one may mean, of 100
MANY = 80  # methods that a list puts in order of relevance; the rest follow by their relations


class Search:
    """Every thing of the graph that has a name, ready to be found."""

    def __init__(self, found: Iterable[Document]) -> None:
        """Take the documents, within a type the best known first."""
        self._documents = sorted(found, key=lambda document: GROUPS.index(document.type))
        self._ids = [document.id for document in self._documents]
        self._index = Index(self._documents)
        self._spelling = Spelling(self._index.words())
        self._dois: dict[str, list[int]] = {}
        for place, document in enumerate(self._documents):
            for text in document.texts.get("doi", ()):
                self._dois.setdefault(text.value, []).append(place)
        self._exact: dict[str, dict[str, list[int]]] = {kind: {} for kind in GROUPS}
        for place, document in enumerate(self._documents):
            for name in document.called:
                self._exact[document.type].setdefault(name, []).append(place)
        self._names = {kind: sorted(exact) for kind, exact in self._exact.items()}
        self._initials: dict[str, list[str]] = {}
        for name in self._exact["method"]:
            self._initials.setdefault(name[:1], []).append(name)

    def find(self, text: str, limit: int = 20, types: Sequence[str] = GROUPS) -> Found:
        """Return the best hits of each type, at most `limit` of each."""
        query = " ".join(text.split())[:LONGEST]
        if (named := doi(query)) in self._dois:
            return Found(query, self._with_doi(named, types))
        words = split(query)[:MOST]
        reading = self._spelling.read(words)
        hits = self._hits(words, reading.words, limit, types, True)
        if partial := not hits and len(reading.words) > 1:
            hits = self._hits(words, reading.words, limit, types, False)
        hits.sort(key=lambda pair: -pair[0])
        found = tuple(hit for _, hit in hits)
        nearest = () if found or not words else self.nearest(query)
        read_as = "" if partial else _mended(words, reading, found)
        return Found(query, found, read_as, reading.ignored, partial and bool(found), nearest)

    def _with_doi(self, named: str, types: Sequence[str]) -> tuple[Hit, ...]:
        """Return the work that has a DOI, and the methods that it introduced."""
        documents = (self._documents[place] for place in self._dois[named])
        hits = [one.hit("doi", Text(named)) for one in documents if one.type in types]
        return tuple(sorted(hits, key=lambda hit: hit.type != "paper"))

    def _matches(self, words: Words, every: bool) -> tuple[str, str]:
        """Return what to look for in names, and what in all texts."""
        continued = self._spelling.continued
        return expression(words, every, NAMES, continued), expression(words, every, "", continued)

    def _hits(
        self, asked: Sequence[str], words: Words, limit: int, types: Sequence[str], every: bool
    ) -> list[tuple[float, Hit]]:
        """Return the best hits of each type with their scores."""
        if not words:
            return []
        phrase = self._phrase(asked, words)
        pool = max(POOL, 2 * limit)
        places = {kind: dict.fromkeys(islice(self._starting(phrase, kind), pool)) for kind in types}
        for match in self._matches(words, every):
            wanting = [kind for kind in types if len(places[kind]) < limit]
            for kind, rows in self._index.rows(match, wanting, pool).items():
                places[kind] |= dict.fromkeys(rows)
        hits = []
        for found in places.values():
            documents = (self._documents[place] for place in found)
            hits += ranked(documents, phrase, words)[:limit]
        return hits

    def _phrase(self, asked: Sequence[str], words: Words) -> str:
        """Return the words as they are typed, or as they are read where only that is a name."""
        typed, read = " ".join(asked), " ".join(guesses[-1] for guesses in words)
        named = {
            one for one in (typed, read) if any(one in names for names in self._exact.values())
        }
        return read if named == {read} else typed

    def _starting(self, phrase: str, kind: str) -> Iterator[int]:
        """Yield what is called by the phrase or by something that begins with it."""
        for name in self._spelling.beginning(self._names[kind], phrase):
            yield from self._exact[kind][name]

    def methods(self, text: str) -> list[str]:
        """Return the slugs of every method that fits all the words, the best first."""
        found = self.find(text, MANY, ("method",))
        best = [] if found.partial else [hit.id for hit in found.hits]
        if len(best) < MANY:
            return best
        words = self._spelling.read(split(text[:LONGEST])[:MOST]).words
        match = self._matches(words, True)[1]
        rest = self._index.rows(match, ["method"], len(self._documents))["method"]
        return list(dict.fromkeys([*best, *map(self._ids.__getitem__, rest)]))

    def called(self, text: str, kind: str = "method") -> tuple[str, ...]:
        """Return the slugs of the things of a type that are called just that."""
        places = self._exact[kind].get(" ".join(split(text[:LONGEST])), ())
        return tuple(dict.fromkeys(self._documents[place].id for place in places))

    def begun(self, text: str) -> str:
        """Return the slug of the one method with names that begin so, or nothing.

        Of its name, or of an alias, only a word such as "model" is left out.
        """
        begin = " ".join(split(text[:LONGEST]))
        if len(begin) < SHORTEST or any(self.called(text, kind) for kind in GROUPS):
            return ""
        names = [*self._spelling.beginning(self._names["method"], f"{begin} ")]
        places = {place for name in names for place in self._exact["method"][name]}
        if len(places) != 1:
            return ""
        document = self._documents[places.pop()]
        ends = ((document.called_so(name).why, name.removeprefix(f"{begin} ")) for name in names)
        return document.id if any(end in LEFT_OUT.get(why, ()) for why, end in ends) else ""

    def instead(self, slug: str, limit: int = 5) -> tuple[str, ...]:
        """Return the slugs of methods that one may mean who gave a slug that is not there.

        They are those of that name, else those with a name like it; none where nothing is near.
        """
        words = slug.replace("-", " ")
        if called := self.called(words):
            return called[:limit]
        found = self.find(words, limit, ("method",))
        hits = () if found.partial else (hit for hit in found.hits if hit.why in CALLED)
        near = (*hits, *self.nearest(words, least=NEAR))
        return tuple(dict.fromkeys(hit.id for hit in near))[:limit]

    def nearest(self, text: str, limit: int = 5, least: int = 50) -> tuple[Hit, ...]:
        """Return the methods whose names come closest, among those that begin as a word does.

        `least` is how like they must be, of 100.
        """
        words = split(text[:LONGEST])
        pool = [
            name
            for letter in {word[0] for word in words}
            for name in self._initials.get(letter, ())
        ]
        wanted = " ".join(words)
        close = process.extract(
            wanted, pool, scorer=fuzz.ratio, score_cutoff=least, limit=4 * limit
        )
        hits = (
            self._documents[place].called_so(name)
            for name, _, _ in close
            for place in self._exact["method"][name]
        )
        return tuple(islice({hit.id: hit for hit in hits}.values(), limit))


def _mended(asked: Sequence[str], reading: Reading, found: Sequence[Hit]) -> str:
    """Return the query with its misspelt words mended as the best hit has them, else nothing."""
    kept = [word for word in asked if word not in reading.ignored]
    if all(word in guesses for word, guesses in zip(kept, reading.words, strict=True)):
        return ""
    held = split(found[0].matched.value) if found else []
    mended = [
        next((one for one in guesses if any(word.startswith(one) for word in held)), guesses[0])
        for guesses in reading.words
    ]
    return " ".join(mended)
