"""What bibliographies and registries say of DOIs, from recorded answers, faults included."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from explorer import client, config
from explorer.client import Client
from explorer.errors import DataError, StoreError, StoreUnavailable
from explorer.verify import REGISTRIES, Bibliography, Registry
from loopback import answering

CROSSREF = {
    "message": {
        "title": ["Random Forests"],
        "subtitle": [],
        "author": [{"given": "Leo", "family": "Breiman", "sequence": "first"}],
        "issued": {"date-parts": [[2001, 10]]},
    }
}
DATACITE = {
    "data": {
        "attributes": {
            "titles": [{"title": "Attention Is All You Need"}],
            "creators": [{"name": "Vaswani, Ashish", "familyName": "Vaswani"}],
            "publicationYear": 2017,
        }
    }
}


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less between two tries."""
    monkeypatch.setattr(client, "PAUSE", 0.01)


def registry(name: str, address: str) -> Registry:
    return replace(REGISTRIES[name], address=address)


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("crossref", CROSSREF, ("Random Forests", "Breiman", "2001")),
        ("datacite", DATACITE, ("Attention Is All You Need", "Vaswani", "2017")),
        ("crossref", {"message": {"title": [], "issued": {"date-parts": [[None]]}}}, ("", "", "")),
    ],
)
def test_reads_what_an_agency_says(
    tmp_path: Path, day, name: str, answer: object, said: tuple[str, ...]
) -> None:
    with (
        answering((200, {}, answer)) as (address, asked),
        Client(tmp_path / "cache", "me@example.org") as asking,
    ):
        rows = registry(name, address).rows(asking, "10.1/x", day)
    assert [(row.title, row.first_author, row.year) for row in rows] == [said]
    assert rows[0].kind == "registry" and "mailto:me@example.org" in asked[0]


def test_asks_once_and_takes_up_where_it_stopped(tmp_path: Path, day) -> None:
    with answering((200, {}, CROSSREF)) as (address, asked):
        for _ in range(2):
            with Client(tmp_path / "cache") as asking:
                registry("crossref", address).rows(asking, "10.1/x", day)
    assert len(asked) == 1


def test_waits_as_it_is_asked_to(tmp_path: Path, day) -> None:
    busy = (429, {"Retry-After": "0"}, "")
    with (
        answering(busy, busy, (200, {}, CROSSREF)) as (address, asked),
        Client(tmp_path / "c") as asking,
    ):
        assert registry("crossref", address).rows(asking, "10.1/x", day)
    assert len(asked) == 3


def test_an_unknown_doi_is_no_error(tmp_path: Path, day) -> None:
    with (
        answering((404, {}, "Resource not found.")) as (address, _),
        Client(tmp_path / "c") as asking,
    ):
        assert registry("crossref", address).rows(asking, "10.1/x", day) == []


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((200, {"Content-Type": "text/html"}, "<html>"), StoreError),
        ((200, {}, {"other": "schema"}), StoreError),
        ((200, {}, {"message": {"title": 3}}), StoreError),
        ((503, {"Retry-After": "0"}, ""), StoreUnavailable),
        ((403, {}, ""), StoreError),
        ((302, {"Location": "/again"}, ""), StoreError),
        ((200, {"Content-Length": "99999"}, "{"), StoreUnavailable),
    ],
    ids=["html", "schema", "types", "busy", "refused", "redirect", "cut off"],
)
def test_a_failure_is_one_sentence(tmp_path: Path, day, answer, kind: type[StoreError]) -> None:
    with (
        answering(answer) as (address, _),
        Client(tmp_path / "c") as asking,
        pytest.raises(kind) as caught,
    ):
        registry("crossref", address).rows(asking, "10.1/x", day)
    assert "crossref" in str(caught.value) and "\n" not in str(caught.value)


BIBLIOGRAPHY = [
    {
        "doi": "10.1/A",
        "title": "A thing",
        "authors": ["Doe, Jane"],
        "year": 2001,
        "sources": ["cran:x", "github:y"],
    },
    {
        "doi": "10.1/b",
        "surnames": ["Roe", "Poe"],
        "year": 2002,
        "sources": ["pypi:z"],
        "same_as_doi": "10.1/c",
    },
]


def test_reads_a_local_bibliography(tmp_path: Path, day) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text("\n".join(map(json.dumps, BIBLIOGRAPHY)), "utf-8")
    known = Bibliography(path)
    assert [
        (row.source, row.kind, row.title, row.first_author) for row in known.rows("10.1/a", day)
    ] == [
        ("cran:x", "maintainer", "A thing", "Doe"),
        ("github:y", "bibliography", "A thing", "Doe"),
    ]
    assert [row.first_author for row in known.rows("10.1/c", day)] == ["Roe Poe"]
    assert known.rows("10.1/d", day) == []


@pytest.mark.parametrize("line", ["not json", "[]", '{"title": "no doi"}'])
def test_says_which_line_of_a_bibliography_is_wrong(tmp_path: Path, line: str) -> None:
    (tmp_path / "b.jsonl").write_text(f'{{"doi": "10.1/a"}}\n{line}\n', "utf-8")
    with pytest.raises(DataError, match="line 2 is not a JSON object with a doi"):
        Bibliography(tmp_path / "b.jsonl")


def test_the_command_keeps_what_sources_say_and_lists_who_disagrees(run, tmp_path: Path) -> None:
    shutil.copytree(config.share() / "data", tmp_path / "data")
    record = {
        "doi": "10.1023/a:1010933404324",
        "title": "Random Forests",
        "authors": ["Breiman, L."],
    }
    lines = [
        json.dumps({**record, "year": 2001, "sources": ["list:right"]}),
    ]
    (tmp_path / "b.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "c.jsonl").write_text(
        json.dumps({**record, "year": 1991, "sources": ["list:wrong"]}), "utf-8"
    )
    ended = run("verify", "--bibliography", "b.jsonl", "--bibliography", "c.jsonl")
    assert ended.returncode == 0, ended.stderr
    assert "list:wrong has the year '1991'" in ended.stdout and "list:right" not in ended.stdout
    text = (tmp_path / "data" / "evidence.tsv").read_text("utf-8")
    assert "list:right" in text and "list:wrong" in text
    assert run("check").returncode == 0
    assert run("verify").returncode == 2
