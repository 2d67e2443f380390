"""The command that joins our graph with another endpoint."""

from __future__ import annotations

from pathlib import Path

import click

from .. import export
from ..errors import ChoiceError
from . import screen
from .options import form_options, open_explorer, store_option


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
    declared.

    \b
    explorer join ours.rq theirs.rq
    explorer join ours.rq theirs.rq --service dblp --left --csv
    """
    asked, told = _text(ours), _text(theirs)
    found = open_explorer(store).join(asked, told, service, left=left, timeout=deadline)
    if form == "json":
        click.echo(export.as_text(export.solutions(found.variables, found)), nl=False)
    elif form == "csv":
        click.echo(export.solutions_csv(found.variables, found), nl=False)
    else:
        screen.solutions(found.variables, found)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ChoiceError(f"{path} cannot be read: {reason}.") from error
