"""The command `explorer`: prints what the explorer finds; an error is a sentence and a code."""

from __future__ import annotations

import sys

import click

from .. import __version__
from ..core import Explorer
from ..errors import ChoiceError, ExplorerError, NotFound, QueryError
from . import curate, publish, read, serve, walk

MISUSE = (ChoiceError, NotFound, QueryError)


class Commands(click.Group):
    """Runs a command; an expected error ends it with a sentence, and 2 for misuse or 1 else."""

    def invoke(self, context: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(context)
        except ExplorerError as error:
            click.echo(f"{error}{_nearest(error, context.obj)}", err=True)
            context.exit(2 if isinstance(error, MISUSE) else 1)
        except BrokenPipeError:
            # the reader has gone; nothing is left to flush
            sys.stdout = None
            context.exit(0)


def _nearest(error: ExplorerError, explorer: Explorer | None) -> str:
    if not (isinstance(error, NotFound) and error.wanted and explorer):
        return ""
    try:
        successor, reason = explorer.fate(error.wanted)
        nearest = explorer.nearest(error.wanted)
    except ExplorerError:
        return ""
    if successor:
        return f" It is called {successor} now."
    if reason:
        return f" It was withdrawn: {reason}."
    return f" The nearest: {', '.join(nearest)}." if nearest else ""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="explorer")
def main() -> None:
    """Compare research methods side by side, from an open knowledge graph.

    \b
    explorer compare random-forest gradient-boosting
    explorer list --family machine-learning
    explorer serve
    """


for command in (
    read.list_methods,
    read.search,
    read.show,
    read.compare,
    walk.near,
    walk.path,
    read.query,
    curate.add,
    curate.rename,
    curate.withdraw,
    curate.verify,
    curate.check,
    curate.stats,
    curate.format_files,
    publish.export,
    publish.load,
    serve.serve,
):
    main.add_command(command)
