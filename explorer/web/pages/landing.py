"""The first page: what this is, at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from ... import compare
from ...compare import Contrast
from ...core import Explorer
from ...model import Comparison, Joined
from ...vocab import PREFIXES
from .. import lists, markup
from ..frame import Frame, frame
from ..languages import gettext
from ..lists import Named
from ..pictures import Block, plate

EXAMPLE = ("thematic-analysis", "grounded-theory")
PAIRS = (
    EXAMPLE,
    ("random-forest", "gradient-boosting"),
    ("lasso", "ridge-regression"),
    ("difference-in-differences", "synthetic-control"),
    ("cronbachs-alpha", "mcdonalds-omega"),
)
EXAMPLES = ("random-forest", "cronbachs-alpha", "difference-in-differences", "delphi-method")


@dataclass(frozen=True, slots=True)
class Landing:
    """A live comparison, the whole catalogue as a picture, and how much there is."""

    frame: Frame
    comparison: Comparison | None
    contrast: Contrast | None
    joined: Sequence[Joined]
    names: dict[str, Named]
    pairs: tuple[tuple[Named, ...], ...]
    plate: tuple[Block, ...]
    figures: tuple[tuple[int, str], ...]
    examples: tuple[Named, ...]


def show(explorer: Explorer, language: str) -> ResponseReturnValue:
    """Show what this is."""
    known = [slug for slug in EXAMPLE if slug in explorer.index] or list(explorer.index)[:2]
    made = explorer.compare(known, language=language) if known else None
    fields = {
        concept.id: lists.concept(explorer, term)
        for term, concept in explorer.concepts.items()
        if concept.scheme == "fields"
    }
    told = gettext("An open reference of research methods, side by side.")
    page = Landing(
        frame=frame(
            explorer,
            "Method Explorer",
            "",
            about=told,
            markup=markup.start(explorer),
        ),
        comparison=made,
        contrast=compare.contrast(made) if made else None,
        joined=explorer.among(known, language) if len(known) > 1 else (),
        names={one.id: one for one in lists.named(explorer, known)},
        pairs=tuple(pair for slugs in PAIRS[1:] if len(pair := lists.named(explorer, slugs)) == 2),
        plate=plate(explorer.shelf, lists.families(explorer), fields),
        figures=_figures(explorer),
        examples=lists.named(explorer, EXAMPLES),
    )
    return render_template("landing.html", page=page)


def _figures(explorer: Explorer) -> tuple[tuple[int, str], ...]:
    counts = explorer.counts
    works = sum(number for name, number in counts.items() if name.startswith(PREFIXES["fabio"]))
    return (
        (len(explorer.entries), gettext("methods, each named and summed up in two languages")),
        (works, gettext("works cited; a DOI needs public sources that agree to get in")),
        (
            counts.get(f"{PREFIXES['schema']}Person", 0),
            gettext("people who introduced a method or wrote about it"),
        ),
        (
            counts.get(f"{PREFIXES['rdf']}Statement", 0),
            gettext("relations with their reason in words"),
        ),
    )
