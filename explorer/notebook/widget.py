"""Neighbourhoods and paths as widgets, in which one walks by mouse, by keyboard or as a list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import artwork
from .frames import missing

if TYPE_CHECKING:
    from anywidget import AnyWidget

VIEW = "application/vnd.jupyter.widget-view+json"


def widget(graph: Mapping[str, Any], start: str, picture: str) -> AnyWidget:
    """Return a graph as a widget whose `selected` is the slug of the method that is chosen.

    `picture` is HTML that stands for it where no script runs, such as in a saved notebook. Raises
    ExplorerError where anywidget is not installed.
    """
    return _kind()(graph={**graph, "colours": artwork.colours()}, selected=start, picture=picture)


@cache
def _kind() -> type[AnyWidget]:
    """Return the class of such widgets, which is made when the first of them is asked for."""
    try:
        import anywidget
        from traitlets import Dict, Unicode
    except ImportError as error:
        raise missing("Widgets", "anywidget") from error

    class Graph(anywidget.AnyWidget):
        """Methods and their relations, to be walked through."""

        _esm = artwork.script()
        _css = Path(__file__).with_name("widget.css").read_text("utf-8")
        graph = Dict().tag(sync=True)
        selected = Unicode().tag(sync=True)
        picture = Unicode()

        def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
            """Show the picture where there is no widget."""
            made = super()._repr_mimebundle_(**kwargs)
            if made is None:
                return None
            data, about = made if isinstance(made, tuple) else (made, {})
            return {**data, "text/plain": repr(self), "text/html": self.picture}, about

        def __repr__(self) -> str:
            return f"<Widget: {self.graph['title']}, {self.selected} is chosen>"

    return Graph
