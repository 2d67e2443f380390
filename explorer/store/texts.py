"""What the text of a query says of it: its form, and the prefixes that it leaves out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..errors import QueryError
from ..query import Sparql
from ..vocab import PREFIXES

# what stands before the form of a query: comments, BASE and PREFIX
PROLOGUE = r"(?:\s|#[^\n]*(?:\n|$)|(?:BASE|PREFIX\s+[\w.-]*:)\s*<[^>]*>)*"
ASKED = re.compile(rf"{PROLOGUE}(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
PREFIXED = re.compile(r"(?<![\w?$:/<-])([a-z]+):")
DECLARED = re.compile(r"\bPREFIX\s+([\w.-]+):", re.IGNORECASE)


def form(text: str) -> str:
    """Return whether a query is SELECT, ASK, CONSTRUCT or DESCRIBE; raises QueryError.

    >>> form("# all\\nPREFIX a: <http://a/>\\nselect * { ?s ?p ?o }")
    'SELECT'
    """
    if asked := ASKED.match(text):
        return asked[1].upper()
    raise QueryError(
        "This is no SPARQL query: it begins with none of SELECT, ASK, CONSTRUCT, DESCRIBE."
    )


def declared(text: str, prefixes: Mapping[str, str] = PREFIXES) -> Sparql:
    """Return a query with the prefixes, those of the graph, that it uses and does not declare.

    They go before its first line, so that an engine counts lines as the query has them.

    >>> declared("ASK { method:lasso ?p ?o }")
    'PREFIX method: <https://w3id.org/method-explorer/method/> ASK { method:lasso ?p ?o }'
    """
    missing = set(PREFIXED.findall(text)) & prefixes.keys() - set(DECLARED.findall(text))
    return Sparql("".join(f"PREFIX {name}: <{prefixes[name]}> " for name in sorted(missing)) + text)
