"""The command that asks data sets elsewhere what they say of things here."""

from __future__ import annotations

import dataclasses
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from pyoxigraph import NamedNode

from .. import export, snapshots, turtle
from ..client import Client
from ..core import Explorer
from ..errors import DataError, StoreError
from ..links import find
from ..model import Change, Facts, Outside, Snapshot
from ..query import Queries
from ..snapshots import SERVICES, Asked, Service
from ..store import EmbeddedStore
from ..vocab import OUTSIDE, PREFIXES, short
from . import screen
from .curate import desk_of, folder_option

SHOWN = 40  # rows of a table on a terminal


@click.command()
@click.argument("sources", nargs=-1, type=click.Choice([*SERVICES]), metavar="[SOURCE]...")
@click.option("--mail", default="", help="Your address, for the services to write to.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=Path.home() / ".cache" / "method-explorer" / "outside",
    show_default=True,
    help="Where a day's answers are kept, so that a run can be taken up where it stopped.",
)
@click.option(
    "--endpoint",
    default="",
    metavar="URL",
    help="Where Wikidata, or a copy of it, answers SPARQL.",
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that names the snapshot; today if not given.",
)
@click.option("--dry-run", is_flag=True, help="Ask and show what changed, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@folder_option
def refresh(
    sources: tuple[str, ...],
    mail: str,
    cache: Path,
    endpoint: str,
    day: datetime | None,
    dry_run: bool,
    as_json: bool,
    given: str | None,
) -> None:
    """Take a snapshot of what each SOURCE says of what is here, and show what changed.

    Sources are openalex, opencitations, crossref and wikidata; all of them if none is given. What
    one says goes into data/outside/SOURCE-DATE.ttl, a graph of its own that never mixes with ours;
    earlier ones stay. A source that has one of the day is not asked again. EXPLORER_WIKIDATA and
    the other settings of `explorer link` say where services answer.

    \b
    explorer refresh
    explorer refresh openalex wikidata --mail me@example.org
    explorer refresh crossref --dry-run
    """
    desk, date = desk_of(given), f"{day or datetime.now(UTC):%Y-%m-%d}"
    explorer = Explorer(
        EmbeddedStore.of(desk.sources.all, desk.sources.named), Queries(desk.queries.values()), {}
    )
    services = find.Services.read(os.environ, "wikidata", endpoint)
    paths = _paths(desk.path.parent / "outside", sources or tuple(SERVICES), date)
    with Client(cache / date, mail) as client:
        asked = _asked(explorer, find.Asking(client, desk.queries, services))
        taken, failures = _all(explorer, asked, paths, date, dry_run=dry_run)
    _tell(taken, failures, as_json=as_json)
    if failures:
        raise SystemExit(1)
    if not dry_run:
        shutil.rmtree(cache / date, ignore_errors=True)  # the answers are in the files now


def _tell(taken: list[Taken], failures: list[str], *, as_json: bool) -> None:
    """Print what was said, for people or as JSON, and where there was no answer."""
    if as_json:
        click.echo(export.as_text({"snapshots": [one.document() for one in taken]}), nl=False)
    else:
        for one in taken:
            one.show()
    for failure in failures:
        click.echo(failure, err=True)


def _paths(folder: Path, sources: tuple[str, ...], date: str) -> dict[str, Path]:
    """Return by source the file to write; what is there already is said and left out."""
    paths = {name: folder / f"{name}-{date}.ttl" for name in sources}
    for name, path in paths.items():
        if path.is_file():
            click.echo(f"{path} is there already; delete it to ask {name} anew.", err=True)
    return {name: path for name, path in paths.items() if not path.is_file()}


def _all(
    explorer: Explorer, asked: Asked, paths: Mapping[str, Path], date: str, *, dry_run: bool
) -> tuple[list[Taken], list[str]]:
    """Ask each source and write what it says; return that, and where there was no answer."""
    taken: list[Taken] = []
    failures: list[str] = []
    for name, path in paths.items():
        try:
            taken.append(_taken(explorer, SERVICES[name], asked, date))
        except StoreError as error:
            failures.append(str(error))
        else:
            if not dry_run:
                _keep(path, taken[-1])
    return taken, failures


@dataclass(frozen=True, slots=True)
class Taken:
    """A new snapshot: what it says, what an earlier one did not, and where it disagrees with us."""

    snapshot: Snapshot
    told: Mapping[NamedNode, Facts]
    before: Snapshot | None
    changes: tuple[Change, ...]
    disputed: tuple[Outside, ...]

    def document(self) -> export.Document:
        """Return it as JSON holds it."""
        return {
            "snapshot": self.snapshot.id,
            "since": self.before.id if self.before else None,
            "things": len(self.told),
            "changes": [
                {**dataclasses.asdict(one), "thing": one.thing.value} for one in self.changes
            ],
            "disagreements": [
                {"thing": one.thing.value, **dataclasses.asdict(each)}
                for one in self.disputed
                for each in one.disagreements
            ],
        }

    def show(self) -> None:
        """Print it as a sentence and two tables."""
        since = f"changes since {self.before.date}: {len(self.changes)}; " if self.before else ""
        disputes = [
            (short(one.thing.value), each.about, "; ".join(each.here), "; ".join(each.there))
            for one in self.disputed
            for each in one.disagreements
        ]
        click.echo(
            f"{self.snapshot.title}, {self.snapshot.date}: methods and works: {len(self.told)}; "
            f"{since}disagreements: {len(disputes)}."
        )
        _table(
            ("changed", "", "before", "now"),
            [(short(one.thing.value), one.what, one.before, one.after) for one in self.changes],
        )
        _table(("disagrees", "", "here", "there"), disputes)


def _table(heads: tuple[str, ...], rows: list[tuple[str, str, str, str]]) -> None:
    """Print rows; a terminal shows the first, a pipe has all."""
    shown = rows[:SHOWN] if sys.stdout.isatty() else rows
    if shown:
        screen.lines(heads, shown)
    if len(shown) < len(rows):
        click.echo(f"{len(rows) - len(shown)} more; --json has all of them.\n")


def _asked(explorer: Explorer, asking: find.Asking) -> Asked:
    """Return whom to ask of what: works that have a DOI, methods that are the same there."""
    items = {
        match.object: entry.term
        for entry in explorer.entries
        for match in explorer.matches.get(entry.term, ())
        if match.exact and match.object.value.startswith(PREFIXES["wd"])
    }
    works = {work.doi: term for term, work in sorted(explorer.works.items(), key=str) if work.doi}
    return Asked(asking, works, items)


def _taken(explorer: Explorer, service: Service, asked: Asked, date: str) -> Taken:
    """Ask a service about everything; raises StoreError where it gives no answer."""
    graph = NamedNode(f"{OUTSIDE}{service.name}-{date}")
    snapshot = Snapshot(graph, service.title, service.home, service.licence, date)
    told: dict[NamedNode, Facts] = {}
    for ask in screen.progress(service.parts(asked), f"Asking {service.title}"):
        told |= ask()
    if not told:
        raise StoreError(
            f"{service.title} says nothing of what is here: link works by DOI and methods by "
            "`explorer link` first, or give another --endpoint."
        )
    earlier = [one for one in explorer.snapshots if one.source == service.name and one.date < date]
    before = snapshots.latest(earlier)[0] if earlier else None
    changed = snapshots.changes(explorer.claims(before), told) if before else ()
    return Taken(snapshot, told, before, tuple(changed), explorer.disputed(snapshot, told))


def _keep(path: Path, taken: Taken) -> None:
    """Write a snapshot, whole or not at all; raises DataError."""
    text = turtle.write(snapshots.statements(taken.snapshot, taken.told))
    try:
        path.parent.mkdir(exist_ok=True)
        turtle.save(path, text)
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror or error}.") from error
