"""The things by their ids and by what they are called elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..vocab import BASE
from .things import ROOMS, Graph, Thing, things

OWN = {f"{name}:": f"{name}/" for name in ("method", "paper", "person")}
NAMING = ("doi", "orcid", "wikidata")  # identifiers that tell by their look what they are


class Register:
    """Every thing that the rows of a table can be matched with."""

    def __init__(self, graph: Graph) -> None:
        """Read the graph."""
        self.things: Mapping[str, Thing] = {one.id: one for one in things(graph)}
        self._known: dict[tuple[str, str], list[Thing]] = defaultdict(list)
        held: dict[str, dict[str, None]] = {kind: {} for kind in ROOMS}
        for thing in self.things.values():
            held[thing.type] |= dict.fromkeys(thing.facts)
            for name in thing.identifiers:
                for value in thing.facts[name]:
                    self._known[name, value.names[""].lower()].append(thing)
        self.properties: Mapping[str, Sequence[str]] = {
            kind: tuple(names) for kind, names in held.items()
        }

    def identified(self, name: str, texts: Iterable[str]) -> Iterator[Thing]:
        """Yield the things that have one of the identifiers, as it is or in an address."""
        for text in texts:
            for tail in tails(text):
                yield from self._known.get((name, tail), ())

    def named(self, text: str) -> Thing | None:
        """Return what has the text for its id: as it is, with a prefix, or as an IRI."""
        given = text.strip().removeprefix(BASE)
        for prefix, room in OWN.items():
            given = f"{room}{given.removeprefix(prefix)}" if given.startswith(prefix) else given
        return self.things.get(given)

    def known(self, text: str) -> Iterator[Thing]:
        """Yield what has the text for its identifier elsewhere."""
        for name in NAMING:
            yield from self.identified(name, [text])


def tails(text: str) -> list[str]:
    """Return a text and its ends after each slash or colon, in small letters.

    >>> tails("https://doi.org/10.1/A:2")[-4:]
    ['doi.org/10.1/a:2', '10.1/a:2', 'a:2', '2']
    """
    given = text.strip().lower()
    return [given, *(given[place + 1 :] for place, sign in enumerate(given) if sign in "/:")]
