"""The same query from elsewhere: as a command, a program and a cell of a notebook."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from urllib.parse import urlencode

Pairs = Sequence[tuple[str, str]]
GRAPHS = ("CONSTRUCT", "DESCRIBE")


def curl(address: str, pairs: Pairs, form: str) -> str:
    """Return a command that asks for the answer."""
    media = {"ASK": "application/sparql-results+json"}.get(form, "text/csv")
    sent = [f"--data-urlencode {shlex.quote(f'{name}={value}')}" for name, value in pairs]
    accept = f'--header "Accept: {"text/turtle" if form in GRAPHS else media}"'
    return " \\\n  ".join([f"curl {shlex.quote(address)}", accept, *sent])


def python(address: str, pairs: Pairs, form: str) -> str:
    """Return a program that asks through SPARQLWrapper."""
    graph = form in GRAPHS
    kind, answer = ("TURTLE", "graph") if graph else ("JSON", "answer")
    more = [f"service.addParameter({name!r}, {value!r})" for name, value in pairs[1:]]
    tail = f"print({answer}.decode())" if graph else f"print({answer})"
    return "\n".join(
        (
            f"from SPARQLWrapper import {kind}, POST, SPARQLWrapper",
            "",
            f"service = SPARQLWrapper({address!r})",
            "service.setMethod(POST)",
            f"service.setQuery({_text(pairs[0][1])})",
            *more,
            f"service.setReturnFormat({kind})",
            f"{answer} = service.queryAndConvert()"
            + {"SELECT": '["results"]["bindings"]', "ASK": '["boolean"]'}.get(form, ""),
            tail,
        )
    )


def cell(address: str, pairs: Pairs, form: str) -> str:
    """Return a cell that ends in a table of pandas, or in a graph of rdflib."""
    rest = "".join(f", ({name!r}, {value!r})" for name, value in pairs[1:])
    library, media, ends = {
        "SELECT": ("pandas", "text/csv", ["pandas.read_csv(answer)"]),
        "ASK": ("json", "application/sparql-results+json", ['json.load(answer)["boolean"]']),
    }.get(
        form,
        (
            "rdflib",
            "text/turtle",
            ['graph = rdflib.Graph().parse(answer, format="turtle")', "len(graph)"],
        ),
    )
    return "\n".join(
        (
            f"import {library}",
            "from urllib.parse import urlencode",
            "from urllib.request import Request, urlopen",
            "",
            f"query = {_text(pairs[0][1])}",
            f"sent = urlencode([('query', query){rest}]).encode()",
            f"answer = urlopen(Request({address!r}, sent, {{'Accept': {media!r}}}))",
            *ends,
        )
    )


def _text(query: str) -> str:
    """Return a query as Python writes a text, over several lines where it can."""
    plain = "\\" not in query and '"""' not in query and not query.endswith('"')
    return f'"""\n{query}\n"""' if plain else repr(query)


def link(pairs: Pairs) -> str:
    """Return the parameters of an address."""
    return urlencode(list(pairs))
