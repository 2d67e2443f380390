"""Lists of methods, works, people and concepts, and what a search found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from ..model import Concept, Entry, Found, Hit, Listing, Paper, Person, spoken
from ..vocab import slug
from .text import Document, table_csv


def methods(
    entries: Sequence[Entry],
    concepts: Mapping[NamedNode, Concept],
    language: str,
    listing: Listing | None = None,
) -> Document:
    """Return a list of methods as JSON holds it, with what each facet would leave of it."""
    facets = {
        facet: [{"id": choice.id, "count": choice.count} for choice in choices]
        for facet, choices in (listing.facets if listing else {}).items()
    }
    return {
        "lang": language,
        "count": listing.total if listing else len(entries),
        **({"facets": facets} if facets else {}),
        "methods": [entry(found, concepts, language) for found in entries],
    }


def entry(found: Entry, concepts: Mapping[NamedNode, Concept], language: str) -> Document:
    """Return a method as lists show it."""
    return {
        "id": found.id,
        "iri": found.term.value,
        "label": spoken(found.names, language, found.id).value,
        "family": _concept(found.family, concepts, language) if found.family else None,
        "fields": [_concept(field, concepts, language) for field in found.fields],
        "introduced": found.introduced,
        "established": found.established,
        "summary": spoken(found.summaries, language).value,
    }


def _concept(term: NamedNode, concepts: Mapping[NamedNode, Concept], language: str) -> Document:
    known = concepts.get(term)
    return {
        "id": slug(term.value),
        "iri": term.value,
        "label": spoken(known.names if known else {}, language, slug(term.value)).value,
    }


def methods_csv(
    entries: Sequence[Entry],
    concepts: Mapping[NamedNode, Concept],
    people: Mapping[NamedNode, str],
    language: str,
) -> str:
    """Return a list of methods as CSV; works go by the keys that they have in BibTeX."""
    documents = ((found, entry(found, concepts, language)) for found in entries)
    lines = (
        [
            made["id"],
            made["label"],
            (made["family"] or {}).get("label"),
            "; ".join(field["label"] for field in made["fields"]),
            made["introduced"],
            made["established"],
            made["summary"],
            "; ".join(_concept(kind, concepts, language)["label"] for kind in found.kinds),
            "; ".join(people[one] for one in found.originators),
            "; ".join(slug(work.value) for work in found.works),
        ]
        for found, made in documents
    )
    heads = ["id", "label", "family", "fields", "introduced", "established", "summary"]
    return table_csv([*heads, "kinds", "originators", "works"], lines)


def concept(
    known: Concept, entries: Sequence[Entry], concepts: Mapping[NamedNode, Concept], language: str
) -> Document:
    """Return a field, family or kind with its methods."""
    return {
        **_concept(known.term, concepts, language),
        "definition": spoken(known.definitions, language).value,
        "broader": _concept(known.broader, concepts, language) if known.broader else None,
        **methods(entries, concepts, language),
    }


def paper(
    known: Paper,
    entries: Sequence[Entry],
    concepts: Mapping[NamedNode, Concept],
    language: str,
    elsewhere: Sequence[Document] = (),
) -> Document:
    """Return a work with the methods it introduced, and what it is called in other data sets."""
    listed = methods(entries, concepts, language)
    return {**_paper(known), "elsewhere": list(elsewhere), **listed}


def _paper(known: Paper) -> Document:
    facts = ("title", "year", "type", "venue", "publisher", "volume", "issue", "pages", "doi")
    return {
        "id": known.id,
        "iri": known.term.value,
        **{name: getattr(known, name) or None for name in facts},
        "isbn": known.isbn or None,
        "url": known.link or None,
        "authors": [_person(author) for author in known.authors],
        "checked": known.checked,
        "citation": known.reference,
    }


def _person(known: Person) -> Document:
    return {"id": known.id, "iri": known.term.value, "name": known.name}


def person(
    known: Person,
    entries: Sequence[Entry],
    papers: Sequence[Paper],
    concepts: Mapping[NamedNode, Concept],
    language: str,
    elsewhere: Sequence[Document] = (),
) -> Document:
    """Return a person with their methods and works, and what they go by in other data sets."""
    return {
        **_person(known),
        "orcid": known.orcid or None,
        "elsewhere": list(elsewhere),
        **methods(entries, concepts, language),
        "papers": [_paper(one) for one in papers],
    }


def found(made: Found, language: str) -> Document:
    """Return what a search found, best first, with what each hit was found by."""
    return {
        "query": made.query,
        "hits": [_hit(hit, language) for hit in made.hits],
        **({"read_as": made.read_as} if made.read_as else {}),
        **({"ignored": list(made.ignored)} if made.ignored else {}),
        **({"partial": True} if made.partial else {}),
        **({"nearest": [_hit(hit, language) for hit in made.nearest]} if made.nearest else {}),
    }


def _hit(hit: Hit, language: str) -> Document:
    name = spoken(hit.names, language, hit.id)
    return {
        "type": hit.type,
        "id": hit.id,
        "label": name.value,
        **({"lang": name.language} if name.language not in {"", language} else {}),
        "matched": hit.matched.value,
        "why": hit.why,
    }


def found_csv(made: Found, language: str) -> str:
    """Return what a search found as CSV."""
    columns = ["type", "id", "label", "matched", "why"]
    hits = [_hit(hit, language) for hit in made.hits]
    return table_csv(columns, ([hit[name] for name in columns] for hit in hits))
