"""What the tests share: the shipped graph, a small graph of their own, and servers on loopback."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from explorer import Explorer, config
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
def queries() -> Queries:
    return Queries.load(config.share() / "queries")


@pytest.fixture(scope="session")
def small(queries: Queries) -> Explorer:
    """A graph of four made-up methods in which every case of a cell occurs."""
    said = [Evidence("10.1000/one", source, "text", "", "", "", "") for source in ("a", "b")]
    store = EmbeddedStore.of(config.Sources.below(SMALL).all)
    store.entail(queries.rules())
    return Explorer(store, queries, {"10.1000/one": tuple(said)})


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
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
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
