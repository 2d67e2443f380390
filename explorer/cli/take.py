"""Options that hand out a table in a form of its own: printed, or as a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import click

from .. import export
from ..errors import ChoiceError
from .options import Command, form_options

BINARY = "xlsx"  # a form that no terminal can show
OUT = "-"  # stands for what is printed


@dataclass(frozen=True, slots=True)
class Wish:
    """The form that is asked for, and the file that it goes into; on the screen where neither."""

    form: str | None
    target: Path | None

    @classmethod
    def read(cls, forms: Collection[str], form: str | None, to: Path | None) -> Wish:
        """Read the form off the name of the file; raises ChoiceError where that says none."""
        if to is None or str(to) == OUT:
            if to and not form:
                raise ChoiceError(f"Give the form with --to {OUT}: no name of a file says it.")
            if form == BINARY and sys.stdout.isatty():
                raise ChoiceError(f"No terminal shows {form}: give --to, or print into a pipe.")
            return cls(form, None)
        if form:
            raise ChoiceError("Give --to or a form to print: the name of the file says its form.")
        return cls(export.of_file(forms, to), to)

    def hand_out(self, content: bytes | str) -> None:
        """Print what was made, or write it into the file."""
        if self.target is None:
            click.echo(content, nl=False)
            return
        try:
            self.target.write_bytes(content if isinstance(content, bytes) else content.encode())
        except OSError as error:
            raise ChoiceError(
                f"{self.target} cannot be written: {error.strerror or error}."
            ) from error


def to_option(forms: Collection[str]) -> Callable[[Command], Command]:
    """Add --to."""
    return click.option(
        "--to",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write FILE, in the form that its name ends with "
        f"({', '.join(f'.{name}' for name in forms)}), in the place of one that is there.",
    )


def take_options(forms: Collection[str]) -> Callable[[Command], Command]:
    """Add --json, --csv, --form and --to."""

    def added(command: Command) -> Command:
        command = to_option(forms)(command)
        command = click.option(
            "--form", "named", type=click.Choice([*forms]), help="Print this form."
        )(command)
        return form_options(command)

    return added
