"""The site under gunicorn, with threads."""

from __future__ import annotations

import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from ..errors import ChoiceError

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


def address(host: str, port: int) -> str:
    """Return a host and port as an address has them.

    >>> address("::1", 8000)
    '[::1]:8000'
    """
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def free(host: str, port: int) -> None:
    """Raise ChoiceError where the port cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        reason = error.strerror or error
        raise ChoiceError(
            f"{address(host, port)} cannot be listened on: {reason}; choose another --port."
        ) from error


def run(app: Flask, bind: str, workers: int, threads: int = THREADS) -> None:
    """Serve until stopped."""
    options = {
        "bind": bind,
        "workers": workers,
        "threads": threads,
        "limit_request_line": 8190,  # the most there is: a query may stand in an address
        "worker_class": "gthread",
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    Server(app, options).run()
