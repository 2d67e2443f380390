"""Rows of others' tables matched with the things here, as the Reconciliation Service API has it."""

from .asked import LONGEST, Extension, Query, batch, extension, kind, single
from .register import Register
from .score import Scored, candidates
from .things import ROOMS, Graph, Thing, Value

__all__ = [
    "LONGEST",
    "ROOMS",
    "Extension",
    "Graph",
    "Query",
    "Register",
    "Scored",
    "Thing",
    "Value",
    "batch",
    "candidates",
    "extension",
    "kind",
    "single",
]
