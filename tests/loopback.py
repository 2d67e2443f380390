"""Servers on loopback: for recorded answers, faults included, and programs that serve."""

from __future__ import annotations

import json
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def sending_on(body: bytes) -> Iterator[tuple[str, list[str | None]]]:
    """Answer only GET, and send it on to another server; gives what both were told of who asks."""
    told: list[str | None] = []

    class Other(Recorded):
        def do_GET(self) -> None:
            told.append(self.headers["Authorization"])
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

    with serving(Other) as other:

        class Guarded(Recorded):
            def do_POST(self) -> None:
                self.send_error(405)

            def do_GET(self) -> None:
                told.append(self.headers["Authorization"])
                self.send_response(302)
                self.send_header("Location", other)
                self.end_headers()

        with serving(Guarded) as address:
            yield address, told


@contextmanager
def answering(*answers: tuple[int, dict[str, str], object]) -> Iterator[tuple[str, list[str]]]:
    """Serve recorded answers in turn, the last for ever; gives what was asked, and by whom.

    A body is bytes, text, what becomes JSON, or a list of parts that drip in.
    """
    asked: list[str] = []

    class Handler(Recorded):
        def do_GET(self) -> None:
            asked.append(f"{self.path} {self.headers['User-Agent']}")
            status, headers, body = answers[min(len(asked), len(answers)) - 1]
            drips = isinstance(body, list) and body and isinstance(body[0], bytes)
            text = body.encode() if isinstance(body, str) else body
            parts = body if drips else [text if isinstance(text, bytes) else encoded(body)]
            length = str(sum(map(len, parts)))
            self.send_response(status)
            for name, value in {"Content-Length": length, **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # whoever asked may have had enough
                for part in parts:
                    self.wfile.write(part)
                    self.wfile.flush()
                    time.sleep(0.05 if drips else 0)

    with serving(Handler) as address:
        yield address, asked


def encoded(body: object) -> bytes:
    return json.dumps(body).encode()


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
