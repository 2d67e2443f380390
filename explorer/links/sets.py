"""Links put together by where they come from, where they lead, and what they say."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Linkset, Match
from ..vocab import BASE
from .targets import TARGETS, of


def sets(matches: Iterable[Match]) -> tuple[Linkset, ...]:
    """Return the links as sets of one room, data set and relation, in the order of these."""
    held: dict[tuple[int, str, str], list[Match]] = {}
    for match in matches:
        if target := of(match.object):
            room = match.subject.value.removeprefix(BASE).partition("/")[0]
            key = TARGETS.index(target), room, match.predicate.value
            held.setdefault(key, []).append(match)
    found = []
    for (place, room, _), links in sorted(held.items()):
        there = TARGETS[place]
        links.sort(key=lambda match: (match.subject.value, match.object.value))
        found.append(
            Linkset(
                room,
                links[0].predicate,
                there.name,
                there.home,
                there.licence,
                there.start,
                tuple(links),
            )
        )
    return tuple(found)
