"""The command that joins our graph with another endpoint."""

from __future__ import annotations

from pathlib import Path

import click

from .options import form_options, open_explorer, store_option
from .query import read, rows


@click.command()
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.option(
    "--service",
    default="wikidata",
    show_default=True,
    metavar="NAME-or-URL",
    help="Who is asked THEIRS: wikidata, scholarly, dblp, an endpoint's address or a Turtle file.",
)
@click.option("--left", is_flag=True, help="Keep rows of ours that they know nothing of.")
@click.option(
    "--deadline",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds that the service has for each batch of 100.",
)
@form_options
@store_option
def join(
    ours: Path,
    theirs: Path,
    service: str,
    left: bool,
    deadline: float,
    form: str | None,
    store: str | None,
) -> None:
    """Ask our graph and another endpoint together: two files, each a SELECT, that share a variable.

    The service is asked about the values of OURS alone. The prefixes of the graph need not be
    declared in it; THEIRS declares its own, but for those that the service knows.

    \b
    explorer join ours.rq theirs.rq
    explorer join ours.rq theirs.rq --service dblp --left --csv
    """
    asked, told = read(ours), read(theirs)
    found = open_explorer(store).join(asked, told, service, left=left, timeout=deadline)
    rows(found.variables, found, form)
