from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pyoxigraph import Literal, NamedNode
from rdflib import Graph

from explorer import config, turtle
from explorer.errors import DataError
from explorer.model import Fact
from explorer.vocab import PREFIXES

NAMES = some.from_regex(r"[a-z0-9][a-z0-9.-]{0,8}", fullmatch=True)
NODES = some.builds(
    lambda start, name: NamedNode(f"{start}{name}"),
    some.sampled_from([*PREFIXES.values(), "http://example.org/a/"]),
    NAMES,
)
TEXTS = some.text(some.characters(codec="utf-8"), max_size=20)
LITERALS = some.one_of(
    some.builds(Literal, TEXTS),
    some.builds(lambda text: Literal(text, language="vi"), TEXTS),
    some.builds(lambda text, kind: Literal(text, datatype=kind), TEXTS, NODES),
    some.booleans().map(Literal),
)
FACTS = some.lists(some.tuples(NODES, NODES, some.one_of(NODES, LITERALS)), max_size=12)


@given(FACTS)
def test_what_is_written_reads_as_the_same_triples(facts: list[Fact]) -> None:
    text = turtle.write(facts)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "facts.ttl"
        path.write_bytes(text.encode())
        assert set(turtle.read(path)) == set(facts)
    assert turtle.write(reversed(facts)) == text


def test_another_reader_reads_the_same_graph() -> None:
    path = config.share() / "data" / "methods.ttl"
    assert len(Graph().parse(path, format="turtle")) == len(set(turtle.read(path)))


@pytest.mark.parametrize("line", ["a:b a:c [ a:d a:e ] .", "[] a:c a:d .", "a:b a:c ( a:d ) ."])
def test_refuses_blank_nodes(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(f"@prefix a: <http://a/> .\n{line}\n")
    with pytest.raises(DataError, match="blank nodes"):
        turtle.read(path)
