"""The command that holds the DOIs of the graph against public sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from .. import evidence, turtle, validate
from ..client import Client
from ..errors import ChoiceError, StoreError
from ..evidence import Evidence
from ..store import EmbeddedStore
from ..verify import REGISTRIES, Bibliography
from . import screen
from .curate import bibliography_option, desk_of, folder_option


@click.command()
@bibliography_option
@click.option(
    "--online",
    multiple=True,
    type=click.Choice(sorted(REGISTRIES)),
    help="Ask a registration agency; repeat it for both.",
)
@click.option("--mail", default="", help="Your address, for the agencies to write to.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=Path.home() / ".cache" / "method-explorer" / "dois",
    show_default=True,
    help="Where answers are kept, so that a run can be taken up where it stopped.",
)
@folder_option
def verify(
    bibliographies: tuple[Path, ...],
    online: tuple[str, ...],
    mail: str,
    cache: Path,
    given: str | None,
) -> None:
    """Check each DOI of the graph against public sources, and keep what they say.

    Writes data/evidence.tsv and lists where a source and the graph disagree.

    \b
    explorer verify --bibliography bibliography.jsonl
    explorer verify --online crossref --mail me@example.org
    """
    if not bibliographies and not online:
        raise ChoiceError("Give --bibliography FILE, --online crossref or --online datacite.")
    desk = desk_of(given)
    store = EmbeddedStore.of(desk.sources.all)
    claims = validate.claims(store, desk.queries)
    rows = [row for row in desk.evidence() if row.doi in claims]
    day = datetime.now(UTC).date()
    for path in bibliographies:
        known = Bibliography(path)
        rows += [row for doi in claims for row in known.rows(doi, day)]
    told, failures = _asked(claims, online, cache, mail) if online else ([], [])
    rows += told
    kept = evidence.distinct(rows)
    turtle.save(desk.path.with_name("evidence.tsv"), evidence.write(kept))
    found = list(validate.disagreements(claims, kept))
    screen.problems(found)
    for failure in failures:
        click.echo(failure, err=True)
    click.echo(f"{len(claims)} DOIs, {len(kept)} sources, {len(found)} disagree.")
    if failures:
        raise SystemExit(1)


def _asked(
    claims: Iterable[str], names: Iterable[str], cache: Path, mail: str
) -> tuple[list[Evidence], list[str]]:
    """Ask the agencies about each DOI; return what they say, and where they gave no answer."""
    rows: list[Evidence] = []
    failures: list[str] = []
    day = datetime.now(UTC).date()
    with Client(cache, mail) as client:
        for doi in screen.progress(sorted(claims), "Asking"):
            for name in names:
                try:
                    rows += REGISTRIES[name].rows(client, doi, day)
                except StoreError as error:
                    failures.append(str(error))
    return rows, failures
