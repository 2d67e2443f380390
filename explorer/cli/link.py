"""The command that finds what things are called elsewhere, and enters what a person accepted."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from .. import turtle
from ..client import Client
from ..core import Explorer
from ..curate import Desk
from ..errors import ChoiceError, DataError
from ..links import find, review
from ..services import Asking, Services
from . import bulk, screen
from .curate import desk_of, end, folder_of, folder_option


@click.command()
@click.argument("target", required=False, type=click.Choice(sorted(find.SOURCES)))
@click.option("--accept", type=click.Path(path_type=Path), help="Enter what this file accepts.")
@click.option("--reviewer", default="", metavar="NAME", help="Who has judged, with --accept.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(find.KINDS), help="Only these.")
@click.option("--only", multiple=True, metavar="SLUG", help="Ask about this alone; repeat it.")
@click.option("--limit", type=click.IntRange(min=1), help="Ask about so many things at most.")
@click.option(
    "--again", is_flag=True, help="Ask also about what is linked; accept what was rejected."
)
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
@bulk.dump_options
@folder_option
def link(
    target: str | None, accept: Path | None, reviewer: str, given: str | None, **asked: Any
) -> None:
    """Find what methods, works and persons are called in TARGET, for you to judge.

    Candidates go into a review file, the surest first, homonyms beside each other. Write accept or
    reject into its first column, in an editor or a spreadsheet, and give it to --accept: it enters
    all that is decided into data/links.ttl, or nothing where something is wrong. What is rejected
    is kept there too, as a link that is none, and never proposed again. What is decided in a file
    stays when a later run adds to it. Any table of SSSOM does: where it has no column decision,
    every row counts as accepted, and as rejected where its predicate_modifier is Not. What is
    linked already keeps its evidence and gets a reviewer; what someone has rejected is accepted
    with --again alone. A new link whose row has no confidence gets 0.5.

    Another address of a service is set by --endpoint, or for all by EXPLORER_WIKIDATA,
    EXPLORER_SCHOLARLY (the articles of Wikidata), EXPLORER_DBLP, EXPLORER_OPENALEX,
    EXPLORER_CROSSREF, EXPLORER_ORCID and EXPLORER_OPENCITATIONS; EXPLORER_OPENALEX_KEY is the key
    that OpenAlex gives to those who ask much.

    \b
    explorer link wikidata --kind method --mail me@example.org
    explorer link openalex --only breiman-2001-random-forests
    explorer link openalex --dump openalex/data/parquet/works
    explorer link --accept links-wikidata.tsv --reviewer "Ada Example"
    """
    desk, day = desk_of(given), f"{datetime.now(UTC):%Y-%m-%d}"
    if bool(accept) == bool(target):
        known = ", ".join(sorted(find.SOURCES))
        raise ChoiceError(f"Give either --accept FILE, or one of {known}.")
    if accept:
        _accept(desk, accept, reviewer, day, again=asked["again"])
    elif target:
        _find(given, desk, target, Asked(**asked), day)


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
    dump: str
    engine: str


def _find(given: str | None, desk: Desk, target: str, asked: Asked, day: str) -> None:
    """Write the candidates that a target has into the review file."""
    services = Services.read(os.environ, target, asked.endpoint)
    explorer = Explorer.open(folder_of(given))
    here = explorer.linkable
    kinds = bulk.kinds(asked.kinds, asked.dump, asked.engine)
    steps = find.steps(target, here, kinds, asked.only, asked.limit, again=asked.again)
    place = asked.to or Path(f"links-{target}.tsv")
    old = _kept(place, day)
    if asked.dump:
        found = bulk.found(steps, target, here, day, asked.dump, asked.engine)
        outcome = find.Outcome(tuple(found), sum(len(step.things) for step in steps))
    else:
        with Client(asked.cache, asked.mail, pace=asked.pace, deadline=asked.deadline) as client:
            asking = Asking(client, desk.queries, services, asked.deadline)
            outcome = find.find(screen.progress(steps, "Asking"), asking, here, day)
    if judged := review.merged(old, outcome.found, here.settled):
        _write(place, judged, explorer)
    _tell(place, outcome)


def _kept(place: Path, day: str) -> list[review.Judged]:
    """Return what a review file from an earlier run holds; raises DataError."""
    old, problems = review.kept(place, day)
    if problems:
        screen.problems(problems)
        raise DataError(f"{place} cannot be added to: correct it, or give another file by --to.")
    return old


def _write(place: Path, judged: Iterable[review.Judged], explorer: Explorer) -> None:
    try:
        turtle.save(place, review.write(judged, explorer.names, str(place)))
    except OSError as error:
        raise DataError(f"{place} cannot be written: {error.strerror or error}.") from error


def _tell(place: Path, outcome: find.Outcome) -> None:
    """Say what was found, and what failed; exit code 1 for that."""
    found, asked = outcome.found, _counted(outcome.asked, "thing")
    if found:
        things = len({one.match.subject for one in found})
        click.echo(
            f"{_counted(len(found), 'candidate')} for {things} of {asked} "
            f"{'is' if len(found) == 1 else 'are'} in {place}; judge them there, "
            f'then run: explorer link --accept {place} --reviewer "YOUR NAME"'
        )
    elif outcome.asked or not outcome.failures:
        click.echo(f"No new candidates for {asked}.")
    for failure in outcome.failures:
        click.echo(failure, err=True)
    if outcome.failures:
        kept = "What was found is kept" if outcome.asked else "Nothing was found yet"
        click.echo(f"{kept}; the same command goes on from there.", err=True)
        raise SystemExit(1)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _accept(desk: Desk, path: Path, reviewer: str, day: str, *, again: bool) -> None:
    """Enter what a review file decides."""
    counts, open_, problems = desk.accept(path, reviewer, day, again=again)
    undone = f" ({counts.undone} accepted before, rejected now)" if counts.undone else ""
    unsaid = f" Without a confidence, and given 0.5: {counts.unsaid}." if counts.unsaid else ""
    end(
        problems,
        f"{counts.new} new, {counts.updated} updated, {counts.same} unchanged, "
        f"{counts.rejected} rejected{undone}, {open_} not decided.{unsaid}",
    )
