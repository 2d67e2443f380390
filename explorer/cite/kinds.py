"""What each class of works is called in the formats, and the facts that they share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Paper

ARXIV = re.compile(
    r"(?:^10\.48550/arxiv\.|//(?:www\.)?arxiv\.org/(?:abs|pdf)/)(?P<id>[\w./-]+?)(?:\.pdf)?$",
    re.IGNORECASE,
)
RANGE = re.compile(r"\s*[-‐‑‒–—−]+\s*")


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
    "WebPage": Form("misc", "ELEC", "webpage"),
    "Dataset": Form("misc", "DATA", "dataset"),
}
UNKNOWN = Form("misc", "GEN", "document")


def once(papers: Iterable[Paper]) -> Iterable[Paper]:
    """Return each work once: methods share them, and a key that comes twice is an error."""
    return {paper.id: paper for paper in papers}.values()


def form(paper: Paper) -> Form:
    """Return what the class of a work is called."""
    return FORMS.get(paper.type, UNKNOWN)


def line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(text.split())


def arxiv(paper: Paper) -> str:
    """Return the number of a preprint on arXiv."""
    if paper.type != "Preprint":
        return ""
    found = ARXIV.search(paper.doi) or ARXIV.search(paper.url)
    return found["id"] if found else ""


def origin(paper: Paper) -> tuple[str, str]:
    """Return venue and publisher of a work."""
    # A preprint's venue is the server it lies on, which is its publisher to RIS and to CSL.
    if paper.type == "Preprint" and not paper.publisher:
        return "", paper.venue
    return paper.venue, paper.publisher
