"""The picture of an ontology: a class, what is wider than it, and where its properties lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..publish import Vocabulary, Word
from ..vocab import short

WIDTH, LEFT, BOX, LINE, GAP, TOP = 760, 130, 210, 22, 24, 62


@dataclass(frozen=True, slots=True)
class Box:
    """A class or kind of value by name; `id` is its anchor where it is explained on the page."""

    x: float
    y: float
    width: float
    height: float
    name: str
    id: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A property that leads from the class at the left to one at the right."""

    y: float
    word: Word
    to: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """A class at the left, what is wider above it, at the right where its properties lead."""

    height: float
    focus: Box
    wider: tuple[Box, ...]
    others: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Word, ...]], ...]:
        """Where the properties lead, and which lead there."""
        return tuple(
            (box.name, tuple(line.word for line in self.lines if line.to == box.name))
            for box in self.others
        )


def diagram(known: Vocabulary, focus: Word) -> Diagram:
    """Lay out what the properties of a class lead to, the fewest first."""
    groups: dict[NamedNode, list[Word]] = {}
    for word in known.words.values():
        if word.own and focus.term in word.domain and word.range:
            groups.setdefault(word.range[0], []).append(word)
    others: list[Box] = []
    lines: list[Line] = []
    top = y = float(TOP if focus.above else 1)
    for term, words in sorted(groups.items(), key=lambda group: (len(group[1]), group[0].value)):
        box = _box(known, term, focus, y, len(words))
        first = y + (box.height - LINE * len(words)) / 2 + LINE - 6
        lines += [Line(first + LINE * place, one, box.name) for place, one in enumerate(words)]
        others.append(box)
        y += box.height + GAP
    name = short(focus.term.value)
    own = Box(1, top, LEFT, max(y - top - GAP, LINE), name, focus.id)
    return Diagram(y - GAP + 1, own, _wider(focus.above), tuple(others), tuple(lines))


def _box(known: Vocabulary, term: NamedNode, focus: Word, y: float, lines: int) -> Box:
    """Return the box of a class, with the narrower ones under its name."""
    word = known.words.get(term)
    narrower = word.below if word and term != focus.term else ()
    notes = tuple(short(one.value) for one in narrower if one != focus.term)
    height = max(LINE * lines + 12, 34 + 16 * len(notes))
    anchor = word.id if word and word.own else ""
    return Box(WIDTH - BOX - 1, y, BOX, height, short(term.value), anchor, notes)


def _wider(terms: Sequence[NamedNode]) -> tuple[Box, ...]:
    width = LEFT + 6
    return tuple(
        Box(1 + place * (width + 12), 1, width, 30, short(term.value))
        for place, term in enumerate(terms)
    )
