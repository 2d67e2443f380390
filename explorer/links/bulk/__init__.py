"""Links works against a downloaded snapshot of a data set, in whatever engine Ibis speaks to."""

from .blocking import pairs
from .engines import Engine, engine
from .layouts import LAYOUTS, Layout
from .snapshot import Snapshot

__all__ = ["LAYOUTS", "Engine", "Layout", "Snapshot", "engine", "pairs"]
