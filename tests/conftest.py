"""What the tests share: the shipped graph, a small graph of their own, and servers on loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from explorer import config, notebook, turtle, validate
from explorer.cli import main
from explorer.core import Explorer
from explorer.curate import Desk
from explorer.curate.graph import node
from explorer.evidence import Evidence
from explorer.query import Queries
from explorer.store import EmbeddedStore, RemoteStore
from explorer.web import create_app
from loopback import free_port, running
from reference import SMALL

BIN = Path(sysconfig.get_path("scripts"))


@pytest.fixture(scope="session")
def explorer() -> Explorer:
    return Explorer.open()


@pytest.fixture(scope="session")
def ex() -> notebook.Explorer:
    """What `from explorer import Explorer` gives; the examples in docstrings speak of it too."""
    return notebook.Explorer()


@pytest.fixture(scope="session")
def queries() -> Queries:
    return Queries.load(config.share() / "queries")


@pytest.fixture(scope="session")
def small(queries: Queries) -> Explorer:
    """A graph of four made-up methods in which every case of a cell occurs."""
    said = [Evidence("10.1000/one", source, "text", "", "", "", "") for source in ("a", "b")]
    sources = config.Sources.below(SMALL)
    store = EmbeddedStore.of(sources.all, sources.named)
    store.entail(queries.rules())
    return Explorer(store, queries, {"10.1000/one": tuple(said)})


@pytest.fixture(scope="session")
def part(tmp_path_factory: pytest.TempPathFactory, queries: Queries) -> Path:
    """The qualitative methods alone, which are as right as the shipped graph and sooner checked."""
    data = tmp_path_factory.mktemp("part") / "data"
    shutil.copytree(config.share() / "data", data)
    (data / "links.ttl").unlink()  # it links what is left out here, too
    desk = Desk(config.Sources.below(data.parent), queries)
    graph = desk.graph()
    family = graph.subjects("mx:family", node("family", "qualitative"))
    others = {method for method in graph.things("mx:Method") if method not in family}
    said = {one for method in others for one in graph.subjects("rdf:object", method)}
    said |= {one for method in others for one in graph.subjects("rdf:subject", method)}
    for one in others | said:
        graph.drop(one)
    graph.sweep()
    facts = (fact for fact in graph.facts() if fact[2] not in others)
    desk.path.write_text(turtle.write(facts), "utf-8")
    rows = (data / "evidence.tsv").read_text("utf-8").splitlines(keepends=True)
    known = {"doi", *graph.dois()}
    kept = (row for row in rows if row.partition("\t")[0] in known)
    (data / "evidence.tsv").write_text("".join(kept), "utf-8")
    assert validate.check(desk.sources, queries) == []
    return data


@pytest.fixture(scope="session")
def serve_graph(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., str]]:
    """Load a store's triples into a real SPARQL server on loopback, with further options."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def serve(store: EmbeddedStore, *options: str) -> str:
            folder = tmp_path_factory.mktemp("oxigraph")
            quads = "".join(f"{quad} .\n" for quad in store.quads())
            (folder / "all.nq").write_text(quads, "utf-8")
            program = BIN / "oxigraph"
            loaded = folder / "store"
            subprocess.run(
                [program, "load", "--location", loaded, "--file", folder / "all.nq"],
                check=True,
                capture_output=True,
            )
            port = free_port()
            command = [
                program,
                "serve-read-only",
                "--location",
                loaded,
                "--bind",
                f"127.0.0.1:{port}",
                *options,
            ]
            return f"{stack.enter_context(running(command, f'http://127.0.0.1:{port}/'))}query"

        yield serve


@pytest.fixture(scope="session")
def remote(explorer: Explorer, serve_graph: Callable[[EmbeddedStore], str]) -> Explorer:
    """The shipped graph behind a SPARQL endpoint."""
    address = serve_graph(explorer.store)
    return Explorer(RemoteStore(address), explorer.queries, explorer._sources, explorer.folder)


@pytest.fixture(params=["embedded", "remote"])
def either(request: pytest.FixtureRequest) -> Explorer:
    return request.getfixturevalue("explorer" if request.param == "embedded" else "remote")


@pytest.fixture(scope="session")
def client(explorer: Explorer):
    return create_app(explorer, limits=config.Limits(rate="")).test_client()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the program as users start it."""
    port = free_port()
    command = ["env", "EXPLORER_SPARQL_RATE=", BIN / "explorer", "serve", "--port", str(port)]
    with running(command, f"http://127.0.0.1:{port}/healthz"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def run(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in this process, where the shipped graph is open already."""
    opened = Explorer.open
    monkeypatch.setattr(
        Explorer, "open", lambda store=None, *given: opened(store, *given) if store else explorer
    )

    def command(*words: str, folder: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        with chdir(folder):
            ended = CliRunner().invoke(main, words, prog_name="explorer", catch_exceptions=False)
        return subprocess.CompletedProcess(words, ended.exit_code, ended.stdout, ended.stderr)

    return command


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command as a user does, away from the checkout."""

    def explorer(*words: str, folder: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        # paths of the environment are absolute, so the wheel is found from anywhere
        return subprocess.run(
            [BIN / "explorer", *words],
            capture_output=True,
            text=True,
            cwd=folder,
            env=os.environ,
            check=False,
        )

    return explorer


@pytest.fixture
def day() -> date:
    return date(2026, 11, 23)
