"""The ontology: every term of it explained, a picture of how they hang together, and as data."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from pyoxigraph import NamedNode
from werkzeug.wrappers import Response as Answer

from ... import publish
from ...core import Explorer
from ...errors import NotFound
from ...model import Text, collated, spoken
from ...publish import Vocabulary, Word
from ...vocab import BASE, MX, short
from .. import languages, markup
from ..diagram import Diagram, diagram
from ..documents import document
from ..frame import Frame, frame
from ..languages import gettext
from . import home, thing

CONCEPTS = {"fields": "field", "families": "family", "kinds": "kind"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A term as another names it: how it is written, and its anchor where it is explained here."""

    name: str
    id: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A term in the language of the page, with what holds of it."""

    id: str
    name: str
    kind: str
    label: Text
    definition: Text
    facts: tuple[tuple[str, tuple[Mention, ...]], ...]
    traits: tuple[str, ...]
    uses: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A concept scheme with its concepts."""

    id: str
    facet: str
    name: Text
    definition: Text
    concepts: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The terms in groups, a picture of them, and the concept schemes."""

    frame: Frame
    version: str
    description: Text
    groups: tuple[tuple[str, str, tuple[Explained, ...]], ...]
    diagram: Diagram | None
    labels: dict[str, Text]
    schemes: tuple[Listed, ...]


def lead(explorer: Explorer, form: str = "") -> ResponseReturnValue:
    """Send the ontology as a document, or lead to the form of it that is asked for."""
    if form:
        facts = publish.ontology(explorer.store, explorer.queries)
        return document(publish.written(facts, form), form)
    return thing.towards(("html", *publish.FORMS), _address)


def version(explorer: Explorer, version: str, form: str = "") -> ResponseReturnValue:
    """Lead from the version that there is to the ontology, or send that; raises NotFound."""
    said = {row["value"].value for row in explorer.select("ontology_header")}
    if f"{BASE}ontology/{version}" in said:
        return lead(explorer, form)
    if form == "ttl":
        return home.ontology_file(explorer, version)
    raise NotFound("There is nothing called “{slug}” here.", slug=version[:60])


def turtle(explorer: Explorer, name: str) -> ResponseReturnValue:
    """Send the ontology by its version, or else the file of it that has this name."""
    return version(explorer, name, "ttl")


def context(explorer: Explorer) -> Answer:
    """Send the words that JSON-LD documents of the graph use."""
    return document(publish.context_file().read_text("utf-8"), "jsonld")


def _address(form: str) -> str:
    if form == "html":
        return url_for("pages.terms", language=languages.preferred())
    return url_for("pages.vocabulary", form=form)


def show(explorer: Explorer, language: str) -> ResponseReturnValue:
    """Explain the ontology term by term."""
    known = publish.vocabulary(explorer.store, explorer.queries)
    focus = known.words.get(NamedNode(f"{MX}Method"))
    title = gettext("Ontology")
    page = Ontology(
        frame=frame(explorer, title, "about", markup=markup.ontology(title, known)),
        version=known.version,
        description=spoken(known.descriptions, language),
        groups=_groups(known),
        diagram=diagram(known, focus) if focus else None,
        labels={word.id: spoken(word.names, language, word.id) for word in known.words.values()},
        schemes=_schemes(explorer, known),
    )
    return render_template("ontology.html", page=page)


def _groups(known: Vocabulary) -> tuple[tuple[str, str, tuple[Explained, ...]], ...]:
    own = [word for word in known.words.values() if word.own]
    classes = [word for word in own if word.kind in ("Class", "NamedIndividual")]
    between = [word for word in own if word.related]
    others = [word for word in own if word not in classes and word not in between]
    titles = (
        ("classes", gettext("Classes and their members"), classes),
        ("relations", gettext("How methods are related"), between),
        ("properties", gettext("What else is said"), others),
    )
    return tuple(
        (anchor, title, tuple(_explained(known, word) for word in words))
        for anchor, title, words in titles
    )


def _explained(known: Vocabulary, word: Word) -> Explained:
    facts = {
        gettext("Said of"): word.domain,
        gettext("Leads to"): word.range,
        gettext("Inverse"): word.inverse,
        gettext("Narrower than"): word.above,
        gettext("Wider than"): word.below,
        gettext("Nothing is both this and"): word.disjoint,
    }
    return Explained(
        id=word.id,
        name=short(word.term.value),
        kind=_kinds()[word.kind],
        label=spoken(word.names, g.language, word.id),
        definition=spoken(word.definitions, g.language),
        facts=tuple(
            (name, tuple(_mention(known, term) for term in terms))
            for name, terms in facts.items()
            if terms
        ),
        traits=tuple(_traits()[trait] for trait in word.traits),
        uses=None if word.kind == "NamedIndividual" else word.uses,
    )


def _mention(known: Vocabulary, term: NamedNode) -> Mention:
    word = known.words.get(term)
    return Mention(short(term.value), word.id if word and word.own else "")


def _kinds() -> dict[str, str]:
    return {
        "Class": gettext("Class"),
        "NamedIndividual": gettext("Member of a class"),
        "ObjectProperty": gettext("Property that leads to things"),
        "DatatypeProperty": gettext("Property that leads to values"),
        "AnnotationProperty": gettext("Annotation"),
    }


def _traits() -> dict[str, str]:
    return {
        "Functional": gettext("at most one value"),
        "Symmetric": gettext("symmetric: holds both ways"),
        "Asymmetric": gettext("asymmetric: never holds both ways"),
        "Transitive": gettext("transitive: carries on from step to step"),
        "Irreflexive": gettext("irreflexive: never leads back to itself"),
    }


def _schemes(explorer: Explorer, known: Vocabulary) -> tuple[Listed, ...]:
    made = []
    for scheme in known.schemes:
        members = [one for one in explorer.concepts.values() if one.scheme == scheme.id]
        named = [(one.id, spoken(one.names, g.language, one.id)) for one in members]
        named.sort(key=lambda concept: collated(concept[1].value, g.language))
        name = spoken(scheme.names, g.language, scheme.id)
        definition = spoken(scheme.definitions, g.language)
        if facet := CONCEPTS.get(scheme.id):
            made.append(Listed(scheme.id, facet, name, definition, tuple(named)))
    return tuple(made)
