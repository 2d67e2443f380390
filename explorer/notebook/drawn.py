"""Neighbourhoods and paths as pictures, which are seen wherever a saved notebook is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from textwrap import wrap

from ..drawing.ring import Mark, ring
from ..drawing.strokes import kind
from ..model import Neighbourhood, Path, Relation, Step
from .picture import LETTER, Picture

REASON = 84  # letters in a line of a reason


def sentence(method: str, relation: Relation, other: str, note: str) -> str:
    """Return a relation in words, with its reason where there is one."""
    return f"{method} {relation.label.value} {other}{f': {note}' if note else '.'}"


def around(made: Neighbourhood, title: str, families: Mapping[str, str], inferred: str) -> str:
    """Return a neighbourhood as a ring; what no one states is dashed, and `inferred` says so."""
    picture, laid = Picture(title, families), ring(made)
    names = {node.id: node.label.value for node in made.nodes}
    said = [
        sentence(
            names[edge.method],
            edge.relation,
            names[edge.other],
            edge.note.value if edge.note else "",
        )
        for edge in made.edges
    ]
    for stroke, words in zip(laid.strokes, said, strict=True):
        style = f"line {stroke.type}{' inferred' if stroke.inferred else ''}"
        picture.parts.append(
            f'<path class="{style}" d="{stroke.path}"><title>{escape(words)}</title></path>'
        )
    for mark in laid.marks:
        _named(picture, mark)
    _head(picture)
    _key(picture, [(edge.relation, edge.inferred) for edge in made.edges], inferred)
    return picture.svg(" ".join(said))


def _head(picture: Picture) -> None:
    picture.text(picture.left, picture.top - 22, picture.title, "title")


def _named(picture: Picture, mark: Mark) -> None:
    """Draw a method of the ring with its whole name."""
    name, family = mark.method.label.value, mark.method.family
    width = LETTER * len(name) * (1.1 if mark.start else 1)
    sign = picture.sign(mark.x, mark.y, family, mark.start)
    if mark.start or mark.anchor == "middle":
        down = 31 if mark.start else -15 if mark.y < 0 else 25
        x, y, turn, anchor = mark.x, mark.y + down, 0.0, "middle"
        spread = [(-width / 2, -8.0), (width / 2, 8.0)]
    else:
        x, y, turn, anchor = mark.x + mark.away, mark.y + 4.5, mark.turn, mark.anchor
        far = mark.away + (width if anchor == "start" else -width)
        spread = [(far - mark.away, -8.0), (far - mark.away, 8.0)]
    for along, across in spread:
        angle = math.radians(turn)
        dx, dy = x - mark.x + along, y - mark.y + across
        picture.reach(
            mark.x + dx * math.cos(angle) - dy * math.sin(angle),
            mark.y + dx * math.sin(angle) + dy * math.cos(angle),
        )
    turned = f' transform="rotate({turn:.1f} {mark.x:.0f} {mark.y:.0f})"' if turn else ""
    style = "start" if mark.start else ""
    picture.parts.append(
        f'<g>{sign}<text class="{style}" x="{x:.0f}" y="{y:.1f}" text-anchor="{anchor}"{turned}>'
        f"{escape(name)}</text></g>"
    )


def _key(picture: Picture, relations: Iterable[tuple[Relation, bool]], inferred: str) -> None:
    """Explain the families that are drawn, and the lines."""
    drawn = list(relations)
    lines = [
        (
            f'<use href="#sign-{family}" class="{family}" x="14" y="-7" width="14" height="14"/>',
            name,
        )
        for family, name in picture.families.items()
        if family in picture.signs
    ]
    # a relation that is stated from both ends is explained once, as it is said along its arrow
    stated = sorted((one for one, follows in drawn if not follows), key=lambda one: one.id)
    kinds: dict[str, Relation] = {}
    for relation in stated:
        if relation.id == kind(relation) or kind(relation) not in kinds:
            kinds[kind(relation)] = relation
    lines += [
        (f'<path class="line {relation.id}" d="M4 0L18 0L32 0"/>', relation.label.value)
        for _, relation in sorted(kinds.items())
    ]
    if any(follows for _, follows in drawn):
        lines.append(('<path class="line inferred" d="M4 0L32 0"/>', inferred))
    picture.key(lines)


def ways(
    paths: Sequence[Path],
    title: str,
    names: Mapping[str, tuple[str, str]],
    families: Mapping[str, str],
) -> str:
    """Return paths as chains, one below the other; `names` has the name and family of a method."""
    picture, said = Picture(title, families), []
    y = 0.0
    for path in paths:
        _stop(picture, y, *names[path.steps[0].source], True)
        for step in path.steps:
            y = _step(picture, y, step)
            _stop(picture, y, *names[step.target], step is path.steps[-1])
            reason = step.note.value if step.note else ""
            said.append(
                sentence(names[step.source][0], step.relation, names[step.target][0], reason)
            )
        y += 64
    _head(picture)
    _key(picture, (), "")
    return picture.svg(" ".join(said))


def _stop(picture: Picture, y: float, name: str, family: str, end: bool) -> None:
    picture.parts.append(picture.sign(0, y, family, end))
    picture.text(28, y + 5, name, "start" if end else "")
    picture.reach(-16, y - 16)
    picture.reach(0, y + 16)


def _step(picture: Picture, y: float, step: Step) -> float:
    """Draw a relation downwards with its reason beside it; return where it ends."""
    lines = wrap(step.note.value, REASON) if step.note else []
    end = y + 66 + 17 * len(lines)
    first, last = (y + 20, end - 20) if step.relation.forward else (end - 20, y + 20)
    line = f"M0 {first:.0f}L0 {(y + end) / 2:.0f}L0 {last:.0f}"
    picture.parts.append(f'<path class="line {step.relation.id}" d="{line}"/>')
    picture.text(46, y + 38, step.relation.label.value, "")
    for place, line in enumerate(lines, 1):
        picture.text(46, y + 38 + 17 * place, line, "soft")
    return end
