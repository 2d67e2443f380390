"""Measure what the product promises to be quick at, as ratios against named peers in one run."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

from rdflib import Dataset
from rich.console import Console
from rich.table import Table

from benchmarks.graph import generated
from explorer import Explorer, choice, compare, config
from explorer.query import Queries
from explorer.store import EmbeddedStore

SIZES = (1_000, 10_000)
FOUR = [f"method-{number}" for number in (3, 141, 592, 653)]
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


def data_steps(size: int) -> dict[str, float]:
    """Time a comparison of four methods: here, in rdflib's engine, and with an OPTIONAL a row."""
    store = generated(size, seed=7)
    queries = Queries.load(config.share() / "queries")
    explorer = Explorer(EmbeddedStore(store), queries, {})
    nodes = choice.methods(FOUR)
    paths = compare.paths(explorer.rows)
    ours = queries["comparison_cells"].bind(method=nodes, path=paths)
    naive = queries_here()["optional_rows"].bind(method=nodes)
    found = {
        "comparison": least(lambda: explorer.compare(FOUR), 50),
        "its query alone": least(lambda: explorer.store.select(ours), 50),
        "one OPTIONAL a row": least(lambda: explorer.store.select(naive), 1, 3),
    }
    if size == SIZES[0]:
        found["rdflib's engine"] = least(lambda: list(rdflib_graph(store).query(ours)), 1, 1)
    return found


def queries_here() -> Queries:
    """Return the queries that only the benchmark needs."""
    return Queries.load(HERE)


_GRAPHS: dict[int, Dataset] = {}


def rdflib_graph(store: object) -> Dataset:
    """Return the same triples in rdflib's own store, filled once."""
    if id(store) not in _GRAPHS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "all.nt"
            path.write_text(EmbeddedStore(store).ntriples(), "utf-8")  # type: ignore[arg-type]
            graph = Dataset(default_union=True)
            graph.parse(path, format="nt")
        _GRAPHS[id(store)] = graph
    return _GRAPHS[id(store)]


def requests(port: int, path: str, headers: dict[str, str], seconds: float = 4.0) -> float:
    """Return answered requests a second over one connection kept open."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    done, start = 0, time.monotonic()
    while time.monotonic() - start < seconds:
        connection.request("GET", path.format(done), headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status in {200, 304}, answer.status
        done += 1
    connection.close()
    return done / seconds


def page_steps() -> dict[str, float]:
    """Serve a bare Flask page and the comparison page by the same server, in requests a second."""
    command = [Path(sysconfig.get_path("scripts")) / "gunicorn", "--threads", "4", "--workers", "1"]
    port = 8765
    with subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "--no-control-socket", "benchmarks.served:app"],
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            for _ in range(200):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/bare/").close()
                    break
                except OSError:
                    time.sleep(0.05)
            address = "/en/compare?" + "&".join(f"method={slug}" for slug in FOUR)
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", address)
            first = connection.getresponse()
            first.read()
            tag = first.getheader("ETag") or ""
            return {
                "bare Flask page": requests(port, "/bare/", {}),
                # a part that means nothing makes each address new to the cache
                "comparison page, uncached": requests(port, f"{address}&new={{}}", {}),
                "comparison page, cached": requests(port, address, {}),
                "comparison page, 304": requests(port, address, {"If-None-Match": tag}),
            }
        finally:
            server.terminate()


def main() -> None:
    """Print the figures."""
    console = Console(width=100)
    table = Table("comparison of four methods", *(f"{size:,}" for size in SIZES), "growth")
    found = {size: data_steps(size) for size in SIZES}
    for name in found[SIZES[0]]:
        small, large = (found[size].get(name) for size in SIZES)
        assert small is not None
        growth = f"{large / small:.2f}" if large else ""
        table.add_row(name, f"{small:.2f} ms", f"{large:.2f} ms" if large else "", growth)
    ours = found[SIZES[0]]["comparison"]
    for name in ("one OPTIONAL a row", "rdflib's engine"):
        ratios = [
            found[size][name] / found[size]["comparison"] for size in SIZES if name in found[size]
        ]
        table.add_row(f"{name} : comparison", *(f"{ratio:.0f} x" for ratio in ratios))
    console.print(table)
    console.print(f"aim: at most 1.5 ms, growth at most 1.5; here {ours:.2f} ms of CPU")
    pages = page_steps()
    table = Table("page, 10,000 methods", "requests a second", "of bare Flask", "aim")
    aims = {
        "comparison page, uncached": "0.4",
        "comparison page, cached": "0.9",
        "comparison page, 304": "0.9",
    }
    for name, rate in pages.items():
        table.add_row(
            name, f"{rate:.0f}", f"{rate / pages['bare Flask page']:.2f}", aims.get(name, "")
        )
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
