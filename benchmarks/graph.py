"""A made-up graph of any size, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from explorer import config
from explorer.store import EmbeddedStore
from explorer.vocab import BASE, PREFIXES, XSD

A = ox.NamedNode(f"{PREFIXES['rdf']}type")
RELATIONS = ("specialises", "extends", "hasComponent", "alternativeTo", "usedWith", "contrastsWith")
WORDS = [
    "layered",
    "robust",
    "sparse",
    "mixed",
    "random",
    "local",
    "latent",
    "dynamic",
    "joint",
    "partial",
    "adaptive",
    "dual",
]


def _node(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def _year(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(f"{XSD}gYear"))


def triples(size: int, seed: int) -> Iterator[ox.Triple]:
    """Yield about forty triples a method: names, texts, concepts, a work, people and relations."""
    chance = random.Random(seed)
    shipped = EmbeddedStore.of(config.Sources.below(config.share()).ontology)
    concepts: dict[str, list[ox.NamedNode]] = {"field": [], "family": [], "kind": []}
    for quad in shipped.quads():
        yield quad.triple
        for name, found in concepts.items():
            if quad.predicate == A and quad.subject.value.startswith(f"{BASE}{name}/"):
                found.append(quad.subject)
    ordered = {name: sorted(found, key=str) for name, found in concepts.items()}
    people = size // 2 + 1
    for number in range(people):
        yield from _person(number)
    for number in range(size):
        yield from _paper(number, people, chance)
        yield from _method(number, size, people, ordered, chance)


def _person(number: int) -> Iterator[ox.Triple]:
    person = _node(f"person:person-{number}")
    yield ox.Triple(person, A, _node("schema:Person"))
    yield ox.Triple(person, _node("schema:name"), ox.Literal(f"Given{number} Family{number}"))
    yield ox.Triple(person, _node("schema:givenName"), ox.Literal(f"Given{number}"))
    yield ox.Triple(person, _node("schema:familyName"), ox.Literal(f"Family{number}"))


def _paper(number: int, people: int, chance: random.Random) -> Iterator[ox.Triple]:
    paper = _node(f"paper:paper-{number}")
    authors = ox.NamedNode(f"{paper.value}#authors")
    yield ox.Triple(paper, A, _node("fabio:JournalArticle"))
    yield ox.Triple(paper, _node("dcterms:title"), ox.Literal(f"On method {number}"))
    yield ox.Triple(paper, _node("dcterms:issued"), _year(1950 + number % 70))
    yield ox.Triple(paper, _node("prism:publicationName"), ox.Literal(f"Journal {number % 97}"))
    yield ox.Triple(paper, _node("bibo:doi"), ox.Literal(f"10.1000/{number}"))
    yield ox.Triple(paper, _node("bibo:authorList"), authors)
    yield ox.Triple(authors, A, _node("rdf:Seq"))
    for place, person in enumerate(chance.sample(range(people), 3), 1):
        yield ox.Triple(authors, _node(f"rdf:_{place}"), _node(f"person:person-{person}"))


def _method(
    number: int,
    size: int,
    people: int,
    concepts: dict[str, list[ox.NamedNode]],
    chance: random.Random,
) -> Iterator[ox.Triple]:
    method = _node(f"method:method-{number}")
    words = " ".join(chance.sample(WORDS, 2))
    yield ox.Triple(method, A, _node("mx:Method"))
    for tag, name in (("en", f"{words} method {number}"), ("vi", f"Phương pháp {words} {number}")):
        yield ox.Triple(method, _node("skos:prefLabel"), ox.Literal(name, language=tag))
        yield ox.Triple(method, _node("skos:altLabel"), ox.Literal(f"{name} too", language=tag))
        text = f"{name}: " + " ".join(chance.choices(WORDS, k=60))
        yield ox.Triple(method, _node("skos:definition"), ox.Literal(text, language=tag))
    for name, many in (("field", 2), ("family", 1), ("kind", 2)):
        for concept in chance.sample(concepts[name], many):
            yield ox.Triple(method, _node(f"mx:{name}"), concept)
    yield ox.Triple(method, _node("mx:introduced"), _year(1950 + number % 70))
    for person in chance.sample(range(people), 2):
        yield ox.Triple(method, _node("mx:originator"), _node(f"person:person-{person}"))
    for paper in {number, chance.randrange(size)}:
        yield ox.Triple(method, _node("mx:seminalWork"), _node(f"paper:paper-{paper}"))
    for other in {chance.randrange(size) for _ in range(3)} - {number}:
        relation = _node(f"mx:{chance.choice(RELATIONS)}")
        yield ox.Triple(method, relation, _node(f"method:method-{other}"))


def generated(size: int, seed: int) -> ox.Store:
    """Return a store in memory with that many methods."""
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples(size, seed)
    )
    return store


def joined(size: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """Yield three relations a method: one slug, the type, the other slug."""
    chance = random.Random(seed)
    for number in range(size):
        for other in {chance.randrange(size) for _ in range(3)} - {number}:
            yield f"method-{number}", chance.choice(RELATIONS), f"method-{other}"


def stored(relations: Iterable[tuple[str, str, str]]) -> ox.Store:
    """Return a store that holds relations and nothing else."""
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(_node(f"method:{one}"), _node(f"mx:{kind}"), _node(f"method:{other}"))
        for one, kind, other in relations
    )
    return store
