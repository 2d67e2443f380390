"""Each query file runs as it stands, returns its columns, and is no dearer on a larger graph."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode

from benchmarks.graph import generated
from explorer import config
from explorer.core import Explorer
from explorer.model import Selection
from explorer.query import Queries
from explorer.store import EmbeddedStore
from explorer.vocab import METHODS, PAPERS, PERSONS

FILES = sorted((config.share() / "queries").glob("*.rq"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_keeps_the_form(path: Path, queries: Queries) -> None:
    text, query = path.read_text("utf-8"), queries[path.stem]
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert text.count("\n") <= 40
    assert query.summary.endswith(".")
    assert "SELECT *" not in body and "SERVICE" not in body
    assert query.form != "SELECT" or "ORDER BY" in body
    declared = set(re.findall(r"PREFIX (\w+):", body))
    assert declared == set(
        re.findall(r"(?<![\w<?])([a-z]\w*):(?=\w)", re.sub(r"<[^>]*>|\"[^\"]*\"", "", body))
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_runs_as_it_stands_and_returns_its_columns(path: Path, queries: Queries) -> None:
    answer = ox.Store().query(path.read_text("utf-8"))
    if isinstance(answer, ox.QuerySolutions):
        assert [variable.value for variable in answer.variables] == list(queries[path.stem].columns)


@pytest.fixture(scope="module")
def grown(queries: Queries) -> list[Explorer]:
    """The same made-up graph with five hundred methods and with ten times as many."""
    return [Explorer(EmbeddedStore(generated(size, seed=7)), queries, {}) for size in (500, 5_000)]


def costs(runs: Iterable[Callable[[], object]], times: int = 20) -> list[float]:
    """Return the least CPU time of so many calls of each, in rounds of 200 calls in all.

    They take turns, so that what else keeps the machine busy slows them alike.
    """

    def once(run: Callable[[], object]) -> float:
        start = time.process_time()
        for _ in range(times):
            run()
        return time.process_time() - start

    runs = list(runs)
    rounds = [[once(run) for run in runs] for _ in range(200 // times)]
    return [min(taken) for taken in zip(*rounds, strict=True)]


FOUR = [f"method-{number}" for number in (3, 141, 59, 265)]


def test_a_comparison_costs_no_more_on_a_larger_graph(grown: list[Explorer]) -> None:
    small, large = costs(lambda explorer=explorer: explorer.compare(FOUR) for explorer in grown)
    assert large < 2 * small


TERMS = {
    "method": [NamedNode(f"{METHODS}{slug}") for slug in FOUR],
    "other": [NamedNode(f"{METHODS}{slug}") for slug in FOUR],
    "paper": [NamedNode(f"{PAPERS}paper-{number}") for number in (3, 141)],
    "person": [NamedNode(f"{PERSONS}person-42")],
    "thing": [NamedNode(f"{PERSONS}person-{number}") for number in range(42, 82)],
    "focus": [NamedNode(f"{METHODS}method-3")],
}
ASKED = [
    query.name
    for query in Queries.load(config.share() / "queries").values()
    if query.params and query.params.keys() <= TERMS.keys() and query.form != "ASK"
]


@pytest.mark.parametrize("name", ASKED)
def test_a_query_about_some_things_costs_no_more_on_a_larger_graph(
    grown: list[Explorer], name: str
) -> None:
    runs = []
    for explorer in grown:
        query = explorer.queries[name]
        values = {
            param.name: TERMS[param.name][: None if param.many else 1]
            for param in query.params.values()
        }
        sparql, store = query.bind(**values), explorer.store
        answer = store.select if query.form == "SELECT" else store.construct
        runs.append(lambda answer=answer, text=sparql: answer(text))
    small, large = costs(runs)
    # a tenth of a millisecond a call is what the clock itself may add
    assert large < 2 * small + 20 * 0.0001


def test_facets_and_searches_grow_more_slowly_than_the_graph(grown: list[Explorer]) -> None:
    asked = Selection({"family": ("statistics",), "decade": ("1980",)})
    small, large = costs((lambda one=one: one.browse(asked) for one in grown), 5)
    assert large < 8 * small
    small, large = costs((lambda one=one: one.search("adaptive", 8) for one in grown), 5)
    assert large < 3 * small
