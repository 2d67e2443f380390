"""How a step is timed, and the queries that are."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from explorer import config
from explorer.query import Queries

HERE = Path(__file__).parent


def least(run: Callable[[], object], times: int, rounds: int = 7) -> float:
    """Return the least CPU time of one call, in milliseconds, over several rounds."""

    def once() -> float:
        start = time.process_time()
        for _ in range(times):
            run()
        return (time.process_time() - start) / times * 1000

    run()
    return min(once() for _ in range(rounds))


def queries() -> Queries:
    """Return the shipped queries."""
    return Queries.load(config.share() / "queries")


def queries_here() -> Queries:
    """Return the queries that only the benchmark needs."""
    return Queries.load(HERE)
