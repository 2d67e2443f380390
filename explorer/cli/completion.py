"""Completion in the shell: the script that turns it on, and the slugs that are offered."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

from ..config import Settings
from ..core import Explorer
from ..errors import ExplorerError

SHELLS = ("bash", "zsh", "fish")


class Slug(click.ParamType):  # type: ignore[type-arg]
    """A method by slug, which the shell completes; the name of a method is taken too."""

    name = "slug"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the slugs that begin so; none where the graph cannot be read."""
        try:
            settings = Settings.read()
            explorer = Explorer.open(ctx.params.get("store") or settings.store, settings.timeout)
            entries = explorer.entries
        except ExplorerError:
            return []
        return [
            CompletionItem(entry.id, help=entry.names.get("en", ""))
            for entry in entries
            if entry.id.startswith(incomplete)
        ]


SLUG = Slug()


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes commands, options and methods in a shell.

    A line in the shell's own start-up file turns it on.

    \b
    eval "$(explorer completion bash)"       in ~/.bashrc
    eval "$(explorer completion zsh)"        in ~/.zshrc
    explorer completion fish | source        in ~/.config/fish/config.fish
    """
    made = get_completion_class(shell)
    root = click.get_current_context().find_root()
    if made is not None:
        click.echo(made(root.command, {}, "explorer", "_EXPLORER_COMPLETE").source())
