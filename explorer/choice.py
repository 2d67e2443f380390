"""What people ask for, made into names of the graph: which methods, which language."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, SupportsIndex

from pyoxigraph import Literal, NamedNode

from .config import LANGUAGES, MOST_METHODS
from .errors import ChoiceError, NotFound
from .model import Concept, Entry, Reach, RelationType, Term
from .vocab import BASE, METHODS, slug

FARTHEST = 3  # steps of a neighbourhood
ABSENT = {"family": "There is no family “{family}”.", "field": "There is no field “{field}”."}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Thing(Protocol):
    """What an explorer gave and that has a name in the graph: a method, a work, a hit, a value."""

    @property
    def term(self) -> Term:
        """Its IRI, or the text that a value is."""


One = str | Term | Thing  # a slug, a name, a CURIE, an IRI, or the thing itself
Several = One | Iterable[One]


def named(wanted: object) -> str:
    """Return what a thing goes by, as text: that given, or its IRI; raises ChoiceError.

    >>> named("lasso"), named(method("lasso"))
    ('lasso', 'https://w3id.org/method-explorer/method/lasso')
    """
    if isinstance(wanted, str):
        return wanted
    term = getattr(wanted, "term", wanted)
    if isinstance(term, NamedNode | Literal):
        return term.value
    shown = " ".join(repr(wanted).split())[:60]
    raise ChoiceError(f"Give a slug, a name, an IRI or what an explorer gave, not {shown}.")


def local(room: str, wanted: str) -> str:
    """Return a text without the IRI or the prefix of things of a room.

    >>> local("paper", "paper:breiman-2001-random-forests"), local("paper", f"{METHODS}lasso")
    ('breiman-2001-random-forests', 'https://w3id.org/method-explorer/method/lasso')
    """
    return wanted.strip().removeprefix(f"{BASE}{room}/").removeprefix(f"{room}:")


def method(wanted: str) -> NamedNode:
    """Make the IRI of a method from a slug, a CURIE or an IRI of this graph; raises NotFound.

    >>> method("random-forest").value
    'https://w3id.org/method-explorer/method/random-forest'
    """
    text = local("method", wanted)
    if not SLUG.fullmatch(text):
        shown = " ".join(wanted.split())
        shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
        raise NotFound(
            "“{slug}” is not the slug of a method: slugs are lower-case words joined by hyphens.",
            shown,
            slug=shown,
        )
    return NamedNode(f"{METHODS}{text}")


def thing(room: str, wanted: str) -> NamedNode:
    """Make the IRI of a person, paper, field, family or kind from its slug; raises NotFound.

    >>> thing("person", "leo-breiman").value
    'https://w3id.org/method-explorer/person/leo-breiman'
    """
    if not SLUG.fullmatch(wanted):
        shown = " ".join(wanted.split())[:60]
        raise NotFound("“{slug}” is not a slug of this graph.", shown, slug=shown)
    return NamedNode(f"{BASE}{room}/{wanted}")


def slugs(wanted: Iterable[str]) -> list[str]:
    """Split values at commas and drop repetitions; the order of the first mention stays.

    >>> slugs(["a,b", "b", " c "])
    ['a', 'b', 'c']
    """
    parts = (local("method", text) for value in wanted for text in value.split(","))
    return list(dict.fromkeys(filter(None, parts)))


def capped(wanted: Iterable[str]) -> tuple[list[str], int]:
    """Return the slugs that one comparison can hold, and how many were left out.

    >>> capped(["a", "a"])
    (['a'], 0)
    """
    chosen = slugs(wanted)
    return chosen[:MOST_METHODS], len(chosen[MOST_METHODS:])


def methods(wanted: Sequence[str]) -> list[NamedNode]:
    """Make the IRIs of the methods to compare; raises ChoiceError for none or too many."""
    chosen = slugs(wanted)
    if not chosen:
        raise ChoiceError("Choose at least one method to compare.")
    if len(chosen) > MOST_METHODS:
        raise ChoiceError(
            "{asked} methods were asked for; at most {most} can be compared at once.",
            asked=len(chosen),
            most=MOST_METHODS,
        )
    return [method(slug) for slug in chosen]


def entry(index: Mapping[str, Entry], wanted: str) -> Entry:
    """Return a method of the graph by slug; raises NotFound."""
    found = index.get(slug(method(wanted).value))
    if found is None:
        raise NotFound("There is no method “{slug}”.", wanted, slug=wanted)
    return found


def several(wanted: object) -> tuple[str, ...]:
    """Return what is asked for as texts, be it one alone, some, or some of some; see `named`.

    >>> several("extends"), several(["extends", ["usedWith"]])
    (('extends',), ('extends', 'usedWith'))
    """
    if isinstance(wanted, str) or not isinstance(wanted, Iterable):
        return (named(wanted),)
    return tuple(text for one in wanted for text in several(one))


def of(known: Sequence[str], wanted: Iterable[str], what: str) -> tuple[str, ...]:
    """Return what is asked for where it is all known; raises ChoiceError naming what there is.

    >>> of(("name", "oldest"), ["name"], "order")
    ('name',)
    """
    asked = tuple(wanted)
    for one in asked:
        if one not in known:
            raise ChoiceError(f"There is no {what} {one!r}; choose of {', '.join(known)}.")
    return asked


def year(wanted: SupportsIndex | str) -> int:
    """Return a year that is given as a whole number or in digits; raises ChoiceError.

    >>> year(1990), year("1990")
    (1990, 1990)
    """
    try:
        return int(wanted) if isinstance(wanted, str) else operator.index(wanted)
    except (TypeError, ValueError) as error:
        raise ChoiceError(f"A year is a whole number such as 1990, not {wanted!r}.") from error


def pair(index: Mapping[str, Entry], one: str, other: str, most: int) -> tuple[Entry, Entry]:
    """Return two methods to join by at most so many paths, by slug.

    Raises NotFound, or ChoiceError where they are the same or no path is asked for.
    """
    if most < 1:
        raise ChoiceError("Ask for at least one path.")
    found = entry(index, one), entry(index, other)
    if one == other:
        raise ChoiceError("Give two different methods: a path leads from one to another.")
    return found


def reach(
    asked: Reach,
    index: Mapping[str, Entry],
    types: Mapping[NamedNode, RelationType],
    concepts: Mapping[NamedNode, Concept],
) -> Reach:
    """Return what to walk over as it was asked for; raises NotFound or ChoiceError."""
    if not asked.starts:
        raise ChoiceError("Choose at least one method to start from.")
    if not 1 <= asked.depth <= FARTHEST:
        raise ChoiceError("A walk takes 1 to {most} steps.", most=FARTHEST)
    starts = tuple(dict.fromkeys(entry(index, wanted).id for wanted in asked.starts))
    if asked.limit < len(starts):
        raise ChoiceError("A neighbourhood has room for all the methods that it starts from.")
    known = sorted(slug(term.value) for term in types)
    for wanted in asked.types:
        if wanted not in known:
            raise ChoiceError(
                "There is no relation “{name}”; choose of {names}.",
                name=wanted[:40],
                names=", ".join(known),
            )
    for room, slugs in (("family", asked.families), ("field", asked.fields)):
        for wanted in slugs:
            if thing(room, wanted) not in concepts:
                raise NotFound(ABSENT[room], wanted, **{room: wanted})
    opened = tuple(dict.fromkeys(entry(index, one).id for one in asked.opened))
    hidden = tuple(dict.fromkeys(entry(index, one).id for one in asked.hidden))
    return replace(asked, starts=starts, opened=opened, hidden=hidden)


def language(wanted: str) -> str:
    """Return a language of the program; raises NotFound."""
    if wanted not in LANGUAGES:
        raise NotFound(
            "There is no language “{language}” here; choose one of {languages}.",
            language=wanted[:20],
            languages=", ".join(LANGUAGES),
        )
    return wanted
