"""Options that hand out a table in a form of its own: printed, or as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from .. import export
from ..errors import ChoiceError
from .options import Command, form_options

BINARY = "xlsx"  # a form that no terminal can show


@dataclass(frozen=True, slots=True)
class Wish:
    """The form that is asked for, and the file that it goes into; on the screen where neither."""

    form: str | None
    target: Path | None

    @classmethod
    def read(cls, forms: Mapping[str, Any], form: str | None, to: Path | None) -> Wish:
        """Read the form off the name of the file; raises ChoiceError where that says none."""
        if to is None:
            return cls(form, None)
        if form:
            raise ChoiceError("Give --to or a form to print: the name of the file says its form.")
        return cls(export.of_file(forms, to), to)

    def hand_out(self, content: bytes) -> None:
        """Print what was made, or write it into the file."""
        if self.target is None:
            click.echo(content, nl=False)
            return
        try:
            self.target.write_bytes(content)
        except OSError as error:
            raise ChoiceError(
                f"{self.target} cannot be written: {error.strerror or error}."
            ) from error


def take_options(forms: Mapping[str, export.Form[Any]]) -> Callable[[Command], Command]:
    """Add --json, --csv, --form and --to."""

    def added(command: Command) -> Command:
        command = click.option(
            "--to",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Write FILE, in the form that its name ends with "
            f"({', '.join(f'.{name}' for name in forms)}), in the place of one that is there.",
        )(command)
        printed = [name for name in forms if name != BINARY]
        command = click.option(
            "--form", "named", type=click.Choice(printed), help="Print this form."
        )(command)
        return form_options(command)

    return added
