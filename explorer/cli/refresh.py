"""The command that asks data sets elsewhere what they say of things here."""

from __future__ import annotations

import dataclasses
import os
import shutil
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import click

from .. import export, snapshots
from ..client import Client
from ..core import Explorer
from ..errors import StoreError
from ..query import Queries
from ..services import Asking, Services
from ..snapshots import SERVICES, Taken
from ..store import EmbeddedStore
from ..vocab import LINKS, short
from . import screen
from .curate import desk_of, folder_option

SHOWN = 40  # rows of a table


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
    "asked",
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
    asked: datetime | None,
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
    desk, day = desk_of(given), (asked or datetime.now(UTC)).date()
    folder, named = desk.path.parent, {LINKS: desk.sources.links} if desk.sources.links else {}
    store = EmbeddedStore.of(desk.sources.all, named)
    explorer = Explorer(store, Queries(desk.queries.values()), {}, folder)
    services = Services.read(os.environ, "wikidata", endpoint)
    answers = cache / day.isoformat()
    with Client(answers, mail) as client:
        asking = Asking(client, desk.queries, services)
        new = _new(folder, sources or tuple(SERVICES), day)
        taken, failures = _all(explorer, new, asking, day, kept=not dry_run)
    _tell(taken, failures, as_json=as_json)
    if failures:
        raise SystemExit(1)
    if not dry_run:
        shutil.rmtree(answers, ignore_errors=True)  # the answers are in the files now


def _all(
    explorer: Explorer, sources: list[str], asking: Asking, day: date, *, kept: bool
) -> tuple[list[Taken], list[str]]:
    """Take a snapshot of each source; return these, and where there was no answer."""
    taken: list[Taken] = []
    failures: list[str] = []
    for source in sources:
        along = partial(screen.progress, doing=f"Asking {SERVICES[source].title}")
        try:
            taken.append(explorer.refresh(source, asking, day, kept=kept, along=along))
        except StoreError as error:
            failures.append(str(error))
    return taken, failures


def _tell(taken: list[Taken], failures: list[str], *, as_json: bool) -> None:
    """Print what was said, for people or as JSON, and where there was no answer."""
    if as_json:
        click.echo(export.as_text({"snapshots": [_document(one) for one in taken]}), nl=False)
    else:
        for one in taken:
            _show(one)
    for failure in failures:
        click.echo(failure, err=True)


def _new(folder: Path, sources: tuple[str, ...], day: date) -> list[str]:
    """Return the sources that have no snapshot of the day; which there is already is said."""
    paths = {source: snapshots.path(folder, source, day) for source in sources}
    for source, path in paths.items():
        if path.is_file():
            click.echo(f"{path} is there already; delete it to ask {source} anew.", err=True)
    return [source for source, path in paths.items() if not path.is_file()]


def _document(taken: Taken) -> export.Document:
    """Return a snapshot as JSON holds it."""
    return {
        "snapshot": taken.snapshot.id,
        "since": taken.before.id if taken.before else None,
        "things": len(taken.told),
        "changes": [{**dataclasses.asdict(one), "thing": one.thing.value} for one in taken.changes],
        "disagreements": [
            {"thing": one.thing.value, **dataclasses.asdict(each)}
            for one in taken.disputed
            for each in one.disagreements
        ],
    }


def _show(taken: Taken) -> None:
    """Print a snapshot as a sentence and two tables."""
    since = f"changes since {taken.before.date}: {len(taken.changes)}; " if taken.before else ""
    disputes = [
        (short(one.thing.value), each.about, "; ".join(each.here), "; ".join(each.there))
        for one in taken.disputed
        for each in one.disagreements
    ]
    click.echo(
        f"{taken.snapshot.title}, {taken.snapshot.date}: methods and works: {len(taken.told)}; "
        f"{since}disagreements: {len(disputes)}."
    )
    _table(
        ("changed", "", "before", "now"),
        [(short(one.thing.value), one.what, one.before, one.after) for one in taken.changes],
    )
    _table(("disagrees", "", "here", "there"), disputes)


def _table(heads: tuple[str, ...], rows: list[tuple[str, str, str, str]]) -> None:
    """Print the first rows, and how many more there are."""
    shown = rows[:SHOWN]
    if shown:
        screen.lines(heads, shown)
    if len(shown) < len(rows):
        click.echo(f"{len(rows) - len(shown)} more; --json has all of them.\n")
