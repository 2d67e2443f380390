"""The site under gunicorn, with threads."""

from __future__ import annotations

import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from ..config import Limits
from ..errors import ChoiceError
from .shares import Worker

THREADS = 4
PATIENCE = 120.0  # seconds for a request to come in and for its answer to be taken


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    """Gunicorn started from Python rather than from its command line."""

    def __init__(self, app: Flask, options: dict[str, Any], share: int, patience: float) -> None:
        self._app, self._options = app, options
        self.share, self.patience = share, patience
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


def run(app: Flask, bind: str, workers: int, limits: Limits) -> None:
    """Serve until stopped."""
    # queries of strangers hold threads of their own, so that pages never wait for one; and a
    # client has half of all, so that others never wait for it; behind proxies, which speak for
    # many and wait for the slow themselves, there are no shares
    share = THREADS + limits.workers + limits.queue
    options = {
        "bind": bind,
        "workers": workers,
        "threads": 2 * share,
        "limit_request_line": 8190,  # the most there is: a query may stand in an address
        "worker_class": Worker,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    # a query may wait as long as it may run
    Server(app, options, 0 if limits.proxies else share, PATIENCE + 2 * limits.seconds).run()
