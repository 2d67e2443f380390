"""The Reconciliation Service API in words: the manifest, types, properties, candidates, values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import __version__
from ..links import TARGETS
from ..model import Text, fold, sentence, span, spoken
from ..reconcile import ROOMS, Extension, Register, Scored, Thing, Value
from ..vocab import BASE, MX
from .languages import gettext, ngettext

Node = dict[str, Any]
MOST = 50  # queries of a batch
SIZE = {"width": 420, "height": 400}  # pixels of a preview
TYPED = {"author": "Person", "originator": "Person", "work": "Paper", "method": "Method"}


def manifest(base: str, site: str, language: str) -> Node:
    """Return what the service is and can do; `base` is its address, `site` begins all others."""
    return {
        "versions": ["0.1", "0.2"],
        "name": "Method Explorer",
        "identifierSpace": BASE,
        "schemaSpace": MX,
        "defaultTypes": [kind(name) for name in ROOMS],
        "documentation": f"{site}/{language}/api",
        "logo": f"{site}/static/mark.svg",
        "serviceVersion": __version__,
        "view": {"url": f"{base}/view?id={{{{id}}}}"},
        "preview": {"url": f"{base}/preview?id={{{{id}}}}", **SIZE},
        "suggest": {
            part: {"service_url": base, "service_path": f"/{part}"}
            for part in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": MOST,
    }


def kind(name: str) -> Node:
    """Return a type with its name."""
    return {"id": name, "name": types()[name]}


def types() -> Mapping[str, str]:
    """Return the names of the types by id."""
    named = gettext("Method"), gettext("Work"), gettext("Person or organisation")
    return dict(zip(ROOMS, named, strict=True))


def properties(register: Register, wanted: str = "") -> list[Node]:
    """Return the properties of a type, or of all, with their names."""
    held = [register.properties[one] for one in ([wanted] if wanted else ROOMS)]
    named = _names()
    return [{"id": one, "name": named[one]} for one in dict.fromkeys(sum(map(tuple, held), ()))]


def _names() -> Mapping[str, str]:
    return {
        "name-en": gettext("Name in English"),
        "name-vi": gettext("Name in Vietnamese"),
        "year": gettext("Year"),
        "family": gettext("Family"),
        "field": gettext("Field"),
        "kind": gettext("Type"),
        "originator": gettext("Originator"),
        "author": gettext("Author"),
        "work": gettext("Works"),
        "method": gettext("Methods"),
        "doi": "DOI",
        **{"".join(target.name.split()).lower(): target.name for target in TARGETS},
    }


def candidates(found: Iterable[Scored], language: str) -> Node:
    """Return what a row may be, the best first."""
    return {
        "result": [
            {
                **entity(one.thing, language),
                "type": [kind(one.thing.type)],
                "score": one.score,
                "match": one.match,
                "features": [{"id": name, "value": value} for name, value in one.features],
            }
            for one in found
        ]
    }


def suggested(things: Iterable[Thing], language: str) -> Node:
    """Return things as one chooses among them."""
    return {
        "result": [{**entity(one, language), "notable": [kind(one.type)]} for one in things],
    }


def entity(thing: Thing, language: str) -> Node:
    """Return a thing with its name and what tells it from others of the name."""
    name, about = spoken(thing.names, language, thing.id).value, told(thing, language).value
    return {"id": thing.id, "name": name, **({"description": about} if about else {})}


def told(thing: Thing, language: str) -> Text:
    """Return what a thing is in few words: a summary, who wrote it when, how much is theirs."""
    if thing.type == "Method":
        text = spoken(thing.told, language)
        return Text(sentence(text.value), text.language)
    facts = thing.facts
    if thing.type == "Paper":
        named = [one.names[""] for one in facts["author"]]
        signed = named[:3] + (["…"] if named[3:] else [])
        years = [str(one.number) for one in facts["year"]]
        return Text(" · ".join(filter(None, (", ".join(signed), *years))))
    methods, works = len(facts["method"]), len(facts["work"])
    said = [ngettext("%(num)s method introduced.", "%(num)s methods introduced.", methods)]
    said += [ngettext("%(num)s work cited here.", "%(num)s works cited here.", works)]
    counted = zip(said, (methods, works), strict=True)
    return Text(" ".join(text for text, number in counted if number), language)


def beginning(items: Iterable[Node], prefix: str) -> list[Node]:
    """Return those whose id or name, or a word of it, begins so."""
    start = fold(prefix.strip())
    return [
        one
        for one in items
        if any(
            text.startswith(start) or f" {start}" in text
            for text in (fold(one["id"]), fold(one["name"]))
        )
    ]


def extended(register: Register, asked: Extension, language: str) -> Node:
    """Return the values of properties of things, none for a property that is not known."""
    named = {one["id"]: one["name"] for one in properties(register)}
    return {
        "meta": [
            {
                "id": name,
                "name": named.get(name, name),
                **({"type": kind(TYPED[name])} if name in TYPED else {}),
            }
            for name in asked.properties
        ],
        "rows": {
            one: _row(register.named(one), asked.properties, language)
            for one in dict.fromkeys(asked.ids)
        },
    }


def words(values: Iterable[Value], language: str) -> tuple[Text, ...]:
    """Return values in words; years as one span."""
    if numbers := [one.number for one in values if one.number is not None]:
        return (Text(span(*numbers)),)
    return tuple(spoken(one.names, language) for one in values)


def _row(thing: Thing | None, names: Sequence[str], language: str) -> Node:
    facts = thing.facts if thing else {}
    return {name: [_value(one, language) for one in facts.get(name, ())] for name in names}


def _value(value: Value, language: str) -> Node:
    if value.number is not None:
        return {"int": value.number}
    name = spoken(value.names, language).value
    return {"id": value.id, "name": name} if value.id else {"str": name}
