"""The client of public services is polite, remembers, and says each failure in one sentence."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from explorer import client
from explorer.client import Client
from explorer.errors import DataError, StoreError, StoreUnavailable
from loopback import answering, free_port

GOOD = (200, {}, {"found": 1})
BUSY = (429, {"Retry-After": "0"}, "")


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less between two tries."""
    monkeypatch.setattr(client, "PAUSE", 0.01)


def asking(folder: Path | None, **options: float) -> Client:
    return Client(folder, "me@example.org", **{"pace": 0, "deadline": 2, **options})


def test_names_itself_and_asks_as_it_is_told_to(tmp_path: Path) -> None:
    with answering(GOOD) as (address, asked), asking(tmp_path) as made:
        assert made.json(f"{address}works", {"filter": "doi:10.1/a|10.1/b"}) == {"found": 1}
    assert asked[0].startswith("/works?filter=doi%3A10.1%2Fa%7C10.1%2Fb method-explorer/")
    assert "mailto:me@example.org" in asked[0]


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    missing = (404, {}, "no such thing")
    with answering(GOOD, missing, GOOD) as (address, asked):
        for _ in range(2):
            with asking(tmp_path) as made:
                assert made.json(f"{address}known") == {"found": 1}
                assert made.json(f"{address}unknown") is None
        assert len(asked) == 2
        for path in tmp_path.rglob("*"):
            os.utime(path, (time.time() - 31 * 86400,) * 2)
        with asking(tmp_path) as made:
            assert made.json(f"{address}known") == {"found": 1}
        assert len(asked) == 3
        with asking(None) as made:
            made.json(address), made.json(address)
        assert len(asked) == 5


def test_a_busy_service_is_asked_again_as_it_wishes(tmp_path: Path) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)
    dated = (503, {"Retry-After": soon}, "")
    with answering(BUSY, dated, GOOD) as (address, asked), asking(tmp_path) as made:
        assert made.json(address) == {"found": 1}
    assert len(asked) == 3


def test_keeps_its_pace_with_a_host(tmp_path: Path) -> None:
    with answering(GOOD) as (address, _), asking(tmp_path, pace=0.1) as made:
        start = time.monotonic()
        for number in range(4):
            made.json(f"{address}{number}")
        assert time.monotonic() - start >= 0.3


def test_an_answer_is_unpacked_and_a_redirection_followed(tmp_path: Path) -> None:
    moved = (301, {"Location": "/there"}, "")
    with answering(moved, GOOD) as (address, asked), asking(tmp_path) as made:
        assert made.json(address) == {"found": 1}
    assert asked[1].startswith("/there ")


FAULTS = {
    "busy for long": ((429, {"Retry-After": "3600"}, ""), StoreUnavailable, "asks to wait 3600"),
    "busy": ((503, {}, ""), StoreUnavailable, r"is busy \(HTTP 503\)"),
    "html": ((200, {}, "<html>\n<p>Sign in"), StoreError, "'<html> <p>Sign in'"),
    "empty": ((200, {}, ""), StoreError, "with nothing"),
    "cut off": ((200, {"Content-Length": "999"}, "{"), StoreUnavailable, "broke off in its answer"),
    "drips": ((200, {}, [b" "] * 100), StoreUnavailable, "took longer than 0.5 seconds"),
    "schema": ((200, {}, {"other": 1}), StoreError, "not answer in the form"),
    "list": ((200, {}, "[1]"), StoreError, "not answer in the form"),
    "deep": ((200, {}, "[" * 100_000), StoreError, "not answer in the form"),
    "not text": ((200, {}, b"\xff\xfe\x00"), StoreError, "not answer in the form"),
    "circle": ((302, {"Location": "/"}, ""), StoreUnavailable, "sends us on and on"),
    "abroad": ((302, {"Location": "ftp://x/"}, ""), StoreUnavailable, "cannot be asked"),
    "refused": ((400, {}, "Unknown\nfilter."), StoreError, "HTTP 400.: Unknown filter"),
    "forbidden": ((403, {}, ""), StoreError, "it gave no reason"),
    "bomb": ((200, {}, " " * 300_000), StoreError, "sent more than"),
    "false zip": ((200, {"Content-Encoding": "gzip"}, "no"), StoreUnavailable, "cannot be asked"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_failure_is_one_sentence_and_is_not_kept(tmp_path: Path, name: str) -> None:
    answer, kind, said = FAULTS[name]
    with (
        answering(*[answer] * client.TRIES * 5, GOOD) as (address, asked),
        asking(tmp_path, deadline=0.5, largest=200_000) as made,
    ):
        with pytest.raises(kind, match=said) as caught:
            made.json(address, read=lambda told: told["found"])
        assert address.split("/")[2] in str(caught.value)
        assert "\n" not in str(caught.value) and str(caught.value).endswith((".", "?"))
        before = len(asked)
        with pytest.raises(kind):
            made.json(address, read=lambda told: told["found"])
        assert len(asked) > before


def test_says_that_a_service_is_away(tmp_path: Path) -> None:
    with asking(tmp_path) as made:
        with pytest.raises(StoreUnavailable, match="Connection refused; run it again later"):
            made.get(f"http://127.0.0.1:{free_port()}/")
        with pytest.raises(StoreUnavailable, match="cannot be asked"):
            made.get("nonsense")


def test_says_that_the_cache_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        answering(GOOD) as (address, _),
        asking(tmp_path / "file") as made,
        pytest.raises(DataError, match=r"The cache .* cannot be used"),
    ):
        made.get(address)


def test_a_search_has_an_answer_or_the_address_is_wrong(tmp_path: Path) -> None:
    missing = (404, {}, "no such thing")
    with answering(missing) as (address, asked), asking(tmp_path) as made:
        for _ in range(2):
            with pytest.raises(StoreError, match=r"There is nothing at .*works: is that where"):
                made.json(f"{address}works", {"search": "x"}, one=False)
    assert len(asked) == 2
