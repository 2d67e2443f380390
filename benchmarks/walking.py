"""Walks over relations, and what follows from them."""

from __future__ import annotations

import random
import time

from benchmarks.graph import generated, joined, stored
from benchmarks.timing import least, queries, queries_here
from explorer import choice
from explorer.model import Reach
from explorer.neighbourhood import ego
from explorer.neighbourhood.adjacency import Adjacency, Edge
from explorer.neighbourhood.ways import ways
from explorer.store import EmbeddedStore

WALKED = (1_000, 100_000)


def walking_steps(size: int) -> dict[str, float]:
    """Time neighbourhoods and shortest paths: here, and as property paths of SPARQL."""
    relations = list(joined(size, seed=7))
    graph = Adjacency.of(Edge(1.0, kind, one, other) for one, kind, other in relations)
    chance = random.Random(7)
    pairs = [tuple(chance.sample(list(graph.neighbours), 2)) for _ in range(50)]
    rules = ego.Rules((), graph.neighbours.__contains__)

    def near() -> None:
        for one, _ in pairs:
            walked = ego.walk(graph, Reach((one,), 2, limit=200), rules)
            ego.edges(graph, walked.distances.keys(), rules)

    def walk() -> None:
        for one, other in pairs:
            ways(graph, one, other, 3)

    found = {
        "neighbourhood of two steps": least(near, 1) / len(pairs),
        "shortest paths, the best three": least(walk, 1) / len(pairs),
    }
    store = EmbeddedStore(stored(relations))
    asked = iter(pairs * 2)

    def depth() -> None:
        one, _ = next(asked)
        store.select(queries_here()["property_depth"].bind(start=choice.method(one)))

    found["a property path: two steps"] = least(depth, 3, 3)
    if size == WALKED[0]:

        def path() -> None:
            one, other = next(asked)
            ask = queries_here()["property_path"]
            store.ask(ask.bind(start=choice.method(one), end=choice.method(other)))

        found["a property path: is there one?"] = least(path, 1, 3)
    return found


def entailing_steps(size: int) -> float:
    """Time what is done once as a store is opened: what follows from the relations."""
    store = EmbeddedStore(generated(size, seed=7))
    start = time.process_time()
    store.entail(queries().rules())
    return (time.process_time() - start) * 1000
