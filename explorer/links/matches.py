"""Links as the graph holds them: the triple itself, and an axiom about it in terms of SSSOM."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from ..model import Fact, Match, Term
from ..query import Query
from ..store import Store
from ..vocab import BASE, PREFIXES, RDF, XSD
from .cells import decimal
from .targets import of

OWL, SSSOM = PREFIXES["owl"], PREFIXES["sssom"]
SUBJECT, PREDICATE, OBJECT = (
    NamedNode(f"{OWL}annotated{part}") for part in ("Source", "Property", "Target")
)
LABEL, JUSTIFICATION, CONFIDENCE, REVIEWER = (
    NamedNode(f"{SSSOM}{part}")
    for part in ("object_label", "mapping_justification", "confidence", "reviewer_label")
)
DATE = NamedNode(f"{PREFIXES['pav']}authoredOn")
SOURCE = NamedNode(f"{PREFIXES['dcterms']}source")
COMMENT = NamedNode(f"{PREFIXES['rdfs']}comment")
MODIFIER = NamedNode(f"{SSSOM}predicate_modifier")
SPECIAL = re.compile(rb"[^A-Za-z0-9-]")
NEGATED = NamedNode(f"{SSSOM}NegatedPredicate")  # the thing is not what the link would say it is


def named(match: Match) -> NamedNode:
    """Return the name of a link: its ends, in words; other ends make another name.

    What has no place in such a name stands as _ and its code, as _2F does for a slash.

    >>> from ..model import Match
    >>> method, wd = f"{BASE}method/lasso", "http://www.wikidata.org/entity/Q20789991"
    >>> exact = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
    >>> lexical = NamedNode("https://w3id.org/semapv/vocab/LexicalMatching")
    >>> made = Match(NamedNode(method), exact, NamedNode(wd), "lasso", lexical, 1, "2026-11-27")
    >>> named(made).value
    'https://w3id.org/method-explorer/link/method-lasso-wd-Q20789991'
    """
    target = of(match.object)
    there = f"{target.prefix}-{target.shown(match.object.value)}" if target else match.object.value
    here = match.subject.value.removeprefix(BASE).replace("/", "-", 1)
    ends = SPECIAL.sub(lambda found: b"_%02X" % ord(found[0]), f"{here}-{there}".encode())
    return NamedNode(f"{BASE}link/{ends.decode()}")


def facts(matches: Iterable[Match]) -> Iterator[Fact]:
    """Yield each link and what is known of it."""
    for match in matches:
        link = named(match)
        if match.rejected:
            yield link, MODIFIER, NEGATED
        else:
            yield match.subject, match.predicate, match.object
        yield link, NamedNode(f"{RDF}type"), NamedNode(f"{OWL}Axiom")
        yield link, SUBJECT, match.subject
        yield link, PREDICATE, match.predicate
        yield link, OBJECT, match.object
        yield link, JUSTIFICATION, match.justification
        yield link, CONFIDENCE, _typed(decimal(match.confidence), "decimal")
        yield link, DATE, _typed(match.date, "date")
        told = ((LABEL, match.label), (REVIEWER, match.reviewer), (COMMENT, match.comment))
        yield from ((link, name, Literal(text)) for name, text in told if text)
        yield from ((link, SOURCE, Literal(source)) for source in match.sources)


def _typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(f"{XSD}{kind}"))


def read(
    store: Store, queries: Mapping[str, Query], things: Iterable[NamedNode] = ()
) -> Mapping[NamedNode, tuple[Match, ...]]:
    """Return the links by what they start from: the same first, then by data set and name.

    They are those of some things, or all of them.
    """
    found: dict[NamedNode, list[Match]] = defaultdict(list)
    for match in every(store, queries, things):
        if not match.rejected:
            found[match.subject].append(match)
    return {term: tuple(sorted(held, key=_place)) for term, held in found.items()}


def rejected(store: Store, queries: Mapping[str, Query]) -> list[Match]:
    """Return the links that someone has judged to be wrong."""
    return [match for match in every(store, queries) if match.rejected]


def every(
    store: Store, queries: Mapping[str, Query], things: Iterable[NamedNode] = ()
) -> Iterator[Match]:
    """Yield the links and what was found to be none."""
    told: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(queries["link_list"].bind(thing=things)):
        told[row["link"]][row["property"].value].append(row["value"])
    for facts in told.values():
        if match := _match(facts):
            yield match


def _place(match: Match) -> tuple[bool, str, str]:
    target = of(match.object)
    return not match.exact, target.name if target else "~", match.object.value


def _match(facts: Mapping[str, list[Term]]) -> Match | None:
    """Read a link; one without its ends is none, of which `explorer check` tells."""

    def text(name: NamedNode) -> str:
        return next((term.value for term in facts.get(name.value, ())), "")

    ends = [next(iter(facts.get(name.value, ())), None) for name in (SUBJECT, PREDICATE, OBJECT)]
    subject, predicate, there = ends
    if not (
        isinstance(subject, NamedNode)
        and isinstance(predicate, NamedNode)
        and isinstance(there, NamedNode)
    ):
        return None
    return Match(
        subject,
        predicate,
        there,
        text(LABEL),
        NamedNode(text(JUSTIFICATION) or f"{PREFIXES['semapv']}UnspecifiedMatching"),
        float(text(CONFIDENCE) or 0),
        text(DATE),
        text(REVIEWER),
        tuple(sorted(term.value for term in facts.get(SOURCE.value, ()))),
        text(COMMENT),
        text(MODIFIER) == NEGATED.value,
    )
