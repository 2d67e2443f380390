"""Servers on loopback: for recorded answers, faults included, and programs that serve."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path


class Recorded(BaseHTTPRequestHandler):
    """Says nothing on stderr."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(handler: type[Recorded]) -> Iterator[str]:
    """Answer on a free port for as long as the block runs; gives the address."""
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(command: list[str | Path], address: str) -> Iterator[str]:
    """Start a server, wait until it answers, and stop it in the end."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        for _ in range(300):
            try:
                urllib.request.urlopen(address).close()
                break
            except OSError:
                assert process.poll() is None, process.stderr.read().decode()
                time.sleep(0.05)
        yield address
        process.terminate()
