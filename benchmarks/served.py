"""What the benchmark serves: the site over a made-up graph, and a bare page beside it."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from benchmarks.graph import generated
from explorer import config
from explorer.core import Explorer
from explorer.query import Queries
from explorer.store import EmbeddedStore
from explorer.web import create_app

SIZE = 10_000

bare = Flask("bare")


@bare.get("/")
def hello() -> str:
    """Return the least that Flask can return."""
    return "hello"


_store = EmbeddedStore(generated(SIZE, seed=7), version="benchmark")
_explorer = Explorer(_store, Queries.load(config.share() / "queries"), {})
_explorer.ready()
app = DispatcherMiddleware(create_app(_explorer), {"/bare": bare})
