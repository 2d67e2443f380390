"""The threads of the site, shared out so that a client that is slow leaves some to all others."""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from socket import SHUT_RDWR
from threading import Lock
from typing import Any

from gunicorn.util import close_graceful
from gunicorn.workers.gthread import ThreadWorker

from .pages.sparql import network

MOST_WAITING = 400  # connections of one client; what is more is closed


class Shares(ThreadPoolExecutor):
    """Threads of which one client has at most a share; its other connections wait for those."""

    def __init__(self, threads: int, share: int) -> None:
        """Hold how many threads there are, and how many of them a client may have."""
        super().__init__(threads)
        self._share, self._turn = share, Lock()
        self._busy: Counter[str] = Counter()
        self._waiting: dict[str, deque[Callable[[], None]]] = defaultdict(deque)

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Have work done for a connection, the first of what is given, when it is its turn."""
        connection, done = given[0], Future[Any]()
        client = network(connection.client[0] if connection.client else "")
        with self._turn:
            if len(self._waiting[client]) < MOST_WAITING:
                call = partial(work, *given, **named)
                self._waiting[client].append(partial(self._do, client, call, done))
                self._next(client)
                return done
        _cut(connection)
        done.set_result(False)  # which closes the connection
        return done

    def _next(self, client: str) -> None:
        if not self._waiting[client]:
            del self._waiting[client]
        elif self._busy[client] < self._share:
            self._busy[client] += 1
            super().submit(self._waiting[client].popleft())

    def _do(self, client: str, call: Callable[[], Any], done: Future[Any]) -> None:
        try:
            done.set_result(call())
        except BaseException as error:
            done.set_exception(error)
        finally:
            with self._turn:
                self._busy -= Counter([client])
                self._next(client)


def _cut(connection: Any) -> None:
    with suppress(OSError):  # gone already
        connection.sock.shutdown(SHUT_RDWR)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn is not typed
    """Gunicorn's process with threads, which bears with no client for ever."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._ends: dict[Any, float] = {}

    def get_thread_pool(self) -> ThreadPoolExecutor:
        """Return the threads, in shares where connections tell clients apart."""
        share, threads = self.app.share, self.cfg.threads
        return Shares(threads, share) if share else ThreadPoolExecutor(threads)

    def handle(self, conn: Any) -> Any:
        """Answer a request, and know until when."""
        self._ends[conn] = time.monotonic() + self.app.patience
        try:
            kept = super().handle(conn)
            if kept is False:  # here it holds up no one else until the client has closed it, too
                close_graceful(conn.sock.dup())
                _cut(conn)
            return kept
        finally:
            del self._ends[conn]

    def notify(self) -> None:
        """Say that this process lives, as it does each second, and cut off who is too slow."""
        super().notify()
        for conn, end in list(self._ends.items()):
            if end < time.monotonic():
                _cut(conn)

    def handle_quit(self, _signal: int, _frame: object) -> None:
        """Stop at once, as Ctrl+C asks, without waiting for the queries of strangers."""
        self.app.load().extensions["endpoint"].close()
        os._exit(0)
