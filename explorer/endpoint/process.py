"""One worker process as the pool sees it: asked with a deadline, and killed when it is over."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("worker.py")


class Late(Exception):
    """A worker did not answer in time."""


class Died(Exception):
    """A worker ended instead of answering."""


class Process:
    """A worker process; only the process that started it may kill it."""

    def __init__(self, data: int, memory: int, *, abroad: bool = False) -> None:
        """Start a worker over the N-Quads behind a descriptor, which may ask services or not."""
        self._owner, self._read = os.getpid(), bytearray()
        self._process = subprocess.Popen(  # noqa: S603 (our own program and numbers)
            [
                sys.executable,
                "-P",
                PROGRAM,
                str(data),
                str(memory),
                *(["abroad"] if abroad else []),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(data,),
            cwd="/",
            bufsize=0,
        )
        self._warm = False

    @property
    def alive(self) -> bool:
        """Say whether the process runs."""
        return self._process.poll() is None

    @property
    def starved(self) -> bool:
        """Say whether it ended for want of memory, on which the engine aborts."""
        return self._process.poll() == -signal.SIGABRT

    def warm(self, seconds: float) -> None:
        """Wait until it has read its data; raises Late or Died."""
        if not self._warm:
            self._line(time.monotonic() + seconds)
            self._warm = True

    def ask(self, request: Mapping[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Return what it says to a request, and the bytes of the answer; raises Late or Died."""
        deadline = time.monotonic() + seconds
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")  # type: ignore[union-attr]
        except BrokenPipeError as error:
            raise Died from error
        said: dict[str, Any] = json.loads(self._line(deadline))
        while len(self._read) < said["size"]:
            self._more(deadline)
        body, self._read = bytes(self._read[: said["size"]]), bytearray()
        return said, body

    def _line(self, deadline: float) -> bytearray:
        while b"\n" not in self._read:
            self._more(deadline)
        line, _, self._read = self._read.partition(b"\n")
        return line

    def _more(self, deadline: float) -> None:
        pipe = self._process.stdout
        assert pipe is not None  # noqa: S101 (it was asked for)
        left = max(0.0, deadline - time.monotonic())
        if not select.select([pipe], [], [], left)[0]:
            raise Late
        part = os.read(pipe.fileno(), 1 << 20)
        if not part:
            raise Died
        self._read += part

    def kill(self) -> None:
        """End the process and wait until it is gone."""
        if self._owner == os.getpid():
            self._process.kill()
            self._process.communicate()
