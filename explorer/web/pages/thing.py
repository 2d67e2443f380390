"""The names of things: each leads to the page or to a document, and these are the documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from pyoxigraph import Literal, NamedNode
from werkzeug.wrappers import Response as Answer

from ... import choice, export, publish
from ...browse import MISSING
from ...config import LANGUAGES
from ...core import Explorer
from ...errors import NotFound
from ...model import Fact, Term
from ...vocab import BASE, PREFIXES, slug
from .. import languages, negotiation
from ..documents import document
from ..subjects import OTHERS, UNSHOWN
from . import concept, method, paper, person

Plain = Callable[..., ResponseReturnValue]
PLAIN: dict[str, Plain] = {
    "method": method.show,
    "paper": paper.show,
    "person": person.show,
    **{scheme: partial(concept.show, scheme=scheme) for scheme in ("field", "family", "kind")},
}
ROOMS = (*PLAIN, *OTHERS)
SUBJECT, PREDICATE, OBJECT = (
    NamedNode(f"{PREFIXES['rdf']}{part}") for part in ("subject", "predicate", "object")
)
LINKED = NamedNode(f"{PREFIXES['owl']}annotatedSource")
NOTE = NamedNode(f"{PREFIXES['skos']}note")
LINK = re.compile(r"[\w.-]+", re.ASCII)
SOURCE = NamedNode(f"{PREFIXES['dcterms']}source")


def forms(room: str) -> tuple[str, ...]:
    """Return the forms that a thing is to be had in, the page first where there is one."""
    page = () if room in UNSHOWN else ("html",)
    return (*page, *publish.FORMS, *(("json",) if room in (*PLAIN, "statement") else ()))


def lead(explorer: Explorer, room: str, slug: str) -> Answer:
    """Lead from the name of a thing to the page about it or to the document that is asked for."""
    term = _named(room, slug)
    if not publish.known(explorer.store, explorer.queries, term):
        raise _missing(room, slug)
    return towards(forms(room), lambda form: _address(explorer, room, term, form))


def towards(there: Sequence[str], address: Callable[[str], str]) -> Answer:
    """Lead to the form that is asked for, or say which there are."""
    form = negotiation.wanted(there)
    if not form:
        return negotiation.refused({each: address(each) for each in there})
    response = redirect(address(form), 303)
    response.headers["Vary"] = negotiation.VARY
    return response


def show(explorer: Explorer, room: str, slug: str, form: str) -> ResponseReturnValue:
    """Send a document of a thing."""
    term = _named(room, slug)
    if form == "json" and room in PLAIN:
        return PLAIN[room](explorer, LANGUAGES[0], slug, form)
    if form not in forms(room) or not publish.known(explorer.store, explorer.queries, term):
        raise _missing(room, slug)
    facts = publish.describe(explorer.store, explorer.queries, term)
    if form == "json":
        return document(export.as_text(_statement(term, facts)), form)
    return document(publish.written(facts, form), form)


def _named(room: str, slug: str) -> NamedNode:
    """Make the name of a thing; those of links have what the things at their ends are called."""
    linked = room == "link" and LINK.fullmatch(slug)
    return NamedNode(f"{BASE}link/{slug}") if linked else choice.thing(room, slug)


def _address(explorer: Explorer, room: str, term: NamedNode, form: str) -> str:
    named, language = slug(term.value), languages.preferred()
    if form != "html":
        return url_for("pages.document", room=room, slug=named, form=form)
    if room == "scheme":
        return url_for("pages.terms", language=language, _anchor=named)
    if room in ("statement", "link"):
        facts = publish.describe(explorer.store, explorer.queries, term)
        about = _one(facts, term, SUBJECT if room == "statement" else LINKED)
        room, _, named = about.value.removeprefix(BASE).partition("/")
    return url_for(f"pages.{room}", language=language, slug=named)


def _statement(term: NamedNode, facts: Sequence[Fact]) -> export.Document:
    """Return why two methods are related as plain JSON."""
    parts = {"subject": SUBJECT, "relation": PREDICATE, "object": OBJECT}
    sources = [value for subject, path, value in facts if (subject, path) == (term, SOURCE)]
    return {
        "id": slug(term.value),
        "iri": term.value,
        **{name: slug(_one(facts, term, path).value) for name, path in parts.items()},
        "notes": {
            value.language or "": value.value
            for subject, path, value in facts
            if (subject, path) == (term, NOTE) and isinstance(value, Literal)
        },
        "sources": [slug(source.value) for source in sources],
    }


def _one(facts: Sequence[Fact], subject: NamedNode, path: NamedNode) -> Term:
    found = (value for fact, about, value in facts if (fact, about) == (subject, path))
    return next(found, NamedNode(PREFIXES["method"]))


def _missing(room: str, slug: str) -> NotFound:
    if room in MISSING:
        return MISSING[room](slug)
    if room == "method":
        return NotFound("There is no method “{slug}”.", slug, slug=slug)
    if room == "paper":
        return NotFound("There is no work “{slug}”.", slug=slug)
    if room == "person":
        return NotFound("There is no person “{slug}”.", slug=slug)
    return NotFound("There is nothing called “{slug}” here.", slug=slug)
