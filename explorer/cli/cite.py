"""The command that prints citations: of works, of the works of methods, and of the data set."""

from __future__ import annotations

from pathlib import Path

import click

from .. import choice, cite
from ..core import Explorer
from ..errors import ChoiceError, NotFound
from ..model import Paper
from .completion import SLUG
from .options import open_explorer, store_option
from .take import OUT, Wish, to_option

FILES = {form.suffix: form.id for form in cite.FORMS.values()}  # .txt is of the style


@click.command("cite")
@click.argument("slugs", nargs=-1, type=SLUG)
@click.option("--style", help=f"One of {', '.join(cite.FORMS)}; apa if not given.")
@click.option("--dataset", is_flag=True, help="Cite the data set too, as of today.")
@to_option(FILES)
@store_option
def cite_works(
    slugs: tuple[str, ...], style: str | None, dataset: bool, to: Path | None, store: str | None
) -> None:
    """Print works as citations; SLUG is a work's, or a method's or a person's for their works.

    A DOI, a title and a name will do, too. A file that ends in .txt has the form of --style.

    \b
    explorer cite lasso ridge-regression
    explorer cite breiman-2001-random-forests --style vancouver
    explorer cite 10.1023/a:1010933404324 --style harvard
    explorer cite random-forest --to forests.bib
    explorer cite --dataset --style ieee
    """
    wish = Wish.read(FILES, "txt" if str(to) == OUT else None, to)
    kept = None if wish.form in {None, "txt"} else FILES[wish.form]
    form = cite.form(style or kept or "apa")
    if kept and form.id != kept:
        raise ChoiceError(
            f"{to} holds {kept}, not {form.id}: leave out --style, or end it in .txt."
        )
    if not (slugs or dataset):
        raise ChoiceError("Give the slug of a work or of a method, or --dataset.")
    explorer = open_explorer(store)
    papers = [paper for one in slugs for paper in _works(explorer, one)]
    if not (papers or dataset):
        raise NotFound("No work is recorded of what was asked for.")
    wish.hand_out(form.write([*papers, *([explorer.dataset()] if dataset else [])]))


def _works(explorer: Explorer, given: str) -> list[Paper]:
    """Return the works that a title or a name stands for, or several with commas between them."""
    try:
        return explorer.works_of(given)
    except NotFound:
        parts = choice.slugs([given])
        if len(parts) < 2:
            raise
        return explorer.works_of(parts)
