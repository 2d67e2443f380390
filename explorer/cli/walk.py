"""Commands that walk from method to method."""

from __future__ import annotations

from pathlib import Path

import click

from .. import choice, export
from ..errors import NotFound
from . import screen
from .completion import SLUG
from .options import language_option, open_explorer, store_option
from .take import Wish, take_options

ROUTES = ("json", "csv")


@click.command()
@click.argument("slug", type=SLUG)
@click.option(
    "--depth",
    default=1,
    show_default=True,
    type=click.IntRange(1, choice.FARTHEST),
    help="How many steps to walk.",
)
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="RELATION",
    help="Walk along this relation alone, such as extends; repeat it for several.",
)
@click.option(
    "--limit",
    default=60,
    show_default=True,
    type=click.IntRange(1),
    help="The most methods.",
)
@language_option
@take_options(export.AROUND)
@click.option("--graphml", "form", flag_value="graphml", help="Print GraphML.")
@click.option("--dot", "form", flag_value="dot", help="Print DOT, for Graphviz.")
@click.option("--mermaid", "form", flag_value="mermaid", help="Print Mermaid.")
@store_option
def near(
    slug: str,
    depth: int,
    types: tuple[str, ...],
    limit: int,
    language: str,
    form: str | None,
    named: str | None,
    to: Path | None,
    store: str | None,
) -> None:
    """Show the methods around a method and the relations between them.

    A relation stands for its inverse too: --type extends also walks along is extended by.

    \b
    explorer near random-forest --depth 2 --type extends
    explorer near lasso --dot | dot -Tsvg
    explorer near lasso --to lasso.graphml
    """
    wish = Wish.read(export.AROUND, named or form, to)
    explorer = open_explorer(store)
    made = explorer.neighbourhood(explorer.slug(slug), depth, types, limit, language)
    if wish.form:
        wish.hand_out(export.AROUND[wish.form](made))
    else:
        screen.neighbourhood(made)
    if made.cut:
        click.echo(f"{made.cut} more had no room; raise --limit to see them.", err=True)


@click.command()
@click.argument("start", metavar="FROM", type=SLUG)
@click.argument("end", metavar="TO", type=SLUG)
@click.option(
    "--most",
    default=3,
    show_default=True,
    type=click.IntRange(1, 20),
    help="Paths of the least length.",
)
@language_option
@take_options(ROUTES)
@store_option
def path(
    start: str,
    end: str,
    most: int,
    language: str,
    form: str | None,
    named: str | None,
    to: Path | None,
    store: str | None,
) -> None:
    """Say how two methods are related through others, and why.

    Of the shortest paths those come first whose relations are of a close type and have a reason.

    \b
    explorer path logistic-regression transformer
    explorer path bagging missforest --json
    """
    wish = Wish.read(ROUTES, named or form, to)
    explorer = open_explorer(store)
    made = explorer.path(explorer.slug(start), explorer.slug(end), language, most)
    if wish.form == "json":
        wish.hand_out(export.as_text(export.route(made)))
    elif wish.form == "csv":
        wish.hand_out(export.route_csv(made, explorer.index, language))
    elif made.paths:
        screen.route(made, explorer.index, language)
    if not made.paths:
        raise NotFound(f"No path leads from {made.start} to {made.end}.")
