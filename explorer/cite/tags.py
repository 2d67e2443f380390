"""Works as RIS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Paper, Person
from .kinds import RANGE, form, line, once, origin
from .names import parts
from .own import Own


def ris(papers: Iterable[Paper]) -> str:
    r"""Return works as a RIS file, each once; a line a fact, a blank line between works.

    >>> ris([])
    ''
    """
    return "\r\n".join(
        "".join(f"{tag}  - {line(text)}\r\n" for tag, text in _tags(paper) if text or tag == "ER")
        for paper in once(papers)
    )


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    first, *rest = RANGE.split(paper.pages, maxsplit=1)
    venue, publisher = origin(paper)
    yield "TY", form(paper).ris
    for person in paper.authors:
        yield "AU", _name(person)
    yield "TI", paper.title
    yield "PY", paper.year
    yield "T2", venue
    # Zotero and EndNote take a conference's T2 for its name, and C3 for its proceedings' title.
    yield "C3", venue if paper.type == "ConferencePaper" else ""
    yield "M3", "Preprint" if paper.type == "Preprint" else ""
    yield "PB", publisher
    yield "VL", paper.volume
    yield "IS", paper.issue
    yield "SP", first
    yield "EP", "".join(rest)
    yield "DO", paper.doi
    yield "SN", paper.isbn
    yield "UR", paper.url
    if isinstance(paper, Own):
        yield "DA", paper.issued.replace("-", "/")
        yield "Y2", paper.accessed.replace("-", "/")
        yield "ET", paper.version
        yield "N1", f"Licence: {paper.licence}"
    yield "ID", paper.id
    yield "ER", ""


def _name(person: Person) -> str:
    found = parts(person)
    family = " ".join(filter(None, (found.particle, found.family)))
    return ", ".join(filter(None, (family, found.given, found.suffix)))
