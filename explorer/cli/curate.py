"""Commands for those who keep the graph: check and format."""

from __future__ import annotations

from pathlib import Path

import click

from .. import config, validate
from ..query import Queries
from . import screen


def _folder(given: str | None) -> Path:
    """Return the folder given, the one we stand in where it holds a graph, or the shipped one."""
    here = Path.cwd()
    return (
        Path(given)
        if given
        else here
        if (here / "data" / "methods.ttl").is_file()
        else config.share()
    )


@click.command()
@click.argument("folder", required=False)
def check(folder: str | None) -> None:
    """Check the graph in FOLDER: canonical form, SHACL shapes, rules and evidence.

    Prints each problem with the command or edit that mends it; exit code 1 where there is one.
    """
    sources = config.Sources.below(_folder(folder))
    found = validate.check(sources, Queries.load(config.share() / "queries"))
    screen.problems(found)
    click.echo(
        f"{len(found)} problem{'' if len(found) == 1 else 's'} in {len(sources.all)} files.",
        err=bool(found),
    )
    if found:
        raise SystemExit(1)


@click.command("format")
@click.argument("folder", required=False)
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Change nothing; exit code 1 where a file would change.",
)
def format_files(folder: str | None, only_check: bool) -> None:
    """Write the data files of FOLDER in their canonical form."""
    sources = config.Sources.below(_folder(folder))
    changed = 0
    for path in validate.formatted(sources):
        text = validate.canonical(path)
        if text == path.read_text("utf-8"):
            continue
        changed += 1
        if not only_check:
            draft = path.with_suffix(".draft")
            draft.write_text(text, "utf-8")
            draft.replace(path)
        click.echo(
            f"{path} {'is not in canonical form.' if only_check else 'was put in canonical form.'}"
        )
    if only_check and changed:
        raise SystemExit(1)
