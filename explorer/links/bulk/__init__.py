"""Links works against a downloaded dump of a data set, in whatever engine Ibis speaks to."""

from .missing import missing

try:
    from .blocking import pairs
    from .engines import Engine, engine
    from .layouts import LAYOUTS, Layout, layout
    from .snapshot import Snapshot
except ImportError as error:
    raise missing("Ibis and DuckDB", "bulk") from error

__all__ = ["LAYOUTS", "Engine", "Layout", "Snapshot", "engine", "layout", "pairs"]
