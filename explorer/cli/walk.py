"""Commands that walk from method to method."""

from __future__ import annotations

import click

from .. import export
from ..errors import NotFound
from . import screen
from .options import form_options, language_option, open_explorer, slug_of, store_option


@click.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option(
    "--most",
    default=3,
    show_default=True,
    type=click.IntRange(1, 20),
    help="Paths of the least length.",
)
@language_option
@form_options
@store_option
def path(
    start: str, end: str, most: int, language: str, form: str | None, store: str | None
) -> None:
    """Say how two methods are related through others, and why.

    Of the shortest paths those come first whose relations are of a close type and have a reason.
    """
    explorer = open_explorer(store)
    made = explorer.path(slug_of(explorer, start), slug_of(explorer, end), language, most)
    if form == "json":
        click.echo(export.as_text(export.route(made)), nl=False)
    elif form == "csv":
        click.echo(export.route_csv(made, explorer.index, language), nl=False)
    elif made.paths:
        screen.route(made, explorer.index, language)
    if not made.paths:
        raise NotFound(f"No path leads from {made.start} to {made.end}.")
