"""What the pages of things say: a method, a concept, a work, a person, the data set."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g, url_for
from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from ... import __version__, publish
from ...core import Explorer
from ...model import Concept, Entry, Paper, Person, spoken
from ...store import Solution
from ...vocab import PREFIXES
from ..signposts import dumps
from .nodes import ORGANISATION, WORKS, Node, address, defined, page, script, some, text, whole

DESCRIPTION = f"{PREFIXES['dcterms']}description"
VENUES = {"JournalArticle": "Periodical", "ConferencePaper": "Book", "BookChapter": "Book"}


def method(explorer: Explorer, entry: Entry, papers: Sequence[Paper]) -> Markup:
    """Return a method as a term of the data set, with the works that introduced it."""
    names = (*entry.aliases, *entry.acronyms)
    return script(
        {
            **defined(entry.term, entry.names, entry.summaries),
            "mainEntityOfPage": page("WebPage"),
            "inDefinedTermSet": whole("DefinedTermSet"),
            **some("alternateName", [text(name.value, name.language) for name in names]),
            **some("subjectOf", [_work(paper) for paper in papers]),
            **_same(explorer, _identities(explorer, entry.term), entry.term),
        }
    )


def concept(explorer: Explorer, known: Concept) -> Markup:
    """Return a field, family or kind as a term of its scheme."""
    scheme = {"@type": "DefinedTermSet", "@id": f"{PREFIXES['scheme']}{known.scheme}"}
    return script(
        {
            **defined(known.term, known.names, known.definitions),
            "mainEntityOfPage": page("WebPage"),
            "inDefinedTermSet": scheme,
            **_same(explorer, _identities(explorer, known.term), known.term),
        }
    )


def paper(explorer: Explorer, known: Paper) -> Markup:
    """Return a work with who wrote it, when, and where it is found."""
    links = [known.link] if known.link else []
    known_as = _identities(explorer, known.term, *(author.term for author in known.authors))
    return script(
        {
            **_work(known),
            "mainEntityOfPage": page("WebPage"),
            **some("author", [_person(author, known_as) for author in known.authors]),
            **some("pagination", known.pages),
            **some("isbn", known.isbn),
            **some("isPartOf", _named(VENUES.get(known.type, "CreativeWork"), known.venue)),
            **some("publisher", _named("Organization", known.publisher)),
            **_same(explorer, known_as, known.term, links),
        }
    )


def person(explorer: Explorer, known: Person) -> Markup:
    """Return a person or organisation with what else they are known as."""
    known_as = _identities(explorer, known.term)
    return script(
        {
            **_person(known, known_as),
            "mainEntityOfPage": page("WebPage"),
            **_same(explorer, known_as, known.term),
        }
    )


def dataset(explorer: Explorer) -> Markup:
    """Return the data set with its files."""
    return script(_dataset(explorer, "AboutPage"))


def start(explorer: Explorer) -> Markup:
    """Return the data set and the site, which can be searched."""
    here = address(url_for("pages.landing"))
    found = address(url_for("pages.search"))["@id"]
    site = {
        "@type": "WebSite",
        "@id": f"{here['@id']}#site",
        "url": here,
        "name": "Method Explorer",
        "inLanguage": g.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{found}?q={{words}}"},
            "query-input": "required name=words",
        },
    }
    return script({"@graph": [_dataset(explorer, "WebPage"), site]})


def _dataset(explorer: Explorer, kind: str) -> Node:
    return {
        **whole("Dataset"),
        "mainEntityOfPage": page(kind),
        **some("description", _told(explorer)),
        "url": address(url_for("pages.described")),
        "license": {"@id": publish.LICENCE.value},
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "Method Explorer"},
        "keywords": list(publish.KEYWORDS),
        "version": __version__,
        **some("dateModified", explorer.updated),
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": {"@id": at},
                "encodingFormat": form,
            }
            for at, form in dumps(explorer)
        ],
    }


def _told(explorer: Explorer) -> Node | str:
    """Return what the graph says it is about, in the language of the page or else in English."""
    said = explorer.select("ontology_header")
    told = (row["value"] for row in said if row["property"].value == DESCRIPTION)
    texts = {one.language or "": one.value for one in told if isinstance(one, Literal)}
    found = spoken(texts, g.language)
    return text(found.value, found.language)


def _work(known: Paper) -> Node:
    doi = {"@type": "PropertyValue", "propertyID": "doi", "value": known.doi}
    return {
        "@type": WORKS.get(known.type, "ScholarlyArticle"),
        "@id": known.term.value,
        "name": known.title,
        **some("datePublished", known.year),
        **some("identifier", doi if known.doi else ""),
    }


def _person(known: Person, known_as: Sequence[Solution]) -> Node:
    organised = (known.term, ORGANISATION) in {(row["thing"], row.get("class")) for row in known_as}
    return {
        "@type": "Organization" if organised else "Person",
        "@id": known.term.value,
        "name": known.name,
        **some("givenName", known.given),
        **some("familyName", known.family),
    }


def _named(kind: str, name: str) -> Node:
    return {"@type": kind, "name": name} if name else {}


def _identities(explorer: Explorer, *terms: NamedNode) -> Sequence[Solution]:
    return explorer.select("thing_identity", thing=terms)


def _same(
    explorer: Explorer, known_as: Sequence[Solution], term: NamedNode, links: Sequence[str] = ()
) -> Node:
    """Return what else a thing is known as: in the graph, elsewhere, and by the links given."""
    known = [row["same"].value for row in known_as if row["thing"] == term and "same" in row]
    known += [match.object.value for match in explorer.matches_of(term) if match.exact]
    return some("sameAs", [{"@id": one} for one in dict.fromkeys((*links, *known))])
