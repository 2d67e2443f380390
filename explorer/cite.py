"""Works as reference managers and word processors read them: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .model import Paper, Person

ARXIV = re.compile(
    r"(?:^10\.48550/arxiv\.|//(?:www\.)?arxiv\.org/(?:abs|pdf)/)(?P<id>[\w./-]+?)(?:\.pdf)?$",
    re.IGNORECASE,
)
# A name with one of these would fall apart: BibTeX parts names at commas and authors at "and".
PARTED = re.compile(r",|\band\b", re.IGNORECASE)
RANGE = re.compile(r"\s*[-‐‑‒–—−]+\s*")
# BibTeX counts braces even behind a backslash, and one \{ would swallow the entries after it, so
# each brace brings its fellow in a box without ink. The names of signs stand in braces so that
# they do not eat the blank that follows.
LATEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        "\\": r"{\textbackslash}",
        "^": r"{\textasciicircum}",
        "{": r"\{\vphantom{\}}",
        "}": r"\vphantom{\{}\}",
        "~": r"{\textasciitilde}",
    }
)


@dataclass(frozen=True, slots=True)
class Form:
    """What a class of works is called in each format, and BibTeX's fields for where it came out."""

    bibtex: str
    ris: str
    csl: str
    venue: str = "howpublished"
    publisher: str = "publisher"


FORMS = {
    "JournalArticle": Form("article", "JOUR", "article-journal", "journal"),
    "ConferencePaper": Form("inproceedings", "CONF", "paper-conference", "booktitle"),
    "Book": Form("book", "BOOK", "book", "series"),
    "BookChapter": Form("incollection", "CHAP", "chapter", "booktitle"),
    # RIS has no preprint. Zotero does not know UNPB and makes a journal article of it, as of GEN;
    # RPRT with "Preprint" as its kind is how it kept preprints before it had a type for them.
    "Preprint": Form("misc", "RPRT", "article"),
    "Thesis": Form("phdthesis", "THES", "thesis", "type", "school"),
    # The styles print a report's type in front of its number, where the name of a series belongs.
    "ReportDocument": Form("techreport", "RPRT", "report", "type", "institution"),
}
UNKNOWN = Form("misc", "GEN", "document")


def bibtex(papers: Iterable[Paper]) -> str:
    """Return works as a BibTeX file in UTF-8, each once, keyed by slug."""
    return "\n".join(_entry(paper) for paper in _once(papers))


def ris(papers: Iterable[Paper]) -> str:
    r"""Return works as a RIS file, each once; a line a fact, a blank line between works.

    >>> ris([])
    ''
    """
    return "\r\n".join(
        "".join(f"{tag}  - {_line(text)}\r\n" for tag, text in _tags(paper) if text or tag == "ER")
        for paper in _once(papers)
    )


def csl(papers: Iterable[Paper]) -> list[dict[str, Any]]:
    """Return works as the items of CSL-JSON, each once, which citation processors format."""
    return [_item(paper) for paper in _once(papers)]


def _once(papers: Iterable[Paper]) -> Iterable[Paper]:
    # Methods share works, and a key that comes twice is an error to BibTeX.
    return {paper.id: paper for paper in papers}.values()


def _form(paper: Paper) -> Form:
    return FORMS.get(paper.type, UNKNOWN)


def _line(text: str) -> str:
    return " ".join(text.split())


def _entry(paper: Paper) -> str:
    lines = [f"  {name} = {{{text}}},\n" for name, text in _fields(paper) if text]
    return f"@{_form(paper).bibtex}{{{paper.id},\n{''.join(lines)}}}\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    form, arxiv = _form(paper), _arxiv(paper)
    yield "author", " and ".join(_bibtex_name(person) for person in paper.authors)
    yield "title", _kept(paper.title)
    yield "year", _latex(paper.year)
    venue = _kept(paper.venue) if form.venue == "booktitle" else _latex(paper.venue)
    yield form.venue, "" if arxiv else venue
    yield form.publisher, _latex(paper.publisher)
    yield "volume", _latex(paper.volume)
    yield "number", _latex(paper.issue)
    yield "pages", _latex(RANGE.sub("--", paper.pages))
    yield "eprint", arxiv
    yield "archiveprefix", "arXiv" if arxiv else ""
    yield "isbn", _latex(paper.isbn)
    # Readers look these up as they stand: a backslash before an underscore makes another DOI.
    yield "doi", _line(paper.doi)
    yield "url", "" if paper.doi else _line(paper.url)


def _arxiv(paper: Paper) -> str:
    if paper.type != "Preprint":
        return ""
    found = ARXIV.search(paper.doi) or ARXIV.search(paper.url)
    return found["id"] if found else ""


def _latex(text: str) -> str:
    return _line(text).translate(LATEX)


def _kept(text: str) -> str:
    # Within a second pair of braces no style lowers the capitals of "Bayes".
    return f"{{{_latex(text)}}}" if text else ""


def _bibtex_name(person: Person) -> str:
    if not (person.family and person.given):
        return f"{{{_latex(person.family or person.name)}}}"
    parts = (person.family, person.given)
    return ", ".join(
        f"{{{_latex(part)}}}" if PARTED.search(part) else _latex(part) for part in parts
    )


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    first, *rest = RANGE.split(paper.pages, maxsplit=1)
    venue, publisher = _origin(paper)
    yield "TY", _form(paper).ris
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
    yield "ID", paper.id
    yield "ER", ""


def _origin(paper: Paper) -> tuple[str, str]:
    # A preprint's venue is the server it lies on, which is its publisher to RIS and to CSL.
    if paper.type == "Preprint" and not paper.publisher:
        return "", paper.venue
    return paper.venue, paper.publisher


def _name(person: Person) -> str:
    if not person.family:
        return person.name
    return f"{person.family}, {person.given}" if person.given else person.family


def _item(paper: Paper) -> dict[str, Any]:
    venue, publisher = _origin(paper)
    facts = {
        "id": paper.id,
        "type": _form(paper).csl,
        "title": _line(paper.title),
        "author": [_csl_name(person) for person in paper.authors],
        "issued": _issued(paper.year),
        "container-title": _line(venue),
        "publisher": _line(publisher),
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "DOI": paper.doi,
        "ISBN": paper.isbn,
        "URL": paper.url,
    }
    return {name: fact for name, fact in facts.items() if fact}


def _csl_name(person: Person) -> dict[str, str]:
    if not person.family:
        return {"literal": _line(person.name)}
    return {
        "family": _line(person.family),
        **({"given": _line(person.given)} if person.given else {}),
    }


def _issued(year: str) -> dict[str, Any]:
    if year.isdecimal():
        return {"date-parts": [[int(year)]]}
    return {"literal": year} if year else {}
