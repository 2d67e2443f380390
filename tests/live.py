"""Asks the live services about things that are known: `make test-live`, which needs a network.

`make test` proves the same from recorded answers and needs none; here it shows whether a service
has changed since. It asks each target a question or two, and keeps nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

from explorer import links
from explorer.client import Client
from explorer.core import Explorer
from explorer.errors import ExplorerError
from explorer.links import find
from explorer.model import Candidate
from explorer.services import Asking, Services

FORESTS = "breiman-2001-random-forests"
# a target, what it is asked about, and the identifier that must be among the surest; an empty one
# is what may change: then the answer has only to be of the known form
KNOWN = (
    ("wikidata", "random-forest", "Q245748"),
    ("wikidata", FORESTS, ""),
    ("dblp", FORESTS, "rec/journals/ml/Breiman01"),
    ("dblp", "trevor-hastie", ""),
    ("openalex", FORESTS, ""),
    ("openalex", "trevor-hastie", ""),
    ("opencitations", FORESTS, ""),
    ("orcid", "trevor-hastie", ""),
)


JOINED = (
    "SELECT ?item { method:bayes-factor skos:exactMatch ?item }",
    "PREFIX schema: <http://schema.org/> SELECT ?item ?article "
    "{ ?article schema:about ?item ; schema:isPartOf <https://en.wikipedia.org/> }",
)


def joined(explorer: Explorer, service: str = "wikidata") -> bool:
    """Say whether a method is joined with the article of which Wikidata knows."""
    found = [row["article"].value for row in explorer.join(*JOINED, service)]
    right = found == ["https://en.wikipedia.org/wiki/Bayes_factor"]
    print(f"{'ok' if right else 'NO'}  wikidata joins bayes-factor with {', '.join(found)}")
    return right


def asked(explorer: Explorer, client: Client) -> Iterator[tuple[str, str, str, list[Candidate]]]:
    """Ask each target about what is known to be there."""
    works = (work.id for work in explorer.works.values() if not work.doi)
    held = explorer.linkable
    here = replace(held, matches={}, rejected=frozenset())  # as if nothing was linked yet
    asking = Asking(client, explorer.queries, Services.read())
    for target, slug, wanted in (*KNOWN, ("crossref", next(works), "")):
        steps = find.steps(target, here, only=[slug])
        found = [one for step in steps for one in step.found(asking, here, "2026-11-27")]
        yield target, slug, wanted, found


def main() -> int:
    """Print what each target finds; return 1 where one fails or does not find what it should."""
    failures, explorer = 0, Explorer.open()
    try:
        failures += not joined(explorer)
        with Client(None, "", pace=1.0) as client:
            for target, slug, wanted, found in asked(explorer, client):
                names = [links.sssom.curie(one.match.object) for one in found]
                right = any(name.endswith(f":{wanted}") for name in names) if wanted else True
                failures += not right
                said = ", ".join(names) or "nothing"
                print(f"{'ok' if right else 'NO'}  {target} has {slug} as {said}")
    except ExplorerError as error:
        print(f"The live services could not be tried: {error}", file=sys.stderr)
        return 1
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
