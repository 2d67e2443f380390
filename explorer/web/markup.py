"""What pages say of themselves to search engines: JSON-LD in the words of schema.org.

Things go by their names in the graph, so that what is taken out of a page fits what is in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from markupsafe import Markup
from pyoxigraph import NamedNode

from .. import __version__, publish
from ..core import Explorer
from ..model import Concept, Entry, Paper, Person
from ..store import Solution
from ..vocab import PREFIXES, slug
from .frame import site
from .signposts import dumps
from .subjects import path

Node: TypeAlias = dict[str, Any]
ORGANISATION = NamedNode(f"{PREFIXES['schema']}Organization")
WORKS = {
    "Book": "Book",
    "BookChapter": "Chapter",
    "Thesis": "Thesis",
    "ReportDocument": "Report",
}
VENUES = {"JournalArticle": "Periodical", "ConferencePaper": "Book", "BookChapter": "Book"}


def script(node: Node) -> Markup:
    """Return a node as the text of a script, which nothing in it can end."""
    made = json.dumps({"@context": "https://schema.org", **node}, ensure_ascii=False)
    for sign in "<>&":
        made = made.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(made)  # noqa: S704 (every sign that markup is made of is escaped)


def method(explorer: Explorer, entry: Entry, papers: Sequence[Paper]) -> Markup:
    """Return a method as a term of the data set, with the works that introduced it."""
    names = (*entry.aliases, *entry.acronyms)
    return script(
        {
            **_term(entry.term, entry.names, entry.summaries),
            "inDefinedTermSet": _whole("DefinedTermSet"),
            **_some("alternateName", [_text(name.value, name.language) for name in names]),
            **_some("subjectOf", [_work(paper) for paper in papers]),
            **_same(_identities(explorer, entry.term), entry.term),
        }
    )


def concept(explorer: Explorer, known: Concept) -> Markup:
    """Return a field, family or kind as a term of its scheme."""
    scheme = {"@type": "DefinedTermSet", "@id": f"{PREFIXES['scheme']}{known.scheme}"}
    return script(
        {
            **_term(known.term, known.names, known.definitions),
            "inDefinedTermSet": scheme,
            **_same(_identities(explorer, known.term), known.term),
        }
    )


def paper(explorer: Explorer, known: Paper) -> Markup:
    """Return a work with who wrote it, when, and where it is found."""
    links = [known.link] if known.link else []
    known_as = _identities(explorer, known.term, *(author.term for author in known.authors))
    return script(
        {
            **_work(known),
            "mainEntityOfPage": _page(),
            **_some("author", [_person(author, known_as) for author in known.authors]),
            **_some("pagination", known.pages),
            **_some("isbn", known.isbn),
            **_some("isPartOf", _named(VENUES.get(known.type, "CreativeWork"), known.venue)),
            **_some("publisher", _named("Organization", known.publisher)),
            **_same(known_as, known.term, links),
        }
    )


def person(explorer: Explorer, known: Person) -> Markup:
    """Return a person or organisation with what else they are known as."""
    known_as = _identities(explorer, known.term)
    return script(
        {
            **_person(known, known_as),
            "mainEntityOfPage": _page(),
            **_same(known_as, known.term),
        }
    )


def dataset(explorer: Explorer, about: str) -> Markup:
    """Return the data set with its files."""
    return script(
        {
            **_whole("Dataset"),
            "description": about,
            "url": _page(),
            "license": {"@id": publish.LICENCE.value},
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": "Method Explorer"},
            "keywords": list(publish.KEYWORDS),
            "version": __version__,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": {"@id": address},
                    "encodingFormat": kind,
                }
                for address, kind in dumps(explorer)
            ],
        }
    )


def _whole(kind: str) -> Node:
    return {"@type": kind, "@id": publish.DATASET.value, "name": "Method Explorer"}


def _term(term: NamedNode, names: Mapping[str, str], texts: Mapping[str, str]) -> Node:
    return {
        "@type": "DefinedTerm",
        "@id": term.value,
        "mainEntityOfPage": _page(),
        "termCode": slug(term.value),
        "name": [_text(text, tag) for tag, text in sorted(names.items())],
        **_some("description", [_text(text, tag) for tag, text in sorted(texts.items())]),
    }


def _work(known: Paper) -> Node:
    doi = {"@type": "PropertyValue", "propertyID": "doi", "value": known.doi}
    return {
        "@type": WORKS.get(known.type, "ScholarlyArticle"),
        "@id": known.term.value,
        "name": known.title,
        **_some("datePublished", known.year),
        **_some("identifier", doi if known.doi else ""),
    }


def _person(known: Person, known_as: Sequence[Solution]) -> Node:
    organised = (known.term, ORGANISATION) in {(row["thing"], row.get("class")) for row in known_as}
    return {
        "@type": "Organization" if organised else "Person",
        "@id": known.term.value,
        "name": known.name,
        **_some("givenName", known.given),
        **_some("familyName", known.family),
    }


def _named(kind: str, name: str) -> Node:
    return {"@type": kind, "name": name} if name else {}


def _page() -> Node:
    return {"@id": f"{site()}/{path()}"}


def _text(value: str, language: str) -> Node | str:
    return {"@value": value, "@language": language} if language else value


def _some(name: str, value: object) -> Node:
    """Return a property where it has a value."""
    return {name: value} if value else {}


def _identities(explorer: Explorer, *terms: NamedNode) -> Sequence[Solution]:
    return explorer.query("thing_identity", thing=terms)


def _same(known_as: Sequence[Solution], term: NamedNode, links: Sequence[str] = ()) -> Node:
    """Return what else a thing is known as, in the graph and by the links given."""
    known = [row["same"].value for row in known_as if row["thing"] == term and "same" in row]
    return _some("sameAs", [{"@id": one} for one in dict.fromkeys((*links, *known))])
