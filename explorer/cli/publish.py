"""Commands that hand the graph on: files, a copy of the site, another store."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from .. import dump
from ..config import LANGUAGES, Settings
from ..core import Explorer
from ..errors import ChoiceError
from ..vocab import ASSERTED
from ..web import copy
from .options import open_explorer, store_option


@click.command()
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--zip",
    "packed",
    is_flag=True,
    help="Write one zip, named DIR, instead of a folder; a name that ends in .zip does the same.",
)
@click.option("--site", is_flag=True, help="Write a copy of the web site that needs no server.")
@click.option(
    "--lang",
    "languages",
    multiple=True,
    type=click.Choice(LANGUAGES),
    help="A further language of the copy, beside English and Vietnamese; repeat it for several.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Write among other things; only files of the same names are replaced.",
)
@store_option
def export(
    target: Path,
    packed: bool,
    site: bool,
    languages: tuple[str, ...],
    force: bool,
    store: str | None,
) -> None:
    """Write the whole graph, or a copy of the site, into the folder DIR.

    The graph comes as Turtle, N-Triples, JSON-LD and RDF/XML, what follows from it in files of its
    own, both as N-Quads and TriG, as CSV tables, and with an RO-Crate that has every checksum. The
    same graph gives the same bytes on every run. One table is written by `explorer compare --to`
    or `explorer list --to`.

    \b
    explorer export dump
    explorer export method-explorer.zip
    explorer export --site public
    python -m http.server --directory public
    """
    if languages and not site:
        raise ChoiceError("--lang chooses languages of a copy: give --site with it.")
    named = target.suffix.lower() == ".zip"
    if packed and not named:
        target = target.with_name(f"{target.name}.zip")
    dump.ready(target, force=force)
    explorer = open_explorer(store)
    made = (
        copy.files(explorer, copy.spoken(languages), Settings.read().site)
        if site
        else dump.files(explorer)
    )
    counted = _Counted(made)
    with counted.shown():
        if packed or named:
            size = dump.packed(counted, target, force=force)
        else:
            size = dump.placed(counted, target, force=force)
    click.echo(f"{counted.count:,} files, {size / 1e6:,.1f} MB: {target}")


class _Counted:
    """Files as they come, counted on a terminal and without a word in a pipe."""

    def __init__(self, files: Iterable[dump.File]) -> None:
        self._files, self.count = files, 0
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.completed:,} files, {task.description}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
            transient=True,
        )

    def __iter__(self) -> Iterator[dump.File]:
        task = self._bar.add_task("", total=None)
        for name, content in self._files:
            self.count += 1
            self._bar.update(task, advance=1, description=name)
            yield name, content

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the count while the files are made; what ends that from outside is as Ctrl-C."""
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            with self._bar:
                yield
        finally:
            signal.signal(signal.SIGTERM, before)


@click.command()
@click.option(
    "--store",
    "address",
    metavar="URL",
    required=True,
    help="The store's address of the Graph Store protocol, such as http://localhost:7878/store.",
)
@click.option("--from", "source", metavar="FOLDER", help="The graph; the shipped one if not given.")
@click.option(
    "--default",
    is_flag=True,
    help="Put what is stated into the default graph; what follows is not found there.",
)
@click.option(
    "--user", metavar="NAME:PASSWORD", envvar="EXPLORER_USER", show_envvar=True, default=""
)
@click.option("--token", envvar="EXPLORER_TOKEN", show_envvar=True, default="")
@click.option(
    "--query",
    metavar="URL",
    default="",
    help="The store's address for queries: snapshots it has that are not here are then deleted.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
def load(
    address: str,
    source: str | None,
    default: bool,
    user: str,
    token: str,
    query: str,
    dry_run: bool,
) -> None:
    """Put the graph into another store, in the place of what its graphs hold there.

    What is stated goes into the graph …/graph/asserted, what follows into …/graph/inferred, the
    links to data sets elsewhere into …/graph/links and the latest that those say into
    …/graph/outside/…, where an explorer finds them. --default puts what is stated into the default
    graph instead, for programs that look nowhere else: queries that name no graph then find nothing
    of what follows by the rules, and there is no …/graph/asserted.

    \b
    oxigraph serve --location data --bind localhost:7878
    explorer load --store http://localhost:7878/store --query http://localhost:7878/query
    explorer compare lasso ridge-regression --store http://localhost:7878/query
    """
    settings = Settings.read()
    endpoint = dump.Endpoint.of(address, user, token, settings.timeout)
    if query:
        dump.Endpoint.of(query)  # before anything is sent
    explorer = Explorer.open(source, settings.timeout)
    triples = dump.Triples.read(explorer.store, explorer.queries)
    for name, held in triples.graphs:
        graph = "" if default and name == ASSERTED else name.value
        said = f"{len(held):,} triples: {endpoint.of_graph(graph)}"
        if not dry_run:
            dump.upload(endpoint, graph, dump.lines(held))
        click.echo(f"{'would send' if dry_run else 'sent'} {said}")
    for one in explorer.gone(query, settings.timeout) if query else ():
        if not dry_run:
            dump.delete(endpoint, one.graph.value)
        said = endpoint.of_graph(one.graph.value)
        click.echo(f"{'would delete' if dry_run else 'deleted'} what is not here any more: {said}")
