"""What pages say of the things that they list, find, compare or explain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from flask import g
from markupsafe import Markup

from ... import publish
from ...core import Explorer
from ...model import Hit, Term
from ...publish import Vocabulary
from ...vocab import BASE, slug
from ..subjects import path
from . import nodes
from .nodes import Node, script, some


def methods(
    explorer: Explorer, name: str, slugs: Sequence[str], total: int, first: int = 0
) -> Markup:
    """Return some of `total` methods, as the page names them; in order if the first has a place."""
    made = nodes.listed(explorer, slugs, brief=True)
    words = {"@context": {"@language": g.language}}  # shorter than with every name
    listed = {**words, **_items(made, total, first)}
    return script({**nodes.page("CollectionPage", name), "mainEntity": listed})


def found(explorer: Explorer, name: str, hits: Sequence[Hit]) -> Markup:
    """Return what was found, the best first."""
    classes: dict[Term, set[str]] = defaultdict(set)
    if asked := [hit.term for hit in hits if hit.type in {"person", "paper"}]:
        for row in explorer.select("thing_identity", thing=asked):
            if "class" in row:
                classes[row["thing"]].add(row["class"].value)
    made = [
        {
            "@type": _kind(hit.type, classes[hit.term]),
            "@id": hit.term.value,
            "name": nodes.texts(hit.names),
        }
        for hit in hits
    ]
    listed = {"mainEntity": _items(made, len(made))} if made else {}
    return script({**nodes.page("SearchResultsPage", name), **listed})


def compared(explorer: Explorer, name: str, slugs: Sequence[str] = ()) -> Markup:
    """Return the methods that stand side by side."""
    made = nodes.listed(explorer, slugs)
    listed = {"mainEntity": _items(made, len(made))} if made else {}
    about = [{"@id": one["@id"]} for one in made]
    return script({**nodes.page("WebPage", name), **some("about", about), **listed})


def about(
    explorer: Explorer, name: str, slugs: Sequence[str] = (), others: Iterable[str] = ()
) -> Markup:
    """Return a page about methods that names others too."""
    mentioned = [one for one in others if one not in slugs]
    return script(
        {
            **nodes.page("WebPage", name),
            **some("about", nodes.listed(explorer, slugs)),
            **some("mentions", nodes.listed(explorer, mentioned)),
        }
    )


def whole(name: str) -> Markup:
    """Return a page about the data set as a whole."""
    return script({**nodes.page("WebPage", name), "about": {"@id": publish.DATASET.value}})


def ontology(name: str, known: Vocabulary) -> Markup:
    """Return the ontology with each of its terms."""
    return script(
        {
            "@type": "DefinedTermSet",
            "@id": f"{BASE}{path()}",
            "mainEntityOfPage": nodes.page("WebPage", name),
            "name": nodes.texts(known.titles),
            **some("description", nodes.texts(known.descriptions)),
            **some("version", known.version),
            "license": {"@id": publish.LICENCE.value},
            "hasDefinedTerm": [
                nodes.defined(word.term, word.names, word.definitions)
                for word in known.words.values()
                if word.own
            ],
        }
    )


def _items(made: Sequence[Node], total: int, first: int = 1) -> Node:
    placed = [
        {"@type": "ListItem", "position": place, "item": one}
        for place, one in enumerate(made, first)
    ]
    return {
        "@type": "ItemList",
        "numberOfItems": total,
        "itemListElement": placed if first else made,
    }


def _kind(type_: str, classes: Iterable[str]) -> str:
    """Return the type of what was found, by its classes in the graph where these tell more."""
    if type_ == "person":
        return "Organization" if nodes.ORGANISATION.value in classes else "Person"
    if type_ == "paper":
        known = (nodes.WORKS[one] for one in map(slug, classes) if one in nodes.WORKS)
        return next(known, "ScholarlyArticle")
    return "DefinedTerm"
