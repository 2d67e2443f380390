"""The gate in front of whatever answers queries: so many at once, so many waiting."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

from ..config import Limits
from ..errors import Overrun


class Gate:
    """Lets queries through by their number. A process that is forked counts its own."""

    def __init__(self, limits: Limits) -> None:
        """Hold the limits."""
        self._limits = limits
        self._begin()
        gate = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _renew(gate()))

    def _begin(self) -> None:
        self._turn = threading.Condition()
        self._busy = self._waiting = 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """Wait for a turn, where there is room to wait; raises Overrun where there is none."""
        limits = self._limits
        with self._turn:
            if self._busy >= limits.workers:
                full = self._waiting >= limits.queue
                self._waiting += 1
                try:
                    if full or not self._turn.wait_for(self._free, limits.seconds):
                        raise Overrun("Too many queries are running; try again in a while.")
                finally:
                    self._waiting -= 1
            self._busy += 1
        try:
            yield
        finally:
            with self._turn:
                self._busy -= 1
                self._turn.notify()

    def _free(self) -> bool:
        return self._busy < self._limits.workers


def _renew(gate: Gate | None) -> None:
    if gate is not None:
        gate._begin()
