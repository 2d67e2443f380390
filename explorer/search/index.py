"""The texts in SQLite's full-text index, without copies of them: it says which rows fit.

SQLite is built into Python; the index lives in memory and has no file that a fork could share.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from threading import Lock

from .documents import Document
from .words import split

COLUMNS = {
    "called": ("name", "alias", "acronym"),
    "people": ("originator", "author"),
    "around": ("title", "field", "family", "kind"),
    "telling": ("summary", "definition"),
}
NAMES = "called"


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

    def rows(
        self, words: Sequence[Sequence[str]], kind: str, limit: int, column: str, every: bool
    ) -> list[int]:
        """Return the first documents of a type that hold every word, or at least one.

        Words of one letter stand for themselves, longer ones for what begins so.
        """
        if kind not in self._spans or not words:
            return []
        asked = (" OR ".join(map(_term, guesses)) for guesses in words)
        match = (" AND " if every else " OR ").join(f"({guesses})" for guesses in asked)
        if column:
            match = f"{column} : ({match})"
        first, last = self._spans[kind]
        with self._lock:
            found = self._sqlite.execute(
                "SELECT rowid FROM texts WHERE texts MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?",
                (match, first, last, limit),
            )
            return [place for (place,) in found]


def _joined(document: Document, roles: Sequence[str]) -> str:
    return " ".join(
        " ".join(split(text.value)) for role in roles for text in document.texts.get(role, ())
    )


def _term(word: str) -> str:
    return f'"{word}"*' if len(word) > 1 else f'"{word}"'
