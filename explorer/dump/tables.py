"""The graph as tables: methods, works, people, relations, concepts and evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple

from pyoxigraph import Literal, NamedNode

from ..core import Explorer
from ..export import table_csv
from ..model import Match, Text
from ..vocab import PREFIXES, RDF, SKOS, slug
from .columns import CONCEPTS, EVIDENCE, METHODS, PEOPLE, RELATIONS, WORKS
from .part import Part
from .triples import Triples, facts

SCHEMA, DCTERMS, ORCID = (PREFIXES[name] for name in ("schema", "dcterms", "orcid"))
Line = Sequence[object]


def files(explorer: Explorer, triples: Triples) -> Iterator[tuple[Part, bytes]]:
    """Yield the tables, each with what its columns hold."""
    tables: tuple[tuple[str, str, Mapping[str, str], Iterable[Line]], ...] = (
        ("methods", "Every method", METHODS, _methods(explorer)),
        ("works", "Every work", WORKS, _works(explorer)),
        ("people", "Every person and organisation", PEOPLE, _people(explorer, triples)),
        ("relations", "Every relation between methods", RELATIONS, _relations(explorer, triples)),
        ("concepts", "The fields, families and types", CONCEPTS, _concepts(explorer)),
        ("evidence", "What public sources say of each DOI", EVIDENCE, _evidence(explorer)),
    )
    for name, about, columns, lines in tables:
        part = Part(f"tables/{name}.csv", "text/csv", f"{about}, a row each.", columns)
        yield part, table_csv(list(columns), lines).encode()


def _joined(parts: Iterable[NamedNode | Text]) -> str:
    return "; ".join(part.value if isinstance(part, Text) else slug(part.value) for part in parts)


def _both(texts: Mapping[str, str]) -> tuple[str, str]:
    return texts.get("en", ""), texts.get("vi", "")


def _methods(explorer: Explorer) -> Iterator[Line]:
    for one in explorer.entries:
        yield (
            *(one.id, one.term.value, *_both(one.names)),
            *map(_joined, (one.aliases, one.acronyms)),
            slug(one.family.value) if one.family else "",
            *map(_joined, (one.fields, one.kinds)),
            *(one.introduced, one.established),
            *map(_joined, (one.originators, one.works)),
            *_both(one.summaries),
        )


def _works(explorer: Explorer) -> Iterator[Line]:
    papers = explorer.papers(sorted(explorer.works, key=lambda term: term.value))
    for one in papers.values():
        yield (
            *(one.id, one.term.value, one.title, one.year, one.type),
            _joined(author.term for author in one.authors),
            *(one.venue, one.publisher, one.volume, one.issue, one.pages),
            *(one.doi, one.isbn, one.url, one.checked),
        )


def _people(explorer: Explorer, triples: Triples) -> Iterator[Line]:
    said = {
        (subject.value, predicate.value): value.value
        for subject, predicate, value in facts(triples.stated)
        if subject in explorer.people
    }
    matches = explorer.matches  # which an endpoint is asked for each time
    for term in sorted(explorer.people, key=lambda term: term.value):
        given, family, orcid = (
            said.get((term.value, f"{SCHEMA}{name}"), "")
            for name in ("givenName", "familyName", "identifier")
        )
        body = said.get((term.value, f"{RDF}type")) == f"{SCHEMA}Organization"
        name = explorer.people[term]
        yield (
            *(slug(term.value), term.value, name, given, family),
            *_orcid(orcid, matches.get(term, ())),
            "yes" if body else "",
        )


def _orcid(stated: str, matches: Iterable[Match]) -> tuple[str, str]:
    """Return the ORCID of a person as their page has it, and how it is known."""
    if stated:
        return slug(stated), "stated"
    linked = (one for one in matches if one.exact and one.object.value.startswith(ORCID))
    found = next(linked, None)
    if found is None:
        return "", ""
    return slug(found.object.value), "reviewed" if found.reviewer else "linked"


def _relations(explorer: Explorer, triples: Triples) -> Iterator[Line]:
    reasons = _reasons(triples)
    for basis, held in (("stated", triples.stated), ("inferred", triples.inferred)):
        for fact in facts(held):
            if fact[1] in explorer.relation_types and slug(fact[2].value) in explorer.index:
                key = tuple(part.value for part in fact)
                subject, relation, value = map(slug, key)
                why = reasons.get(key, {})
                notes = (why.get(name, "") for name in ("en", "vi", "source"))
                yield (subject, relation, value, basis, *notes)


def _reasons(triples: Triples) -> Mapping[tuple[str, ...], Mapping[str, str]]:
    """Return by relation the notes of the statement about it, by language, and its source."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, value in facts(triples.stated):
        about, name = said[subject.value], predicate.value
        if name == f"{SKOS}note" and isinstance(value, Literal):
            about[value.language or "en"] = value.value
        elif name == f"{DCTERMS}source":
            about["source"] = slug(value.value)
        elif name.startswith(RDF):
            about[slug(name)] = value.value
    parts = ("subject", "predicate", "object")
    return {
        tuple(about[part] for part in parts): about
        for about in said.values()
        if all(part in about for part in parts)
    }


def _concepts(explorer: Explorer) -> Iterator[Line]:
    for one in sorted(explorer.concepts.values(), key=lambda one: (one.scheme, one.id)):
        yield (
            *(one.id, one.term.value, one.scheme),
            slug(one.broader.value) if one.broader else "",
            *(*_both(one.names), *_both(one.definitions)),
        )


def _evidence(explorer: Explorer) -> Iterator[Line]:
    dois = sorted({work.doi for work in explorer.works.values() if work.doi})
    for doi in dois:
        yield from map(astuple, sorted(explorer.evidence(doi)))
