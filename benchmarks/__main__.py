"""Measure what the product promises to be quick at, as ratios against named peers in one run."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.request
from http.client import HTTPConnection
from pathlib import Path

from rdflib import Dataset
from rich.console import Console
from rich.table import Table

from benchmarks.bulk import PEER, ROWS, bulk_steps
from benchmarks.graph import generated
from benchmarks.timing import least, queries, queries_here
from benchmarks.walking import WALKED, calls, entailing_steps, walking_steps
from explorer import choice, compare
from explorer.core import Explorer
from explorer.model import Selection
from explorer.store import EmbeddedStore

SIZES = (1_000, 10_000)
FOUR = [f"method-{number}" for number in (3, 141, 592, 653)]


def data_steps(size: int) -> dict[str, float]:
    """Time a comparison of four methods: here, in rdflib's engine, and with an OPTIONAL a row."""
    store = generated(size, seed=7)
    explorer = Explorer(EmbeddedStore(store), queries(), {})
    nodes = choice.methods(FOUR)
    paths = compare.paths(explorer.rows)
    ours = explorer.queries["comparison_cells"].bind(method=nodes, path=paths)
    naive = queries_here()["optional_rows"].bind(method=nodes)
    found = {
        "comparison": least(lambda: explorer.compare(FOUR), 50),
        "its query alone": least(lambda: explorer.store.select(ours), 50),
        "one OPTIONAL a row": least(lambda: explorer.store.select(naive), 1, 3),
    }
    if size == SIZES[0]:
        found["rdflib's engine"] = least(lambda: list(rdflib_graph(store).query(ours)), 1, 1)
    return found


WORDS = {
    "a name": "sparse latent method 314",
    "a beginning": "spar",
    "one letter": "m",
    "misspelt": "adaptve robst",
    "a person": "given42 family42",
    "without marks": "phuong phap dual",
    "nothing": "qzxwqzxw",
}
PLACES = {
    "the whole list": Selection({}),
    "two facets": Selection({"family": ("statistics",), "decade": ("1980",)}),
    "facets and an order": Selection({"family": ("statistics",)}, order="relations"),
    "words and a facet": Selection({"family": ("statistics",)}, words="sparse"),
}


def finding_steps(size: int) -> dict[str, float]:
    """Time searches and lists with facets, and how long their indexes take to build."""
    explorer = Explorer(EmbeddedStore(generated(size, seed=7)), queries(), {})
    start = time.process_time()
    explorer.finder.find("a")
    explorer.browse(Selection({}))
    found = {"both indexes, once": (time.process_time() - start) * 1000}
    for name, words in WORDS.items():
        found[f"search: {name}"] = least(lambda words=words: explorer.search(words, 8), 10)
    for name, asked in PLACES.items():
        found[f"list: {name}"] = least(lambda asked=asked: explorer.browse(asked), 10)
    return found


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


def requests(port: int, path: str, headers: dict[str, str], seconds: float = 2.0) -> float:
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


PAGES = {
    "comparison of four": "/en/compare?" + "&".join(f"method={slug}" for slug in FOUR),
    "comparison of two": "/en/compare?" + "&".join(f"method={slug}" for slug in FOUR[:2]),
    "method": f"/en/method/{FOUR[0]}",
    "list with facets": "/en/methods?family=statistics&decade=1980",
    "search": "/en/search?q=sparse+latent",
    "search as data": "/en/search.json?q=sparse+latent&limit=5",
    "field": "/en/field/deep-learning",
    "person": "/en/person/person-42",
    "work": "/en/paper/paper-42",
    "timeline": "/en/timeline",
    "first page": "/en/",
}


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
            rates = {"bare Flask page": requests(port, "/bare/", {})}
            for name, address in PAGES.items():
                mark = "&" if "?" in address else "?"
                # a part that means nothing makes each address new to the cache
                rates[f"{name}, first time"] = requests(port, f"{address}{mark}new={{}}", {})
                rates[f"{name}, again"] = requests(port, address, {})
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", PAGES["comparison of four"])
            first = connection.getresponse()
            first.read()
            tag = {"If-None-Match": first.getheader("ETag") or ""}
            rates["comparison of four, 304"] = requests(port, PAGES["comparison of four"], tag)
            return rates
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
    found = {size: finding_steps(size) for size in SIZES}
    table = Table("finding, CPU", *(f"{size:,}" for size in SIZES), "growth", "aim at 10,000")
    for name in found[SIZES[0]]:
        small, large = (found[size][name] for size in SIZES)
        aim = {"s": "3 ms", "l": "5 ms"}.get(name[0], "")
        table.add_row(name, f"{small:.2f} ms", f"{large:.2f} ms", f"{large / small:.2f}", aim)
    console.print(table)
    found = {size: walking_steps(size) for size in WALKED}
    entailed = {size: entailing_steps(size) for size in SIZES}
    table = Table("walking, CPU", *(f"{size:,}" for size in WALKED), "growth", "aim")
    for name, small in found[WALKED[0]].items():
        large = found[WALKED[1]].get(name)
        growth = f"{large / small:.2f}" if large else ""
        aim = "1 ms, growth 3" if not name.startswith("a property path") else ""
        table.add_row(name, f"{small:.2f} ms", f"{large:.2f} ms" if large else "", growth, aim)
    console.print(table)
    for name, spent in calls().items():
        console.print(f"{name}, of the 516 shipped methods, with names and reasons: {spent:.1f} ms")
    for size, spent in entailed.items():
        console.print(f"what follows from {size:,} methods, once: {spent:,.0f} ms of CPU")
    linked = bulk_steps()
    head = f"works in a snapshot of {ROWS:,} rows"
    table = Table(head, "rows a second", "CPU : by hand", "peak memory")
    for name, told in linked.items():
        rate = f"{ROWS / told['seconds']:,.0f}"
        ratio = f"{told['spent'] / linked[PEER]['spent']:.2f} x"
        table.add_row(name, rate, ratio, f"{told['memory']:,.0f} MB")
    console.print(table)
    pages = page_steps()
    table = Table("page, 10,000 methods", "requests a second", "of bare Flask", "aim")
    for name, rate in pages.items():
        aim = "" if name.startswith("bare") else "0.3"
        table.add_row(name, f"{rate:.0f}", f"{rate / pages['bare Flask page']:.2f}", aim)
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
