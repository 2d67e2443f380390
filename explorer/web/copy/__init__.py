"""A copy of the site as files, which any plain file server can hand out.

The pages are those of the site itself, asked for one after the other as they lead to each other.
What needs the program, such as filters, is left out of them, and a sentence says so.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, update_wrapper
from pathlib import Path

from flask import Flask, g
from jinja2 import ChoiceLoader, FileSystemLoader

from ...config import Limits
from ...core import Explorer
from ...publish import FORMS
from ...vocab import BASE, slug
from .. import create_app
from . import crawlers, finding
from .pages import PICTURE, Copied, Copier, Words
from .places import Places

__all__ = ["Places", "files", "spoken"]
FULL = ("en", "vi")  # languages in which everything is written
PROCESSES = min(os.cpu_count() or 1, 8)
MANY = 200  # pages that are worth more than one process
File = tuple[str, bytes]


def spoken(further: Iterable[str]) -> tuple[str, ...]:
    """Return the languages of a copy: the full ones, and those asked for."""
    return tuple(dict.fromkeys((*FULL, *further)))


def files(explorer: Explorer, languages: Sequence[str], site: str = "") -> Iterator[File]:
    """Yield every file of the copy; the same graph gives the same bytes on every run.

    `site` is where the copy is served: then its pages say so, and there is what crawlers look for.
    """
    app, site = _app(explorer, languages), site.rstrip("/")
    explorer.ready()
    explorer.store.construct(explorer.queries["graph_inferred"].bind())  # once for all processes
    copier = Copier(app, Places.of(explorer, languages), _words(app, languages), site)
    yield "index.html", copier.entrance()
    yield ".nojekyll", b""  # else GitHub Pages would make each file anew
    known: dict[str, None] = {}
    wanted = [f"/{language}/" for language in languages]
    wanted += [f"/queries/{name}.rq" for name in sorted(explorer.queries)]
    wanted += _versions(explorer)
    wanted += [PICTURE] if site else []
    pages = []
    while wanted:
        known |= dict.fromkeys(wanted)
        found: dict[str, None] = {}
        for one in _made(copier.copy, wanted):
            yield one.path, one.content
            pages += [one.path] if one.page else []
            if one.path == "dataset.ttl":
                yield ".well-known/void", one.content
            found |= dict.fromkeys(one.leads)
        wanted = [address for address in found if address not in known]
    if site:
        yield "404.html", copier.missing()
        yield from crawlers.told(site, pages)


def _versions(explorer: Explorer) -> list[str]:
    """Return the addresses of the version of the ontology; a folder stands for its name."""
    start, header = f"{BASE}ontology/", explorer.select("ontology_header")
    named = [row["value"].value for row in header if row["value"].value.startswith(start)]
    ends = ("/", *(f".{form}" for form in FORMS))
    return [f"/ontology/{slug(name)}{end}" for name in named for end in ends]


def _made(copy: Callable[[str], Copied], wanted: Sequence[str]) -> Iterator[Copied]:
    """Copy pages in their order, many of them in several processes."""
    if len(wanted) < MANY or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(copy, wanted)
        return
    with multiprocessing.get_context("fork").Pool(PROCESSES, _keep, [copy]) as pool:
        yield from pool.imap(_copied, wanted, chunksize=16)


def _keep(copy: Callable[[str], Copied]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started the processes ends them
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _copied.copy = copy  # type: ignore[attr-defined]


def _copied(address: str) -> Copied:
    made: Copied = _copied.copy(address)  # type: ignore[attr-defined]
    return made


def _app(explorer: Explorer, languages: Sequence[str]) -> Flask:
    """Make the site in some languages, with the pages that differ in a copy."""
    app = create_app(explorer, cached=False, limits=Limits(rate=""))
    own = FileSystemLoader(Path(__file__).parents[1] / "templates" / "copy")
    app.jinja_loader = ChoiceLoader([own, *filter(None, [app.jinja_loader])])
    app.config |= {"COPY": True, "LANGUAGES": languages}
    found = update_wrapper(partial(finding.show, explorer), finding.show)
    app.view_functions["pages.search"] = found
    return app


def _words(app: Flask, languages: Sequence[str]) -> dict[str, Words]:
    said = {}
    for language in languages:
        with app.app_context():
            g.texts = app.extensions["texts"][language]
            said[language] = Words.said()
    return said
