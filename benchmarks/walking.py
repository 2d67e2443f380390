"""Walks over relations, and what follows from them."""

from __future__ import annotations

import random
import time

from benchmarks.graph import generated, joined, stored
from benchmarks.timing import least, queries, queries_here
from explorer import Explorer, choice
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
    peers = queries_here()
    depths = [peers["property_depth"].bind(start=choice.method(one)) for one, _ in pairs]
    joins = [
        peers["property_path"].bind(start=choice.method(one), end=choice.method(other))
        for one, other in pairs[:4]
    ]

    def depth() -> None:
        for sparql in depths:
            store.select(sparql)

    found["a property path: two steps"] = least(depth, 1) / len(depths)
    if size == WALKED[0]:

        def path() -> None:
            for sparql in joins:
                store.ask(sparql)

        found["a property path: is there one?"] = least(path, 1, 3) / len(joins)
    return found


def calls() -> dict[str, float]:
    """Time the whole call over the shipped graph, with the names, reasons and inferences."""
    explorer = Explorer.open()
    return {
        f"two steps around lasso, at most {limit}": least(
            lambda limit=limit: explorer.neighbourhood("lasso", 2, limit=limit), 3
        )
        for limit in (60, 200)
    }


def entailing_steps(size: int) -> float:
    """Time what is done once as a store is opened: what follows from the relations."""
    store = EmbeddedStore(generated(size, seed=7))
    start = time.process_time()
    store.entail(queries().rules())
    return (time.process_time() - start) * 1000
