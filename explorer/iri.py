"""Names of things as people type them: whole, or with a prefix of the graph."""

from __future__ import annotations

import re
from difflib import get_close_matches

from pyoxigraph import NamedNode

from .choice import SLUG
from .errors import ParameterError
from .vocab import PREFIXES

# names in these have no // after the colon; what else stands before one is meant for a prefix
SCHEME = re.compile(
    "about|acct|ark|cid|data|did|doi|file|geo|hdl|info|ipfs|isbn|lsid|magnet|mailto|mid|news|ni|"
    "oid|pkg|sips?|sms|swh|tag|tel|urn|xmpp",
    re.IGNORECASE,
)


def iri(text: str) -> NamedNode:
    """Make an IRI, or say in a sentence what is wrong with it; raises ParameterError.

    >>> iri("method:lasso").value
    'https://w3id.org/method-explorer/method/lasso'
    """
    prefix, colon, local = text.partition(":")
    short = colon and not local.startswith("//")
    known = prefix in PREFIXES
    try:
        made = NamedNode(PREFIXES[prefix] + local if short and known else text)
    except ValueError as error:
        if SLUG.fullmatch(text):
            raise ParameterError(
                "“{given}” is not an IRI; a slug needs its prefix, as in person:{given}.",
                given=text,
            ) from error
        raise ParameterError("“{given}” is not an IRI.", given=text) from error
    if short and not known and not SCHEME.fullmatch(prefix):
        near = get_close_matches(prefix.lower(), PREFIXES, 3, cutoff=0)
        raise ParameterError(
            "The prefix “{prefix}:” is not known; write one such as {near}, or the whole IRI.",
            prefix=prefix,
            near=", ".join(near),
        )
    return made
