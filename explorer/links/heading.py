"""The head of a review file: what it is in terms of SSSOM, and how it is judged."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from urllib.parse import quote

from ..vocab import BASE, CC0
from .sssom import prefixes

EXTENSIONS = ("decision", "candidates", "description", "reasons")  # columns that SSSOM has not
DOUBLE = {"dblp": "DBLP", "openalex": "OpenAlex"}  # what may hold a work or an author twice
HEAD = """\
mapping_set_id: {id}
mapping_set_title: Candidates for links, to be judged
license: {licence}
comment: |
  Open see_also, compare, and write into decision, the first column:
  accept - it is the very same thing. Of a method that is not quite the same, first change
           predicate_id to skos:closeMatch, skos:broadMatch (theirs is wider) or skos:narrowMatch.
  reject - it is another thing, and is never to be proposed again.
  Leave it empty where you are not sure. Several candidates of one thing stand one below the
  other, the best first, and column candidates counts them: {doubt}.
  A DOI (doi:...) is no link: enter it with its evidence by explorer add.
  Then run: explorer link --accept {name} --reviewer "YOUR NAME"
extension_definitions:
{own}curie_map:
"""


def heading(name: str, used: Collection[str]) -> str:
    """Return the head of a file by its name and the prefixes of what is proposed in it."""
    double = " and ".join(DOUBLE[one] for one in DOUBLE if one in used)
    doubt = f"{double} may hold a thing twice, and both be right"
    text = HEAD.format(
        id=f"{BASE}{quote(Path(name).name)}",
        licence=CC0,
        doubt=doubt if double else "one of them at most is the same",
        name=name,
        own="".join(f"  - slot_name: {one}\n" for one in EXTENSIONS),
    )
    return "".join(f"#{line}\n" for line in (*text.splitlines(), *prefixes(used)))
