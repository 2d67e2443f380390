"""Tables as files: the same bytes for Python, the command line and the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from .. import __version__, cite, compare, export, publish
from ..model import Comparison, Entry, Listing, Paper, Selection
from ..vocab import ESTABLISHED, FAMILY, FIELD, INTRODUCED, NAME, SUMMARY

if TYPE_CHECKING:
    from . import Explorer

LISTED = (NAME, FAMILY, FIELD, INTRODUCED, ESTABLISHED, SUMMARY)  # what a list shows of a method


def dataset(explorer: Explorer, site: str) -> Paper:
    """Return the data set as something to cite, as of today; `site` begins its address."""
    address = f"{site.rstrip('/')}/dataset" if site else publish.DATASET.value
    today = datetime.now(UTC).date().isoformat()
    return cite.dataset(address, __version__, explorer.updated, today)


def comparison(explorer: Explorer, made: Comparison, form: str, beyond: int, site: str) -> bytes:
    """Return a comparison in one of its forms; raises ChoiceError for a form that there is not."""
    methods = [NamedNode(method.term.value) for method in made.methods]
    facts = _facts(explorer, methods, compare.paths(explorer.rows))
    taken = export.Compared(made, facts, beyond, site.rstrip("/"))
    return export.form(export.COMPARISONS, form).bytes(taken)


def listing(
    explorer: Explorer, asked: Selection, form: str, language: str, limit: int | None, site: str
) -> bytes:
    """Return the methods that fit, at most `limit`, in one of the forms of lists."""
    entries = explorer.listed(asked, language)[:limit]
    return methods(explorer, entries, form, language, explorer.browse(asked, language), site)


def methods(
    explorer: Explorer,
    entries: Sequence[Entry],
    form: str,
    language: str,
    found: Listing | None,
    site: str,
) -> bytes:
    """Return methods in one of the forms of lists, with the facets of what was `found`."""
    facts = _facts(explorer, [entry.term for entry in entries], LISTED)
    works = dict.fromkeys(work for entry in entries for work in entry.works)
    taken = export.Listed(
        entries,
        explorer.concepts,
        explorer.people,
        language,
        facts,
        lambda: explorer.papers(list(works)).values(),
        found,
        site.rstrip("/"),
    )
    return export.form(export.LISTS, form).bytes(taken)


def _facts(
    explorer: Explorer, methods: Sequence[NamedNode], properties: Sequence[NamedNode]
) -> export.Facts:
    """Return what asks for the statements when they are wanted: few forms hold them."""
    return partial(publish.shown, explorer.store, explorer.queries, methods, properties)
