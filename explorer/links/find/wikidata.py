"""Methods, works and persons in Wikidata, or in a graph of its shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from ...model import Described, Term, Text
from ...services import Asking, node, parts, year
from ..score import plain, ranked
from .here import Here
from .proposed import Pair, Signature, authors

MANY = 100  # items asked about at once
TAGS = {"en": ("en", "mul")}  # mul is for names that are the same in many languages
Facts = Mapping[str, Sequence[Term]]


def methods(asking: Asking, here: Here, things: Sequence[Described]) -> Iterator[Pair]:
    """Find items that go by a name of a method."""
    names = {literal for one in things for text in here.called[one.term] for literal in _ways(text)}
    found = asking.rows("wikidata", "link_wikidata_named", sorted(names, key=str))
    items = _described(asking, "wikidata", (node(row["item"]) for row in found))
    for thing in things:
        own = {plain(name) for name in thing.names}
        near = (item for item in items.values() if own & {plain(name) for name in item.names})
        yield thing, ranked(thing, near)


def works(asking: Asking, here: Here, things: Sequence[Described]) -> Iterator[Pair]:
    """Find works by DOI, and by title those that have none."""
    bare = [one.names[0] for one in things if not one.doi]
    titles = [Literal(title, language=tag) for title in bare for tag in TAGS["en"]]
    held: dict[NamedNode, Described] = {}
    for service in _parts(asking):
        items = [item for item, _ in _identified(asking, service, _dois(things))]
        items += [
            item
            for row in asking.rows(service, "link_wikidata_titled", titles)
            if (item := node(row["item"]))
        ]
        held |= _described(asking, service, items, signed=True)
    for thing in things:
        dois = {thing.doi.casefold()} - {""}
        near = (one for one in held.values() if not thing.doi or one.doi.casefold() in dois)
        yield thing, ranked(thing, near)


def persons(asking: Asking, here: Here, things: Sequence[Described]) -> Iterator[Pair]:
    """Find persons by ORCID, and as authors of works that are matched by DOI."""
    signed: list[tuple[str, NamedNode]] = []
    wrote = [work for thing in things for work in here.wrote[thing.term]]
    for service in _parts(asking):
        dois = dict(_identified(asking, service, _dois(wrote)))
        for row in _signed(asking, service, dois):
            item, author = node(row["item"]), node(row["author"])
            if item in dois and author:
                signed.append((dois[item], author))
    known = [Literal(here.orcids[one.term]) for one in things if one.term in here.orcids]
    signed += [("", item) for item, _ in _identified(asking, "wikidata", known)]
    facts = _facts(asking, "wikidata", (person for _, person in signed))
    signatures = (
        Signature(doi, _item(person, facts[person]), _one(facts[person], "orcid"))
        for doi, person in signed
        if person in facts
    )
    return authors(things, here, signatures)


FINDS = {"method": (10, methods), "work": (40, works), "person": (25, persons)}


def _parts(asking: Asking) -> list[str]:
    """Return the endpoints that may have works, each once."""
    held = asking.services.addresses
    return ["scholarly", *(["wikidata"] if held["wikidata"] != held["scholarly"] else [])]


def _ways(text: Text) -> Iterator[Literal]:
    """Write a name as Wikidata may: mostly with a small letter, sometimes with capitals."""
    name = text.value
    for way in dict.fromkeys((name, name[:1].lower() + name[1:], name.lower(), name.title())):
        for tag in TAGS.get(text.language, (text.language or "en",)):
            yield Literal(way, language=tag)


def _dois(things: Iterable[Described]) -> list[Literal]:
    """Write DOIs as they are in Wikidata, in capitals, and as they are here."""
    dois = sorted({one.doi for one in things if one.doi})
    return [Literal(way) for doi in dois for way in dict.fromkeys((doi.upper(), doi))]


def _identified(
    asking: Asking, service: str, identifiers: Iterable[Literal]
) -> Iterator[tuple[NamedNode, str]]:
    for row in asking.rows(service, "link_wikidata_identified", identifiers):
        if item := node(row["item"]):
            yield item, row["key"].value


def _signed(
    asking: Asking, service: str, items: Iterable[NamedNode]
) -> Iterator[Mapping[str, Term]]:
    for part in parts(sorted(set(items), key=str), MANY):
        yield from asking.rows(service, "link_wikidata_authors", part)


def _described(
    asking: Asking, service: str, items: Iterable[NamedNode | None], *, signed: bool = False
) -> dict[NamedNode, Described]:
    """Describe items; of works also who wrote them, in order, as far as that is told in words."""
    facts = _facts(asking, service, items)
    made = {item: _item(item, told) for item, told in facts.items()}
    if not signed:
        return made
    lists: dict[Term, list[tuple[int, Term]]] = defaultdict(list)
    for row in _signed(asking, service, made):
        place = row["place"].value if "place" in row else ""
        lists[row["item"]].append((int(place) if place.isdecimal() else 10_000, row["author"]))
    people = _facts(asking, "wikidata", (node(one) for held in lists.values() for _, one in held))
    for item, told in lists.items():
        if isinstance(item, NamedNode) and item in made:
            ordered = [author for _, author in sorted(told, key=lambda one: one[0])]
            names = (_name(author, people) for author in ordered)
            old = made[item]
            authors = tuple(filter(None, names))
            made[item] = Described(item, old.names, old.year, authors, old.doi, old.text)
    return made


def _name(author: Term, people: Mapping[NamedNode, Facts]) -> str:
    if isinstance(author, NamedNode):
        return _one(people.get(author, {}), "name")
    return author.value


def _facts(
    asking: Asking, service: str, items: Iterable[NamedNode | None]
) -> dict[NamedNode, Facts]:
    held: dict[NamedNode, dict[str, list[Term]]] = {}
    for part in parts(sorted({item for item in items if item}, key=str), MANY):
        for row in asking.rows(service, "link_wikidata_items", part):
            if item := node(row["item"]):
                facts = held.setdefault(item, defaultdict(list))
                facts[row["property"].value].append(row["value"])
    return dict(held)


def _item(item: NamedNode, facts: Facts) -> Described:
    told = _english_first([*facts.get("name", ()), *facts.get("alias", ())])
    names = tuple(dict.fromkeys(term.value for term in told))
    when = min((year(term.value) for term in facts.get("year", ())), default="")
    makers = tuple(dict.fromkeys(term.value for term in facts.get("author", ())))
    doi, said = _one(facts, "doi").casefold(), _one(facts, "text")
    return Described(item, names, when, makers, doi, said)


def _one(facts: Facts, name: str) -> str:
    return next((term.value for term in _english_first(facts.get(name, ()))), "")


def _english_first(terms: Iterable[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: getattr(term, "language", "") not in TAGS["en"])
