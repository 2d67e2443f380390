"""The command that finds what things are called elsewhere, and enters what a person accepted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from ..client import Client
from ..core import Explorer
from ..curate import Desk
from ..errors import ChoiceError, DataError, StoreError, StoreUnavailable
from ..links import find, review
from ..model import Candidate
from ..query import Queries
from ..store import EmbeddedStore
from . import bulk, screen
from .curate import desk_of, end, folder_option

FAILURES = 3  # answers that make no sense before a service is left alone
REVIEWER = "Give --reviewer NAME: each link says who has judged it."


@click.command()
@click.argument("target", required=False, type=click.Choice(sorted(find.SOURCES)))
@click.option("--accept", type=click.Path(path_type=Path), help="Enter what this file accepts.")
@click.option("--reviewer", default="", metavar="NAME", help="Who has judged, with --accept.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(find.KINDS), help="Only these.")
@click.option("--only", multiple=True, metavar="SLUG", help="Ask about this alone; repeat it.")
@click.option("--limit", type=click.IntRange(min=1), help="Ask about so many things at most.")
@click.option("--again", is_flag=True, help="Ask about things too that are linked already.")
@click.option("--endpoint", default="", metavar="URL", help="Where the target, or a copy, answers.")
@click.option("--mail", default="", help="Your address, for the services to write to.")
@click.option(
    "--to", type=click.Path(path_type=Path), help="The review file; links-TARGET.tsv if not given."
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=Path.home() / ".cache" / "method-explorer" / "links",
    show_default=True,
    help="Where answers are kept for 30 days, so that a run goes on where it stopped.",
)
@click.option(
    "--pace",
    type=click.FloatRange(min=0),
    default=0.2,
    show_default=True,
    help="Seconds between two questions.",
)
@click.option(
    "--deadline",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds for one question, waiting included.",
)
@bulk.snapshot_options
@folder_option
def link(
    target: str | None, accept: Path | None, reviewer: str, given: str | None, **asked: Any
) -> None:
    """Find what methods, works and persons are called in TARGET, for you to judge.

    Candidates go into a review file, the surest first, homonyms beside each other. Write accept or
    reject into its first column, in an editor or a spreadsheet, and give it to --accept: it enters
    all that is decided into data/links.ttl, or nothing where something is wrong. What is rejected
    is kept there too, as a link that is none, and never proposed again. What is decided in a file
    stays when a later run adds to it. Any table of SSSOM is accepted whole where it has no column
    decision.

    Another address of a service is set by --endpoint, or for all by EXPLORER_WIKIDATA,
    EXPLORER_SCHOLARLY (the articles of Wikidata), EXPLORER_DBLP, EXPLORER_OPENALEX,
    EXPLORER_CROSSREF, EXPLORER_ORCID and EXPLORER_OPENCITATIONS; EXPLORER_OPENALEX_KEY is the key
    that OpenAlex gives to those who ask much.

    \b
    explorer link wikidata --kind method --mail me@example.org
    explorer link openalex --only breiman-2001-random-forests
    explorer link openalex --snapshot openalex/data/parquet/works
    explorer link --accept links-wikidata.tsv --reviewer "Ada Example"
    """
    desk, day = desk_of(given), f"{datetime.now(UTC):%Y-%m-%d}"
    if bool(accept) == bool(target):
        known = ", ".join(sorted(find.SOURCES))
        raise ChoiceError(f"Give either --accept FILE, or one of {known}.")
    if accept:
        _accept(desk, accept, reviewer, day)
    elif target:
        _find(desk, target, Asked(**asked), day)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a target, and how."""

    kinds: tuple[str, ...]
    only: tuple[str, ...]
    limit: int | None
    again: bool
    endpoint: str
    mail: str
    to: Path | None
    cache: Path
    pace: float
    deadline: float
    snapshot: str
    engine: str


def _find(desk: Desk, target: str, asked: Asked, day: str) -> None:
    """Write the candidates that a target has into the review file."""
    services = find.Services.read(os.environ, target, asked.endpoint)
    store = EmbeddedStore.of(desk.sources.all, desk.sources.named)
    explorer = Explorer(store, Queries(desk.queries.values()), {})
    here = explorer.linkable
    kinds = bulk.kinds(asked.kinds, asked.snapshot, asked.engine)
    steps = find.steps(target, here, kinds, asked.only, asked.limit, again=asked.again)
    place = asked.to or Path(f"links-{target}.tsv")
    old = _kept(place, day)
    failures: list[str] = []
    if asked.snapshot:
        found = bulk.found(steps, target, here, day, asked.snapshot, asked.engine)
    else:
        with Client(asked.cache, asked.mail, pace=asked.pace, deadline=asked.deadline) as client:
            asking = find.Asking(client, desk.queries, services, asked.deadline)
            found, failures = _found(steps, asking, here, day)
    if judged := review.merged(old, found, here.settled):
        _write(place, judged, explorer)
    click.echo(_told(place, found, sum(len(step.things) for step in steps)))
    for failure in failures:
        click.echo(failure, err=True)
    if failures:
        click.echo("What was found is kept; the same command goes on from there.", err=True)
        raise SystemExit(1)


def _kept(place: Path, day: str) -> list[review.Judged]:
    """Return what a review file from an earlier run holds; raises DataError."""
    if not place.is_file():
        return []
    old, problems = review.read(place, day)
    if problems:
        screen.problems(problems)
        raise DataError(f"{place} cannot be added to: correct it, or give another file by --to.")
    return old


def _found(
    steps: Sequence[find.Step], asking: find.Asking, here: find.Here, day: str
) -> tuple[list[Candidate], list[str]]:
    """Ask until all is asked, someone stops it, or the service fails; return what failed too."""
    found: list[Candidate] = []
    failures: list[str] = []
    try:
        for step in screen.progress(steps, "Asking"):
            try:
                found += step.found(asking, here, day)
            except StoreUnavailable as error:
                return found, [*failures, str(error)]
            except StoreError as error:
                failures.append(str(error))
                if len(failures) == FAILURES:
                    break
    except KeyboardInterrupt:
        failures.append("Stopped.")
    return found, failures


def _write(place: Path, judged: Iterable[review.Judged], explorer: Explorer) -> None:
    try:
        place.write_text(review.write(judged, explorer.names, str(place)), "utf-8")
    except OSError as error:
        raise DataError(f"{place} cannot be written: {error.strerror or error}.") from error


def _told(place: Path, found: Sequence[Candidate], asked: int) -> str:
    if not found:
        return f"No new candidates for {asked} things."
    things = len({one.match.subject for one in found})
    return (
        f"{len(found)} candidates for {things} of {asked} things are in {place}; judge them there, "
        f'then run: explorer link --accept {place} --reviewer "YOUR NAME"'
    )


def _accept(desk: Desk, path: Path, reviewer: str, day: str) -> None:
    """Enter what a review file decides."""
    judged, problems = review.read(path, day)
    decided = [
        replace(
            one.candidate.match,
            reviewer=reviewer.strip() or one.candidate.match.reviewer,
            rejected=one.decision == review.REJECT,
        )
        for one in judged
        if one.decision
    ]
    if not problems:
        if not decided:
            raise ChoiceError(
                f"{path} decides nothing: write accept or reject into its column decision."
            )
        if not all(match.reviewer for match in decided):
            raise ChoiceError(REVIEWER)
        counts, problems = desk.link(decided)
    if problems:
        return end(problems, "")
    end(
        [],
        f"{counts.new} new, {counts.updated} updated, {counts.same} unchanged, "
        f"{counts.rejected} rejected, {len(judged) - len(decided)} not decided.",
    )
