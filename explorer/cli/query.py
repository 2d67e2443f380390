"""The command that asks the graph in SPARQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from .. import export
from ..core import Explorer
from ..core.asked import Answer
from ..errors import ChoiceError, ParameterError
from ..model import Term
from ..query import Query, values
from ..store import Solutions, answered, texts
from . import screen
from .options import form_options, open_explorer, store_option


@click.command()
@click.argument("name", required=False)
@click.option(
    "-p",
    "--param",
    "given",
    multiple=True,
    metavar="name=value",
    help="A value for a slot; repeat it for several.",
)
@form_options
@store_option
def query(name: str | None, given: tuple[str, ...], form: str | None, store: str | None) -> None:
    """Run a query by NAME, or from a file that ends in .rq; without NAME, list the queries.

    A file may begin with a header, as the queries of the graph do; then it is asked over what is
    stated. One without reads what follows too, and the prefixes of the graph need not be declared.
    Values of the kind iri may be written with a prefix, as in method:lasso.

    \b
    explorer query
    explorer query graph_counts --csv
    explorer query resource_describe -p focus=method:lasso
    explorer query mine.rq
    """
    explorer = open_explorer(store)
    if name is None:
        screen.queries(explorer.queries)
        return
    text = read(Path(name)) if name.endswith(".rq") else None
    if form and (texts.form(text) if text is not None else explorer.queries[name].form) != "SELECT":
        raise ParameterError(f"Query {name} is no SELECT; it has no --json and no --csv.")
    if text is not None and not any(line.startswith("#+") for line in text.splitlines()):
        if given:
            raise ParameterError(f"{name} has no header that names parameters; leave out --param.")
        answer: Answer = explorer.sparql(text)
    else:
        asked = Query.parse(Path(name).stem, text) if text is not None else explorer.queries[name]
        answer = _bound(explorer, asked, given)
    if isinstance(answer, Solutions):
        rows(answer.variables, answer, form)
        return
    if isinstance(answer, bool):
        click.echo("true" if answer else "false")
    else:
        click.echo("".join(f"{fact} .\n" for fact in sorted(map(str, answer))), nl=False)


def _bound(explorer: Explorer, asked: Query, given: Sequence[str]) -> Answer:
    pairs = (_pair(asked, pair) for pair in given)
    return answered(explorer.store, asked.bind(**values(asked, pairs)))


def _pair(asked: Query, pair: str) -> tuple[str, str]:
    name, equals, text = pair.partition("=")
    if not equals:
        known = ", ".join(f"{param}=..." for param in asked.params) or "none"
        raise ParameterError(
            f"{pair!r} is not a parameter of query {asked.name}; it takes {known}."
        )
    return name, text


def read(path: Path) -> str:
    """Return the text of a file; raises ChoiceError."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ChoiceError(f"{path} cannot be read: {reason}.") from error


def rows(columns: Sequence[str], found: Sequence[Mapping[str, Term]], form: str | None) -> None:
    """Print rows for people, or as json or csv."""
    if form == "json":
        click.echo(export.as_text(export.solutions(columns, found)), nl=False)
    elif form == "csv":
        click.echo(export.solutions_csv(columns, found), nl=False)
    else:
        screen.solutions(columns, found)
