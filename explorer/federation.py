"""Rows of our graph joined with what another endpoint knows of the things in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode

from .errors import Overrun, QueryError, StoreError
from .model import Term
from .query import Sparql
from .store import Solution, Solutions
from .store.words import Token, tokens

BATCH = 100  # values that a service is asked about at once
MOST = 10_000  # values that it is asked about in all
LARGEST = 100_000  # rows of an answer
CUT = {"LIMIT", "OFFSET"}

Key = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The SELECT for a service, around the place where the values of ours are put into it.

    `names` are the variables that it gives as they are, `made` those that it works out.
    """

    head: str
    tail: str
    names: tuple[str, ...]
    made: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Part:
        """Read a query; raises QueryError for one that cannot be asked bit by bit."""
        words = list(tokens(text))
        depths = list(_depths(words))
        start = next((i for i, word in enumerate(words) if _said(word, {"SELECT"})), len(words))
        opened = _place(words, depths, start, "{")
        closed = _place(words, depths, opened + 1, "}")
        if closed == len(words):
            raise QueryError("The query for the service is no SELECT ... { ... }; write it as one.")
        if any(_said(word, CUT) for word in words[closed + 1 :]):
            raise QueryError(
                "The service is asked in several batches, and LIMIT or OFFSET would count in each: "
                "take it out, and limit our part."
            )
        clause = words[start:opened]
        if any(word.text == "*" and not depths[start + i] for i, word in enumerate(clause)):
            raise QueryError("Name the variables that the service is to give in the place of *.")
        given = [(i, word) for i, word in enumerate(clause) if word.kind == "variable"]
        names = (word.text[1:] for i, word in given if not depths[start + i])
        made = (word.text[1:] for i, word in given if _said(clause[i - 1], {"AS"}))
        # a SELECT that stands alone between its braces takes nothing beside it
        left, right = words[opened].start + 1, words[closed].start
        inner = _said(words[opened + 1], {"SELECT"})
        around = (" {", "}") if inner else ("", "")
        tail = f"{around[0]}{text[left:right]}{around[1]}{text[right:]}"
        return cls(text[:left], tail, tuple(names), tuple(made))

    def about(self, names: Sequence[str], keys: Iterable[Key]) -> Sparql:
        """Return the query, asked about some values of these variables alone."""
        heads = " ".join(f"?{name}" for name in names)
        rows = " ".join(f"({' '.join(map(str, key))})" for key in keys)
        return Sparql(f"{self.head} VALUES ({heads}) {{ {rows} }}{self.tail}")


def _depths(words: Iterable[Token]) -> Iterator[int]:
    """Yield within how many brackets each word stands, the brackets themselves outside."""
    depth = 0
    for word in words:
        depth -= word.kind == "close"
        yield depth
        depth += word.kind == "open"


def _place(words: Sequence[Token], depths: Sequence[int], start: int, sign: str) -> int:
    found = (i for i in range(start, len(words)) if words[i].text == sign and not depths[i])
    return next(found, len(words))


def _said(word: Token, known: set[str]) -> bool:
    return word.kind == "word" and word.text.upper() in known


def join(
    ours: Solutions, theirs: str, ask: Callable[[Sparql], Solutions], *, left: bool = False
) -> Solutions:
    """Return the rows of ours, each with every row of theirs that has the same shared values.

    `theirs` is a SELECT that is asked about the values of ours alone, a batch at a time. With
    `left`, rows without a partner stay. Raises QueryError for what cannot be joined, Overrun for
    too much, and StoreError for a service that speaks of other things than it was asked about.
    """
    part = Part.read(theirs)
    shared = [name for name in ours.variables if name in part.names]
    _joinable(ours, part, shared)
    keys = [_key(row, shared) for row in ours]
    known = [*dict.fromkeys(key for key in keys if key)]
    if ours and not known:
        raise QueryError(f"No row of ours has a value of each of {_listed(shared)} to ask about.")
    if len(known) > MOST:
        raise Overrun(
            f"Our part has {len(known)} different values of {_listed(shared)}, and a service is "
            f"asked about {MOST} at most; ask for less."
        )
    beside: dict[Key, list[Solution]] = {key: [] for key in known}
    for batch in _batches(known):
        for row in ask(part.about(shared, batch)):
            _own(beside, row, shared).append(row)
    lone: list[Solution] = [{}] if left else []
    rows: list[Solution] = []
    for row, key in zip(ours, keys, strict=True):
        rows += ({**other, **row} for other in beside.get(key, ()) or lone)
        if len(rows) > LARGEST:
            raise Overrun(f"The answer has more than {LARGEST} rows; ask for less.")
    names = (*part.names, *part.made)
    return Solutions(rows, dict.fromkeys((*ours.variables, *names)))


def _joinable(ours: Solutions, part: Part, shared: Sequence[str]) -> None:
    if clash := [name for name in part.made if name in ours.variables]:
        raise QueryError(f"Both parts have {_listed(clash)}, and theirs works it out; rename one.")
    if not shared:
        raise QueryError(
            f"The two parts share no variable: ours has {_listed(ours.variables)}, theirs "
            f"{_listed((*part.names, *part.made))}; select in theirs what it is joined by."
        )


def _key(row: Solution, shared: Sequence[str]) -> Key:
    """Return the values that a row is joined by; none where one is missing, or is a blank node."""
    key = tuple(row[name] for name in shared if isinstance(row.get(name), NamedNode | Literal))
    return key if len(key) == len(shared) else ()


def _own(beside: dict[Key, list[Solution]], row: Solution, shared: Sequence[str]) -> list[Solution]:
    """Return the rows that a row of theirs belongs to."""
    key = _key(row, shared)
    if key not in beside:
        said = " ".join(map(str, key)) or "nothing"
        raise StoreError(
            f"The service was not asked about {said}, which it gives for {_listed(shared)}: "
            "join by names or plain text that it keeps as they are."
        )
    return beside[key]


def _batches(keys: Iterable[Key]) -> Iterator[list[Key]]:
    left = iter(keys)
    while batch := list(islice(left, BATCH)):
        yield batch


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"?{name}" for name in names) or "none"
