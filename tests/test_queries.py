"""Each query file runs as it stands, returns its columns, and is no dearer on a larger graph."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from benchmarks.graph import generated
from explorer import Explorer, config
from explorer.query import Queries
from explorer.store import EmbeddedStore

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


def cost(explorer: Explorer, slugs: list[str]) -> float:
    """Return the least CPU time of a comparison in ten runs of twenty, in seconds."""

    def run() -> float:
        start = time.process_time()
        for _ in range(20):
            explorer.compare(slugs)
        return time.process_time() - start

    return min(run() for _ in range(10))


def test_a_comparison_costs_no_more_on_a_larger_graph(queries: Queries) -> None:
    costs = []
    for size in (1_000, 10_000):
        store = EmbeddedStore(generated(size, seed=7))
        explorer = Explorer(store, queries, {})
        costs.append(cost(explorer, [f"method-{number}" for number in (3, 141, 592, 653)]))
    assert costs[1] < 2 * costs[0]
