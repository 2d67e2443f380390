"""The site under a path of another, such as https://example.org/methods."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

Serve: TypeAlias = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Mount:
    """Says under which path the site is, be it sent on by what stands before or taken off there."""

    def __init__(self, serve: Serve, path: str) -> None:
        self._serve, self._path = serve, path

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Serve a request."""
        asked = environ.get("PATH_INFO", "")
        below = f"{asked}/".startswith(f"{self._path}/")
        environ["SCRIPT_NAME"] = self._path
        environ["PATH_INFO"] = asked.removeprefix(self._path) if below else asked
        return self._serve(environ, start)
