"""The command `explorer`: prints what the explorer finds; an error is a sentence and a code."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from .. import __version__
from ..core import Explorer
from ..errors import ChoiceError, ExplorerError, NotFound, QueryError

MISUSE = (ChoiceError, NotFound, QueryError)


# each command, and where it is: what a command does not need is not loaded
COMMANDS = {
    "list": "read.list_methods",
    "search": "read.search",
    "show": "read.show",
    "compare": "read.compare",
    "cite": "cite.cite_works",
    "near": "walk.near",
    "path": "walk.path",
    "query": "query.query",
    "join": "join.join",
    "add": "curate.add",
    "rename": "curate.rename",
    "withdraw": "curate.withdraw",
    "verify": "verify.verify",
    "link": "link.link",
    "refresh": "refresh.refresh",
    "check": "curate.check",
    "stats": "curate.stats",
    "format": "curate.format_files",
    "export": "publish.export",
    "load": "publish.load",
    "serve": "serve.serve",
    "completion": "completion.completion",
}


class Commands(click.Group):
    """Runs a command; an expected error ends it with a sentence, and 2 for misuse or 1 else."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command by name."""
        if name not in COMMANDS:
            return None
        module, _, function = COMMANDS[name].partition(".")
        found = getattr(import_module(f".{module}", __name__), function)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with the first sentence of its help, which is never cut."""
        found = ((name, self.get_command(context, name)) for name in COMMANDS)
        with formatter.section("Commands"):
            formatter.write_dl(
                sorted((name, one.get_short_help_str(1000)) for name, one in found if one)
            )

    def invoke(self, context: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(context)
        except ExplorerError as error:
            explorer: Explorer | None = context.obj
            advice = explorer.advice(error) if explorer else ""
            click.echo(f"{error}{advice}", err=True)
            context.exit(2 if isinstance(error, MISUSE) else 1)
        except BrokenPipeError:
            # the reader has gone; nothing is left to flush
            sys.stdout = None
            context.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="explorer")
def main() -> None:
    """Compare research methods side by side, from an open knowledge graph.

    \b
    explorer compare random-forest gradient-boosting
    explorer list --family machine-learning
    explorer serve
    """
