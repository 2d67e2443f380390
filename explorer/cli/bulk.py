"""What `explorer link --snapshot` adds: works are looked for in a downloaded snapshot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from typing import Any, TypeVar

import click

from ..errors import ChoiceError, ExplorerError
from ..links import find
from ..model import Candidate

Command = TypeVar("Command", bound=Callable[..., Any])


def snapshot_options(command: Command) -> Command:
    """Add --snapshot and --engine."""
    command = click.option(
        "--engine",
        default="",
        metavar="NAME",
        help="What reads the snapshot: pyspark, a Spark master, an address for Ibis; else DuckDB.",
    )(command)
    return click.option(
        "--snapshot",
        default="",
        metavar="PATH",
        help="Ask nobody: read works from a file, folder or pattern of Parquet or JSON lines.",
    )(command)


def kinds(asked: Collection[str], snapshot: str, engine: str) -> Collection[str]:
    """Return the kinds of things to look for: a snapshot has works alone; raises ChoiceError."""
    if engine and not snapshot:
        raise ChoiceError("Give --snapshot PATH with --engine: it is what reads snapshots.")
    if snapshot and (others := sorted(set(asked) - {"work"})):
        raise ChoiceError("A snapshot has works alone, no {kind}.", kind=others[0])
    return ("work",) if snapshot else asked


def found(
    steps: Sequence[find.Step], target: str, here: find.Here, day: str, place: str, engine: str
) -> list[Candidate]:
    """Return the candidates for works in a snapshot of a target; raises ExplorerError."""
    try:
        from ..links import bulk
    except ImportError as error:
        raise ExplorerError(
            "Linking in bulk needs Ibis and DuckDB: pip install '.[bulk]' in the folder of the"
            " project."
        ) from error
    if target not in bulk.LAYOUTS:
        raise ChoiceError(
            "There is no reading of a snapshot of {target}; there is for {known}.",
            target=target,
            known=" and ".join(bulk.LAYOUTS),
        )
    layout = bulk.LAYOUTS[target]
    snapshot = bulk.Snapshot.of(place, layout)
    works = [work for step in steps for work in step.things]
    engine = engine or "duckdb"
    size = f", {snapshot.size / 1e6:,.0f} MB" if snapshot.size else ""
    files = f"{len(snapshot.files):,} {'file' if len(snapshot.files) == 1 else 'files'}{size}"
    click.echo(f"Looking for {len(works):,} works in {files}, with {engine} …", err=True)
    with closing(bulk.engine(engine)) as reading:
        pairs = bulk.pairs(works, snapshot, layout, reading)
        return list(find.candidates(pairs, here, day))
