"""The statements of a graph that a query made: as a picture, as rows and as text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ..core import Explorer
from ..drawing.ring import LETTERS, NAMES, Ring, ring
from ..model import Entry, Joined, Neighbourhood, Node, Reach, Relation, Text, spoken
from ..vocab import METHODS, short, slug
from .answers import Row, Table, address, table

MOST_THINGS, MOST_NAMED = 40, 8  # in a picture; lines that have their words beside them
LONGEST = 200_000  # bytes of a graph as text
DECLARED = re.compile(r"^@prefix (\S*:) .*\n", re.MULTILINE)
HUB = 3  # things, at the least, around one that stands in the middle
WORDS = 0.6  # how far along a line its words stand: halfway, those of lines that cross would meet
ABOVE, BESIDE = 45, 95  # room above a thing whose name stands upright, and beside it


@dataclass(frozen=True, slots=True)
class Picture:
    """Things with names around a ring, a line where statements join two, and where each leads.

    The words of a line stand beside it where there are few lines.
    """

    ring: Ring
    width: float
    height: float
    addresses: Mapping[str, str]
    words: tuple[tuple[str, float, float], ...]


def rows(graph: Sequence[ox.Quad]) -> Table | None:
    """Return the statements as rows; none where there are none."""
    each: list[Row] = [
        {"subject": one.subject, "predicate": one.predicate, "object": one.object} for one in graph
    ]
    return table(("subject", "predicate", "object"), each) if each else None


def picture(explorer: Explorer, graph: Sequence[ox.Quad], language: str) -> Picture | None:
    """Draw what joins two things with names; nothing where that is nothing, or too much.

    A thing stands in the middle only where it is an end of every line, so that none passes it.
    """
    joins = [
        (one.subject.value, one.predicate, one.object.value)
        for one in graph
        if isinstance(one.subject, ox.NamedNode)
        and isinstance(one.object, ox.NamedNode)
        and one.subject != one.object
    ]
    things = dict.fromkeys(end for start, _, other in joins for end in (start, other))
    if not 0 < len(things) <= MOST_THINGS:
        return None
    said: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for start, predicate, other in joins:
        said[tuple(sorted((start, other)))][_word(predicate.value)] = None
    hub = next((one for one in things if len(said) >= HUB and all(one in two for two in said)), "")
    labels = _labels(explorer, things, language)
    nodes = tuple(_node(explorer, name, labels[name], name != hub) for name in things)
    lines = {(start, other): Relation(term, True, Text("")) for start, term, other in joins}
    edges = tuple(Joined(*ends, relation) for ends, relation in lines.items())
    drawn = ring(Neighbourhood(Reach(()), nodes, edges, 0))
    few = _beside(said, drawn, hub) if len(said) <= MOST_NAMED else ()
    width = height = drawn.size
    if not any(mark.turn for mark in drawn.marks):
        far = max(
            abs(mark.x) + (BESIDE if mark.anchor == "middle" else NAMES) for mark in drawn.marks
        )
        width, height = 2 * far, 2 * (max(abs(mark.y) for mark in drawn.marks) + ABOVE)
    return Picture(drawn, width, height, {name: address(name) for name in things}, few)


def part(turtle: bytes) -> str:
    """Return a graph as text, or as much of it as a page can hold, up to the end of a line.

    Of the prefixes only those stay that are used.

    >>> part(b"@prefix a: <http://a/> .\\n@prefix b: <http://b/> .\\na:x a:y a:z .\\n")
    '@prefix a: <http://a/> .\\na:x a:y a:z .\\n'
    """
    end = len(turtle) <= LONGEST
    text = turtle[: None if end else turtle.rfind(b"\n", 0, LONGEST) + 1].decode()
    body = DECLARED.sub("", text)
    used = DECLARED.sub(lambda found: found[0] if found[1] in body else "", text)
    return used if end else f"{used}…"


def _word(predicate: str) -> str:
    compact = short(predicate)
    return (slug(predicate) or predicate) if compact == predicate else compact


def _beside(
    said: Mapping[tuple[str, ...], Iterable[str]], drawn: Ring, hub: str
) -> tuple[tuple[str, float, float], ...]:
    """Put the words of each line beside it, farther from the thing in the middle."""
    at = {mark.method.id: (mark.x, mark.y) for mark in drawn.marks}
    found = []
    for pair, words in said.items():
        one, other = sorted(pair, key=lambda name: name != hub)
        x, y = ((1 - WORDS) * a + WORDS * b for a, b in zip(at[one], at[other], strict=True))
        found.append((", ".join(words), x, y))
    return tuple(found)


def _labels(explorer: Explorer, things: Iterable[str], language: str) -> dict[str, Text]:
    """Name things as the language does, and those that would be called the same by their IRIs.

    Those whose IRIs differ only where they are left out are numbered.
    """
    compact = {iri: short(iri) for iri in things}
    labels = {iri: _known(explorer, ox.NamedNode(iri), language) for iri in compact}
    for end in (LETTERS - 1, LETTERS // 2):
        shown = Counter(label.value[: LETTERS - 1] for label in labels.values())
        for iri, label in labels.items():
            if not label.value or shown[label.value[: LETTERS - 1]] > 1:
                labels[iri] = Text(_middle(compact[iri], end))
    shown = Counter(label.value for label in labels.values())
    return {
        iri: label if shown[label.value] == 1 else Text(f"{number}: {label.value[4 - LETTERS :]}")
        for number, (iri, label) in enumerate(labels.items(), 1)
    }


def _middle(text: str, end: int) -> str:
    """Return the begin and the end of an IRI, which differ where its middle need not.

    >>> _middle("https://example.org/things/one", 11)
    'https://ex…/things/one'
    """
    if len(text) <= LETTERS:
        return text
    return f"{text[: LETTERS - 1 - end]}…{text[-end:]}"


def _known(explorer: Explorer, term: ox.NamedNode, language: str) -> Text:
    """Return what the graph calls a thing; an empty text where it has no name."""
    if named := _entry(explorer, term.value) or explorer.concepts.get(term):
        return spoken(named.names, language)
    work = explorer.works.get(term)
    return Text(work.title if work else explorer.people.get(term, ""))


def _entry(explorer: Explorer, name: str) -> Entry | None:
    return explorer.index.get(slug(name)) if name.startswith(METHODS) else None


def _node(explorer: Explorer, name: str, label: Text, outer: bool) -> Node:
    known = _entry(explorer, name)
    family = slug(known.family.value) if known and known.family else ""
    return Node(name, label, family, "", None, 0, 0, int(outer))
