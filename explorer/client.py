"""A polite client of public services: names itself, takes its time, waits as asked, remembers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from http.client import IncompleteRead
from pathlib import Path
from socket import gaierror
from types import TracebackType
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from urllib3.exceptions import HTTPError

from . import __version__
from .errors import DataError, StoreError, StoreUnavailable

AGENT = f"method-explorer/{__version__} (https://w3id.org/method-explorer/{{mail}})"
KEPT = timedelta(days=30)
BUSY = {429, 502, 503, 504}
UNKNOWN = {404, 410}
TRIES, PAUSE = 5, 0.5  # how often a busy service is asked, and the first wait where it names none
# what another try does not mend: a name that no one has, a closed door, a malformed address
HOPELESS = (gaierror, ConnectionRefusedError, requests.exceptions.InvalidURL, ValueError)
HOPS = 5  # how often a service may send on to another address
NONE, SOME = b"-", b"+"  # how a kept answer begins: the service knew nothing, or said this
MISREAD = (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError)


class Client:
    """Asks services over HTTP, one question after another; answers are kept on disk.

    What was answered is not asked again for `kept`, so a run that was stopped goes on where it
    was. A host is asked at most once each `pace` seconds; a busy one is asked again as it wishes,
    for `deadline` seconds a question in all. `mail` is where a service can write to.
    """

    def __init__(
        self,
        cache: Path | None,
        mail: str = "",
        *,
        pace: float = 0.1,
        deadline: float = 60,
        largest: int = 64 * 1024 * 1024,
        kept: timedelta = KEPT,
    ) -> None:
        self._cache, self._pace, self._deadline = cache, pace, deadline
        self._largest, self._kept = largest, kept
        self._free: dict[str, float] = {}  # when a host may be asked again
        self._session = requests.Session()
        self._session.headers["User-Agent"] = AGENT.format(mail=f"; mailto:{mail}" if mail else "")

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session.close()

    def get(
        self,
        address: str,
        params: Mapping[str, str] | None = None,
        accept: str = "application/json",
        *,
        one: bool = True,
    ) -> bytes | None:
        """Return what a service answers, and None where it does not know the `one` thing.

        A search that finds nothing has an answer too: where there is none, the address is wrong.

        Raises StoreUnavailable where it is away, busy, too slow or breaks off, and StoreError where
        it refuses or says too much.
        """
        whole = _whole(address, params)
        return self.remember(f"{accept} {whole}", lambda: self._asked(whole, accept, one=one))

    def json(
        self,
        address: str,
        params: Mapping[str, str] | None = None,
        read: Callable[[Any], Any] = lambda answer: answer,
        *,
        one: bool = True,
    ) -> Any | None:
        """Return what `read` makes of an answer in JSON, and None where `one` is not known.

        Raises as `get` does, and StoreError where the answer has another form than `read` expects;
        such an answer is not kept.
        """
        content = self.get(address, params, one=one)
        if content is None:
            return None
        try:
            return read(json.loads(content))
        except MISREAD as error:
            self._forget(f"application/json {_whole(address, params)}")
            start = " ".join(content[:60].decode("utf-8", "replace").split())
            raise StoreError(
                f"{_host(address)} did not answer in the form that it is known for but with "
                f"{repr(start) if start else 'nothing'}: is the address right?"
            ) from error

    def remember(self, question: str, ask: Callable[[], bytes | None]) -> bytes | None:
        """Return the answer that is kept for a question, else the one that `ask` gives."""
        place = self._place(question)
        if place is None:
            return ask()
        try:
            if place.is_file() and time.time() - place.stat().st_mtime < self._kept.total_seconds():
                held = place.read_bytes()
                return held[1:] if held.startswith(SOME) else None
            place.parent.mkdir(parents=True, exist_ok=True)
            answer = ask()
            draft = place.with_suffix(".draft")
            draft.write_bytes(NONE if answer is None else SOME + answer)
            draft.replace(place)
        except OSError as error:
            reason = error.strerror or error
            raise DataError(f"The cache {self._cache} cannot be used: {reason}.") from error
        return answer

    def wait(self, address: str) -> None:
        """Wait until the host of an address may be asked again."""
        host = _host(address)
        time.sleep(max(0.0, self._free.get(host, 0.0) - time.monotonic()))
        self._free[host] = time.monotonic() + self._pace

    def _place(self, question: str) -> Path | None:
        """Return the file that keeps the answer to a question."""
        name = sha256(question.encode()).hexdigest()
        return self._cache / name[:2] / name[2:40] if self._cache else None

    def _forget(self, question: str) -> None:
        if place := self._place(question):
            place.unlink(missing_ok=True)

    def _asked(self, address: str, accept: str, *, one: bool) -> bytes | None:
        """Ask until there is an answer, as often and for as long as there is for it."""
        until = time.monotonic() + self._deadline
        for attempt in range(1, TRIES + 1):
            self.wait(address)
            pause = PAUSE * 2.0 ** (attempt - 1)
            try:
                with self._once(address, accept, until) as response:
                    if response.status_code not in BUSY:
                        return self._content(response, until, one=one)
                    pause = _asked_for(response.headers.get("Retry-After", ""), pause)
                    reason = f"is busy (HTTP {response.status_code})"
            except (requests.RequestException, HTTPError) as error:
                cause = _cause(error)
                said = " ".join(str(getattr(cause, "strerror", None) or cause).split())[:200]
                reason = f"cannot be asked: {said.rstrip('.')}"
                if isinstance(cause, IncompleteRead):
                    reason = "broke off in its answer"
                if isinstance(cause, HOPELESS):
                    raise self._away(address, reason) from error
            if attempt == TRIES or time.monotonic() + pause > until:
                raise self._away(address, reason, pause)
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _away(self, address: str, reason: str, pause: float = 0) -> StoreUnavailable:
        waits = f" and asks to wait {pause:.0f} seconds" if pause > self._deadline else ""
        kept = ", what was answered is kept" if self._cache else ""
        return StoreUnavailable(f"{_host(address)} {reason}{waits}; run it again later{kept}.")

    def _once(self, address: str, accept: str, until: float) -> requests.Response:
        """Ask once, following where the service sends us on to."""
        for _ in range(HOPS):
            response = self._session.get(
                address,
                headers={"Accept": accept},
                timeout=max(0.1, until - time.monotonic()),
                allow_redirects=False,
                stream=True,
            )
            if response.next is None or not response.next.url:
                return response
            response.close()
            address = response.next.url
        raise StoreUnavailable(f"{_host(address)} sends us on and on; is the address right?")

    def _content(self, response: requests.Response, until: float, *, one: bool) -> bytes | None:
        """Read an answer to its end, for as long and as far as it may go."""
        host, status = _host(response.url), response.status_code
        if status in UNKNOWN:
            if one:
                return None
            place = response.url.partition("?")[0]
            raise StoreError(f"There is nothing at {place}: is that where the service answers?")
        content = bytearray()
        while part := response.raw.read1(1 << 16, decode_content=True):
            content += part
            if status != requests.codes.ok:
                break
            if len(content) > self._largest:
                raise StoreError(
                    f"{host} sent more than {self._largest / 2**20:g} MiB; ask for less."
                )
            if time.monotonic() > until:
                raise self._away(response.url, f"took longer than {self._deadline:g} seconds")
        if status != requests.codes.ok:
            said = " ".join(content[:300].decode("utf-8", "replace").split()).rstrip(".")
            raise StoreError(
                f"{host} refused the question (HTTP {status}): {said or 'it gave no reason'}."
            )
        return bytes(content)


def _whole(address: str, params: Mapping[str, str] | None) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(params)}" if params else address


def _host(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2]


def _asked_for(header: str, otherwise: float) -> float:
    """Return how many seconds a service asks us to wait, as a number or as a date.

    >>> _asked_for("7", 0.5), _asked_for("soon", 0.5), _asked_for("-1", 0.5)
    (7.0, 0.5, 0.5)
    """
    if header.isascii() and header.isdecimal():
        return float(header)
    try:
        then = parsedate_to_datetime(header)
    except ValueError:
        return otherwise
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _cause(error: BaseException) -> BaseException:
    """Return the innermost reason, which says what happened without what was called."""
    while inner := error.__cause__ or error.__context__:
        error = inner
    return error
