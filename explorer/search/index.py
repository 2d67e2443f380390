"""The texts in SQLite's full-text index, without copies of them: it says which rows fit.

SQLite is built into Python; the index lives in memory and has no file that a fork could share.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from threading import Lock

from .documents import TELLING, Document
from .words import split

COLUMNS = {
    "called": ("name", "alias", "acronym"),
    "people": ("originator", "author"),
    "around": ("title", "field", "family", "kind"),
    "telling": ("summary", "definition"),
}
NAMES = "called"
ALL = 200  # rows that are taken together, whatever their types
PREFIX = 3  # letters of the longest beginning that has a list of its own
SPELT = 40  # words that one beginning is spelt out as


class Index:
    """Rows are the places of the documents, those of one type beside each other."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._lock = Lock()
        # every use is behind the lock, so that any thread of the server may ask
        self._sqlite = sqlite3.connect(":memory:", check_same_thread=False)
        columns = ", ".join(COLUMNS)
        self._sqlite.execute(
            f"CREATE VIRTUAL TABLE texts USING fts5({columns}, content='', detail=column, "
            "columnsize=0, prefix='1 2 3', tokenize=\"unicode61 remove_diacritics 0\")"
        )
        self._spans: dict[str, tuple[int, int]] = {}
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        for place, document in enumerate(documents):
            start, _ = self._spans.get(document.type, (place, place))
            self._spans[document.type] = (start, place)
            self._sqlite.execute(
                f"INSERT INTO texts(rowid, {columns}) VALUES ({marks})",  # noqa: S608 (own words)
                (place, *(_joined(document, roles) for roles in COLUMNS.values())),
            )
        self._sqlite.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        self._sqlite.execute("CREATE VIRTUAL TABLE words USING fts5vocab(texts, 'row')")

    def words(self) -> list[str]:
        """Return every word that occurs."""
        with self._lock:
            return [word for (word,) in self._sqlite.execute("SELECT term FROM words")]

    def rows(self, match: str, kinds: Sequence[str], limit: int) -> dict[str, list[int]]:
        """Return the first documents of each type that fit a match expression."""
        asked = {kind: self._spans[kind] for kind in kinds if kind in self._spans}
        if not asked:
            return {}
        first, last = (
            min(start for start, _ in asked.values()),
            max(end for _, end in asked.values()),
        )
        found = self._between(match, first, last, ALL)
        if len(found) < ALL:  # few enough to take them all at once
            return {
                kind: [place for place in found if start <= place <= end][:limit]
                for kind, (start, end) in asked.items()
            }
        return {kind: self._between(match, *span, limit) for kind, span in asked.items()}

    def _between(self, match: str, first: int, last: int, limit: int) -> list[int]:
        with self._lock:
            found = self._sqlite.execute(
                "SELECT rowid FROM texts WHERE texts MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?",
                (match, first, last, limit),
            )
            return [place for (place,) in found]


def _joined(document: Document, roles: Sequence[str]) -> str:
    """Return the words of the texts that go into one column; the short ones are split already."""
    short = [words for role, _, words in document.plain if role in roles]
    long = [
        " ".join(split(text.value))
        for role in roles
        if role in TELLING
        for text in document.texts.get(role, ())
    ]
    return " ".join(short + long)


def expression(
    words: Sequence[Sequence[str]],
    every: bool,
    column: str,
    continued: Callable[[str, int], Sequence[str]],
) -> str:
    """Return the match expression for every word, or for at least one of them.

    Words of one letter stand for themselves. Beginnings of up to three letters have lists of their
    own in the index; longer ones are spelt out, because SQLite would gather all that begins so
    before it gives the first row.
    """
    asked = []
    for guesses in words:
        terms = [term for guess in guesses for term in _terms(guess, continued)]
        asked.append(f"({' OR '.join(terms)})")
    match = (" AND " if every else " OR ").join(asked)
    return f"{column} : ({match})" if column else match


def _terms(word: str, continued: Callable[[str, int], Sequence[str]]) -> list[str]:
    if len(word) == 1:
        return [f'"{word}"']
    spelt = continued(word, SPELT) if len(word) > PREFIX else ()
    return [f'"{one}"' for one in spelt] or [f'"{word}"*']
