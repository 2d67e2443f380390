"""What `explorer link --dump` adds: works are looked for in all that a data set publishes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from typing import Any, TypeVar

import click

from ..errors import ChoiceError
from ..links import find
from ..model import Candidate

Command = TypeVar("Command", bound=Callable[..., Any])


def dump_options(command: Command) -> Command:
    """Add --dump and --engine."""
    command = click.option(
        "--engine",
        default="",
        metavar="NAME",
        help="What reads the dump: pyspark, a Spark master, an address for Ibis; else DuckDB.",
    )(command)
    return click.option(
        "--dump",
        default="",
        metavar="PATH",
        help="Ask nobody: read works from a file, folder or pattern of Parquet or JSON lines.",
    )(command)


def kinds(asked: Collection[str], dump: str, engine: str) -> Collection[str]:
    """Return the kinds of things to look for: a dump has works alone; raises ChoiceError."""
    if engine and not dump:
        raise ChoiceError("Give --dump PATH with --engine: it is what reads dumps.")
    if dump and (others := sorted(set(asked) - {"work"})):
        raise ChoiceError("A dump has works alone, no {kind}.", kind=others[0])
    return ("work",) if dump else asked


def found(
    steps: Sequence[find.Step], target: str, here: find.Here, day: str, place: str, engine: str
) -> list[Candidate]:
    """Return the candidates for works in a dump of a target; raises ExplorerError."""
    from ..links import bulk

    layout = bulk.layout(target)
    snapshot = bulk.Snapshot.of(place, layout)
    works = [work for step in steps for work in step.things]
    engine = engine or "duckdb"
    size = f", {snapshot.size / 1e6:,.0f} MB" if snapshot.size else ""
    files = f"{len(snapshot.files):,} {'file' if len(snapshot.files) == 1 else 'files'}{size}"
    click.echo(f"Looking for {len(works):,} works in {files}, with {engine} …", err=True)
    with closing(bulk.engine(engine)) as reading:
        pairs = bulk.pairs(works, snapshot, layout, reading)
        return list(find.candidates(pairs, here, day))
