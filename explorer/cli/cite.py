"""The command that prints citations: of works, of the works of methods, and of the data set."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from .. import __version__, choice, cite, publish
from ..config import Settings
from ..core import Explorer
from ..errors import ChoiceError, NotFound
from ..model import Paper
from .completion import SLUG
from .options import open_explorer, store_option


@click.command("cite")
@click.argument("slugs", nargs=-1, type=SLUG)
@click.option("--style", default="apa", show_default=True, help=f"One of {', '.join(cite.FORMS)}.")
@click.option("--dataset", is_flag=True, help="Cite the data set too, as of today.")
@store_option
def cite_works(slugs: tuple[str, ...], style: str, dataset: bool, store: str | None) -> None:
    """Print works as citations; SLUG is a work's, or a method's or a person's for their works.

    A DOI, a title and a name will do, too.

    \b
    explorer cite lasso ridge-regression
    explorer cite breiman-2001-random-forests --style vancouver
    explorer cite 10.1023/a:1010933404324 --style harvard
    explorer cite random-forest --style bibtex > forests.bib
    explorer cite --dataset --style ieee
    """
    write = cite.form(style).write
    if not (slugs or dataset):
        raise ChoiceError("Give the slug of a work or of a method, or --dataset.")
    explorer = open_explorer(store)
    papers = explorer.works_of(choice.slugs(slugs))
    if not (papers or dataset):
        raise NotFound("No work is recorded of what was asked for.")
    click.echo(write([*papers, *([_dataset(explorer)] if dataset else [])]), nl=False)


def _dataset(explorer: Explorer) -> Paper:
    site, today = Settings.read().site, datetime.now(UTC).date().isoformat()
    address = f"{site.rstrip('/')}/dataset" if site else publish.DATASET.value
    works = explorer.works.values()
    day = cite.latest(one for work in works for one in explorer.evidence(work.doi))
    return cite.dataset(address, __version__, day, today)
