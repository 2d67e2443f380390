"""The columns of the tables of a dump, with what each holds."""

from __future__ import annotations

ID = {"id": "The slug, the last part of the IRI", "iri": "The name of the thing in the graph"}
METHODS = {
    **ID,
    "name_en": "Its name in English",
    "name_vi": "Its name in Vietnamese",
    "aliases": "What else it is called",
    "acronyms": "Short forms",
    "family": "The slug of its family, in concepts.csv",
    "fields": "The slugs of its fields, in concepts.csv",
    "kinds": "The slugs of its types, in concepts.csv",
    "introduced": "The year of its introduction",
    "established": "The year in which it stood, where it took years",
    "originators": "The slugs of its originators, in people.csv",
    "works": "The slugs of its seminal works, in works.csv",
    "summary_en": "What it does, in English",
    "summary_vi": "What it does, in Vietnamese",
}
WORKS = {
    **ID,
    "title": "Its title",
    "year": "The year of its publication",
    "type": "Its class in FaBiO",
    "authors": "The slugs of its authors in their order, in people.csv",
    "venue": "The journal or book it stands in",
    "publisher": "Its publisher",
    "volume": "The volume",
    "issue": "The issue",
    "pages": "First and last page",
    "doi": "Its DOI, without a resolver",
    "isbn": "Its ISBN, of 13 digits",
    "url": "Its address, where it has no DOI",
    "sources": "How many public sources speak of its DOI; evidence.csv has what they say",
}
PEOPLE = {
    **ID,
    "name": "The whole name",
    "given": "Given names",
    "family": "The family name",
    "orcid": "Their ORCID",
    "orcid_basis": "stated in the graph, linked, or reviewed: a link that a person has accepted",
    "organisation": "yes for an organisation",
}
RELATIONS = {
    "subject": "The slug of a method",
    "relation": "The relation, a term of the ontology",
    "object": "The slug of the method that it leads to",
    "basis": "stated, or inferred from what is stated",
    "reason_en": "Why, in English",
    "reason_vi": "Why, in Vietnamese",
    "source": "The slug of a work that says so, in works.csv",
}
CONCEPTS = {
    **ID,
    "scheme": "fields, families or kinds",
    "broader": "The slug of the wider concept",
    "name_en": "Its name in English",
    "name_vi": "Its name in Vietnamese",
    "definition_en": "What it means, in English",
    "definition_vi": "What it means, in Vietnamese",
}
EVIDENCE = {
    "doi": "The DOI",
    "source": "Who says something of it",
    "kind": "registry, maintainer, bibliography or text",
    "title": "The title there",
    "first_author": "The first author there",
    "year": "The year there",
    "checked": "The day on which it was looked up",
}
