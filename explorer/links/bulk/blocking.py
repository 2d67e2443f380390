"""Which records may be works that are here, asked of an engine in one pass over a snapshot.

The engine finds the few rows that have the DOI of a work, or its title and its year or the one
before or after it. Only these come here, and are scored as single look-ups are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import ibis
from ibis import Table
from ibis.expr.types import IntegerValue, StringValue
from pyoxigraph import NamedNode

from ...model import Described, fold
from ..score import Found, ranked
from ..targets import DOI, SAFE
from .engines import Engine
from .layouts import Layout
from .snapshot import Snapshot

# the small letters of the Latin alphabets of Europe and of Vietnamese that have marks
MARKED = [*range(0xE0, 0x180), 0x1A1, 0x1B0, *range(0x1EA0, 0x1EFA)]
BARE = {
    letter: bare
    for letter in map(chr, MARKED)
    if letter.islower() and len(bare := fold(letter)) == 1 and bare.isascii()
} | {"ø": "o", "ł": "l", "ı": "i", "ð": "d"}
# tags, signs spelt out, and all that is no letter or number; none may begin inside another
ASIDE = r"<[^<>]*>|&[a-z]+;|[^\p{L}\p{N}<&]+|[<&]"
LEAST = 0.6  # what a title must score that no DOI vouches for
WORKS = ibis.schema({"work": "string", "title": "string", "year": "int64"})
KEYS = ibis.schema({"key": "string"})


def plain(title: StringValue) -> StringValue:
    """Return a title without case, marks, tags and all that is no letter or number."""
    small = title.lower()
    # few titles have marks, and to take them off costs ten times the rest
    marked = small.re_search("[à-ỹ]")
    letters = small.translate("".join(BARE), "".join(BARE.values()))
    return ibis.ifelse(marked, letters, small).re_replace(ASIDE, "")


def named(title: StringValue, year: IntegerValue) -> StringValue:
    """Return what stands for a title of a year."""
    return plain(title) + " " + year.cast("string")


def keys(works: Table) -> Table:
    """Return what works are known by if not by DOI: the title in each of three years."""
    titled = works.filter(plain(works["title"]) != "")
    years = ibis.array([titled["year"] - 1, titled["year"], titled["year"] + 1])
    near = titled.select("work", "title", year=years.unnest())
    return near.select("work", key=named(near["title"], near["year"]))


def known(rows: Table, keys: Table) -> Table:
    """Return the rows that may be works that are here, by DOI or by name."""
    rows = rows.mutate(name=named(rows["title"], rows["year"]))
    return rows.filter(rows["doi"].isin(keys["key"]) | rows["name"].isin(keys["key"]))


def pairs(
    works: Sequence[Described], snapshot: Snapshot, layout: Layout, engine: Engine
) -> Iterator[tuple[Described, list[Found]]]:
    """Yield each work and what may be it in a snapshot, the best first.

    Where a DOI agrees, nothing else counts. Raises DataError for files that cannot be read.
    """
    rows = engine.rows(snapshot, layout)
    held = _keys(works, snapshot, layout, engine)
    both = [key for own in held.values() for key in own]
    near: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    if both:
        wanted = ibis.memtable({"key": sorted(set(both))}, schema=KEYS)
        for row in engine.answer(known(rows, wanted), snapshot):
            for key in {row["doi"], row["name"]} - {None}:
                near[key].append(row)
    for work in works:
        yield (
            work,
            _scored(work, (row for key in held[work.term.value] for row in near[key]), layout),
        )


def _keys(
    works: Sequence[Described], snapshot: Snapshot, layout: Layout, engine: Engine
) -> Mapping[str, list[str]]:
    """Return the keys of each work; the engine makes those of titles, as it does for its rows."""
    held: dict[str, list[str]] = defaultdict(list)
    titled = []
    for work in works:
        if work.doi:
            held[work.term.value].append(layout.doi + work.doi.lower())
        if work.names and work.year[:4].isdecimal():
            titled.append((work.term.value, work.names[0], int(work.year[:4])))
    if titled:
        here = ibis.memtable(titled, schema=WORKS)
        for row in engine.answer(keys(here), snapshot):
            held[row["work"]].append(row["key"])
    return held


def _scored(work: Described, rows: Iterable[Mapping[str, Any]], layout: Layout) -> list[Found]:
    held = {row["id"]: _described(row, layout) for row in rows}
    same = [one for one in held.values() if work.doi and one.doi == work.doi.casefold()]
    return ranked(work, same) if same else ranked(work, held.values(), LEAST)


def _described(row: Mapping[str, Any], layout: Layout) -> Described:
    authors = [author for author in row["authors"] if author] if row["authors"] is not None else ()
    return Described(
        NamedNode(layout.start + quote(row["id"], safe=SAFE)),
        (row["title"],) if row["title"] else (),
        str(row["year"] or ""),
        tuple(authors),
        (row["doi"] or "").removeprefix(DOI).casefold(),
    )
