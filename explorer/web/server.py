"""The site under gunicorn, with threads."""

from __future__ import annotations

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

THREADS = 4


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    """Gunicorn started from Python rather than from its command line."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app, self._options = app, options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application; the workers share what it has loaded."""
        return self._app


def run(app: Flask, host: str, port: int, workers: int) -> None:
    """Serve until stopped."""
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    Server(app, options).run()
