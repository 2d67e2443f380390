"""The shape of the whole graph: centrality, methods that connect fields, communities.

`measure` works on the pairs of related methods alone, whatever the type or direction of a relation.

- Betweenness (Brandes 2001, doi:10.1080/0022250X.2001.9990249) is the share of the shortest paths
  between other methods that pass through a method. Above `EXACT` methods it is estimated from
  `PIVOTS` of them, drawn with a fixed seed (Brandes and Pich 2007, doi:10.1142/S0218127407018403).
- A method connects fields where its neighbours are in at least `CONNECTED` fields other than its
  own. The more fields the better; among equals, the more evenly its relations are spread over
  fields, by the participation coefficient (Guimerà and Amaral 2005, doi:10.1038/nature03288), and
  then by betweenness.
- Communities are those of the Louvain method with a fixed seed (Blondel and others 2008,
  doi:10.1088/1742-5468/2008/10/P10008), numbered from the largest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode

from ..model import Community, Concept, Entry, Place, Shape
from ..vocab import slug
from .fields import Fields

__all__ = ["CONNECTED", "EXACT", "PIVOTS", "measure"]

EXACT = 2000  # methods up to which betweenness is exact
PIVOTS = 200
SEED = 1
CONNECTED = 2  # other fields that a bridge has among its neighbours


def measure(
    methods: Sequence[Entry],
    concepts: Mapping[NamedNode, Concept],
    edges: Iterable[tuple[str, str]],
) -> Shape:
    """Return the shape of a graph of methods from the pairs of slugs that are related."""
    slugs = sorted(entry.id for entry in methods)
    graph = _graph(slugs, edges)
    pivots = PIVOTS if len(slugs) > EXACT else 0
    between = _betweenness(slugs, graph, pivots)
    groups, modularity = _groups(slugs, graph)
    fields = Fields(methods, concepts)
    within = {member: number for number, group in enumerate(groups, 1) for member in group}
    places = {}
    for node, entry in enumerate(sorted(methods, key=lambda entry: entry.id)):
        beside = [slugs[other] for other in graph[node]]
        places[entry.id] = Place(
            entry.id,
            slug(entry.family.value) if entry.family else "",
            fields.main[entry.id],
            len(beside),
            between[entry.id],
            fields.participation(beside),
            within.get(entry.id, 0),
            fields.connected(entry, beside),
        )
    pairs = [(slugs[one], slugs[other]) for one, other in graph.edges]
    return Shape(
        places,
        _bridges(places),
        tuple(_ranked(place for place in places.values() if place.betweenness)),
        tuple(_community(number, group, places) for number, group in enumerate(groups, 1)),
        fields.joints(pairs),
        len(pairs),
        modularity,
        pivots,
    )


def _graph(slugs: Sequence[str], edges: Iterable[tuple[str, str]]) -> Any:
    """Return the graph over the places of slugs: sets of numbers keep their order, words do not."""
    import networkx

    place = {name: number for number, name in enumerate(slugs)}
    known = ((place[one], place[other]) for one, other in edges if one in place and other in place)
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(slugs)))
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in known if pair[0] != pair[1]}))
    return graph


def _betweenness(slugs: Sequence[str], graph: Any, pivots: int) -> dict[str, float]:
    import networkx

    found = networkx.betweenness_centrality(graph, k=pivots or None, seed=SEED)
    return {slugs[node]: value for node, value in found.items()}


def _groups(slugs: Sequence[str], graph: Any) -> tuple[list[list[str]], float]:
    """Return the communities, the largest first, and their modularity; none where none relates."""
    import networkx

    if not graph.number_of_edges():
        return [], 0.0
    found = networkx.community.louvain_communities(graph, seed=SEED)
    modularity = float(networkx.community.modularity(graph, found))
    groups = [sorted(slugs[node] for node in group) for group in found if len(group) > 1]
    return sorted(groups, key=lambda group: (-len(group), group)), modularity


def _ranked(places: Iterable[Place]) -> list[str]:
    """Return slugs by betweenness, then degree."""
    ranked = sorted(places, key=lambda place: (-place.betweenness, -place.degree, place.id))
    return [place.id for place in ranked]


def _bridges(places: Mapping[str, Place]) -> tuple[str, ...]:
    found = [place for place in places.values() if len(place.connects) >= CONNECTED]
    found.sort(
        key=lambda place: (
            -len(place.connects),
            -place.participation,
            -place.betweenness,
            place.id,
        )
    )
    return tuple(place.id for place in found)


def _community(number: int, group: Sequence[str], places: Mapping[str, Place]) -> Community:
    members = [places[member] for member in group]
    return Community(
        number,
        tuple(_ranked(members)),
        _tally(place.family for place in members),
        _tally(place.field for place in members),
    )


def _tally(slugs: Iterable[str]) -> dict[str, int]:
    counts = Counter(filter(None, slugs))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
