"""Worker processes that answer queries, one spare kept warm."""

from __future__ import annotations

import os
import tempfile
import threading
import weakref
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from ..config import Limits
from ..errors import StoreError
from . import refusals
from .process import Died, Late, Process

START = 60.0  # seconds that a worker may take to read its data


class Pool:
    """Workers over one graph. They start with the first query; none is shared over a fork."""

    def __init__(self, data: Callable[[], bytes], limits: Limits) -> None:
        """Hold what gives the data as N-Quads, and the limits."""
        self._data, self._limits = data, limits
        self._begin()
        pool = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _renew(pool()))

    def _begin(self) -> None:
        self._turn = threading.Lock()
        self._idle: deque[Process] = deque()
        self._live: set[Process] = set()
        self._file: list[BinaryIO] = []  # one, once it is needed
        self._end = weakref.finalize(self, _kill, self._live, self._file)  # at exit too

    def ask(self, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Return a worker's answer; raises Overrun where time or memory end."""
        limits = self._limits
        worker = self._take()
        try:
            worker.warm(START)
        except (Late, Died) as error:
            self._lose(worker)
            raise StoreError("A worker for queries did not start.") from error
        try:
            answer = worker.ask({**request, "seconds": limits.seconds}, limits.seconds)
        except Late as error:
            self._lose(worker)
            raise refusals.late(limits.seconds) from error
        except Died as error:
            self._lose(worker)
            if not worker.starved:
                raise refusals.broken() from error
            raise refusals.greedy(limits.memory) from error
        except BaseException:
            self._lose(worker)
            raise
        with self._turn:
            self._idle.appendleft(worker)
        return answer

    def _take(self) -> Process:
        """Return a worker, the longest warm first, and see that there is a spare."""
        with self._turn:
            worker = self._idle.popleft() if self._idle else self._start()
            while not worker.alive:  # ended by someone else
                self._drop(worker)
                worker = self._idle.popleft() if self._idle else self._start()
            if not self._idle:
                self._idle.append(self._start())
            return worker

    def _lose(self, worker: Process) -> None:
        """End a worker that is no use any more, and start the next spare."""
        with self._turn:
            self._drop(worker)
            self._idle.append(self._start())

    def _drop(self, worker: Process) -> None:
        worker.kill()
        self._live.discard(worker)

    def _start(self) -> Process:
        if not self._file:
            self._file.append(tempfile.TemporaryFile())  # noqa: SIM115 (kept for later)
            self._file[0].write(self._data())
            self._file[0].flush()
        limits, data = self._limits, self._file[0].fileno()
        worker = Process(data, limits.memory, abroad=bool(limits.services))
        self._live.add(worker)
        return worker

    def close(self) -> None:
        """End the workers; a later query starts new ones."""
        with self._turn:
            _kill(self._live, self._file)
            self._idle.clear()


def _renew(pool: Pool | None) -> None:
    if pool is not None:
        pool._begin()


def _kill(live: set[Process], file: list[BinaryIO]) -> None:
    while live:
        live.pop().kill()
    while file:
        file.pop().close()
