"""Works as the reference lists of four styles have them, plain and as HTML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from threading import Lock
from typing import Any

from ..model import Paper, fold
from .fitting import DOI, LESS, URL, fitted
from .kinds import line, once
from .mending import OFF, ON, mended
from .names import parts

KEPT = 4096  # formatted works of each process
NUMBER = re.compile(r"^(?:\[1\]|1\.)\s*")
ARTICLES = ("a ", "an ", "the ")


@dataclass(frozen=True, slots=True)
class Style:
    """A style of references: its file, its locale, and the number before a work, if it has one."""

    id: str
    name: str
    file: str
    locale: str
    number: str = ""


STYLES = {
    style.id: style
    for style in (
        Style("apa", "APA", "apa", "en-US"),
        Style("ieee", "IEEE", "ieee", "en-US", "[{}] "),
        Style("harvard", "Harvard", "harvard-cite-them-right", "en-GB"),
        Style("vancouver", "Vancouver", "nlm-citation-sequence", "en-US", "{}. "),
    )
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A work in a reference list: its slug, and the reference as plain text and as HTML."""

    id: str
    text: str
    html: str


def _macro(element: Any, name: str) -> Any:
    return _macros(element.get_root())[name]


@cache
def _macros(root: Any) -> dict[str, Any]:
    """Return the macros of a style by name."""
    return {macro.get("name"): macro for macro in root.iterfind("{*}macro")}


class Signs:
    """What citeproc marks up, by signs that no text holds."""

    Bold = Light = Underline = Superscript = Subscript = SmallCaps = str

    @staticmethod
    def preformat(text: Any) -> Any:
        """Return the text as it is: it is escaped when it is whole."""
        return text

    @staticmethod
    def Italic(text: Any) -> str:  # noqa: N802 - as citeproc calls it
        """Mark what is in italics."""
        return f"{ON}{text}{OFF}"

    Oblique = Italic


def formatted(papers: Iterable[Paper], style: str) -> tuple[Reference, ...]:
    """Return works as references, each once: in their order with numbers, or by author and year."""
    chosen, works = STYLES[style], [*once(papers)]
    if not chosen.number:
        works.sort(key=_order)
    letters = {} if chosen.number else _letters(works)
    return tuple(
        _reference(paper, _written(paper, style, letters.get(paper.id, "")), number)
        for place, paper in enumerate(works, 1)
        for number in (chosen.number.format(place),)
    )


def _order(paper: Paper) -> tuple[object, ...]:
    """Return what sorts references: authors, each before those who write with others, year."""
    return (_signed(paper), paper.year, _titled(paper))


def _titled(paper: Paper) -> str:
    title = fold(paper.title)
    lead = next((article for article in ARTICLES if title.startswith(article)), "")
    return title.removeprefix(lead)


def _signed(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Return the authors; the title of a work that no one signed stands in their place."""
    named = map(parts, paper.authors)
    return tuple(
        (fold(f"{one.particle} {one.family}".strip()), fold(f"{one.given} {one.suffix}"))
        for one in named
    ) or ((_titled(paper), ""),)


def _letters(works: Sequence[Paper]) -> dict[str, str]:
    """Return the letters that tell apart the works of the same authors and year."""
    alike = defaultdict(list)
    for paper in works:
        alike[(_signed(paper), paper.year)].append(paper.id)
    return {
        slug: chr(ord("a") + place)
        for slugs in alike.values()
        if 1 < len(slugs) <= 26
        for place, slug in enumerate(slugs)
    }


def _reference(paper: Paper, written: str, number: str) -> Reference:
    plain = written.replace(ON, "").replace(OFF, "").replace(LESS, "<")
    plain = plain.replace(DOI, line(paper.doi)).replace(URL, line(paper.url))
    html = escape(written.replace(LESS, "<")).replace(ON, "<i>").replace(OFF, "</i>")
    html = re.sub(rf"(https://doi\.org/)?{DOI}", lambda found: _link(paper, found[1] or ""), html)
    html = html.replace(URL, _anchor(line(paper.url), line(paper.url)))
    return Reference(paper.id, f"{number}{plain}", f"{number}{html}")


def _link(paper: Paper, start: str) -> str:
    doi = line(paper.doi)
    return _anchor(f"https://doi.org/{doi}", f"{start}{doi}")


def _anchor(address: str, shown: str) -> str:
    if not address.startswith(("http://", "https://")):
        return escape(shown)
    return f'<a href="{escape(address)}">{escape(shown)}</a>'


@lru_cache(KEPT)
def _written(paper: Paper, style: str, letter: str) -> str:
    """Return a work as a style has it, with signs for what is marked up or stands as it is."""
    made = fitted(paper, style)
    if letter:
        made["year-suffix"] = letter
    text = NUMBER.sub("", _processor(style)(made))
    return mended(style, text, made)


@cache
def _processor(style: str) -> Callable[[dict[str, Any]], str]:
    """Read a style once; what renders with it keeps a state, and so does one work at a time."""
    from citeproc import (  # slow to load, and little needs it
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
    )
    from citeproc.model import CitationStylesElement
    from citeproc.source.json import CiteProcJSON

    file = Path(__file__).parent / "styles" / f"{STYLES[style].file}.csl"
    read = CitationStylesStyle(str(file), locale=STYLES[style].locale, validate=False)
    # it would search the file for every macro that a work runs through, some hundred times
    CitationStylesElement.get_macro = _macro
    lock = Lock()

    def render(made: dict[str, Any]) -> str:
        with lock:
            listed = CitationStylesBibliography(read, CiteProcJSON([made]), Signs)
            listed.register(Citation([CitationItem(made["id"])]))
            return str(listed.bibliography()[0])

    return render
