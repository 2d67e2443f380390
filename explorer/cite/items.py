"""Works as CSL-JSON, which citation processors and reference managers read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..model import Paper, Person
from .kinds import arxiv, form, line, once, origin
from .names import parts
from .own import Own

EDITION = re.compile(r" \((\d+)(?:st|nd|rd|th) ed(?:ition|n|\.)?\)$")
NUMBERED = re.compile(r",? (?:No\. )?(?P<number>[\w-]*\d[\w-]*)$")


def csl(papers: Iterable[Paper]) -> list[dict[str, Any]]:
    """Return works as the items of CSL-JSON, each once, which citation processors format."""
    return [item(paper) for paper in once(papers)]


def item(paper: Paper) -> dict[str, Any]:
    """Return a work as an item of CSL-JSON."""
    publisher, number = line(origin(paper)[1]), arxiv(paper)
    facts = {
        "id": paper.id,
        "type": form(paper).csl,
        "title": line(paper.title),
        "author": [_name(person) for person in paper.authors],
        "issued": _issued(paper.year),
        **_container(paper),
        "publisher": publisher,
        "volume": line(paper.volume),
        "issue": line(paper.issue),
        "page": line(paper.pages),
        "DOI": line(paper.doi),
        "ISBN": paper.isbn,
        "URL": line(paper.url),
    }
    if number:
        facts["number"] = f"arXiv:{number}"
    if isinstance(paper, Own):
        facts |= {
            "issued": _day(paper.issued),
            "accessed": _day(paper.accessed),
            "version": paper.version,
            "note": f"Licence: {paper.licence}",
        }
    return {name: fact for name, fact in facts.items() if fact}


def _container(paper: Paper) -> dict[str, str]:
    """Return what a work came out in: a book in a series, a report under its kind and number."""
    venue = line(origin(paper)[0])
    number = NUMBERED.search(venue)
    if paper.type == "Book":
        if not number:
            return {"collection-title": venue}
        return {"collection-title": venue[: number.start()], "collection-number": number["number"]}
    if paper.type == "ReportDocument":
        if not number:
            return {"collection-title": venue}
        return {"genre": venue[: number.start()], "number": number["number"]}
    if paper.type == "BookChapter" and (edition := EDITION.search(venue)):
        return {"container-title": venue[: edition.start()], "edition": edition[1]}
    return {"container-title": venue}


def _name(person: Person) -> dict[str, str]:
    found = parts(person)
    if not person.family:
        return {"literal": line(found.family)}
    named = {
        "family": line(found.family),
        "given": line(found.given),
        "non-dropping-particle": found.particle,
        "suffix": found.suffix,
    }
    return {part: text for part, text in named.items() if text}


def _issued(year: str) -> dict[str, Any]:
    if year.isdecimal():
        return {"date-parts": [[int(year)]]}
    return {"literal": line(year)} if year else {}


def _day(written: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in written.split("-")]]} if written else {}
