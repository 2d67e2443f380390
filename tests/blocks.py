"""The code blocks of a page of Markdown, and how each kind of them is run."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import yaml
from click.testing import CliRunner
from flask.testing import FlaskClient

from explorer import Explorer
from explorer.cli import main
from explorer.query import Query
from explorer.vocab import PREFIXES
from reference import ROOT

FENCE = re.compile(r"^( *)(`{3,})([^\n`]*)\n(.*?)^\1\2 *$", re.MULTILINE | re.DOTALL)
# what no test can run: other programs, other hosts, a server that stays, a tool that fetches
APART = (
    "pip install",
    "git clone",
    "git -C public",
    "source .venv/bin/activate",
    "jupyter lab",
    "isql",
    "oxigraph serve",
    "python -m http.server",
    "explorer serve",
    "explorer export",  # minutes long; tests/test_publish.py has it
    "explorer load --store",
    "explorer verify --online",
    "explorer link wikidata",
    "explorer link openalex",
    "explorer link orcid",
    "explorer link crossref",
    "for file in",
    "explorer refresh",
    "explorer join",
    "explorer check --reason",
    "EXPLORER_SITE=",
    "EXPLORER_SPARQL_SERVICES=",
)
SITE = "http://127.0.0.1:8000"
Block = tuple[str, str]


def blocks(path: Path) -> Iterator[Block]:
    """Return the kind and the text of every code block; what Sphinx reads itself is none."""
    for found in FENCE.finditer(path.read_text("utf-8")):
        if not found[3].startswith("{"):
            yield found[3].strip(), re.sub(f"^{found[1]}", "", found[4], flags=re.MULTILINE)


def commands(text: str) -> list[str]:
    """Return the commands of a block, with lines that go on joined and without remarks."""
    lines = (line.partition(" #")[0] for line in text.replace("\\\n", " ").splitlines())
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@dataclass
class Page:
    """Runs the blocks of one page in order; what one leaves behind, the next one finds."""

    client: FlaskClient
    names: dict[str, object] = field(default_factory=lambda: {"__name__": "page"})
    printed: str = ""

    def run(self, kind: str, text: str) -> None:
        """Run a block, or fail for a kind that cannot be run."""
        kind, _, name = kind.partition(" ")
        if name:  # a file that commands further down read
            Path(name).write_text(text, "utf-8")
        runs: dict[str, Callable[[str], None]] = {
            "sh": self.shell,
            "console": apart,
            "text": self.output,
            "python": self.python,
            "ipython": self.notebook,
            "sparql": answers,
            "turtle": turtle,
            "tsv": table,
            "yaml": lambda text: yaml.safe_load(text),
            "html": self.frames,
            "nginx": configured,
        }
        assert kind in runs, f"nothing runs a block of the kind {kind!r}"
        runs[kind](text)

    def shell(self, text: str) -> None:
        self.printed = ""
        for command in commands(text):
            words = shlex.split(command)
            if words[0] == "make":
                assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text("utf-8"), re.M)
            elif words[0] == "curl":
                self.fetch(words[1:])
            else:
                self.explorer(words)

    def explorer(self, words: list[str]) -> None:
        target = Path(words.pop()) if ">" in words else None
        words = [word for word in words if word != ">"]
        assert words[0] == "explorer", f"{words[0]} is not run"
        ended = CliRunner().invoke(main, words[1:], catch_exceptions=False)
        assert ended.exit_code == 0, f"{' '.join(words)}: {ended.output}"
        quiet = words[1] == "format" or "--to" in words
        assert ended.stdout or quiet, f"{' '.join(words)} prints nothing"
        self.printed += ended.stdout
        if target:
            target.write_text(ended.stdout, "utf-8")

    def fetch(self, words: list[str]) -> None:
        """Ask our own site for what curl would ask it for."""
        headers, asked, address = {}, [], ""
        while words:
            word = words.pop(0)
            if word in ("--header", "-H"):
                name, _, value = words.pop(0).partition(":")
                headers[name] = value.strip()
            elif word == "--data-urlencode":
                asked.append(tuple(words.pop(0).split("=", 1)))
            elif word not in ("-L", "-s", "-G"):
                address = word
        assert address.startswith(f"{SITE}/"), f"{address} is not ours"
        place = address.removeprefix(SITE)
        given = self.client.open(
            place,
            base_url=SITE,
            method="POST" if asked else "GET",
            data=dict(asked) or None,
            headers=headers,
            follow_redirects=True,
        )
        assert given.status_code == 200, f"{address}: {given.status}"
        self.printed += given.text

    def output(self, text: str) -> None:
        """Hold each line against what was printed last; … stands for anything."""
        said = " ".join(self.printed.split())
        for line in filter(str.strip, text.splitlines()):
            parts = (" ".join(part.split()) for part in line.split("…"))
            assert re.search(".*".join(map(re.escape, parts)), said), f"not printed: {line}"

    def python(self, text: str) -> None:
        if ">>>" not in text:
            exec(compile(text, "page", "exec"), self.names)
            return
        test = doctest.DocTestParser().get_doctest(
            text.replace("…", "..."), self.names, "page", "page", 0
        )
        flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
        said: list[str] = []
        ran = doctest.DocTestRunner(optionflags=flags).run(test, out=said.append, clear_globs=False)
        self.names = test.globs
        assert not ran.failed, "".join(said)

    def notebook(self, text: str) -> None:
        """Run each cell; an empty line parts them."""
        from IPython.core.interactiveshell import InteractiveShell

        shell = InteractiveShell(user_ns={**self.names})
        shell.history_manager.enabled = False
        try:
            for cell in text.split("\n\n"):
                shell.run_cell(cell, silent=True).raise_error()
            self.names |= shell.user_ns
        finally:
            shell.history_manager.end_session()
            InteractiveShell.clear_instance()

    def frames(self, text: str) -> None:
        """Hold that what a piece of HTML shows of our site is there."""
        shown = Html.read(text).loaded
        assert shown, "nothing is shown"
        for source in shown:
            address = urlsplit(source)
            answer = self.client.get(f"{address.path}?{address.query}", follow_redirects=True)
            assert answer.status_code == 200, source


class Html(HTMLParser):
    """Gathers what a page loads, where its links lead, and what can be linked to in it."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()

    @classmethod
    def read(cls, text: str) -> Html:
        made = cls()
        made.feed(text)
        return made

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors.add(given.get("id", ""))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        self.loaded += [given["src"]] if "src" in given else []
        self.loaded += [given["href"]] if tag == "link" else []


def apart(text: str) -> None:
    """Hold that a block is set apart for a reason."""
    for command in commands(text):
        command = command.removeprefix("$ ")
        assert command.startswith(APART), f"{command} could be run: mark its block as sh"


def configured(text: str) -> None:
    """Hold that each line of a configuration of nginx ends, and each block is closed."""
    assert all(line.endswith((";", "{", "}")) for line in text.splitlines())
    assert text.count("{") == text.count("}")


def table(text: str) -> None:
    """Hold that the rows of a table have as many cells as its head."""
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    assert len({row.count("\t") for row in rows}) == 1


def answers(text: str) -> None:
    """Hold that a query has an answer."""
    explorer = Explorer()
    query = Query.parse("page", text).bind() if text.startswith("#+") else text
    answer = explorer.sparql(query)
    assert answer is True or len(answer), "the query finds nothing"


def turtle(text: str) -> None:
    """Hold that a piece of Turtle can be read, with the prefixes of the graph."""
    known = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    assert list(ox.parse(f"{known}{text}", format=ox.RdfFormat.TURTLE))
