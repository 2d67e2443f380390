"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ..config import LANGUAGES, Settings
from ..core import Explorer

Command = TypeVar("Command", bound=Callable[..., Any])


def open_explorer(store: str | None) -> Explorer:
    """Open what --store or EXPLORER_STORE names, else the shipped graph.

    The context keeps it, so that an error can name what comes nearest.
    """
    settings = Settings.read()
    explorer = Explorer.open(store or settings.store, settings.timeout)
    click.get_current_context().find_root().obj = explorer
    return explorer


def store_option(command: Command) -> Command:
    """Add --store."""
    text = "An endpoint's address or a folder with Turtle files; the shipped graph if not given."
    return click.option("--store", metavar="URL-or-folder", help=text)(command)


def language_option(command: Command) -> Command:
    """Add --lang."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        default="en",
        show_default=True,
        help="Language of names and texts.",
    )(command)


def form_options(command: Command) -> Command:
    """Add --json and --csv."""
    command = click.option("--csv", "form", flag_value="csv", help="Print CSV.")(command)
    return click.option("--json", "form", flag_value="json", help="Print JSON.")(command)
