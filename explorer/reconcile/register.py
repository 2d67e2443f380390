"""The things by their ids and by what they are called elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from ..vocab import BASE
from .things import ROOMS, Graph, Thing, asked, rooted, split, things

OWN = {f"{name}:": f"{name}/" for name in ("method", "paper", "person")}
NAMING = ("doi", "orcid", "wikidata")  # identifiers that tell by their look what they are
LEAST = 0.02  # weight of a word that every name has
RARE, CITED = 8, 10  # words of a citation that are looked for, and works that may be meant
COMMON = 500  # works that share a word which tells nothing


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
        self.weights = {kind: _weights(self.things.values(), kind) for kind in ROOMS}
        self._cited: dict[str, list[Thing]] = defaultdict(list)
        for thing in self.things.values():
            if thing.type == "Paper":
                for word in _citing(thing):
                    self._cited[word].append(thing)

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

    def cited(self, text: str) -> list[Thing]:
        """Return the works that share with a citation its rarest words, the likeliest first."""
        held = (self._cited[word] for word in set(asked(text).words) & self._cited.keys())
        telling = sorted((works for works in held if len(works) <= COMMON), key=len)
        shared: Counter[str] = Counter()
        for works in telling[:RARE]:
            shared.update(work.id for work in works)
        return [self.things[one] for one, _ in shared.most_common(CITED)]


def _citing(work: Thing) -> set[str]:
    """Return the words that a citation of a work has: of its title, its authors, its year."""
    texts = [*work.names.values(), *(one.names[""] for one in work.facts["author"])]
    years = (str(one.number) for one in work.facts["year"])
    return {word for text in texts for word in split(text)} | set(years)


def _weights(things: Iterable[Thing], kind: str) -> Mapping[str, float]:
    """Return how much each word tells of a thing of a type, 1 where one thing alone has it."""
    held = [one for one in things if one.type == kind]
    found = Counter(word for one in held for word in _called(one))
    most = log(len(held) + 1)
    return {word: max(LEAST, (1 - log(many) / most) ** 2) for word, many in found.items()}


def _called(thing: Thing) -> set[str]:
    words = (word for _, text in thing.called for word in split(text, thing.type))
    return set(rooted(words, thing.type))


def tails(text: str) -> list[str]:
    """Return a text and its ends after each slash or colon, in small letters.

    >>> tails("https://doi.org/10.1/A:2")[-4:]
    ['doi.org/10.1/a:2', '10.1/a:2', 'a:2', '2']
    """
    given = text.strip().lower()
    return [given, *(given[place + 1 :] for place, sign in enumerate(given) if sign in "/:")]
