from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Store

from explorer.errors import ParameterError, QueryError
from explorer.iri import iri
from explorer.query import Queries, Query, read, values

GOOD = """#+ summary: Things.
#+ params: {thing: iri+, word: "literal?"}
#+ columns: [thing]
SELECT ?thing WHERE {
  VALUES ?thing { UNDEF }
  VALUES ?word { UNDEF }
  ?thing ?property ?word .
}
ORDER BY ?thing
"""
NODE = NamedNode("http://example.org/a")


def test_reads_the_header() -> None:
    query = Query.parse("things", GOOD)
    assert (query.summary, query.columns, query.form) == ("Things.", ("thing",), "SELECT")
    assert [(param.kind, param.many, param.optional) for param in query.params.values()] == [
        ("iri", True, False),
        ("literal", False, True),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("summary: Things.", "summary: [", "is not YAML"),
        ("#+ summary: Things.\n", "", "summary"),
        ("iri+", "number", "number"),
        ("VALUES ?word { UNDEF }", "", "word"),
        ("columns: [thing]", "colums: [thing]", "colums"),
        ("#+ columns: [thing]\n", "", "columns"),
        ("columns: [thing]", "columns: thing", "columns"),
        ('params: {thing: iri+, word: "literal?"}', "params: [thing]", "params"),
        ("SELECT ?thing", "INSERT ?thing", "SELECT, ASK or CONSTRUCT"),
    ],
)
def test_says_in_one_sentence_what_is_wrong_with_a_header(old: str, new: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        Query.parse("things", GOOD.replace(old, new))
    assert str(caught.value).startswith("The header of query things") and "\n" not in str(
        caught.value
    )


def test_binds_terms_into_every_slot() -> None:
    text = Query.parse("things", GOOD).bind(thing=[NODE, NamedNode("http://example.org/b")])
    assert "VALUES ?thing { <http://example.org/a> <http://example.org/b> }" in text
    assert "VALUES ?word { UNDEF }" in text


@pytest.mark.parametrize(
    "evil",
    ['" } ; DROP ALL ; #', "\\", "a\nb", "} UNION { ?s ?p ?o", "\u202e", "'''"],
)
def test_a_literal_stays_a_literal(evil: str) -> None:
    store = Store()
    store.update(f"INSERT DATA {{ <http://example.org/a> <http://example.org/p> {Literal(evil)} }}")
    sparql = Query.parse("things", GOOD).bind(thing=NODE, word=Literal(evil))
    assert len(list(store.query(sparql))) == 1


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"thing": []},
        {"thing": Literal("x")},
        {"thing": ["http://example.org/a"]},
        {"thing": NODE, "word": [Literal("a"), Literal("b")]},
        {"thing": NODE, "other": NODE},
    ],
)
def test_refuses_what_does_not_fit_a_slot(values: dict[str, object]) -> None:
    with pytest.raises(ParameterError):
        Query.parse("things", GOOD).bind(**values)


@pytest.mark.parametrize("text", ["not an iri", "http://e/<>", "", "http://e/a b"])
def test_refuses_what_is_no_iri(text: str) -> None:
    with pytest.raises(ParameterError, match="not an IRI"):
        iri(text)


@pytest.mark.parametrize(
    ("text", "near"),
    [("mehtod:lasso", "method"), ("Person:leo-breiman", "person"), ("http:lasso", "")],
)
def test_a_prefix_that_is_not_known_is_no_empty_answer(text: str, near: str) -> None:
    prefix = text.partition(":")[0]
    with pytest.raises(ParameterError, match=f"prefix “{prefix}:” is not known; .*{near}"):
        values(Query.parse("things", GOOD), [("thing", text)])
    [[made]] = values(Query.parse("things", GOOD), [("word", text)]).values()
    assert made == Literal(text)


@pytest.mark.parametrize(
    "whole", ["http://e.org/a", "mx://a", "any://a", "urn:isbn:9780000000002", "DOI:10.1000/1"]
)
def test_an_iri_that_is_written_whole_stays(whole: str) -> None:
    assert iri(whole).value == whole


def test_says_that_there_is_no_such_query(queries: Queries) -> None:
    with pytest.raises(QueryError, match="no query 'nope'"):
        queries["nope"]


def test_says_that_a_file_is_not_there(tmp_path) -> None:
    with pytest.raises(QueryError, match="cannot be read"):
        read(tmp_path / "nope.rq")
