"""What Wikidata says of items: names in every language, when and by whom they came about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from ..model import Facts, Person, Term, Text
from ..services import Asking
from ..store import Solution
from ..vocab import PREFIXES, slug

YEAR = re.compile(r"([+-]?)0*(\d{1,4})-")


def told(asking: Asking, items: Mapping[NamedNode, NamedNode]) -> Mapping[NamedNode, Facts]:
    """Return what is said of methods, given by the items that they are."""
    found: dict[str, list[Solution]] = defaultdict(list)
    for row in asking.rows("wikidata", "outside_wikidata", items):
        found[row["item"].value].append(row)
    return {items[item]: _facts(found[item.value]) for item in items if item.value in found}


def _facts(rows: Iterable[Solution]) -> Facts:
    held: dict[str, list[Term]] = defaultdict(list)
    people: dict[NamedNode, str] = {}
    for row in rows:
        what, value = slug(row["property"].value), row["value"]
        if what != "inventor":
            held[what].append(value)
        elif isinstance(value, NamedNode) and value.value.startswith(PREFIXES["wd"]):
            # else it is said that somebody did, not who
            people[value] = people.get(value) or (row["name"].value if "name" in row else "")
    names, aliases = _texts(held["label"]), _texts(held["altLabel"])
    years = {
        int(f"{found[1]}{found[2]}") for term in held["year"] if (found := YEAR.match(term.value))
    }
    return Facts(
        names=names,
        aliases=tuple(one for one in aliases if one not in names),
        years=tuple(sorted(years)),
        inventors=tuple(
            Person(term, people[term] or slug(term.value)) for term in sorted(people, key=str)
        ),
    )


def _texts(terms: Iterable[Term]) -> tuple[Text, ...]:
    words = (term for term in terms if isinstance(term, Literal))
    found = {Text(term.value, term.language or "") for term in words}
    return tuple(sorted(found, key=lambda one: (one.language, one.value)))
