"""The command as a user runs it: what it prints, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import shutil
import socket
import sys
from pathlib import Path

import click
import pytest

from explorer.cli import COMMANDS, main, walk
from reference import PAIR


def test_compares(process) -> None:
    ended = process("compare", *PAIR, "--lang", "vi")
    assert ended.returncode == 0 and not ended.stderr
    assert "≠" in ended.stdout and "Năm ra đời" in ended.stdout and "2015–2018" in ended.stdout


def test_compares_as_json_and_csv(run) -> None:
    document = json.loads(run("compare", *PAIR, "--lang", "vi", "--json").stdout)
    assert document["lang"] == "vi" and [method["id"] for method in document["methods"]] == PAIR
    rows = list(csv.reader(io.StringIO(run("compare", *PAIR, "--csv").stdout)))
    assert len(rows) == 10


def test_a_name_with_commas_is_compared_whole(run) -> None:
    named = json.loads(run("compare", "open, axial and selective coding", "lasso", "--json").stdout)
    assert [one["id"] for one in named["methods"]] == ["straussian-grounded-theory", "lasso"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ["compare", "lasso", "randm-forest"],
            2,
            "no method “randm-forest”. The nearest: random-forest",
        ),
        (["compare", "lasso"], 2, "at least two"),
        (["compare", "lasso", "lasso"], 2, "at least two"),
        (["compare", "lasso", "Lasso"], 2, "at least two"),
        (["compare", "lasso", 'x"y'], 2, "not the slug"),
        (["compare", "lasso", "a\nb"], 2, "not the slug"),
        (["show", "nope"], 2, "no method “nope”"),
        (["list", "--family", "nope"], 2, "no family 'nope'"),
        (["list", "--family", "<x>"], 2, "no family '<x>'"),
        (["show", "a b", "--yaml"], 2, "no method “a b”"),
        (["list", "qzxw"], 2, "No method fits"),
        (["query", "nope"], 2, "no query 'nope'"),
        (["query", "resource_describe"], 2, "focus"),
        (["query", "resource_describe", "-p", "focus"], 2, "focus=..."),
        (["query", "resource_describe", "-p", "focus=<>"], 2, "not an IRI"),
        (["query", "thing_methods", "-p", "thing=mehtod:lasso"], 2, "write one such as method,"),
        (["query", "nope.rq"], 2, "cannot be read"),
        (["list", "--store", "http://127.0.0.1:9/sparql"], 1, "cannot be reached"),
        (["list", "--store", "nowhere"], 1, "neither a folder nor an address"),
    ],
)
def test_an_error_is_one_sentence_and_a_code(run, words: list[str], code: int, said: str) -> None:
    ended = run(*words)
    assert ended.returncode == code
    assert (
        said in ended.stderr and ended.stderr.count("\n") == 1 and "Traceback" not in ended.stderr
    )


def test_takes_a_name_for_a_slug(run) -> None:
    assert json.loads(run("show", "Ridge regression", "--json").stdout)["id"] == "ridge-regression"
    made = json.loads(run("compare", "Lasso", "Hồi quy ridge", "--json").stdout)
    assert [method["id"] for method in made["methods"]] == ["lasso", "ridge-regression"]


def test_says_that_a_port_is_taken(process) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = process("serve", "--port", str(taken.getsockname()[1]))
    assert ended.returncode == 2 and "cannot be listened on" in ended.stderr
    assert ended.stderr.count("\n") == 1 and not ended.stdout


def test_caps_fifty_methods_at_ten_and_says_so(run, explorer) -> None:
    slugs = [entry.id for entry in explorer.entries[:50]]
    ended = run("compare", *slugs, "--json")
    assert ended.returncode == 0
    assert len(json.loads(ended.stdout)["methods"]) == 10
    assert ended.stderr == f"Only the first 10 methods are compared; {len(slugs) - 10} left out.\n"


def test_says_what_is_wrong_with_a_query_file(run, tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_text("#+ summary: [\nSELECT ?x WHERE { ?x ?y ?z }")
    ended = run("query", "bad.rq")
    assert ended.returncode == 2 and ended.stderr.startswith("The header of query bad is not YAML")


def test_runs_a_query_file_of_ones_own(run, tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text(
        "#+ summary: One.\n#+ columns: [x]\nSELECT ?x WHERE { VALUES ?x { 1 } }"
    )
    assert run("query", "own.rq", "--csv").stdout.splitlines() == ["x", "1"]


@pytest.mark.parametrize(
    ("text", "words", "code", "said"),
    [
        ("SELECT ?m { ?m mx:extends method:lasso }", ["--csv"], 0, "method/elastic-net"),
        ("ASK { method:lasso mx:extendedBy method:elastic-net }", [], 0, "true"),  # it follows
        ("ASK { foo:a ?b ?c }", ["--csv"], 2, "plain.rq is no SELECT"),  # before it is asked
        ("SELECT ?m { ?m a ?k }", ["-p", "k=mx:Method"], 2, "plain.rq has no header"),
        (
            "SELECT ?m {\n ?m foo:a ?n }",
            [],
            1,
            "Line 2, column 5: the prefix foo: is not declared.",
        ),
        ("", [], 2, "This is no SPARQL query"),
    ],
)
def test_a_plain_file_of_sparql_is_run(run, tmp_path: Path, text, words, code, said) -> None:
    (tmp_path / "plain.rq").write_text(text)
    ended = run("query", "plain.rq", *words)
    assert ended.returncode == code and said in ended.stdout + ended.stderr


def test_describes_a_thing_by_its_short_name(run) -> None:
    out = run("query", "resource_describe", "-p", "focus=method:lasso").stdout
    assert "<https://w3id.org/method-explorer/method/lasso>" in out and out.endswith(" .\n")


def test_lists_and_shows(run) -> None:
    methods = json.loads(run("list", "--family", "decision", "--json").stdout)["methods"]
    assert methods and all(method["family"]["id"] == "decision" for method in methods)
    shown = json.loads(run("show", "lasso", "--json").stdout)
    assert shown["id"] == "lasso" and shown["relations"]
    assert "Lasso" in run("show", "lasso").stdout


def test_checks_and_formats(run, part: Path, tmp_path: Path) -> None:
    shutil.copytree(part, tmp_path / "data")
    path = tmp_path / "data" / "methods.ttl"
    before = path.read_text("utf-8")
    assert run("check").returncode == 0 and run("format", "--check").returncode == 0
    path.write_text(before.replace("\n\n", "\n\n\n", 1), "utf-8")
    spoiled = run("check")
    assert spoiled.returncode == 1 and "Run `explorer format`." in spoiled.stdout
    assert run("format", "--check").returncode == 1
    assert run("format").returncode == 0 and path.read_text("utf-8") == before


def test_says_which_file_is_broken(process, tmp_path: Path) -> None:
    (tmp_path / "methods.ttl").write_text("broken")
    for words in (["check", "."], ["list", "--store", "."], ["serve", "--store", "."]):
        ended = process(*words)
        assert ended.returncode == 1 and "methods.ttl, line 1 is not Turtle" in ended.stderr
        assert ended.stderr.count("\n") == 1


def test_the_help_names_every_command_in_a_whole_sentence(run) -> None:
    out = " ".join(run("--help").stdout.split())
    for name in COMMANDS:
        said = main.get_command(click.Context(main), name).help.strip().partition("\n\n")[0]
        assert f"{name} {' '.join(said.split()).partition('. ')[0].removesuffix('.')}." in out


def test_a_reader_that_has_gone_is_no_failure(explorer, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(walk, "open_explorer", lambda store: explorer)
    monkeypatch.setattr(sys, "stdout", Gone())
    with pytest.raises(SystemExit) as ended:
        main(["near", "lasso"])
    assert ended.value.code == 0


@pytest.mark.parametrize("name", ["list", "show", "compare", "query", "check", "format", "serve"])
def test_every_command_has_help(run, name: str) -> None:
    out = run(name, "--help").stdout
    assert out.startswith(f"Usage: explorer {name}") and len(out.splitlines()) > 6
