"""Works as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model import Paper, Person
from ..tex import GREEK
from .kinds import RANGE, arxiv, form, line, once
from .names import parts
from .own import Own

# A name with one of these would fall apart: BibTeX parts names at commas and authors at "and".
PARTED = re.compile(r",|\band\b", re.IGNORECASE)
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
        **{letter: f"{{\\ensuremath{{{named}}}}}" for letter, named in GREEK.items()},
    }
)
BRACES = str.maketrans({"{": "%7B", "}": "%7D"})  # in what stands as it is


def bibtex(papers: Iterable[Paper]) -> str:
    """Return works as a BibTeX file in UTF-8, each once, keyed by slug."""
    return "\n".join(_entry(paper) for paper in once(papers))


def _entry(paper: Paper) -> str:
    lines = [f"  {name} = {{{text}}},\n" for name, text in _fields(paper) if text]
    return f"@{form(paper).bibtex}{{{paper.id},\n{''.join(lines)}}}\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    named, eprint = form(paper), arxiv(paper)
    yield "author", " and ".join(_name(person) for person in paper.authors)
    yield "title", _kept(paper.title)
    yield "year", _latex(paper.year)
    venue = _kept(paper.venue) if named.venue == "booktitle" else _latex(paper.venue)
    yield named.venue, "" if eprint else venue
    yield named.publisher, _latex(paper.publisher)
    yield "volume", _latex(paper.volume)
    yield "number", _latex(paper.issue)
    yield "pages", _latex(RANGE.sub("--", paper.pages))
    yield "eprint", eprint
    yield "archiveprefix", "arXiv" if eprint else ""
    yield "isbn", _latex(paper.isbn)
    # Readers look these up as they stand: a backslash before an underscore makes another DOI.
    yield "doi", line(paper.doi).translate(BRACES)
    yield "url", "" if paper.doi else line(paper.url).translate(BRACES)
    if isinstance(paper, Own):
        yield "date", paper.issued
        yield "version", _latex(paper.version)
        yield "urldate", paper.accessed
        # the classic styles print neither version nor licence
        yield "note", _latex(f"Version {paper.version}, licence {paper.licence}")


def _latex(text: str) -> str:
    return line(text).translate(LATEX)


def _kept(text: str) -> str:
    # Within a second pair of braces no style lowers the capitals of "Bayes".
    return f"{{{_latex(text)}}}" if text else ""


def _name(person: Person) -> str:
    if not (person.family and person.given):
        return f"{{{_latex(person.family or person.name)}}}"
    found = parts(person)
    family = " ".join(filter(None, (found.particle, found.family)))
    return ", ".join(
        f"{{{_latex(part)}}}" if PARTED.search(part) else _latex(part)
        for part in (family, found.suffix, found.given)
        if part
    )
