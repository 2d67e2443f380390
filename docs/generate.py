"""The parts of the reference that are made from the program, as Markdown."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pyoxigraph import Literal

from explorer import Explorer, errors
from explorer.cli import COMMANDS, main
from explorer.config import LANGUAGES
from explorer.notebook.taken import Cited
from explorer.notebook.worn import Many, Worn
from explorer.query import Query
from explorer.vocab import short
from explorer.web import create_app

Facts = Mapping[str, list[str]]
OURS = "mx:"
# the kinds of terms in the order of the page, and what is said of a term
KINDS = {
    "owl:Class": "Classes",
    "owl:ObjectProperty": "Properties between things",
    "owl:DatatypeProperty": "Properties with a value",
    "owl:AnnotationProperty": "Annotations",
    "owl:NamedIndividual": "Individuals",
}
FACTS = {
    "rdfs:subClassOf": "a kind of",
    "rdfs:subPropertyOf": "a kind of",
    "rdfs:domain": "domain",
    "rdfs:range": "range",
    "owl:inverseOf": "inverse",
    "owl:disjointWith": "nothing is both this and",
    "rdf:type": "also",
}
QUERIES = {
    "": "Queries that read",
    "check_": "Rules that data must keep",
    "rule_": "Rules that say what follows",
}


@cache
def explorer() -> Explorer:
    """Return the shipped graph, opened once a build."""
    return Explorer()


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown, or nothing where it has no rows."""
    lines = [" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows]
    names = list(heads)
    whole = [" | ".join(names), "|".join(["---"] * len(names)), *lines]
    return "\n".join(whole) + "\n" if lines else ""


def block(kind: str, text: str) -> str:
    """Return a block of code."""
    return f"```{kind}\n{text.rstrip()}\n```\n"


def code(texts: Iterable[str]) -> str:
    """Return names as code, one after the other."""
    return ", ".join(f"`{text}`" for text in texts)


def commands() -> str:
    """Return every command as its --help has it."""
    width = {"terminal_width": 88}
    root = main.make_context("explorer", [], resilient_parsing=True, **width)
    found = [("explorer", block("text", main.get_help(root)))]
    for name in sorted(COMMANDS):
        command = main.get_command(root, name)
        assert command is not None
        context = command.make_context(name, [], root, resilient_parsing=True, **width)
        found.append((f"explorer {name}", block("text", command.get_help(context))))
    return "\n".join(f"## {name}\n\n{text}" for name, text in found)


def queries() -> str:
    """Return every query with its parameters, its columns and its text."""
    groups: dict[str, list[Query]] = {prefix: [] for prefix in QUERIES}
    for name, query in explorer().queries.items():
        prefix = next((one for one in QUERIES if one and name.startswith(one)), "")
        groups[prefix].append(query)
    return "\n".join(
        f"## {QUERIES[prefix]}\n\n" + "\n".join(map(_query, found))
        for prefix, found in groups.items()
    )


def _query(query: Query) -> str:
    counts = {
        (False, False): "exactly one",
        (False, True): "one or none",
        (True, False): "one or more",
        (True, True): "any number",
    }
    params = [
        (f"`{one.name}`", one.kind, counts[one.many, one.optional]) for one in query.params.values()
    ]
    said = [query.summary, query.description]
    if query.message:
        said.append(f"Says of what it finds: “{query.message}”. {query.mend}")
    if query.columns:
        said.append(f"Columns: {code(query.columns)}.")
    texts = "\n\n".join(_plain(text) for text in said if text)
    taken = table(("parameter", "kind", "how many"), params)
    return f"### {query.name}\n\n{texts}\n\n{taken}\n{block('sparql', query.body)}"


def ontology() -> str:
    """Return the terms of the ontology, the rows of a comparison and the concepts of schemes."""
    terms: dict[str, Facts] = defaultdict(lambda: defaultdict(list))
    for row in explorer().query("ontology_terms"):
        value = row["value"]
        if not isinstance(value, Literal) or value.language == "en":
            terms[short(row["term"].value)][short(row["property"].value)].append(
                value.value if isinstance(value, Literal) else short(value.value)
            )
    parts = []
    for kind, head in KINDS.items():
        held = {name: facts for name, facts in terms.items() if kind in facts["rdf:type"]}
        own = [_term(name, facts, kind) for name, facts in held.items() if name.startswith(OURS)]
        others = [
            (f"`{name}`", code(facts["rdfs:subClassOf"] + facts["rdfs:subPropertyOf"]))
            for name, facts in held.items()
            if not name.startswith(OURS)
        ]
        borrowed = table(("of other vocabularies", "kind of"), others)
        parts.append("\n".join([f"## {head}\n", *own, borrowed]))
    return "\n".join([*parts, "## Rows of a comparison\n", _rows(), *_schemes()])


def _term(name: str, facts: Facts, kind: str) -> str:
    said = f"“{facts['rdfs:label'][0]}”: {facts['skos:definition'][0]}"
    parts = {part: code(one for one in facts[part] if one != kind) for part in FACTS}
    listed = "".join(f"- {FACTS[part]} {values}\n" for part, values in parts.items() if values)
    return f"### {name}\n\n{said}\n\n{listed}"


def _rows() -> str:
    rows = explorer().rows
    return table(
        ("row", "id", "property", "group", "compared"),
        (
            (
                row.names["en"],
                f"`{row.id}`",
                code(short(one.value) for one in (row.path, row.until, row.remark) if one),
                row.group.names["en"] if row.group else "",
                row.rule.value,
            )
            for row in rows
        ),
    )


def _schemes() -> Iterator[str]:
    concepts = explorer().concepts
    for scheme, head in {"families": "Families", "fields": "Fields", "kinds": "Types"}.items():
        held = [one for one in concepts.values() if one.scheme == scheme]
        yield f"## {head}\n"
        yield table(
            ("slug", "name", "definition"),
            ((f"`{one.id}`", one.names["en"], _plain(one.definitions["en"])) for one in held),
        )


def http() -> str:
    """Return every address for programs but those of queries, as the site describes them."""
    described: Any = create_app(explorer()).test_client().get("/openapi.json").json
    groups: dict[str, list[str]] = defaultdict(list)
    for path, operations in described["paths"].items():
        if path.startswith("/query/"):
            continue  # the page of queries has them
        for verb, operation in operations.items():
            head = f"### {verb.upper()} {path}"
            groups[operation["tags"][0]].append(f"{head}\n\n{_operation(operation)}")
    return "\n".join(f"## {group}\n\n" + "\n".join(each) for group, each in groups.items())


def _operation(operation: Mapping[str, Any]) -> str:
    taken = [(f"`{one['name']}`", one["in"], _values(one)) for one in operation["parameters"]]
    media = sorted(
        {
            kind
            for status, answer in operation["responses"].items()
            if status == "200"
            for kind in answer.get("content", ())
        }
    )
    said = [f"{operation['summary']}.", _plain(operation.get("description", ""))]
    texts = "\n\n".join(filter(None, said))
    answers = f"Answers: {code(operation['responses'])}{f'; gives {code(media)}' if media else ''}."
    return f"{texts}\n\n{table(('parameter', 'in', 'what'), taken)}\n{answers}\n"


def _values(parameter: Mapping[str, Any]) -> str:
    schema = parameter["schema"]
    listed = schema.get("enum", ())
    said = [
        parameter.get("description", ""),
        "a language" if list(listed) == list(LANGUAGES) else " or ".join(map(str, listed)),
        "may be repeated" if schema["type"] == "array" else "",
        "needed" if parameter["required"] else "",
    ]
    return "; ".join(map(_plain, filter(None, said)))


def results() -> str:
    """Return the kinds of results, each with what it offers and what it holds."""
    found: list[type] = [*Worn.__subclasses__()]
    for kind in found:
        found += kind.__subclasses__()
    each = "".join(
        f".. autoclass:: {kind.__module__}.{kind.__name__}\n"
        "   :inherited-members: Sequence, Mapping, list, str\n"
        for kind in dict.fromkeys([*found, Cited])
        if kind is not Many
    )
    return block("{eval-rst}", each)


def failures() -> str:
    """Return the tree of errors, and each with what it means."""
    tree = inspect.getdoc(errors).partition("\n\n")[2]
    found = [name for name, kind in vars(errors).items() if inspect.isclass(kind)]
    each = "".join(f".. autoexception:: explorer.errors.{name}\n" for name in found)
    return f"{block('text', tree)}\n{block('{eval-rst}', each)}"


def _plain(text: str) -> str:
    """Keep signs of Markdown and names in angle brackets as they are."""
    return text.replace("\\", "\\\\").replace("<", "\\<").replace("*", "\\*")


PARTS: Mapping[str, Callable[[], str]] = {
    "results": results,
    "failures": failures,
    "commands": commands,
    "queries": queries,
    "ontology": ontology,
    "http": http,
}
